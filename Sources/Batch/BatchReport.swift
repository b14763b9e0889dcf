import Diagnostics
import Files

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The report on a folder of outputs, a page and a table. It is made of the manifest and of pictures that are kept beside the
/// outputs, so that it does not depend on which of them this run has rendered.
package struct BatchReport: Sendable {
    /// Whether there is a report, and what is in it.
    package enum Kind: String, Sendable, CaseIterable {
        /// One for more than one submission, or where there is one already; with pictures of pages of up to
        /// ``BatchReport/maximumPictured`` submissions.
        case auto
        /// One with pictures, however many submissions there are.
        case full
        /// One without pictures.
        case plain
        /// None.
        case none
    }

    /// The most submissions whose pages a report shows by itself: as many as a browser opens at once.
    package static let maximumPictured = 300
    /// The names of the page and the table.
    package static let (pageName, tableName) = ("report.html", "report.csv")

    private let kind: Kind
    private let folder: String
    private let language: Language
    /// The county, where somebody says it.
    private let county: String?
    /// Where pictures of pages are kept; `nil` for a report without any.
    let thumbnails: ThumbnailFolder?

    /// The report on what `plan` makes in `folder`; `nil` for none.
    /// - Parameter isKept: whether there is one of an earlier run.
    init?(_ kind: Kind, of plan: BatchPlan, in folder: String, isKept: Bool, county: String?, language: Language) {
        guard kind != .none, kind != .auto || plan.jobs.count > 1 || isKept else { return nil }
        self.kind = kind
        self.folder = folder
        self.language = language
        self.county = county
        let isPictured = kind == .full || kind == .auto && plan.jobs.count <= Self.maximumPictured
        thumbnails = isPictured ? ThumbnailFolder(outputs: folder) : nil
    }

    /// Writes both files and gives the SHA-256 of each by its name.
    /// - Parameters:
    ///   - files: the files of the folder, of which others than the program's are left alone.
    ///   - skipped: how many submissions had no turn.
    func write(
        _ manifest: Manifest, among files: OwnFiles, skipped: Int
    ) throws(OutputFile.Failure) -> [String: String] {
        let county = County(manifest, in: folder, skipped: skipped)
        let isPictured = kind == .full || county.rows.count <= Self.maximumPictured
        let page = CountyPage(county, called: self.county, language: language, pictures: isPictured ? thumbnails : nil)
        let hashes = try write(county, page, CountyTable(language: language), listed: manifest.reports, among: files)
        thumbnails?.removeAll(but: manifest.entries.values.map(\.outputHash))
        return hashes
    }

    /// Writes both row by row: what is found in each submission need not be held at once.
    private func write(
        _ county: County, _ page: CountyPage, _ table: CountyTable, listed: [String: String], among files: OwnFiles
    ) throws(OutputFile.Failure) -> [String: String] {
        var hashes = listed
        let (pageName, tableName) = (Self.pageName, Self.tableName)
        hashes[pageName] = try files.write(to: pageName, listed: listed[pageName]) {
            (pageSink) throws(OutputFile.Failure) in
            try pageSink.write(page.beginning)
            hashes[tableName] = try files.write(to: tableName, listed: listed[tableName]) {
                (tableSink) throws(OutputFile.Failure) in
                try tableSink.write(table.beginning)
                for (index, row) in county.rows.enumerated() {
                    let details = county.details(of: row)
                    try pageSink.write(page.body(row, details, index: index))
                    try tableSink.write(table.line(row, details))
                }
            }
            try pageSink.write(page.ending)
        }
        return hashes
    }
}

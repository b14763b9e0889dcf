import Diagnostics
import Dispatch
import Files
import Synchronization

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
    /// The most submissions of several counties that stand on one page. Of more each county has a page of its own, and the
    /// report is the page that leads to them.
    package static let maximumRows = 1_000
    /// The names of the page and the table.
    package static let (pageName, tableName) = ("report.html", "report.csv")

    private let kind: Kind
    private let folder: String
    private let knowsInputs: Bool
    private let language: Language
    /// Where pictures of pages are kept; `nil` for a report without any.
    let thumbnails: ThumbnailFolder?

    /// The report on `count` submissions, whose outputs lie in `folder`; `nil` for none.
    /// - Parameters:
    ///   - isKept: whether there is one of an earlier run.
    ///   - knowsInputs: whether submissions that are not where they were are gone; otherwise they lie on other machines.
    init?(
        _ kind: Kind, count: Int, in folder: String, isKept: Bool, language: Language, knowsInputs: Bool = true
    ) {
        guard kind != .none, kind != .auto || count > 1 || isKept else { return nil }
        self.kind = kind
        self.folder = folder
        self.knowsInputs = knowsInputs
        self.language = language
        let isPictured = kind == .full || kind == .auto && count <= Self.maximumPictured
        thumbnails = isPictured ? ThumbnailFolder(outputs: folder) : nil
    }

    /// Writes the files of the report and gives the SHA-256 of each by its name. Files of an earlier report that this one does
    /// not have go, if they are as they were written.
    /// - Parameters:
    ///   - files: the files of the folder, of which others than the program's are left alone.
    ///   - skipped: how many submissions had no turn.
    func write(
        _ manifest: Manifest, among files: OwnFiles, skipped: Int
    ) throws(OutputFile.Failure) -> [String: String] {
        let shares = CountyShare.all(of: manifest)
        let count = shares.reduce(0) { $0 + $1.count }
        let isPictured = kind == .full || count <= Self.maximumPictured
        let pictures = isPictured ? thumbnails : nil
        let isProvince = shares.count > 1 && count > Self.maximumRows
        let hashes =
            isProvince
            ? try writeProvince(shares, manifest, among: files, skipped: skipped, pictures)
            : try writeCounty(CountyShare(joining: shares), manifest, among: files, skipped: skipped, pictures)
        for (name, hash) in manifest.reports where hashes[name] == nil { files.remove(name, listed: hash) }
        thumbnails?.removeAll(but: manifest.entries.values.map(\.outputHash))
        return hashes
    }

    private func county(_ share: CountyShare, _ manifest: Manifest, skipped: Int) -> County {
        County(share, of: manifest, in: knowsInputs ? folder : nil, skipped: skipped)
    }

    /// Writes a page and a table row by row: what is found in each submission need not be held at once.
    private func writeCounty(
        _ share: CountyShare, _ manifest: Manifest, among files: OwnFiles, skipped: Int, _ pictures: ThumbnailFolder?
    ) throws(OutputFile.Failure) -> [String: String] {
        let county = county(share, manifest, skipped: skipped)
        let page = CountyPage(county, language: language, pictures: pictures)
        let table = CountyTable(language: language)
        var hashes: [String: String] = [:]
        let (listed, tableName) = (manifest.reports, Self.tableName)
        hashes[tableName] = try files.write(to: tableName, listed: listed[tableName]) {
            (sink) throws(OutputFile.Failure) in
            try sink.write(table.beginning)
            hashes[Self.pageName] = try write(
                page, of: county, to: Self.pageName, listed, files
            ) { (row, details) throws(OutputFile.Failure) in
                try sink.write(table.line(row, details))
            }
        }
        return hashes
    }

    /// Writes a page for each county, a page that leads to them, and one table.
    private func writeProvince(
        _ shares: [CountyShare], _ manifest: Manifest, among files: OwnFiles, skipped: Int,
        _ pictures: ThumbnailFolder?
    ) throws(OutputFile.Failure) -> [String: String] {
        let (listed, tableName) = (manifest.reports, Self.tableName)
        let table = CountyTable(language: language, hasCounties: true)
        let names = CountyShare.pageNames(of: shares)
        var province = ProvincePage(language: language, skipped: skipped)
        var hashes: [String: String] = [:]
        hashes[tableName] = try files.write(to: tableName, listed: listed[tableName]) {
            (sink) throws(OutputFile.Failure) in
            try sink.write(table.beginning)
            for start in stride(from: 0, to: shares.count, by: Self.countiesAtOnce) {
                let range = start..<min(start + Self.countiesAtOnce, shares.count)
                let parts = Self.concurrently(range) { (index) throws(OutputFile.Failure) in
                    try part(shares[index], names[index], manifest, files, table, pictures)
                }
                for part in parts {
                    let (row, hash, lines) = try part.get()
                    province.add(row)
                    hashes[row.file] = hash
                    try sink.write(lines)
                }
            }
        }
        hashes[Self.pageName] = try files.write(to: Self.pageName, listed: listed[Self.pageName]) {
            (sink) throws(OutputFile.Failure) in try sink.write(province.html)
        }
        return hashes
    }

    /// How many counties are held until their lines of the table are written.
    private static let countiesAtOnce = 32

    /// What `body` gives for each of `range`, several at once.
    private static func concurrently<Part: Sendable>(
        _ range: Range<Int>, _ body: @Sendable (Int) throws(OutputFile.Failure) -> Part
    ) -> [Result<Part, OutputFile.Failure>] {
        let parts = Mutex([Int: Result<Part, OutputFile.Failure>]())
        DispatchQueue.concurrentPerform(iterations: range.count) { offset in
            let part = Result { () throws(OutputFile.Failure) in try body(range.lowerBound + offset) }
            parts.withLock { $0[offset] = part }
        }
        return parts.withLock { parts in range.indices.compactMap { parts[$0 - range.lowerBound] } }
    }

    /// Writes the page of a county.
    /// - Returns: its row, the SHA-256 of its page, and its lines of the table.
    private func part(
        _ share: CountyShare, _ file: String, _ manifest: Manifest, _ files: OwnFiles, _ table: CountyTable,
        _ pictures: ThumbnailFolder?
    ) throws(OutputFile.Failure) -> (ProvincePage.Row, String, String) {
        let county = county(share, manifest, skipped: 0)
        let page = CountyPage(county, language: language, pictures: pictures, name: share.name)
        var lines = ""
        let hash = try write(page, of: county, to: file, manifest.reports, files) {
            (row, details) throws(OutputFile.Failure) in
            lines += table.line(row, details, county: share.name)
        }
        return (ProvincePage.Row(county, called: share.name, file: file), hash, lines)
    }

    /// Writes the page of a county.
    /// - Parameter visit: is given each row with its details.
    /// - Returns: the SHA-256 of the page.
    private func write(
        _ page: CountyPage, of county: County, to name: String, _ listed: [String: String], _ files: OwnFiles,
        _ visit: (County.Row, County.Details) throws(OutputFile.Failure) -> Void
    ) throws(OutputFile.Failure) -> String {
        // The manifest is written last and makes the names of all durable.
        try files.write(to: name, listed: listed[name], syncsFolder: false) { (sink) throws(OutputFile.Failure) in
            try sink.write(page.beginning)
            for (index, row) in county.rows.enumerated() {
                let details = county.details(of: row)
                try sink.write(page.body(row, details, index: index))
                try visit(row, details)
            }
            try sink.write(page.ending)
        }
    }
}

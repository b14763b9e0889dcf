import Diagnostics
import Dispatch
import Files
import Rendering
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The report on a folder of outputs, a page and tables. It is made of the manifest and of pictures that are kept beside the
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
    /// The names of the page and of the table of submissions.
    package static let (pageName, tableName) = ("report.html", "report.csv")
    /// The names of its files besides those of the pages of counties.
    static let names = [pageName] + ReportTables.names

    private let kind: Kind
    private let folder: String
    private let knowsInputs: Bool
    private let language: Language
    /// The county, where somebody says it.
    private let county: String?
    /// Where pictures of pages are kept; `nil` for a report without any.
    let thumbnails: ThumbnailFolder?

    /// The report on `count` submissions, whose outputs lie in `folder`; `nil` for none.
    /// - Parameters:
    ///   - isKept: whether there is one of an earlier run.
    ///   - county: the county, where they are of one and somebody says it.
    ///   - knowsInputs: whether submissions that are not where they were are gone; otherwise they lie on other machines.
    init?(
        _ kind: Kind, count: Int, in folder: String, isKept: Bool, county: String?, language: Language,
        knowsInputs: Bool = true
    ) {
        guard kind != .none, kind != .auto || count > 1 || isKept else { return nil }
        self.kind = kind
        self.folder = folder
        self.knowsInputs = knowsInputs
        self.language = language
        self.county = county
        let isPictured = kind == .full || kind == .auto && count <= Self.maximumPictured
        thumbnails = isPictured ? ThumbnailFolder(outputs: folder) : nil
    }

    /// Writes the files of the report and gives the SHA-256 of each by its name. Files of an earlier report that this one does
    /// not have go, if they are as they were written.
    /// - Parameters:
    ///   - listed: the SHA-256 of the files of the earlier report by their names.
    ///   - files: the files of the folder, of which others than the program's are left alone.
    ///   - skipped: how many submissions had no turn.
    ///   - formSets: the form sets, which say which amounts submissions state.
    func write(
        _ manifest: Manifest, listed: [String: String], among files: OwnFiles, skipped: Int, _ formSets: FormSetCache
    ) throws(OutputFile.Failure) -> [String: String] {
        let shares = CountyShare.all(of: manifest)
        let count = shares.reduce(0) { $0 + $1.count }
        let isPictured = kind == .full || count <= Self.maximumPictured
        let pictures = isPictured ? thumbnails : nil
        let isProvince = shares.count > 1 && count > Self.maximumRows
        let tables = ReportTables(shares, hasCounties: isProvince, language: language, money: formSets.money)
        let place = Place(manifest: manifest, listed: listed, files: files, skipped: skipped, pictures: pictures)
        let hashes =
            isProvince
            ? try writeProvince(shares, tables, place) : try writeCounty(CountyShare(joining: shares), tables, place)
        for (name, hash) in listed where hashes[name] == nil { files.remove(name, listed: hash) }
        thumbnails?.removeAll(but: manifest.entries.values.map(\.outputHash))
        return hashes
    }

    /// What a report is made of, and where it goes.
    private struct Place {
        let manifest: Manifest
        /// The SHA-256 of the files of the earlier report by their names.
        let listed: [String: String]
        let files: OwnFiles
        /// How many submissions had no turn.
        let skipped: Int
        /// Where pictures of pages are; `nil` for a report without any.
        let pictures: ThumbnailFolder?
    }

    private func county(_ share: CountyShare, _ place: Place, skipped: Int) -> County {
        County(share, of: place.manifest, in: knowsInputs ? folder : nil, skipped: skipped)
    }

    /// Writes a page and the tables row by row: what is found in each submission need not be held at once.
    private func writeCounty(
        _ share: CountyShare, _ tables: ReportTables, _ place: Place
    ) throws(OutputFile.Failure) -> [String: String] {
        let county = county(share, place, skipped: place.skipped)
        let page = CountyPage(county, called: self.county, language: language, pictures: place.pictures)
        var tables = tables
        var pageHash = ""
        var hashes = try place.files.write(to: ReportTables.names, listed: place.listed) {
            (sinks) throws(OutputFile.Failure) in
            try sinks.write(tables.beginning)
            // The manifest is written last and makes the names of all durable.
            pageHash = try place.files.write(
                to: Self.pageName, listed: place.listed[Self.pageName], syncsFolder: false
            ) { (sink) throws(OutputFile.Failure) in
                try page.write(county, to: { (piece) throws(OutputFile.Failure) in try sink.write(piece) }) {
                    (row, details) throws(OutputFile.Failure) in try sinks.write(tables.lines(row, details))
                }
            }
            try sinks.write(tables.ending)
        }
        hashes[Self.pageName] = pageHash
        return hashes
    }

    /// Writes a page for each county, a page that leads to them, and tables of all.
    private func writeProvince(
        _ shares: [CountyShare], _ tables: ReportTables, _ place: Place
    ) throws(OutputFile.Failure) -> [String: String] {
        let names = CountyShare.pageNames(of: shares)
        // The disk takes pages while others are made.
        let writer = OutputWriter(place.files, capacity: Self.pagesWaiting)
        let failure = Mutex<OutputFile.Failure?>(nil)
        defer { writer.finish() }
        var province = ProvincePage(language: language, skipped: place.skipped)
        var all = tables
        var pages: [String: String] = [:]
        let hashes = try place.files.write(to: ReportTables.names, listed: place.listed) {
            (sinks) throws(OutputFile.Failure) in
            try sinks.write(tables.beginning)
            for start in stride(from: 0, to: shares.count, by: Self.countiesAtOnce) {
                let range = start..<min(start + Self.countiesAtOnce, shares.count)
                let parts = Self.concurrently(range) { index in
                    part(shares[index], names[index], tables, place) { page in
                        writer.write([page]) { failed in failure.withLock { $0 = $0 ?? failed } }
                    }
                }
                if let failure = failure.withLock({ $0 }) { throw failure }
                for part in parts {
                    province.add(part.row)
                    pages[part.row.file] = part.hash
                    all.add(part.tables)
                    try sinks.write(part.lines)
                }
            }
            try sinks.write(all.ending)
            // Tables take their places only where all pages have theirs.
            writer.finish()
            if let failure = failure.withLock({ $0 }) { throw failure }
        }
        pages[Self.pageName] = try place.files.write(to: Self.pageName, listed: place.listed[Self.pageName]) {
            (sink) throws(OutputFile.Failure) in try sink.write(province.html)
        }
        return hashes.merging(pages) { $1 }
    }

    /// What a county has in the report on a province.
    private struct Part {
        let row: ProvincePage.Row
        /// The SHA-256 of its page.
        let hash: String
        /// Its lines of each table.
        let lines: [String]
        /// Tables of nothing but it.
        let tables: ReportTables
    }

    /// How many counties are held until their lines of the table are written.
    private static let countiesAtOnce = 32
    /// How many pages wait for the disk.
    private static let pagesWaiting = 8

    /// What `body` gives for each of `range`, several at once.
    private static func concurrently<Part: Sendable>(
        _ range: Range<Int>, _ body: @Sendable (Int) -> Part
    ) -> [Part] {
        let parts = Mutex([Int: Part]())
        DispatchQueue.concurrentPerform(iterations: range.count) { offset in
            let part = body(range.lowerBound + offset)
            parts.withLock { $0[offset] = part }
        }
        return parts.withLock { parts in range.indices.compactMap { parts[$0 - range.lowerBound] } }
    }

    /// What a county has in the report.
    /// - Parameter write: is given its page.
    private func part(
        _ share: CountyShare, _ file: String, _ tables: ReportTables, _ place: Place,
        _ write: (OutputWriter.File) -> Void
    ) -> Part {
        let county = county(share, place, skipped: 0)
        let page = CountyPage(
            county, called: share.name, isPart: true, language: language, pictures: place.pictures)
        var tables = tables
        var lines = ReportTables.names.map { _ in "" }
        var bytes: [UInt8] = []
        page.write(county, to: { bytes += $0.utf8 }) { row, details in
            for (index, line) in tables.lines(row, details, county: share.name).enumerated() { lines[index] += line }
        }
        let hash = FileHash.sha256(of: bytes[...])
        write(OutputWriter.File(name: file, bytes: bytes, hash: hash, listed: place.listed[file]))
        let row = ProvincePage.Row(county, called: share.name, file: file)
        return Part(row: row, hash: hash, lines: lines, tables: tables)
    }
}

extension CountyPage {
    /// Writes the page of `county`.
    /// - Parameters:
    ///   - take: is given the page piece by piece.
    ///   - visit: is given each row with its details.
    fileprivate func write<Failure: Error>(
        _ county: County, to take: (String) throws(Failure) -> Void,
        _ visit: (County.Row, County.Details) throws(Failure) -> Void
    ) throws(Failure) {
        try take(beginning)
        for (index, row) in county.rows.enumerated() {
            let details = county.details(of: row)
            try take(body(row, details, index: index))
            try visit(row, details)
        }
        try take(ending)
    }
}

extension [OutputFile.Sink] {
    /// Adds a piece to each file.
    fileprivate mutating func write(_ pieces: [String]) throws(OutputFile.Failure) {
        for (index, piece) in pieces.enumerated() { try self[index].write(piece) }
    }
}

import Batch
import Diagnostics
import Files
import Layout
import PrintJobs
import Rendering
import SourceTree
import Synchronization

/// Looks at scans of printed pages for what was written and stamped on them.
final class PageInspector: Sendable {
    /// How much is looked at.
    enum Extent: Sendable {
        /// Places that are filled by hand.
        case blanks
        /// All ink beyond the print, with pictures.
        case all
    }

    private let folder: String
    private let extent: Extent
    private let outputs: [String: Manifest.Entry]
    private let byDigest: [String: Manifest.Entry]
    private let blanks: [PrintedPage: [HandFilled]]
    /// Whether outputs are as the manifest lists them, of those that were looked at.
    private let isSound = Mutex<[String: Bool]>([:])
    /// Why pages could not be drawn.
    private let unread = Mutex<[PrintedPage: ScanError]>([:])

    /// Knows the pages that `manifest` lists with codes in `folder`.
    init(_ manifest: Manifest, in folder: String, _ extent: Extent) {
        self.folder = folder
        self.extent = extent
        let entries = manifest.entries.values.filter { !$0.isDraft && $0.codes != nil }
            .sorted { $0.output < $1.output }
        outputs = Dictionary(entries.map { ($0.output, $0) }) { first, _ in first }
        byDigest = Dictionary(entries.map { ($0.codes?.digest ?? "", $0) }) { first, _ in first }
        let places = entries.flatMap { entry in (entry.codes?.blanks ?? []).map { (entry.output, $0) } }
        blanks = Dictionary(grouping: places) { PrintedPage(output: $0, number: $1.page) }
            .mapValues { places in places.map { $0.1 } }
    }

    /// The page that one of `codes` states, if it is one of those.
    func page(of codes: [String]) -> PrintedPage? {
        for mark in codes.compactMap({ PageMark($0) }) where !mark.isDraft {
            guard let entry = byDigest[mark.digest], mark.place.pages == entry.pages else { continue }
            return PrintedPage(output: entry.output, number: mark.place.page)
        }
        return nil
    }

    /// Outputs that are not as the manifest lists them, and pages that could not be drawn, so that nothing could be held against
    /// them.
    var findings: [Diagnostic] {
        let changed = isSound.withLock { $0 }.filter { !$0.value }.keys.sorted()
        let unread = unread.withLock { $0 }.sorted { ($0.key.output, $0.key.number) < ($1.key.output, $1.key.number) }
        return changed.map { Self.changed("\(folder)/\($0)") }
            + unread.map { $0.value.diagnostic(of: "\(folder)/\($0.key.output)", page: $0.key.number) }
    }

    // MARK: Looking

    /// What is on `picture`, a scan of `page`.
    /// - Parameters:
    ///   - quarterTurns: by how many it lies turned, clockwise.
    ///   - skew: by how many degrees it lies askew, clockwise; `nil` where that was not measured.
    ///   - open: the output that was looked at last.
    /// - Returns: `nil` where there is nothing to look for, or nothing to hold it against.
    func inspection(
        of picture: ScanPicture, as page: PrintedPage, quarterTurns: Int, skew: Double?, _ open: inout OpenOutput?
    ) -> Inspection? {
        let places = blanks[page] ?? []
        guard extent == .all || !places.isEmpty, let look = look(of: page, &open) else { return nil }
        let upright = picture.turned(4 - quarterTurns)
        let skew = skew ?? ScannedPage.skew(of: upright.grey) ?? 0
        let sheet = SheetInk(upright, skew: skew, against: look)
        guard sheet.isMatched else {
            let unclear = places.map { Inspection.Blank(place: $0, state: .doubtful, share: 0, picture: nil) }
            return Inspection(page: page, blanks: unclear, marks: [], furtherMarks: 0, isMisfit: true)
        }
        return SheetInspection(sheet, places, extent).inspection(of: page)
    }

    /// An output that is open, and its path.
    struct OpenOutput {
        fileprivate let name: String
        fileprivate let file: ScanFile
    }

    private func look(of page: PrintedPage, _ open: inout OpenOutput?) -> PageLook? {
        guard let entry = outputs[page.output], isAsListed(entry) else { return nil }
        do throws(ScanError) {
            if open?.name != page.output {
                open = nil
                open = OpenOutput(name: page.output, file: try ScanFile("\(folder)/\(page.output)"))
            }
            guard let file = open?.file, page.number <= file.pageCount else { return nil }
            return PageLook(try file.page(page.number - 1, dotsPerInch: LookSize.dotsPerInch))
        } catch {
            unread.withLock { $0[page] = error }
            return nil
        }
    }

    private func isAsListed(_ entry: Manifest.Entry) -> Bool {
        if let known = isSound.withLock({ $0[entry.output] }) { return known }
        let bytes = try? RegularFile.read("\(folder)/\(entry.output)", atMost: .max)
        let isListed = bytes.map { ListedFile(hash: entry.outputHash).addition(in: $0) != nil } ?? false
        isSound.withLock { $0[entry.output] = isListed }
        return isListed
    }

    private static func changed(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, id: "output-changed",
            LocalizedText(
                "文件不在，或与清单所列的不同；它的签字、盖章处没有看",
                en: "the file is missing or not as the manifest lists it; signatures and seals on it were not looked at"
            ),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("用 annex render 重新生成", en: "render it again")])
    }
}

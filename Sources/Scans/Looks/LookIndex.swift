import Batch
import Diagnostics
import Dispatch
import Files
import PrintJobs
import SourceTree
import Synchronization

/// Sketches of all pages that a stack may hold: which of them a scan may be is told by these, which it is by ``LookMatch``.
/// Pages that are there already are among them, for a scan without a code may be a second copy.
struct LookIndex: Sendable {
    /// A page of an output.
    struct Page: Sendable {
        /// Which page it is.
        let name: PrintedPage
        /// Its size.
        let size: LookSize
        fileprivate let sketch: LookSketch
    }

    /// Dots to the inch of the drawings that sketches are made of: whole dots make a square of a sketch.
    private static let coarse = LookSize.dotsPerInch / 2
    /// Pages that are less alike to a scan than the likest one by this much are not looked at closely.
    private static let margin: Float = 0.12
    /// Pages that are less alike than this are not looked at at all.
    private static let least: Float = 0.35

    private let folder: String
    private(set) var pages: [Page] = []
    /// Outputs that are not held against scans, because they are not as they were made.
    private(set) var findings: [Diagnostic] = []

    /// Looks at the outputs that `manifest` lists with codes in `folder`, with as many threads as `workers`.
    init(of manifest: Manifest, in folder: String, workers: Int) {
        self.folder = folder
        let entries = Self.entries(of: manifest)
        let made = Mutex([Int: (pages: [Page], findings: [Diagnostic])]())
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, entries.count))) { _ in
            while case let index = next.add(1, ordering: .relaxed).oldValue, index < entries.count {
                let pages = Self.pages(of: entries[index], in: folder)
                made.withLock { $0[index] = pages }
            }
        }
        let all = made.withLock { made in entries.indices.compactMap { made[$0] } }
        pages = all.flatMap(\.pages)
        findings = all.flatMap(\.findings)
    }

    /// The outputs with codes by their names; of those with the same data the first.
    private static func entries(of manifest: Manifest) -> [Manifest.Entry] {
        var seen: Set<String> = []
        return manifest.entries.values.filter { !$0.isDraft }.sorted { $0.output < $1.output }.filter { entry in
            entry.codes.map { seen.insert($0.digest).inserted } ?? false
        }
    }

    private static func pages(of entry: Manifest.Entry, in folder: String) -> ([Page], [Diagnostic]) {
        let path = "\(folder)/\(entry.output)"
        guard let bytes = try? RegularFile.read(path, atMost: .max),
            ListedFile(hash: entry.outputHash).addition(in: bytes) != nil
        else { return ([], [changed(path)]) }
        do throws(ScanError) {
            let file = try ScanFile(path)
            let pages = try (0..<file.pageCount).map { (number) throws(ScanError) in
                let (width, height) = try file.size(ofPage: number)
                let dots = LookSize.dotsPerInch / 72
                let ink = PageLook.ink(of: try file.page(number, dotsPerInch: coarse))
                return Page(
                    name: PrintedPage(output: entry.output, number: number + 1),
                    size: LookSize(width: Int((width * dots).rounded(.up)), height: Int((height * dots).rounded(.up))),
                    sketch: LookSketch(ink, dotsPerInch: coarse))
            }
            return (pages, [])
        } catch {
            return ([], [error.diagnostic(of: path)])
        }
    }

    private static func changed(_ path: String) -> Diagnostic {
        Diagnostic(
            .warning, id: "output-changed",
            LocalizedText(
                "文件不在，或与清单所列的不同；没有码的扫描件不与它比对",
                en: "the file is missing or not as the manifest lists it; scans without codes are not compared with it"),
            at: .whole(SourceFile(name: path, text: "")),
            hints: [LocalizedText("用 annex render 重新生成", en: "render it again")])
    }

    // MARK: Looking

    /// The pages that a scan may be, each with by how many quarter turns it is turned then; the likest first.
    /// - Parameter looks: how it looks after none to three quarter turns, on sheets of the sizes that it may have.
    func candidates(for looks: [[LookSize: ScanLook]]) -> [(page: Page, turns: Int)] {
        let ranked = looks.enumerated().flatMap { turns, looks in
            pages.compactMap { page in
                looks[page.size].map { (page: page, turns: turns, likeness: page.sketch.likeness(to: $0.sketch)) }
            }
        }
        let best = ranked.reduce(-1) { max($0, $1.likeness) }
        guard best >= Self.least else { return [] }
        return ranked.filter { $0.likeness >= best - Self.margin }
            .sorted { ($1.likeness, $0.page.name) < ($0.likeness, $1.page.name) }.map { ($0.page, $0.turns) }
    }

    /// How `page` looks when it is printed.
    func look(of page: Page) throws(ScanError) -> PageLook {
        let file = try ScanFile("\(folder)/\(page.name.output)")
        return PageLook(try file.page(page.name.number - 1, dotsPerInch: LookSize.dotsPerInch))
    }
}

package import Batch
package import Diagnostics
import Dispatch
package import PrintJobs
import Synchronization

/// A stack of paper as it was scanned: its pages in the order of the files, each with what is on it.
package struct ScannedStack: Sendable {
    /// The pages that could be read.
    package private(set) var pages: [ScannedPage] = []
    /// The files and pages that could not.
    package private(set) var findings: [Diagnostic] = []

    /// How many pages are read at once.
    package static let workers = 1...64
    /// Pages that a worker takes at a time, so that it opens a file once for them; one where each takes long.
    private static let run = 8

    /// Reads the scans at `paths`; pages without codes are held against the pages that `manifest` lists.
    /// - Parameters:
    ///   - folder: where the outputs lie that `manifest` lists.
    ///   - handwriting: what is looked for besides.
    ///   - workers: how many pages are read at once, within ``workers``.
    package init(
        _ paths: [String], against manifest: Manifest, in folder: String, _ handwriting: Handwriting, workers: Int
    ) {
        precondition(Self.workers.contains(workers), "there are workers")
        do throws(ScanError) {
            try CodeReader.load()
            try ScanLibrary.leptonica.load()
        } catch {
            findings = paths.prefix(1).map { error.diagnostic(of: $0) }
            return
        }
        let files = Self.counted(paths)
        findings = files.flatMap(\.findings)
        let places = files.flatMap(\.places)
        let inspector = inspector(manifest, in: folder, handwriting)
        read(places, workers: workers, at: Self.run) { picture, place, open in
            var page = ScannedPage(picture, at: place)
            if case .codes(let codes) = page.finding, let inspector, let name = inspector.page(of: codes) {
                page.inspection = inspector.inspection(
                    of: picture, as: name, quarterTurns: page.quarterTurns, skew: page.skew, &open)
            }
            return page
        }
        findUnmarked(against: manifest, in: folder, inspector, workers: workers)
        findings += inspector?.findings ?? []
    }

    /// What is looked for on pages that were told.
    package enum Handwriting: Sendable {
        /// Nothing: they were not signed yet.
        case none
        /// Signatures and seals.
        case blanks
        /// These, and ink elsewhere, with pictures.
        case all
    }

    private mutating func inspector(
        _ manifest: Manifest, in folder: String, _ handwriting: Handwriting
    ) -> PageInspector? {
        guard handwriting != .none else { return nil }
        do throws(ScanError) {
            try ScanLibrary.poppler.load()
            return PageInspector(manifest, in: folder, handwriting == .all ? .all : .blanks)
        } catch {
            findings.append(error.diagnostic(of: folder))
            return nil
        }
    }

    /// The places of the pages of each file, and why there are none.
    private static func counted(_ paths: [String]) -> [(places: [ScanPlace], findings: [Diagnostic])] {
        paths.map { path in
            do throws(ScanError) {
                let count = try ScanFile(path).pageCount
                return ((1...count).map { ScanPlace(file: path, page: $0, pages: count) }, [])
            } catch {
                return ([], [error.diagnostic(of: path)])
            }
        }
    }

    /// Holds the pages without codes against all that the stack may hold.
    private mutating func findUnmarked(
        against manifest: Manifest, in folder: String, _ inspector: PageInspector?, workers: Int
    ) {
        let unmarked = pages.filter { !$0.isMarked }
        guard !unmarked.isEmpty else { return }
        do throws(ScanError) { try ScanLibrary.poppler.load() } catch {
            findings.append(error.diagnostic(of: folder))
            return
        }
        let index = LookIndex(of: manifest, in: folder, workers: workers)
        findings += index.findings
        let before = pages
        let known = Dictionary(uniqueKeysWithValues: before.enumerated().map { ($1.place, $0) })
        var found = ScannedStack()
        found.read(unmarked.map(\.place), workers: workers, at: 1) { picture, place, open in
            guard var page = known[place].map({ before[$0] }) else { preconditionFailure("it was read before") }
            switch LookFinder(index: index).page(on: picture.grey) {
            case .page(let name, let turns):
                page.finding = .look(name)
                page.quarterTurns = turns
                page.inspection = inspector?.inspection(
                    of: picture, as: name, quarterTurns: turns, skew: nil, &open)
            case .unclear where page.finding == .unrecognized(isUnclear: false):
                page.finding = .unrecognized(isUnclear: true)
            case .unclear, .none: break
            }
            return page
        }
        findings += found.findings
        for page in found.pages {
            if let place = known[page.place] { pages[place] = page }
        }
    }

    private init() {}

    // MARK: Workers

    /// What came of a page.
    private typealias Read = Result<ScannedPage, ScanError>
    /// What is made of a picture; the output that was looked at last stays open.
    private typealias Look = @Sendable (ScanPicture, ScanPlace, inout PageInspector.OpenOutput?) -> ScannedPage

    /// The files that a worker holds open.
    private struct OpenFiles {
        var scan: (path: String, file: ScanFile)?
        var output: PageInspector.OpenOutput?
    }

    /// Reads the pages at `places`, `run` of them at a time by each of `workers` threads; the order is that of `places`.
    private mutating func read(
        _ places: [ScanPlace], workers: Int, at run: Int, _ look: Look
    ) {
        let results = Mutex([Int: Read]())
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(workers, max(1, places.count))) { _ in
            var open = OpenFiles()
            while case let start = next.add(run, ordering: .relaxed).oldValue, start < places.count {
                for index in start..<min(start + run, places.count) {
                    let read = Self.read(places[index], &open, look)
                    results.withLock { $0[index] = read }
                }
            }
        }
        let all = results.withLock { results in places.indices.compactMap { results[$0] } }
        for (read, place) in zip(all, places) {
            switch read {
            case .success(let page): pages.append(page)
            case .failure(let error):
                findings.append(error.diagnostic(of: place.file, page: place.pages > 1 ? place.page : nil))
            }
        }
    }

    private static func read(_ place: ScanPlace, _ open: inout OpenFiles, _ look: Look) -> Read {
        Read { () throws(ScanError) in
            if open.scan?.path != place.file {
                open.scan = nil
                open.scan = (place.file, try ScanFile(place.file))
            }
            guard let file = open.scan?.file else { preconditionFailure("it has just been opened") }
            return look(try file.picture(place.page - 1), place, &open.output)
        }
    }

    // MARK: What it holds

    /// What its pages say of themselves, for ``StackCheck``.
    package var sightings: [StackSighting] {
        pages.flatMap { page -> [StackSighting] in
            let place = StackPlace.scan(page.place)
            switch page.finding {
            case .codes(let codes): return codes.map { StackSighting(place: place, sign: .code($0)) }
            case .look(let name): return [StackSighting(place: place, sign: .look(name))]
            case .blank, .unrecognized: return []
            }
        }
    }

    /// What was seen on its pages beyond the print, in their order.
    package var inspections: [(place: ScanPlace, inspection: Inspection)] {
        pages.compactMap { page in page.inspection.map { (page.place, $0) } }
    }

    /// Whether all places for signatures and seals that were looked at are plainly filled.
    package var isFilledIn: Bool { inspections.allSatisfy { $0.inspection.blanks.allSatisfy { $0.state == .filled } } }
}

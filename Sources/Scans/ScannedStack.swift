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
    ///   - workers: how many pages are read at once, within ``workers``.
    package init(_ paths: [String], against manifest: Manifest, in folder: String, workers: Int) {
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
        read(places, workers: workers, at: Self.run) { raster, place in ScannedPage(raster, at: place) }
        findUnmarked(against: manifest, in: folder, workers: workers)
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
    private mutating func findUnmarked(against manifest: Manifest, in folder: String, workers: Int) {
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
        found.read(unmarked.map(\.place), workers: workers, at: 1) { raster, place in
            guard var page = known[place].map({ before[$0] }) else { preconditionFailure("it was read before") }
            switch LookFinder(index: index).page(on: raster) {
            case .page(let name, let turns):
                page.finding = .look(name)
                page.quarterTurns = turns
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

    /// Reads the pages at `places`, `run` of them at a time by each of `workers` threads; the order is that of `places`.
    private mutating func read(
        _ places: [ScanPlace], workers: Int, at run: Int, _ look: @Sendable (GreyRaster, ScanPlace) -> ScannedPage
    ) {
        let results = Mutex([Int: Read]())
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(workers, max(1, places.count))) { _ in
            var open: (path: String, file: ScanFile)?
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

    private static func read(
        _ place: ScanPlace, _ open: inout (path: String, file: ScanFile)?,
        _ look: (GreyRaster, ScanPlace) -> ScannedPage
    ) -> Read {
        Read { () throws(ScanError) in
            if open?.path != place.file {
                open = nil
                open = (place.file, try ScanFile(place.file))
            }
            guard let file = open?.file else { preconditionFailure("it has just been opened") }
            return look(try file.page(place.page - 1), place)
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
}

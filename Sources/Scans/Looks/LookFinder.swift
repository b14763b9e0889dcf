import PrintJobs

/// Finds the page that a scan without a code shows.
struct LookFinder {
    let index: LookIndex

    /// What a look tells.
    enum Answer {
        /// The scan shows this page, with a clear margin to all others; how it lies on the glass.
        case page(PrintedPage, quarterTurns: Int)
        /// It shows no page that is known.
        case none
        /// It shows one of several pages that cannot be told apart on it.
        case unclear
    }

    /// A page with how well the scan shows it.
    private struct Candidate {
        let page: LookIndex.Page
        let turns: Int
        let match: LookMatch
    }

    /// A page that the scan shows worse than the best one by this much of the score is out of the question.
    private static let margin = 0.15

    /// Which page `raster` shows.
    func page(on raster: GreyRaster) -> Answer {
        let sizes = Set(index.pages.map(\.size))
        let looks = (0..<4).map { Self.looks(of: raster.turned($0), at: sizes) }
        let ranked = index.candidates(for: looks).compactMap { (page, turns) -> Candidate? in
            guard let scan = looks[turns][page.size], let look = try? index.look(of: page) else { return nil }
            return Candidate(page: page, turns: turns, match: LookMatch(look, on: scan))
        }.sorted { $0.match.score > $1.match.score }
        guard let first = ranked.first, first.match.isSound, let scan = looks[first.turns][first.page.size],
            let page = try? index.look(of: first.page)
        else { return .none }
        // The same page the other way up is no rival: it is the same page.
        let rivals = ranked.dropFirst().filter {
            $0.page.name != first.page.name && $0.match.score >= first.match.score - Self.margin
        }
        for rival in rivals where !isClear(first, page, rival, scan) { return .unclear }
        return .page(first.page.name, quarterTurns: (4 - first.turns) % 4)
    }

    private func isClear(_ first: Candidate, _ page: PageLook, _ rival: Candidate, _ scan: ScanLook) -> Bool {
        // Whoever fits the other way up, or on a sheet of another size, is told by its score alone.
        guard rival.turns == first.turns, rival.page.size == first.page.size else {
            return rival.match.score < first.match.score - Self.margin / 2
        }
        guard let other = try? index.look(of: rival.page) else { return false }
        return first.match.advantage(of: page, over: other, rival.match, on: scan) ?? 0 >= LookMatch.clear
    }

    /// The scan, turned already, as it looks on sheets of those sizes that it may have.
    private static func looks(of raster: GreyRaster, at sizes: Set<LookSize>) -> [LookSize: ScanLook] {
        let fitting = sizes.filter { $0.fits(width: raster.width, height: raster.height) }
        guard !fitting.isEmpty else { return [:] }
        let skew = ScannedPage.skew(of: raster) ?? 0
        return Dictionary(
            uniqueKeysWithValues: fitting.map { ($0, ScanLook(raster, skew: skew, size: $0)) })
    }
}

/// Justified lines whose gaps stay narrow. Line by line is enough for most paragraphs; where it leaves gaps that a reader
/// sees, the lines of the paragraph are chosen together, no more of them than before.
extension LineBreaker {
    /// Justification opens no gap by more than a quarter em: a line that would need more keeps its own length.
    private static let narrowestPart = 4
    /// A number is parted from what it counts only where gaps would be wider than a fifth of an em.
    private static let partingPart = 5
    /// Gaps of more than an eighth of an em are worth a search.
    private static let visiblePart = 8
    /// In em: in narrower text, one character more or less opens the gaps of a line by more than a twentieth of an em.
    private static let narrowest = 20

    /// Whether the lines are so short that a character taken away from one shows.
    var isNarrow: Bool { width < material.size * Self.narrowest }

    /// Whether justification would open gaps of more than a quarter em in a line.
    func isTooOpen(_ line: Line) -> Bool { opens(line, moreThan: Self.narrowestPart) }

    /// `greedy`, or the lines that open the gaps least, where those of `greedy` are open.
    func evenlySpaced(_ greedy: [Line]) -> [Line] {
        let keepsWords = style.setting.balances
        guard keepsWords || greedy.contains(where: { opens($0, moreThan: Self.visiblePart) }) else { return greedy }
        let bonded = together(partsNumbers: false)
        guard bonded.contains(where: { opens($0, moreThan: Self.partingPart) }) else { return bonded }
        return together(partsNumbers: true)
    }

    // MARK: Gaps

    /// Whether justification would open the gaps of a line by more than an em divided by `part`.
    private func opens(_ line: Line, moreThan part: Int) -> Bool {
        guard style.alignment == .justify, !line.isLast else { return false }
        let spare = spare(of: line) * part
        return spare > material.size && spare > material.size * gapCount(of: line)
    }

    private func spare(of line: Line) -> Length {
        available(startingAt: line.units.lowerBound) - width(of: line)
    }

    /// How many gaps share the spare room of a line; at least one.
    private func gapCount(of line: Line) -> Int {
        max(1, visible(line.units).dropFirst().count { units[$0].stretches })
    }

    // MARK: Choosing together

    /// The best way found to break the text up to some place: its last line, and how many it takes at what cost.
    private struct Way {
        var count = 0
        var cost = 0
        var last = Line(units: 0..<0)

        func isBetter(than other: Way) -> Bool { (count, cost) < (other.count, other.cost) }
    }

    /// The fewest lines, and of all ways to have as few the one with the least cost (dynamic programming).
    private func together(partsNumbers: Bool) -> [Line] {
        var ways = [Way?](repeating: nil, count: units.count + 1)
        ways[0] = Way()
        for start in units.indices {
            guard let way = ways[start] else { continue }
            for line in choices(from: start, partsNumbers: partsNumbers) {
                let next = Way(count: way.count + 1, cost: way.cost + cost(of: line), last: line)
                let end = line.units.upperBound
                if ways[end].map(next.isBetter) ?? true { ways[end] = next }
            }
        }
        return lines(of: ways)
    }

    /// The lines of the best way to the end, found backwards.
    private func lines(of ways: [Way?]) -> [Line] {
        var lines: [Line] = []
        var end = units.count
        while end > 0, let way = ways[end] {
            lines.append(way.last)
            end = way.last.units.lowerBound
        }
        return lines.reversed()
    }

    /// The lines from `start` that are not too open, or the one that is least so.
    private func choices(from start: Int, partsNumbers: Bool) -> [Line] {
        let longest = longestLine(from: start)
        if longest.isLast { return [longest] }
        var choices = partsNumbers ? linesThatPartANumber(beyond: longest) : []
        if let line = pushedIn(longest) { choices.append(line) }
        for end in stride(from: longest.units.upperBound, to: start, by: -1) {
            guard mayEnd(at: end, partsNumbers: partsNumbers) else { continue }
            let line =
                end == longest.units.upperBound
                ? longest : fitting(start..<end, room: available(startingAt: start), best: nil)
            guard let line else { continue }
            if isTooOpen(line) { break }
            choices.append(line)
        }
        return choices.isEmpty ? [filled(longest)] : choices
    }

    private func mayEnd(at end: Int, partsNumbers: Bool) -> Bool {
        opportunity(at: end) != .prohibited || partsNumbers && units[end].numberBond != .none
    }

    /// The lines that take in a number, or a part of what it counts, that the line of whole pieces has no room for.
    private func linesThatPartANumber(beyond longest: Line) -> [Line] {
        let start = longest.units.lowerBound
        let room = available(startingAt: start)
        var lines: [Line] = []
        for end in longest.units.upperBound + 1..<max(longest.units.upperBound + 1, units.count) {
            guard natural(start..<end) <= room, opportunity(at: end) == .prohibited else { break }
            if units[end].numberBond != .none { lines.append(Line(units: start..<end)) }
        }
        return lines
    }

    /// An open line with the next piece taken in, for which its marks give of their blank halves (CLREQ 3.1.7).
    private func pushedIn(_ line: Line) -> Line? {
        guard style.setting.pushesIn, line.pushIn == .zero, opens(line, moreThan: Self.visiblePart) else { return nil }
        return squeezed(line.units.lowerBound..<nextEnd(after: line.units.upperBound))
    }

    /// Where the piece ends that begins at `start`, or where it is wider than any line with all its marks pushed in.
    private func nextEnd(after start: Int) -> Int {
        let limit = extents[start] + width * 2 + material.size * 4
        var end = start + 1
        while opportunity(at: end) == .prohibited, extents[end] <= limit { end += 1 }
        return end
    }

    /// The line filled with the beginning of what follows, where that has no room on a line of its own either.
    private func filled(_ line: Line) -> Line {
        let end = line.units.upperBound
        guard isTooOpen(line), opportunity(at: end) == .allowed else { return line }
        let next = nextEnd(after: end)
        let alone = natural(end..<next) - endTrim(end..<next)
        let start = line.units.lowerBound
        guard alone > available(startingAt: end), natural(start..<end + 1) <= available(startingAt: start) else {
            return line
        }
        return emergencyLine(from: start, beyond: end)
    }

    // MARK: Costs

    /// The square of how far justification opens the gaps, in hundredths of an em, with a penalty where it is too far and
    /// for what is parted.
    private func cost(of line: Line) -> Int {
        guard !line.isLast else { return 0 }
        let bonds = cost(ofEndingAt: line.units.upperBound)
        if line.pushIn > .zero { return bonds + Self.pushInCost }
        let gap = spare(of: line).rawValue * 100 / max(1, gapCount(of: line) * material.size.rawValue)
        return gap * gap + bonds + (isTooOpen(line) ? Self.tooOpenCost : 0)
    }

    private func cost(ofEndingAt end: Int) -> Int {
        let bond =
            switch units[end].bond {
            case .none: 0
            case .compound: Self.partedCompoundCost
            case .word: Self.partedWordCost
            }
        return switch units[end].numberBond {
        case .none: bond
        case .unit: bond + Self.partedUnitCost
        case .withinUnit: bond + Self.partedUnitCost * 2
        }
    }

    /// A gap of a tenth of an em costs 100, one of a fifth 400: a number is parted then.
    private static let pushInCost = 100
    private static let (tooOpenCost, partedUnitCost, partedWordCost, partedCompoundCost) = (10_000, 200, 400, 100)
}

/// Breaks a paragraph into lines that fit a width.
struct LineBreaker {
    /// The units of one line.
    struct Line: Equatable {
        var units: Range<Int>
        /// How much of the marks' blank halves inside the line is taken away to make it fit.
        var pushIn = Length.zero
        /// Whether the blank half of a mark at its end is taken away.
        var trimsEnd = false
        /// Whether the paragraph, or a forced line, ends with it.
        var isLast = false
    }

    let material: LineMaterial
    let units: [LineMaterial.Unit]
    let extents: [Length]
    let style: ParagraphStyle
    let width: Length

    /// Creates a breaker for lines of `width`, indents included.
    init(_ material: LineMaterial, width: Length) {
        self.material = material
        units = material.units
        extents = material.extents
        style = material.style
        self.width = width
    }

    /// The lines of the paragraph; at least one, which may be empty.
    func lines() -> [Line] {
        guard !units.isEmpty else { return [Line(units: 0..<0, isLast: true)] }
        let greedy = greedyLines()
        guard greedy.count > 1 else { return greedy }
        if style.alignment == .justify { return withoutShortLastLine(evenlySpaced(greedy)) }
        guard style.setting.balances, units.count <= Self.longestBalanced else { return withoutShortLastLine(greedy) }
        return balanced(leastCount: greedy.count) ?? greedy
    }

    /// Texts beyond this many characters are prose, not labels.
    private static let longestBalanced = 120

    /// The room of a line that begins with the unit `start`.
    func available(startingAt start: Int) -> Length { width - material.indent(startingAt: start) }

    // MARK: Line by line

    private func greedyLines() -> [Line] {
        var lines: [Line] = []
        var start = 0
        while start < units.count {
            let line = longestLine(from: start)
            lines.append(line)
            start = line.units.upperBound
        }
        return lines
    }

    /// The line from `start` that takes in the most; never longer than the width, unless one unit alone is.
    func longestLine(from start: Int) -> Line {
        let room = available(startingAt: start)
        var best: Line?
        for end in start + 1...units.count {
            let opportunity = self.opportunity(at: end)
            if opportunity == .prohibited {
                // What cannot be broken is scanned no further than a line could reach with all its marks pushed in.
                if extents[end] - extents[start] > room * 2 + material.size * 4,
                    !units[end].isSpace
                {
                    break
                }
                continue
            }
            if let line = fitting(start..<end, room: room, best: best) {
                best = line
            } else {
                break
            }
            if opportunity == .mandatory { break }
        }
        return best ?? emergencyLine(from: start)
    }

    func opportunity(at end: Int) -> LineBreakRules.Opportunity {
        end == units.count ? .mandatory : units[end].opportunity
    }

    /// The line of `range` if it fits, as it stands, with its last mark trimmed, or pushed in where that is allowed.
    func fitting(_ range: Range<Int>, room: Length, best: Line?) -> Line? {
        var line = Line(units: range, isLast: opportunity(at: range.upperBound) == .mandatory)
        line.trimsEnd = isCentered
        let natural = self.natural(range)
        if natural <= room { return line }
        guard style.setting.adjustsMarksAtEdges else { return nil }
        line.trimsEnd = true
        let trimmed = natural - endTrim(range)
        if trimmed <= room { return line }
        guard style.setting.pushesIn, wantsPushIn(range, best: best) else { return nil }
        return squeezed(range)
    }

    /// The line of `range`, whose marks give of their blank halves until it fits; `nil` if that is too little.
    func squeezed(_ range: Range<Int>) -> Line? {
        let excess = natural(range) - endTrim(range) - available(startingAt: range.lowerBound)
        guard excess > .zero, excess <= shrinkable(range) else { return nil }
        return Line(
            units: range, pushIn: excess, trimsEnd: true, isLast: opportunity(at: range.upperBound) == .mandatory)
    }

    /// Push-in takes in a character with the mark behind it, which could not start the next line (CLREQ 3.1.7).
    private func wantsPushIn(_ range: Range<Int>, best: Line?) -> Bool {
        guard let best else { return false }
        let extra = best.units.upperBound..<range.upperBound
        return extra.count <= 3 && units[range.upperBound - 1].kind == .closing
    }

    /// What takes the place of a line where none may end.
    /// - Parameter least: a unit that the line goes beyond in any case; `start` itself without it.
    func emergencyLine(from start: Int, beyond least: Int? = nil) -> Line {
        let least = least ?? start
        let room = available(startingAt: start)
        var end = least + 1
        while end < units.count, opportunity(at: end) != .mandatory,
            natural(start..<end + 1) - endTrim(start..<end + 1) <= room
        {
            end += 1
        }
        if end < units.count, opportunity(at: end) == .prohibited { end = forcedEnd(from: least, atMost: end) }
        return Line(units: start..<end, trimsEnd: true, isLast: opportunity(at: end) == .mandatory)
    }

    /// Whether a line that ends before the unit `end` breaks a number there; one may leave what it counts.
    func splitsNumber(at end: Int) -> Bool {
        end > 0 && opportunity(at: end) == .prohibited && harm(ofEndingAt: end) == .number
    }

    // MARK: Measuring

    /// The room that the text of a line takes before justification.
    func width(of line: Line) -> Length {
        natural(line.units) - line.pushIn - (line.trimsEnd ? endTrim(line.units) : .zero)
    }

    /// The units of a line without the spaces that hang at its end.
    func visible(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, units[end - 1].isSpace { end -= 1 }
        return range.lowerBound..<end
    }

    /// The width of a line before its last mark is trimmed.
    func natural(_ range: Range<Int>) -> Length {
        let range = visible(range)
        guard let first = range.first else { return .zero }
        return extents[range.upperBound] - extents[first] - units[first].leading - startTrim(first)
    }

    /// What is taken away before the first unit of a line: the blank half of an opening mark, except where a paragraph
    /// begins, so that （一） keeps its place on the grid; a centred line is trimmed everywhere.
    func startTrim(_ unit: Int) -> Length {
        guard style.setting.adjustsMarksAtEdges else { return .zero }
        return unit == 0 && !isCentered ? .zero : units[unit].trimBefore
    }

    /// Both ends of a centred line are trimmed, so that the ink stands in the middle.
    private var isCentered: Bool {
        style.alignment == .center && style.setting.adjustsMarksAtEdges
    }

    /// What may be taken away after the last unit of a line.
    func endTrim(_ range: Range<Int>) -> Length {
        let range = visible(range)
        return range.isEmpty ? .zero : units[range.upperBound - 1].trimAfter
    }

    /// How much the marks inside a line can give.
    private func shrinkable(_ range: Range<Int>) -> Length {
        visible(range).dropFirst().dropLast().reduce(.zero) { sum, unit in
            sum + units[unit].trimBefore + units[unit].trimAfter
        }
    }

    // MARK: Last lines

    /// A last line of a single character, its marks aside, takes one more from the line above (CLREQ 3.1.8), except where
    /// that would open visible gaps there.
    private func withoutShortLastLine(_ lines: [Line]) -> [Line] {
        guard style.setting.avoidsShortLastLine, lines.count > 1, let last = lines.last else { return lines }
        guard isShort(last.units), style.alignment != .justify || !isNarrow else { return lines }
        let above = lines[lines.count - 2]
        let candidates = above.units.dropFirst(above.units.count / 2).reversed()
        guard let split = candidates.first(where: { isBreak($0, before: last, after: above) }) else { return lines }
        var result = Array(lines.dropLast(2))
        result.append(Line(units: above.units.lowerBound..<split, trimsEnd: isCentered))
        result.append(Line(units: split..<last.units.upperBound, trimsEnd: last.trimsEnd, isLast: true))
        return result
    }

    private func isBreak(_ split: Int, before last: Line, after above: Line) -> Bool {
        let joined = split..<last.units.upperBound
        let shortened = above.units.lowerBound..<split
        return opportunity(at: split) != .prohibited && !isShort(joined)
            && natural(joined) <= available(startingAt: split)
            && natural(shortened) <= available(startingAt: above.units.lowerBound)
            && !isTooOpen(Line(units: shortened))
    }

    private func isShort(_ range: Range<Int>) -> Bool {
        visible(range).count { units[$0].kind != .closing } < 2
    }

    // MARK: Balancing

    /// Lines of about equal length, words kept whole where they can be; `nil` if no number of lines does.
    ///
    /// Minimises the squares of the lines' empty ends, with a penalty for each line beyond `leastCount`, each broken
    /// word and a last line of one character, over all ways to break (dynamic programming).
    private func balanced(leastCount: Int) -> [Line]? {
        let ends = (1...units.count).filter { opportunity(at: $0) != .prohibited }
        var ways = [[Way?](repeating: nil, count: units.count + 1)]
        ways[0][0] = Way(cost: 0, start: 0)
        var best: (cost: Int, count: Int)?
        for count in 1...leastCount + 1 {
            ways.append(extended(ways[count - 1], ends: ends))
            guard count >= leastCount, let way = ways[count][units.count] else { continue }
            let cost = way.cost + (count - leastCount) * Self.furtherLineCost
            if cost < best?.cost ?? .max { best = (cost, count) }
        }
        return best.flatMap { lines(of: ways[...$0.count]) }
    }

    /// The best way found to break the text up to some place: what it costs, and where its last line begins.
    private struct Way {
        var cost: Int
        var start: Int
    }

    /// The best ways to each place with one more line.
    private func extended(_ ways: [Way?], ends: [Int]) -> [Way?] {
        var next = [Way?](repeating: nil, count: ways.count)
        var first = 0
        for (start, way) in ways.enumerated() {
            while first < ends.count, ends[first] <= start { first += 1 }
            guard let way else { continue }
            for end in ends[first...] {
                guard let line = unforced(start..<end) else { break }
                let cost = way.cost + self.cost(of: line)
                // Of equal ways the one with the longer first line: it is found last.
                if cost <= next[end]?.cost ?? .max { next[end] = Way(cost: cost, start: start) }
                if opportunity(at: end) == .mandatory { break }
            }
        }
        return next
    }

    /// The lines of the best way to the end, found backwards: each of `ways` has one line more than the one before it.
    private func lines(of ways: ArraySlice<[Way?]>) -> [Line]? {
        var lines: [Line] = []
        var end = units.count
        for way in ways.dropFirst().reversed() {
            guard let start = way[end]?.start, let line = unforced(start..<end) else { return nil }
            lines.append(line)
            end = start
        }
        return lines.reversed()
    }

    private func unforced(_ range: Range<Int>) -> Line? {
        fitting(range, room: available(startingAt: range.lowerBound), best: nil)
    }

    private func cost(of line: Line) -> Int {
        let room = available(startingAt: line.units.lowerBound)
        let empty = max(.zero, room - natural(line.units))
        let tenths = empty.rawValue * 10 / max(1, material.size.rawValue)
        var cost = tenths * tenths
        let end = line.units.upperBound
        if end < units.count { cost += Self.cost(ofBreaking: units[end].bond) }
        if line.isLast, line.units.lowerBound > 0, isShort(line.units) { cost += Self.brokenWordCost * 2 }
        return cost
    }

    /// A broken word is as bad as a line that is more than five em short, a word broken between two that it is made of as
    /// one that is two em short.
    private static let (brokenWordCost, brokenCompoundCost) = (2900, 400)

    private static func cost(ofBreaking bond: WordList.Bond) -> Int {
        switch bond {
        case .none: 0
        case .compound: brokenCompoundCost
        case .word: brokenWordCost
        }
    }

    /// A word is better broken than two lines added.
    private static let furtherLineCost = 1500
}

extension LineBreaker {
    /// The width of the widest piece that is not broken if it need not be, words kept whole where the setting balances.
    /// Longer words than people read, such as addresses, count as much as a part of them.
    static func minContent(of material: LineMaterial) -> Length {
        let breaker = LineBreaker(material, width: .zero)
        let widest = breaker.widest { end in
            breaker.opportunity(at: end) != .prohibited
                && (end == breaker.units.count || breaker.units[end].bond == .none)
        }
        let indent = material.style.indent + material.hang
        guard widest > material.size * longestWord else { return widest + indent }
        return max(material.firmContent, min(widest, material.size * leastPart) + indent)
    }

    /// In em: a word of more than 24 letters is broken rather than that it makes its column wider than half of that.
    private static let (longestWord, leastPart) = (12, 6)

    /// The width of the paragraph on one line.
    static func maxContent(of material: LineMaterial) -> Length {
        guard !material.units.isEmpty else { return .zero }
        let breaker = LineBreaker(material, width: .zero)
        let widest = breaker.widest(trimsEnds: breaker.isCentered) { breaker.opportunity(at: $0) == .mandatory }
        return widest + material.style.indent + material.style.firstLineIndent
    }

    /// The width of the widest piece between ends for which `isEnd` holds.
    func widest(trimsEnds: Bool = true, isEnd: (Int) -> Bool) -> Length {
        var widest = Length.zero
        var start = 0
        for end in 1..<max(1, units.count + 1) where isEnd(end) {
            widest = max(widest, natural(start..<end) - (trimsEnds ? endTrim(start..<end) : .zero))
            start = end
        }
        return widest
    }
}

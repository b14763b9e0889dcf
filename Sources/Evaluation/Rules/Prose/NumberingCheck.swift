/// Follows the numbers of a text's headings and items line by line.
struct NumberingCheck {
    /// The last number of the headings of each level, from the first; where it was another than it should be, the latter, too.
    private var headings: [[Int]] = [[0], [0], [0], [0]]
    /// The lists of each style that go on, the innermost last: their last numbers.
    private var lists: [LineNumber.Style: [Int]] = [:]
    /// The text since the last heading, in which numbers stand that begin no line.
    private var passed = ""

    /// The number that `line` should have instead of its own; `nil` where that is right or there is none.
    mutating func expected(at line: ReportText.Line) -> (found: LineNumber, expected: LineNumber)? {
        guard line.cells.isEmpty else { return nil }
        let number = LineNumber(line.text)
        let expected = line.level > 0 ? heading(number, level: line.level) : item(number)
        passed += line.text + line.runOn
        guard let number, let expected, number.value != expected.value else { return nil }
        return (number, expected)
    }

    /// Headings of a level count on below one of the level above.
    private mutating func heading(_ number: LineNumber?, level: Int) -> LineNumber? {
        for deeper in level..<headings.count { headings[deeper] = [0] }
        lists = [:]
        passed = ""
        guard let number else { return nil }
        let last = headings[level - 1]
        if last.contains(number.value - 1) {
            headings[level - 1] = [number.value]
            return nil
        }
        headings[level - 1] = [last[0] + 1, number.value]
        return .after(last[0], number.style)
    }

    /// Items go on with their list or one around it, or begin another.
    private mutating func item(_ number: LineNumber?) -> LineNumber? {
        guard let number else { return nil }
        var open = lists[number.style] ?? []
        defer { lists[number.style] = open }
        if number.value == 1 || open.isEmpty {
            open.append(number.value)
            return nil
        }
        if let around = open.lastIndex(of: number.value - 1) {
            open.removeSubrange(around...)
            open.append(number.value)
            return nil
        }
        let expected = LineNumber.after(open[open.count - 1], number.style)
        open[open.count - 1] = expected.value
        open.append(number.value)
        return passed.plainWords.holds(expected.text.plainWords) ? nil : expected
    }
}

/// Reads the body of a report line by line.
///
/// Nothing that is written is left out of what is printed but marks that are taken for such; where that is in doubt, it is
/// told.
struct ReportReading {
    /// What is told of a line.
    enum Remark: Equatable {
        /// A heading has too many marks, or no text.
        case badHeading
        /// A row has `count` cells, the one above it `above`.
        case unevenRow(count: Int, above: Int)
        /// A sign within a heading is printed.
        case signInHeading
        /// A sign that the line begins with is printed.
        case signBeforeNumber
        /// A bar is printed.
        case bar
        /// The line is the row of a table, though it has no bar at its end and no row like it beside it.
        case openRow
        /// The line and some below it, `count` in all, are the rows of a table, because of their tabs.
        case tabbedRows(count: Int)
        /// A tab is printed as a space.
        case tab
        /// The line and others, `count` in all, look like headings, but have no marks.
        case unmarkedHeadings(count: Int)
    }

    /// The headings, paragraphs and rows in order.
    private(set) var lines: [ReportText.Line] = []
    /// What is told, with the positions of lines among ``sources``.
    private(set) var remarks: [(remark: Remark, source: Int)] = []
    /// The lines that are not blank.
    let sources: [SourceLine]
    /// The paragraphs, as positions among ``sources``.
    private var paragraphs: [Int] = []

    init(_ text: String) {
        sources = text.lines.enumerated().compactMap { SourceLine($1, number: $0) }
        var index = 0
        while index < sources.count {
            let next = index + likeLines(from: index)
            read(index..<next)
            index = next
        }
        remarkOnUnmarkedHeadings()
    }

    /// Paragraphs that are numbered as headings are. Items of a list are, too; but those are sentences, or stand below a heading
    /// that has its mark.
    private mutating func remarkOnUnmarkedHeadings() {
        let short = paragraphs.filter { ReportHeading.isShort(sources[$0].content) }
        let numbered = short.filter { ReportHeading.isNumbered(sources[$0].content) }
        guard !numbered.isEmpty else { return }
        let hasMarks = lines.contains { $0.level > 0 }
        let counted = hasMarks ? [] : short.filter { ReportHeading.isCounted(sources[$0].content) }
        let all = (numbered + counted).sorted()
        remarks.append((.unmarkedHeadings(count: all.count), all[0]))
    }

    /// How many lines from `first` on have cells set apart in the same way, and as many.
    private func likeLines(from first: Int) -> Int {
        let source = sources[first]
        guard source.cells.count > 1 || source.opensRow else { return 1 }
        return sources[first...].prefix { $0.separator == source.separator && $0.cells.count == source.cells.count }
            .count
    }

    /// Reads lines with as many cells, or a single line. Paragraphs may be indented with a tab.
    private mutating func read(_ range: Range<Int>) {
        let first = range.first { !sources[$0].isIndented } ?? range.upperBound
        let last = range.last { !sources[$0].isIndented } ?? range.lowerBound
        let rows = first..<max(first, last + 1)
        let group = sources[rows]
        let isTable = group.count > 1 && (group.first?.separator == .bar || group.contains(where: \.hasInnerTab))
        if isTable, group.first?.separator == .tab { remarks.append((.tabbedRows(count: group.count), first)) }
        for index in range {
            let source = sources[index]
            let isRow = isTable && rows.contains(index)
            if isRow || source.opensRow {
                addRow(source.cells, index)
                if !isRow, !source.closesRow { remarks.append((.openRow, index)) }
            } else {
                addText(index)
            }
        }
    }

    private mutating func addRow(_ cells: [String], _ index: Int) {
        let above = lines.last?.cells ?? []
        let isBelowHead = !above.isEmpty && lines.dropLast().last?.cells.isEmpty ?? true
        if isBelowHead, above.count == cells.count, cells.allSatisfy(Self.isSeparator) { return }
        if !above.isEmpty, above.count != cells.count {
            remarks.append((.unevenRow(count: cells.count, above: above.count), index))
        }
        lines.append(ReportText.Line(cells: cells.map(\.unescaped)))
    }

    /// Whether a cell only separates the head from the body, as in `|---|:-:|`. A hyphen or two may stand for no value.
    private static func isSeparator(_ cell: String) -> Bool {
        cell.allSatisfy { $0 == "-" || $0 == ":" } && cell.contains("-") && (cell.count > 2 || cell.contains(":"))
    }

    private mutating func addText(_ index: Int) {
        let content = sources[index].content
        switch ReportHeading.read(content) {
        case .bad: remarks.append((.badHeading, index))
        case .heading(let line, let isDoubtful):
            lines.append(line)
            if isDoubtful { remarks.append((.signInHeading, index)) }
        case .numberSign, .none:
            lines.append(ReportText.Line(level: 0, text: content.unescaped))
            paragraphs.append(index)
            if content.first?.isHeadingMark == true { remarks.append((.signBeforeNumber, index)) }
            if sources[index].separator == .bar { remarks.append((.bar, index)) }
            if sources[index].hasInnerTab { remarks.append((.tab, index)) }
        }
    }
}

/// A line of a report's body that is not blank, with the cells that it has if it is the row of a table.
struct SourceLine {
    /// What sets cells apart.
    enum Separator {
        case bar, tab
    }

    /// Which line of the text it is, from 0.
    let number: Int
    /// The line as it is written.
    let raw: Substring
    /// The line without the white space around it, tabs as spaces.
    let content: String
    /// What sets its cells apart; `nil` where nothing does, and for a heading.
    private(set) var separator: Separator?
    /// Its cells as they are written, a single one where nothing sets them apart.
    private(set) var cells: [String]
    /// Whether it begins with a bar and has another.
    private(set) var opensRow = false
    /// Whether it ends with a bar.
    private(set) var closesRow = false
    /// Whether a tab stands between its words.
    var hasInnerTab: Bool { separator == .tab && cells.count { !$0.isEmpty } > 1 }
    /// Whether a tab only moves it in.
    var isIndented: Bool { separator == .tab && !hasInnerTab && cells.first?.isEmpty == true }

    /// - Parameter number: which line of the text it is, from 0.
    init?(_ raw: Substring, number: Int) {
        let hasTab = raw.utf8.contains(0x09)
        content = hasTab ? String(raw.map { $0 == "\t" ? " " : $0 }).trimmed : raw.trimmed
        guard !content.isEmpty else { return nil }
        self.number = number
        self.raw = raw
        cells = [content]
        guard content.first?.isHeadingMark == false else { return }
        let pieces = Self.pieces(of: content)
        if pieces.count > 1 {
            separator = .bar
            setCells(pieces)
        } else if hasTab {
            separator = .tab
            cells = raw.split(separator: "\t", omittingEmptySubsequences: false).map(\.trimmed)
        }
    }

    /// The texts between bars; those of `\|` set nothing apart.
    private static func pieces(of content: String) -> [String] {
        guard content.contains(where: \.isBar) else { return [content] }
        var pieces: [String] = []
        var start = content.startIndex
        var last: Character?
        for index in content.indices {
            if content[index].isBar, last != "\\" {
                pieces.append(content[start..<index].trimmed)
                start = content.index(after: index)
            }
            last = content[index]
        }
        return pieces + [content[start...].trimmed]
    }

    /// The bars at both ends set nothing apart.
    private mutating func setCells(_ pieces: [String]) {
        let opens = pieces[0].isEmpty
        closesRow = pieces[pieces.count - 1].isEmpty && pieces.count > (opens ? 2 : 1)
        opensRow = opens && pieces.count > 2
        cells = Array(pieces.dropFirst(opens ? 1 : 0).dropLast(closesRow ? 1 : 0))
    }
}

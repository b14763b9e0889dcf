import Diagnostics
import Evaluation

/// Reads the narrative from what a Word file holds besides forms: headings by their styles or numbers, paragraphs, tables.
struct NarrativeReader {
    /// The lines of the narrative.
    private(set) var lines: [NarrativeLine] = []
    /// Its title, where the file shows one.
    private(set) var title: ReadFields.Leaf?
    /// The cells that it is made of.
    private(set) var consumed = Set<Int>()
    private let file: String
    private var items = NumberedItems()

    /// Fewer characters than this are a remark beside forms, not a narrative.
    private static let leastLength = 200

    /// Takes the longest stretch of rows of which none belongs to a form, if it is long enough.
    init(_ file: GridFile, _ rows: GridRows, besides covered: Set<Int>) {
        self.file = file.name
        var stretches: [[Int]] = [[]]
        for row in rows.rows.indices {
            if covered.contains(row) { stretches.append([]) } else { stretches[stretches.count - 1].append(row) }
        }
        let longest = stretches.max { length($0, rows) < length($1, rows) } ?? []
        guard length(longest, rows) >= Self.leastLength else { return }
        read(longest, file, rows)
    }

    private func length(_ stretch: [Int], _ rows: GridRows) -> Int {
        stretch.reduce(0) { $0 + rows.rows[$1].cells.reduce(0) { $0 + rows.texts[$1.text].count } }
    }

    private mutating func read(_ stretch: [Int], _ file: GridFile, _ rows: GridRows) {
        for row in stretch {
            let filled = rows.rows[row].filledCells
            guard let first = filled.first?.index else { continue }
            consumed.formUnion(filled.compactMap(\.index))
            switch file.parts[rows.rows[row].part] {
            case .paragraph(let paragraph): read(paragraph)
            case .grid(let grid) where rows.isTable(part: rows.rows[row].part):
                let width = grid.cells.map(\.columns.upperBound).max() ?? 0
                readRow(rows.rows[row], rows, width: width, at: rows.cells[first].place)
            case .grid: read(GridParagraph(text: rows.cells[first].text, place: rows.cells[first].place))
            }
        }
        for item in items.ofLists { lines[item].kind = .paragraph }
    }

    private mutating func read(_ paragraph: GridParagraph) {
        let text = PlainText(paragraph.number + paragraph.text).trimmed
        if lines.isEmpty {
            if Self.isFormLabel(text) { return }
            if title == nil, Self.isTitle(text, paragraph) {
                title = .init(
                    text: text.filter { !$0.isNewline },
                    place: SourceFile.Place(file: file, cell: paragraph.place))
                return
            }
        }
        for line in text.split(whereSeparator: \.isNewline) {
            let reading = ReportHeadingReading(PlainText(String(line)).trimmed, style: paragraph.headingLevel)
            items.add(reading, at: lines.count)
            lines += reading.lines(at: paragraph.place)
        }
    }

    /// 附件1 stands above the title.
    private static func isFormLabel(_ text: String) -> Bool { text.hasPrefix("附件") && text.count <= 5 }

    private static func isTitle(_ text: String, _ paragraph: GridParagraph) -> Bool {
        guard text.count <= 60, !text.contains("。"), !ReportHeadingReading.isNumbered(text) else { return false }
        return paragraph.isTitle || text.hasSuffix("报告")
    }

    /// The row of a table in the narrative; what is merged stands in the first of its cells.
    private mutating func readRow(_ row: GridRow, _ rows: GridRows, width: Int, at place: String) {
        var cells = [String](repeating: "", count: width)
        for cell in row.cells where cell.startsHere && cell.text != 0 && cell.columns.lowerBound < width {
            let text = rows.texts[cell.text].trimmed.split(whereSeparator: \.isNewline).joined()
            cells[cell.columns.lowerBound] = String(text.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
        }
        lines.append(.init(kind: .paragraph, text: "| \(cells.joined(separator: " | ")) |", place: place))
    }
}

extension NarrativeReader {
    /// The body as a submission writes it, with the marks of headings.
    /// - Parameters:
    ///   - file: the file that the lines stand in.
    ///   - isNotation: whether texts are written as in a submission, but for these marks: what looks like another mark is one,
    ///     or has a sign before it already.
    static func body(of lines: [NarrativeLine], in file: String, isNotation: Bool) -> ReadFields.Leaf {
        var body: [(text: String, level: Int, place: String)] = []
        for line in lines {
            let text = line.text.split(whereSeparator: \.isNewline).joined()
            if text.isEmpty { continue }
            let marks = String(repeating: "#", count: line.kind.level)
            let own = isNotation ? text : Self.escaped(text)
            if line.kind == .runOn, let last = body.last, last.level > 0 {
                body[body.count - 1].text += " " + String(repeating: "#", count: last.level) + " " + own
            } else {
                body.append((marks.isEmpty ? own : marks + " " + own, line.kind.level, line.place))
            }
        }
        return .init(
            text: body.map(\.text).joined(separator: "\n").withoutPlaceholders,
            place: SourceFile.Place(file: file, cell: lines.first?.place),
            linePlaces: body.map { SourceFile.Place(file: file, cell: $0.place) })
    }

    /// A text whose signs would be taken for marks otherwise; rows of tables have theirs already.
    private static func escaped(_ text: String) -> String {
        let isRow = text.hasPrefix("|") && text.hasSuffix("|") && text.count > 1
        return isRow ? text : ReportText([ReportText.Line(level: 0, text: text)]).source
    }
}

/// Numbered lines of a narrative that follow each other at once. They are the items of a list: between headings something
/// stands.
private struct NumberedItems {
    /// The lines that are sentences among two or more such lines.
    private(set) var ofLists: [Int] = []
    private var last: (line: Int, item: ReportHeadingReading.Item, isSentence: Bool)?

    /// Takes the line `line` of the narrative.
    mutating func add(_ reading: ReportHeadingReading, at line: Int) {
        guard let item = reading.item, item.level > 1 else { return last = nil }
        defer { last = (line, item, reading.isSentence) }
        guard let last, last.line + 1 == line, last.item.level == item.level, last.item.number + 1 == item.number
        else { return }
        if last.isSentence { ofLists.append(last.line) }
        if reading.isSentence { ofLists.append(line) }
    }
}

/// Tells headings of a narrative from its paragraphs.
struct ReportHeadingReading {
    private let text: String
    private let level: Int
    private let isStyled: Bool

    /// How long the heading before a text that runs on may be, and one that ends with a full stop.
    private static let longestRunIn = 30
    private static let longestSentence = 16
    private static let longest = 40

    init(_ text: String, style: Int?) {
        self.text = text
        isStyled = style != nil
        level = style.map { min($0, 4) } ?? Self.item(text)?.level ?? 0
    }

    /// Whether it is a sentence behind a number, of which the words alone do not tell whether it is a heading or the item of a
    /// list.
    var isSentence: Bool { !isStyled && text.last == "。" && text.dropLast().firstIndex(of: "。") == nil }
    /// Its number; `nil` where there is none, or a text runs on behind a heading.
    var item: Item? { lines(at: "").count == 1 ? Self.item(text) : nil }

    /// Whether a number stands before the text as before headings.
    static func isNumbered(_ text: String) -> Bool { item(text) != nil }

    /// A number before a text, and the level that its signs say.
    struct Item {
        let level: Int
        let number: Int
    }

    /// The text as one line or two: a heading, what runs on behind it, or a paragraph.
    func lines(at place: String) -> [NarrativeLine] {
        func line(_ kind: ReportLevel, _ text: some StringProtocol) -> NarrativeLine {
            .init(kind: kind, text: String(text), place: place)
        }
        guard (1...4).contains(level) else { return [line(.paragraph, text)] }
        let heading = ReportLevel.allCases[level]
        guard let stop = text.firstIndex(of: "。") else {
            return [line(text.count <= Self.longest ? heading : .paragraph, text)]
        }
        let first = text[...stop]
        let rest = text[text.index(after: stop)...]
        if rest.isEmpty {
            return [
                line(first.count <= (level == 1 ? Self.longest : Self.longestSentence) ? heading : .paragraph, text)
            ]
        }
        guard level <= 2, first.count <= Self.longestRunIn else { return [line(.paragraph, text)] }
        return [line(heading, first), line(.runOn, rest)]
    }

    /// What a number says (GB/T 9704-2012, 7.3.3): 一、 （一） 1. （1）.
    private static func item(_ text: String) -> Item? {
        let plain = PlainText(String(text.prefix(12))).key
        let han = Set("一二三四五六七八九十")
        let inner = plain.hasPrefix("(") ? plain.dropFirst() : Substring(plain)
        let number = inner.prefix { han.contains($0) || $0.isASCII && $0.isNumber }
        guard !number.isEmpty, number.count <= 3, let mark = inner.dropFirst(number.count).first else { return nil }
        let isHan = number.allSatisfy(han.contains)
        guard isHan || number.allSatisfy({ $0.isASCII }) else { return nil }
        let count = isHan ? ordinal(number) : Int(number) ?? 0
        if plain.hasPrefix("(") { return mark == ")" ? Item(level: isHan ? 2 : 4, number: count) : nil }
        if isHan { return mark == "、" ? Item(level: 1, number: count) : nil }
        let next = inner.dropFirst(number.count + 1).first
        return mark == "、" || mark == "." && next?.isNumber != true ? Item(level: 3, number: count) : nil
    }

    /// A number up to 九十九.
    private static func ordinal(_ number: Substring) -> Int {
        let parts = number.split(separator: "十", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.map { $0.unicodeScalars.first?.decimalDigit }
        guard digits.count == 2 else { return digits.first.flatMap { $0 } ?? 0 }
        return (digits[0] ?? 1) * 10 + (digits[1] ?? 0)
    }
}

extension GridRows {
    /// Whether a row of the part has more than one cell in which something stands; if not, its rows are paragraphs.
    fileprivate func isTable(part: Int) -> Bool { rows.contains { $0.part == part && $0.filled > 1 } }
}

import Diagnostics
public import SourceTree

/// The body of the narrative report. A line that begins with `#` to `####` is a heading of that level, one between bars
/// (`| 甲 | 乙 |`) is the row of a table, every other one a paragraph. Where as many `#` follow the heading, the paragraph
/// runs on behind it: `# 三、情况。# 本年度没有。`
public struct ReportText: Hashable, Sendable {
    /// A heading, a paragraph or the row of a table.
    public struct Line: Hashable, Sendable {
        /// 1 to 4 for a heading, otherwise 0.
        public var level: Int
        /// The text without its marks.
        public var text: String
        /// What follows a heading in the same paragraph; empty where the heading stands alone.
        public var runOn: String
        /// The cells, if the line is the row of a table.
        public var cells: [String]

        /// Creates a heading or a paragraph.
        public init(level: Int, text: String, runOn: String = "") {
            self.level = level
            self.text = text
            self.runOn = runOn
            cells = []
        }

        /// Creates the row of a table.
        public init(cells: [String]) {
            level = 0
            text = cells.joined(separator: " ")
            runOn = ""
            self.cells = cells
        }
    }

    /// The lines in order.
    public var lines: [Line]

    /// Creates a body from its lines.
    public init(_ lines: [Line] = []) {
        self.lines = lines
    }

    /// A table, or a heading or paragraph alone.
    public enum Block: Hashable, Sendable {
        /// A heading or a paragraph.
        case line(Line)
        /// Rows of equally many cells, the head first.
        case table([[String]])
    }

    /// The lines with neighbouring rows put together.
    public var blocks: [Block] {
        var blocks: [Block] = []
        var rows: [[String]] = []
        for line in lines {
            if !line.cells.isEmpty {
                rows.append(line.cells)
                continue
            }
            if !rows.isEmpty { blocks.append(.table(rows)) }
            rows = []
            blocks.append(.line(line))
        }
        if !rows.isEmpty { blocks.append(.table(rows)) }
        return blocks
    }
}

extension ReportText: FieldRepresentable {
    /// The body of a report.
    public static var fieldType: FieldType { .report }

    /// Decodes a text line by line. A heading deeper than four levels, without text or closed by another number of marks,
    /// and a row with more or fewer cells than the one above it, are faults.
    public static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> ReportText? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        guard let text = decoder.printable(scalar.text, at: node.span) else { return nil }
        decoder.warnIfFolded(scalar, at: node.span)
        var lines: [Line] = []
        for (number, source) in text.lines.enumerated() {
            let content = source.trimmed
            let start = SourcePosition(line: scalar.textLine + number, column: 1)
            let place = scalar.isFolded ? node.span.start : start
            if content.isEmpty || isSeparator(content) { continue }
            if content.count > 1, content.hasPrefix("|"), content.hasSuffix("|") {
                let cells = cells(of: content)
                if let above = lines.last?.cells, !above.isEmpty, above.count != cells.count {
                    decoder.unevenRow(cells.count, above.count, at: place, in: node.span.file)
                }
                lines.append(Line(cells: cells))
            } else if let line = line(content) {
                lines.append(line)
            } else {
                decoder.badHeading(at: place, in: node.span.file)
            }
        }
        return ReportText(lines)
    }

    private static func line(_ content: String) -> Line? {
        let level = content.prefix { $0 == "#" }.count
        let text = String(content.dropFirst(level)).trimmed
        guard level <= 4, !text.isEmpty else { return nil }
        guard level > 0, let close = closingMarks(in: text) else { return Line(level: level, text: text) }
        guard text[close].count == level, close.lowerBound > text.startIndex else { return nil }
        return Line(
            level: level, text: String(text[..<close.lowerBound]).trimmed,
            runOn: String(text[close.upperBound...]).trimmed)
    }

    /// The marks that close a heading: those behind a punctuation mark or before a space, as in C#语言 none are.
    private static func closingMarks(in text: String) -> Range<String.Index>? {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return nil }
        return text.ranges(of: #/#+/#).first { range in
            let before = text[..<range.lowerBound].last
            let after = text[range.upperBound...].first
            return before?.isPunctuation == true || before?.isWhitespace == true || after?.isWhitespace == true
        }
    }

    private static func cells(of row: String) -> [String] {
        row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
    }

    /// Whether a row only separates the head from the body: `|---|---|`.
    private static func isSeparator(_ content: String) -> Bool {
        content.hasPrefix("|") && content.contains("-") && content.allSatisfy { "|-: ".contains($0) }
    }

    /// The body, or nothing.
    public func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        .leaf(lines.isEmpty ? .empty : .report(self), id: ids.take())
    }
}

extension FieldDecoder {
    fileprivate mutating func badHeading(at place: SourcePosition, in file: SourceFile) {
        report(
            .error, id: "bad-heading",
            LocalizedText("标题应为 1 至 4 个“#”加标题文字", en: "a heading is one to four “#” and its text"),
            at: SourceSpan(file: file, start: place, end: place),
            hints: [
                LocalizedText(
                    "标题与正文连排时，标题后面的“#”与前面一样多，如 # 三、情况。# 本年度没有。",
                    en: "where the paragraph runs on behind its heading, as many “#” close the heading")
            ])
    }

    fileprivate mutating func unevenRow(_ count: Int, _ above: Int, at place: SourcePosition, in file: SourceFile) {
        report(
            .error, id: "uneven-row",
            LocalizedText(
                "表格这一行有 \(count) 格，上一行有 \(above) 格，应当一样多", en: "the row has \(count) cells, the one above \(above)"),
            at: SourceSpan(file: file, start: place, end: place),
            hints: [LocalizedText("空格子也要用“|”隔开；两个表格之间要有一段文字", en: "set empty cells apart with | too")])
    }
}

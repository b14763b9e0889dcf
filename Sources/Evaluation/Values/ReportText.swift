import Diagnostics
import SourceTree

/// The body of the narrative report. A line that begins with `#` to `####` is a heading of that level, one between bars
/// (`| 甲 | 乙 |`) is the row of a table, and so are neighbouring lines with as many bars or tabs within; every other one is
/// a paragraph. Where as many `#` follow the heading and its full stop, the paragraph runs on behind it:
/// `# 三、情况。# 本年度没有。` The signs themselves are written `\#` and `\|`.
package struct ReportText: Hashable, Sendable {
    /// A heading, a paragraph or the row of a table.
    package struct Line: Hashable, Sendable {
        /// 1 to 4 for a heading, otherwise 0.
        package var level: Int
        /// The text without its marks.
        package var text: String
        /// What follows a heading in the same paragraph; empty where the heading stands alone.
        package var runOn: String
        /// The cells, if the line is the row of a table.
        package var cells: [String]

        /// Creates a heading or a paragraph.
        package init(level: Int, text: String, runOn: String = "") {
            self.level = level
            self.text = text
            self.runOn = runOn
            cells = []
        }

        /// Creates the row of a table.
        package init(cells: [String]) {
            level = 0
            text = cells.joined(separator: " ")
            runOn = ""
            self.cells = cells
        }
    }

    /// The lines in order.
    package var lines: [Line]

    /// Creates a body from its lines.
    package init(_ lines: [Line] = []) {
        self.lines = lines
    }

    /// A table, or a heading or paragraph alone.
    package enum Block: Hashable, Sendable {
        /// A heading or a paragraph.
        case line(Line)
        /// Rows of equally many cells, the head first.
        case table([[String]])
    }

    /// The lines with neighbouring rows put together.
    package var blocks: [Block] {
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

extension ReportText {
    /// Decodes a text line by line. A heading deeper than four levels or without text, and a row with more or fewer cells
    /// than the one above it, are faults; signs of which it is in doubt whether they are marks are told.
    static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> ReportText? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        guard decoder.isPrintable(scalar.text, at: node.span) else { return nil }
        decoder.warnIfFolded(scalar, at: node.span)
        let reading = ReportReading(scalar.text)
        for (remark, source) in reading.remarks {
            decoder.report(remark, at: reading.sources[source], of: scalar, in: node)
        }
        LostHeadings(below: node)?.report(to: &decoder)
        return ReportText(reading.lines)
    }
}

extension FieldDecoder {
    fileprivate mutating func report(
        _ remark: ReportReading.Remark, at line: SourceLine, of scalar: Node.Scalar, in node: Node
    ) {
        let (place, isExact) = place(of: line, scalar, node)
        let position = LocalizedText("在正文的第 \(line.number + 1) 行", en: "in line \(line.number + 1) of the text")
        report(
            remark.severity, id: remark.id, remark.message,
            at: SourceSpan(file: node.span.file, start: place, end: place),
            hints: remark.hints + (isExact ? [] : [position]))
    }

    /// Where a line of a text stands in the file, and whether that could be found: quoted texts have all lines on one.
    private func place(
        of line: SourceLine, _ scalar: Node.Scalar, _ node: Node
    ) -> (place: SourcePosition, isExact: Bool) {
        let start = node.span.start
        if scalar.isFolded { return (start, false) }
        if node.span.end.line > start.line {
            return (SourcePosition(line: scalar.textLine + line.number, column: 1), true)
        }
        let source =
            node.span.file.line(start.line)?.unicodeScalars.dropFirst(start.column - 1) ?? ""[...].unicodeScalars
        guard let found = source.firstRange(of: line.raw.unicodeScalars) else { return (start, false) }
        let column = start.column + source.distance(from: source.startIndex, to: found.lowerBound)
        return (SourcePosition(line: start.line, column: column), true)
    }
}

extension ReportReading.Remark {
    fileprivate var severity: Severity {
        switch self {
        case .badHeading, .unevenRow: .error
        case .signInHeading, .signBeforeNumber, .bar, .unmarkedHeadings: .warning
        case .openRow, .tabbedRows, .tab: .note
        }
    }

    fileprivate var id: String {
        switch self {
        case .badHeading: "bad-heading"
        case .unevenRow: "uneven-row"
        case .signInHeading, .signBeforeNumber: "heading-mark"
        case .bar, .openRow, .tabbedRows, .tab: "table-mark"
        case .unmarkedHeadings: "unmarked-heading"
        }
    }

    fileprivate var message: LocalizedText {
        switch self {
        case .badHeading: LocalizedText("标题应为 1 至 4 个“#”加标题文字", en: "a heading is one to four “#” and its text")
        case .unevenRow(let count, let above):
            LocalizedText(
                "表格这一行有 \(count) 格，上一行有 \(above) 格，应当一样多", en: "the row has \(count) cells, the one above \(above)")
        case .signInHeading: LocalizedText("标题里的“#”按文字印出", en: "the “#” in the heading is printed")
        case .signBeforeNumber:
            LocalizedText(
                "行首的“#”后面紧接数字或字母，这一行按正文排", en: "the line begins with “#” before a number or letter and is a paragraph")
        case .bar: LocalizedText("这一行没有当作表格的行，竖线按文字印出", en: "the line is not taken for a row; its bar is printed")
        case .openRow:
            LocalizedText("这一行末尾没有“|”，仍当作表格的行", en: "the line is taken for a row, though no “|” ends it")
        case .tabbedRows(let count):
            LocalizedText("从这一行起，用制表符隔开的 \(count) 行排成表格", en: "\(count) lines with tabs make a table from here on")
        case .tab: LocalizedText("制表符按一个空格印出", en: "the tab is printed as a space")
        case .unmarkedHeadings(let count):
            LocalizedText(
                "正文里有 \(count) 行像是标题（这是第一行），没有标出，都按正文排",
                en:
                    "\(count) lines of the text look like headings, this is the first; they are not marked and set as paragraphs"
            )
        }
    }

    fileprivate var hints: [LocalizedText] {
        switch self {
        case .badHeading: [.signs]
        case .signInHeading:
            [
                LocalizedText(
                    "标题与正文连排时，标题以句号结尾，后面的“#”与前面一样多，如 # 三、情况。# 本年度没有。",
                    en: "where the paragraph runs on behind its heading, as many “#” close the heading"),
                .signs,
            ]
        case .unevenRow: [LocalizedText("空格子也要用“|”隔开；两个表格之间要有一段文字", en: "set empty cells apart with | too"), .signs]
        case .signBeforeNumber:
            [LocalizedText("是标题就在“#”后面空一格", en: "in a heading, leave a space behind “#”"), .signs]
        case .bar, .openRow:
            [LocalizedText("表格的每一行两头都写“|”，各行格数一样多", en: "rows begin and end with “|” and have as many cells"), .signs]
        case .unmarkedHeadings:
            [
                LocalizedText(
                    "是标题的，行首写“#”和一个空格：“一、”写一个 #，“（一）”写两个，“1.”写三个；电子表格里在左边选层级",
                    en:
                        "begin headings with #, one for each level, and a space; in a workbook, choose the level on the left"
                )
            ]
        case .tabbedRows, .tab:
            [LocalizedText("表格的行写成 | 项目 | 金额 |", en: "rows of a table are written | 项目 | 金额 |")]
        }
    }
}

extension LocalizedText {
    fileprivate static let signs = LocalizedText(
        "“#”“|”本身写成 \\# 和 \\|", en: "the signs themselves are written \\# and \\|")
}

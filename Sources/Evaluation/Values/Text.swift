import Diagnostics
public import SourceTree

extension String: FieldRepresentable {
    /// One line of text, or a few.
    public static var fieldType: FieldType { .text }

    /// Decodes a text: white space around it is dropped, characters that cannot be printed are faults.
    public static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> String? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        return decoder.printable(scalar.text, at: node.span)?.trimmed
    }

    /// The text, or nothing.
    public func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        .leaf(isEmpty ? .empty : .text(self), id: ids.take())
    }

    /// The text without the white space around it, full-width spaces (U+3000) included: in Word files they pad values.
    var trimmed: String {
        let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        let scalars = unicodeScalars.drop(while: isSpace)
        guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(scalars[...last])
    }
}

/// Paragraphs of text: each non-empty line of the source is one.
public struct Prose: Hashable, Sendable {
    /// The paragraphs, none of them empty.
    public var paragraphs: [String]

    /// Creates prose from its paragraphs.
    public init(_ paragraphs: [String] = []) {
        self.paragraphs = paragraphs
    }
}

extension Prose: FieldRepresentable {
    /// Paragraphs.
    public static var fieldType: FieldType { .prose }

    /// Decodes a text line by line.
    public static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Prose? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        guard let text = decoder.printable(scalar.text, at: node.span) else { return nil }
        return Prose(text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty })
    }

    /// The paragraphs, or nothing.
    public func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        .leaf(paragraphs.isEmpty ? .empty : .prose(self), id: ids.take())
    }
}

/// The body of the narrative report. A line that begins with `#` to `####` is a heading of that level; every other line is
/// a paragraph.
public struct ReportText: Hashable, Sendable {
    /// A heading or a paragraph.
    public struct Line: Hashable, Sendable {
        /// 1 to 4 for a heading, 0 for a paragraph.
        public var level: Int
        /// The text without its marks.
        public var text: String

        /// Creates a line.
        public init(level: Int, text: String) {
            self.level = level
            self.text = text
        }
    }

    /// The lines in order.
    public var lines: [Line]

    /// Creates a body from its lines.
    public init(_ lines: [Line] = []) {
        self.lines = lines
    }
}

extension ReportText: FieldRepresentable {
    /// The body of a report.
    public static var fieldType: FieldType { .report }

    /// Decodes a text line by line; a heading deeper than four levels or without text is a fault.
    public static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> ReportText? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        guard let text = decoder.printable(scalar.text, at: node.span) else { return nil }
        var lines: [Line] = []
        for (number, source) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = String(source).trimmed
            guard !line.isEmpty else { continue }
            let level = line.prefix { $0 == "#" }.count
            let content = String(line.dropFirst(level)).trimmed
            if level > 4 || content.isEmpty {
                decoder.badHeading(at: SourcePosition(line: scalar.textLine + number, column: 1), in: node.span.file)
            } else {
                lines.append(Line(level: level, text: content))
            }
        }
        return ReportText(lines)
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
            at: SourceSpan(file: file, start: place, end: place))
    }

    /// `text` with tabs as spaces; a fault and `nil` where it holds a character that no page can show.
    fileprivate mutating func printable(_ text: String, at span: SourceSpan) -> String? {
        if let scalar = text.unicodeScalars.first(where: { !$0.isPrintable }) {
            let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
            report(
                .error, id: "unprintable-character",
                LocalizedText("含有不能打印的字符 \(code)", en: "holds a character that cannot be printed, \(code)"), at: span)
            return nil
        }
        guard text.contains("\t") else { return text }
        return String(text.map { $0 == "\t" ? " " : $0 })
    }
}

extension Unicode.Scalar {
    /// Whether the character is a printable one, white space or invisible joiner, not a control, private or unassigned one.
    fileprivate var isPrintable: Bool {
        if value == 0x09 || value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029 { return true }
        switch properties.generalCategory {
        case .control, .privateUse, .surrogate: return false
        case .format: return value < 0x202A || value > 0x202E && value < 0x2066 || value > 0x2069
        case .unassigned: return !(0xFDD0...0xFDEF).contains(value) && value & 0xFFFE != 0xFFFE
        default: return true
        }
    }
}

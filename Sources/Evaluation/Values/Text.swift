import Diagnostics
import SourceTree

extension String {
    /// Decodes a text: white space around it is dropped, characters that cannot be printed are faults, and so is what
    /// nobody sees in the name of an office, a project or a person.
    static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> String? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        guard let text = decoder.printable(scalar.text, at: node.span)?.trimmed else { return nil }
        decoder.reportStray(in: text, at: node.span, decoder.isIdentity ? .error : .warning)
        if !decoder.isMeasure { decoder.warnOfSpreadsheet(text, at: node.span) }
        return text
    }

    /// The text without the white space around it, full-width spaces (U+3000) included: in Word files they pad values.
    package var trimmed: String {
        // Most texts have none, and are given back as they are.
        guard unicodeScalars.first?.isPadding == true || unicodeScalars.last?.isPadding == true else { return self }
        return self[...].trimmed
    }

    /// The lines of the text without what ends them. Breaks are those of `Character.isNewline`.
    var lines: [Substring] {
        var text = self
        let breaks = text.withUTF8 { bytes in
            bytes.indices.compactMap { start in bytes.endOfBreak(at: start).map { start..<$0 } }
        }
        var lines: [Substring] = []
        var start = text.startIndex
        for range in breaks {
            let end = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
            // A line feed behind a carriage return is a part of its break.
            guard end >= start else { continue }
            lines.append(text[start..<end])
            start = text.utf8.index(text.startIndex, offsetBy: range.upperBound)
        }
        lines.append(text[start...])
        return lines
    }
}

extension Substring {
    /// The text without the white space around it.
    var trimmed: String {
        let scalars = unicodeScalars.drop(while: \.isPadding)
        guard let last = scalars.lastIndex(where: { !$0.isPadding }) else { return "" }
        return String(scalars[...last])
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The end of the line break that begins at `index`; `nil` where none does.
    fileprivate func endOfBreak(at index: Int) -> Int? {
        switch self[index] {
        case 0x0A...0x0C: index + 1
        case 0x0D: index + 1 < count && self[index + 1] == 0x0A ? index + 2 : index + 1
        case 0xC2: self[index + 1] == 0x85 ? index + 2 : nil
        case 0xE2: self[index + 1] == 0x80 && self[index + 2] & 0xFE == 0xA8 ? index + 3 : nil
        default: nil
        }
    }
}

extension Unicode.Scalar {
    /// Whether the character is white space.
    var isWhiteSpace: Bool {
        // ASCII and Han, which most texts are made of, need no look into the tables.
        if value < 0x80 { return value == 0x20 || (0x09...0x0D).contains(value) }
        return !(0x4E00...0x9FA5).contains(value) && properties.isWhitespace
    }

    /// Whether the character is white space, or a mark of the byte order that was left within a text.
    fileprivate var isPadding: Bool { isWhiteSpace || value == 0xFEFF }
}

/// Paragraphs of text: each non-empty line of the source is one.
package struct Prose: Hashable, Sendable {
    /// The paragraphs, none of them empty.
    package var paragraphs: [String]

    /// Creates prose from its paragraphs.
    package init(_ paragraphs: [String] = []) {
        self.paragraphs = paragraphs
    }
}

extension Prose {
    /// Decodes a text line by line.
    static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Prose? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        guard let text = decoder.printable(scalar.text, at: node.span) else { return nil }
        decoder.warnIfFolded(scalar, at: node.span)
        return Prose(text.lines.map(\.trimmed).filter { !$0.isEmpty })
    }
}

extension FieldDecoder {
    /// Warns where YAML has joined the lines of a text that was meant as paragraphs.
    mutating func warnIfFolded(_ scalar: Node.Scalar, at span: SourceSpan) {
        guard scalar.isFolded else { return }
        report(
            .warning, id: "folded-text",
            LocalizedText("这段文字写了几行，会连成一段", en: "this text is written over several lines and becomes one paragraph"),
            at: span,
            hints: [LocalizedText("要分段，就在冒号后写“|”，从下一行起缩进书写", en: "write | after the colon to keep the lines apart")])
    }

    /// `text` with tabs as spaces; a fault and `nil` where it holds a character that no page can show.
    mutating func printable(_ text: String, at span: SourceSpan) -> String? {
        guard isPrintable(text, at: span) else { return nil }
        guard text.utf8.contains(0x09) else { return text }
        return String(text.map { $0 == "\t" ? " " : $0 })
    }

    /// Whether pages can show `text`; a fault where it holds a character that they cannot.
    mutating func isPrintable(_ text: String, at span: SourceSpan) -> Bool {
        guard let scalar = text.unicodeScalars.first(where: { !$0.isPrintable }) else { return true }
        let code = scalar.codePoint
        report(
            .error, id: "unprintable-character",
            LocalizedText("含有不能打印的字符 \(code)", en: "holds a character that cannot be printed, \(code)"),
            at: span.place(of: scalar) ?? span)
        return false
    }
}

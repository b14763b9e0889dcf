/// Tells headings of a report's body from its paragraphs.
///
/// A sign that could be a mark and is not taken for one stays in the text: 3# 楼, C# and `\#`.
enum ReportHeading {
    /// What a line is, as far as headings go.
    enum Reading {
        /// It does not begin with a mark.
        case none
        /// It begins with a sign before a number or a letter, as #3机组 does: a paragraph.
        case numberSign
        /// It has more marks than there are levels, or no text.
        case bad
        /// It is a heading; `isDoubtful` where a sign in its text may have been meant as a mark.
        case heading(ReportText.Line, isDoubtful: Bool)
    }

    /// Reads a line without the white space around it.
    static func read(_ content: String) -> Reading {
        let level = content.prefix(while: \.isHeadingMark).count
        guard level > 0 else { return .none }
        let rest = content.dropFirst(level)
        if level == 1, rest.first?.isLatinOrDigit == true { return .numberSign }
        let text = rest.trimmed
        guard level <= 4, !text.isEmpty else { return .bad }
        let (close, isDoubtful) = closingMarks(in: text, level: level)
        guard let close else {
            return .heading(ReportText.Line(level: level, text: text.unescaped), isDoubtful: isDoubtful)
        }
        let line = ReportText.Line(
            level: level, text: text[..<close.lowerBound].trimmed.unescaped,
            runOn: text[close.upperBound...].trimmed.unescaped)
        return .heading(line, isDoubtful: isDoubtful)
    }

    /// Whether a text begins as headings of reports do: 一、 第一部分 （一）.
    static func isNumbered(_ text: some StringProtocol) -> Bool {
        Substring(text).prefixMatch(of: /[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节部]|[（(][一二三四五六七八九十]+[）)]/) != nil
    }

    /// Whether a text begins with a number as headings of the third level do: 1. or 1、
    static func isCounted(_ text: some StringProtocol) -> Bool {
        Substring(text).prefixMatch(of: /[0-9０-９]{1,2}(?:[、．]|\.(?![0-9]))/) != nil
    }

    /// Whether a line is short enough to be a heading, and no sentence.
    static func isShort(_ text: some StringProtocol) -> Bool {
        text.count <= longest && !text.contains { "。；！？：，;!?:|｜".contains($0) }
    }

    /// The most characters that a line has which looks like a heading: a line and a half of a report.
    private static let longest = 40

    /// What a run of signs within a heading is.
    private enum Role {
        case closing, text, doubtful
    }

    /// The marks that close a heading, and whether signs before them may have been meant as such.
    private static func closingMarks(
        in text: String, level: Int
    ) -> (marks: Range<String.Index>?, isDoubtful: Bool) {
        var isDoubtful = false
        var index = text.startIndex
        while let start = text[index...].firstIndex(where: \.isHeadingMark) {
            index = text[start...].firstIndex { !$0.isHeadingMark } ?? text.endIndex
            switch role(of: start..<index, in: text, level: level) {
            case .closing: return (start..<index, isDoubtful)
            case .doubtful: isDoubtful = true
            case .text: break
            }
        }
        return (nil, isDoubtful)
    }

    /// As many marks as opened the heading close it, if a text follows. A single one does so only behind what ends a
    /// sentence, or between spaces or a mark and a space: 3# 楼 has a sign that is part of a number.
    private static func role(of run: Range<String.Index>, in text: String, level: Int) -> Role {
        let (before, after) = (text[..<run.lowerBound], text[run.upperBound...])
        if before.last == "\\" { return .text }
        let isSpaced = before.last?.isWhitespace == true
        let isNumbered = !isSpaced && before.last?.isLatinOrDigit == true || after.first?.isLatinOrDigit == true
        guard let anchor = before.last(where: { !$0.isWhitespace }), !after.trimmed.isEmpty,
            text[run].count == level
        else { return isNumbered ? .text : .doubtful }
        if level > 1 || !isSpaced && endsOfSentences.contains(anchor) { return .closing }
        guard after.first?.isWhitespace == true else { return isSpaced && !isNumbered ? .doubtful : .text }
        if isSpaced { return anchor.isLatinOrDigit ? .doubtful : .closing }
        if isNumbered { return .text }
        return anchor.isPunctuation && !separators.contains(anchor) ? .closing : .doubtful
    }

    private static let endsOfSentences = Set("。！？；!?;…")
    /// Marks behind which a text goes on.
    private static let separators = Set("、，,/-—（(")
}

extension Character {
    /// Whether it marks headings.
    var isHeadingMark: Bool { self == "#" || self == "＃" }

    /// Whether it stands between the cells of a row: as it is typed, at full width, or as frames of tables are drawn.
    var isBar: Bool { self == "|" || self == "｜" || self == "│" }

    /// Whether it is a letter or digit of those that numbers and names of models are made of.
    fileprivate var isLatinOrDigit: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        return isASCII && (isLetter || isNumber) || (0xFF10...0xFF5A).contains(scalar.value) && (isLetter || isNumber)
    }
}

extension StringProtocol {
    /// The text with `\#` and `\|` as the signs that they stand for; any other backslash is one.
    var unescaped: String {
        guard utf8.contains(UInt8(ascii: "\\")) else { return String(self) }
        var result = ""
        var hasBackslash = false
        for character in self {
            if hasBackslash, !character.isHeadingMark, !character.isBar { result.append("\\") }
            hasBackslash = character == "\\"
            if !hasBackslash { result.append(character) }
        }
        return hasBackslash ? result + "\\" : result
    }

    /// The text written so that none of its signs is a mark.
    var escaped: String {
        String(flatMap { $0.isHeadingMark || $0.isBar ? ["\\", $0] : [$0] })
    }
}

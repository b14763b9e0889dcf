package import Diagnostics

extension Node {
    /// Where a character of the node's text stands in the source; where the node begins if the source does not show it.
    /// - Parameter offset: the character's place in the text, in bytes of UTF-8.
    package func place(ofByte offset: Int) -> SourceSpan {
        guard let scalar else { return span }
        let source = SourceScalars(of: span, from: scalar.textLine)
        let text = scalar.text
        let index = text.utf8.index(text.startIndex, offsetBy: min(offset, text.utf8.count))
        let wanted = text.unicodeScalars[..<index].count
        let place = source.place(ofScalar: wanted, in: Array(text.unicodeScalars), isQuoted: scalar.isQuoted)
        return place.map { SourceSpan(file: span.file, start: $0, end: $0) } ?? span
    }
}

/// The characters of a stretch of a source with their places, laid beside the text that YAML or JSON makes of them.
private struct SourceScalars {
    private var scalars: [(scalar: Unicode.Scalar, place: SourcePosition)] = []
    private var position = 0

    /// Takes the characters of `span`; of a block, those below its indicator.
    /// - Parameter textLine: the line on which the text begins.
    init(of span: SourceSpan, from textLine: Int) {
        let isBlock = textLine > span.start.line
        let first = isBlock ? SourcePosition(line: textLine, column: 1) : span.start
        for number in first.line...max(first.line, span.end.line) {
            let start = number == first.line ? first : SourcePosition(line: number, column: 1)
            guard let line = span.file.rest(ofLineFrom: start) else { return }
            for (offset, scalar) in line.unicodeScalars.enumerated() {
                let place = SourcePosition(line: number, column: start.column + offset)
                if number == span.end.line, span.end > span.start, place >= span.end { return }
                scalars.append((scalar, place))
            }
            let end = SourcePosition(line: number, column: start.column + line.unicodeScalars.count)
            scalars.append(("\n", end))
        }
    }

    /// The place of the character `wanted` of `text`; `nil` where the source shows something else.
    func place(ofScalar wanted: Int, in text: [Unicode.Scalar], isQuoted: Bool) -> SourcePosition? {
        var rest = self
        let quote =
            isQuoted ? scalars.first.map(\.scalar).flatMap { "\"'".unicodeScalars.contains($0) ? $0 : nil } : nil
        if quote != nil { rest.position = 1 }
        for (index, scalar) in text.enumerated() {
            guard let place = rest.take(scalar, quote: quote) else { return nil }
            if index == wanted { return place }
        }
        if rest.position < scalars.count { return scalars[rest.position].place }
        return scalars.last.map { SourcePosition(line: $0.place.line, column: $0.place.column + 1) }
    }

    /// Takes what stands for `scalar`.
    private mutating func take(_ scalar: Unicode.Scalar, quote: Unicode.Scalar?) -> SourcePosition? {
        while position < scalars.count {
            let found = scalars[position]
            if quote == "\"", found.scalar == "\\" {
                if takeEscape() { return found.place }
            } else if found.scalar == scalar {
                position += quote == "'" && scalar == "'" ? 2 : 1
                return found.place
            } else if found.scalar.isBlank {
                // A break that stands for a space, or indentation.
                position += 1
                if scalar.isBlank { return found.place }
            } else {
                // Two breaks that stand for one were taken already.
                return scalar.isBlank ? found.place : nil
            }
        }
        return nil
    }

    /// Takes an escape; `false` for one that says that the line goes on, which stands for nothing.
    private mutating func takeEscape() -> Bool {
        guard position + 1 < scalars.count else { return false }
        let kind = scalars[position + 1].scalar
        position += 2
        switch kind {
        case "\n": return false
        case "x": position += 2
        case "U": position += 8
        case "u":
            let isHigh =
                position + 1 < scalars.count && "dD".unicodeScalars.contains(scalars[position].scalar)
                && "89abAB".unicodeScalars.contains(scalars[position + 1].scalar)
            position += isHigh ? 10 : 4
        default: break
        }
        return true
    }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { self == " " || self == "\n" || self == "\t" || self == "\r" }
}

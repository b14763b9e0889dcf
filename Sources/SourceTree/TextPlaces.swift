package import Diagnostics

extension SourceSpan {
    /// Where `texts` begin within the span, one behind the other; `nil` for one that the source does not show on one line
    /// behind those before it.
    package func places(of texts: [String]) -> [SourcePosition?] {
        var search = TextSearch(span: self)
        return texts.map { search.next(Array($0.unicodeScalars)) }
    }
}

/// Looks for texts in a span, line by line.
private struct TextSearch {
    private let span: SourceSpan
    private var number: Int
    private var line: [Unicode.Scalar]
    /// The column, from 0, behind what was found last.
    private var column: Int
    private var misses = 0

    /// Texts that are not found are looked for to the end of the span each: after so many no more are.
    private static let mostMisses = 8

    init(span: SourceSpan) {
        self.span = span
        number = span.start.line
        line = Self.line(number, of: span)
        column = span.start.column - 1
    }

    private static func line(_ number: Int, of span: SourceSpan) -> [Unicode.Scalar] {
        span.file.line(number).map { Array($0.unicodeScalars) } ?? []
    }

    mutating func next(_ text: [Unicode.Scalar]) -> SourcePosition? {
        guard let first = text.first, misses < Self.mostMisses else { return nil }
        var ahead = self
        while ahead.number <= max(span.start.line, span.end.line) {
            let last = ahead.line.count - text.count
            for start in stride(from: ahead.column, through: last, by: 1)
            where ahead.line[start] == first && ahead.line[start..<start + text.count] == text[...] {
                ahead.column = start + text.count
                self = ahead
                return SourcePosition(line: number, column: start + 1)
            }
            ahead.number += 1
            ahead.line = Self.line(ahead.number, of: span)
            ahead.column = 0
        }
        misses += 1
        return nil
    }
}

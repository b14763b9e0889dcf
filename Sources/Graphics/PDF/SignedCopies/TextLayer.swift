import PDFFormat

/// The text of a page without anything that is seen: what is left of its content when only text is shown, in the mode that
/// paints nothing (ISO 32000-1, 9.3.6). Whoever searches or copies finds the characters where the page has them.
struct TextLayer {
    /// Operators that move, choose a font or show text; all others paint or prepare paint.
    private static let kept: Set<String> = [
        "q", "Q", "cm", "BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tc", "Tw", "Tz", "TL", "Ts", "Tj", "TJ", "'", "\"",
    ]

    private var tokens: TokenScanner
    private var layer = PDFSyntax()
    /// For each span that is open, whether it is kept.
    private var spans: [Bool] = []

    /// The text of the page whose content is `source`.
    static func content(of source: [UInt8]) -> [UInt8] {
        source.withUnsafeBufferPointer { bytes in
            var layer = TextLayer(tokens: TokenScanner(bytes))
            layer.run()
            return layer.layer.bytes
        }
    }

    private init(tokens: TokenScanner) { self.tokens = tokens }

    private mutating func run() {
        layer.write("q\n3 Tr\n")
        var start: Int?
        while let token = tokens.next() {
            let first = start ?? token.lowerBound
            start = first
            guard isOperator(token) else { continue }
            if isKept(String(decoding: tokens.source[token], as: UTF8.self), first) {
                layer.write(UnsafeBufferPointer(rebasing: tokens.source[first..<token.upperBound]))
                layer.write("\n")
            }
            start = nil
        }
        layer.write("Q\n")
    }

    /// Operators begin with a letter or a quotation mark; so do three constants.
    private func isOperator(_ token: Range<Int>) -> Bool {
        switch tokens.source[token.lowerBound] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "'"),
            UInt8(ascii: "\""):
            !["true", "false", "null"].contains { tokens.equals(token, $0) }
        default: false
        }
    }

    /// Whether an operator whose operands begin at `start` is kept. Spans say which characters text stands for; marks lead to
    /// a structure tree that a copy does not have.
    private mutating func isKept(_ name: String, _ start: Int) -> Bool {
        switch name {
        case "BDC", "BMC":
            var operands = tokens
            operands.position = start
            let isSpan = operands.next().map { operands.equals($0, "/Span") } ?? false
            spans.append(isSpan && name == "BDC")
            return spans[spans.count - 1]
        case "EMC": return spans.popLast() ?? false
        default: return Self.kept.contains(name)
        }
    }
}

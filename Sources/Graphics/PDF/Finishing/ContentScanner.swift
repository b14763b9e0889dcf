import Layout
import PDFFormat

/// Finds the instructions of a content stream (ISO 32000-1, 7.8.2): operators with the operands before them.
struct ContentScanner {
    /// What an instruction does, as far as marks are concerned.
    enum Kind {
        /// `BDC` or `BMC`.
        case beginMarked
        /// `EMC`.
        case endMarked
        /// `ET`.
        case endText
        /// Text becomes visible.
        case showText
        /// Something else does: a path or a shading.
        case paint
        /// An image does.
        case image
        /// `q`, `Q` or `BT`: what belongs to one painting does not go on beyond it.
        case bound
        /// Anything else.
        case other
    }

    /// An operator with its operands.
    struct Instruction {
        let kind: Kind
        /// Where it stands.
        let range: Range<Int>
        /// The number of the ``TextSentinel`` that is the actual text, where it begins marked content.
        let sentinel: Int?
    }

    private var tokens: TokenScanner

    var source: UnsafeBufferPointer<UInt8> { tokens.source }

    init(_ source: UnsafeBufferPointer<UInt8>) {
        tokens = TokenScanner(source)
    }

    /// The next instruction; `nil` at the end.
    mutating func next() -> Instruction? {
        var start: Int?
        var sentinel: Int?
        while let token = tokens.next() {
            start = start ?? token.lowerBound
            let first = source[token.lowerBound]
            if Self.isOperator(first) {
                let kind = kind(of: token)
                return Instruction(
                    kind: kind, range: (start ?? 0)..<token.upperBound,
                    sentinel: kind == .beginMarked ? sentinel : nil)
            }
            if first == UInt8(ascii: "<"), token.count == Self.sentinelCount { sentinel = sentinelNumber(token) }
        }
        return nil
    }

    /// Where the first operand of `instruction` stands, its name if it is an image.
    func name(in instruction: Instruction) -> Range<Int> {
        var tokens = tokens
        tokens.position = instruction.range.lowerBound
        return tokens.next() ?? instruction.range
    }

    /// Operators begin with a letter or a quotation mark, and no operand does.
    private static func isOperator(_ first: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "'"),
            UInt8(ascii: "\""):
            true
        default: false
        }
    }

    // MARK: Meaning

    private func kind(of token: Range<Int>) -> Kind {
        switch token.count {
        case 1: kind(source[token.lowerBound])
        case 2: kind(source[token.lowerBound], source[token.lowerBound + 1])
        case 3 where tokens.equals(token, "EMC"): .endMarked
        case 3 where tokens.equals(token, "BDC") || tokens.equals(token, "BMC"): .beginMarked
        default: .other
        }
    }

    private func kind(_ letter: UInt8) -> Kind {
        switch letter {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): .showText
        case UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "B"), UInt8(ascii: "b"), UInt8(ascii: "S"),
            UInt8(ascii: "s"):
            .paint
        case UInt8(ascii: "q"), UInt8(ascii: "Q"): .bound
        default: .other
        }
    }

    private func kind(_ first: UInt8, _ second: UInt8) -> Kind {
        switch (first, second) {
        case (UInt8(ascii: "T"), UInt8(ascii: "j")), (UInt8(ascii: "T"), UInt8(ascii: "J")): .showText
        case (UInt8(ascii: "E"), UInt8(ascii: "T")): .endText
        case (UInt8(ascii: "f"), UInt8(ascii: "*")), (UInt8(ascii: "B"), UInt8(ascii: "*")),
            (UInt8(ascii: "b"), UInt8(ascii: "*")), (UInt8(ascii: "s"), UInt8(ascii: "h")),
            (UInt8(ascii: "B"), UInt8(ascii: "I")):
            .paint
        case (UInt8(ascii: "D"), UInt8(ascii: "o")): .image
        case (UInt8(ascii: "B"), UInt8(ascii: "T")): .bound
        default: .other
        }
    }

    /// How long a text string of one scalar beyond plane 0 is, in hexadecimal digits: `<feff` and two UTF-16 units.
    private static let sentinelCount = 14

    private func sentinelNumber(_ token: Range<Int>) -> Int? {
        let digits = source[token].dropFirst().dropLast()
        guard digits.starts(with: "feff".utf8), let units = Self.number(digits.dropFirst(4)),
            UTF16.isLeadSurrogate(UInt16(units >> 16)), UTF16.isTrailSurrogate(UInt16(units & 0xFFFF))
        else { return nil }
        let value = 0x10000 + ((units >> 16 & 0x3FF) << 10 | units & 0x3FF)
        return Unicode.Scalar(value).flatMap(TextSentinel.number)
    }

    /// The number that eight hexadecimal digits are.
    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
        var number: UInt32 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt32(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): number = number << 4 | UInt32(digit - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return number
    }
}

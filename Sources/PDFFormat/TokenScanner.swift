/// Finds the tokens of PDF's syntax (ISO 32000-1, 7.2).
package struct TokenScanner {
    package let source: UnsafeBufferPointer<UInt8>
    /// Where the next token is sought.
    package var position: Int

    package init(_ source: UnsafeBufferPointer<UInt8>, at position: Int = 0) {
        self.source = source
        self.position = position
    }

    /// The next token; `nil` at the end.
    package mutating func next() -> Range<Int>? {
        skipSpace()
        guard position < source.count else { return nil }
        let start = position
        switch source[position] {
        case UInt8(ascii: "("): skipString()
        case UInt8(ascii: "<"): skipAngle()
        case UInt8(ascii: ">"): position += 2
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): position += 1
        default:
            position += 1
            while position < source.count, Self.isRegular(source[position]) { position += 1 }
        }
        position = min(position, source.count)
        return start..<position
    }

    private mutating func skipSpace() {
        while position < source.count {
            if source[position] == UInt8(ascii: "%") {
                while position < source.count, source[position] != 10, source[position] != 13 { position += 1 }
            } else if Self.isSpace(source[position]) {
                position += 1
            } else {
                return
            }
        }
    }

    /// Skips `(…)`, in which brackets nest and a backslash escapes.
    private mutating func skipString() {
        var depth = 0
        repeat {
            switch source[position] {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            position += 1
        } while depth > 0 && position < source.count
    }

    /// Skips `<<`, or a whole `<…>`.
    private mutating func skipAngle() {
        position += 1
        guard position < source.count, source[position] != UInt8(ascii: "<") else { return position += 1 }
        while position < source.count, source[position] != UInt8(ascii: ">") { position += 1 }
        position += 1
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, 9, 10, 12, 13, 32: true
        default: false
        }
    }

    private static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, 9, 10, 12, 13, 32: false
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            false
        default: true
        }
    }

    // MARK: Meaning

    /// Whether `token` is `word`.
    package func equals(_ token: Range<Int>, _ word: StaticString) -> Bool { source[token].is(word) }

    /// The number that `token` is, if it is a whole one that is not negative.
    package func number(_ token: Range<Int>) -> Int? {
        guard token.count < 16 else { return nil }
        var number = 0
        for byte in source[token] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }
}

extension RandomAccessCollection<UInt8> {
    /// Whether it is written as `word`.
    package func `is`(_ word: StaticString) -> Bool {
        count == word.utf8CodeUnitCount
            && elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}

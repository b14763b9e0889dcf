import Diagnostics

/// Follows values as they are written (ISO 32000-1, 7.3). What programs might read in two ways is refused, so that qpdf finds
/// the same ends.
package struct ValueScanner {
    private(set) var tokens: TokenScanner
    private let budget: ReadingBudget

    package init(_ source: UnsafeBufferPointer<UInt8>, at position: Int, _ budget: ReadingBudget) {
        tokens = TokenScanner(source, at: position)
        self.budget = budget
    }

    /// Goes on at `position`.
    package mutating func move(to position: Int) { tokens.position = position }

    /// The next token, which must be there.
    package mutating func next() throws(PDFError) -> Range<Int> {
        guard let token = tokens.next() else {
            throw .unfamiliar(LocalizedText("对象没有结尾", en: "an object without an end"))
        }
        return token
    }

    /// Skips comments and spaces.
    /// - Returns: whether nothing else is left.
    package mutating func isAtEnd() -> Bool { tokens.next() == nil }

    /// Skips the word `word`, which must be next.
    package mutating func skip(_ word: StaticString) throws(PDFError) {
        guard tokens.equals(try next(), word) else {
            throw .unfamiliar(LocalizedText("应有 \(word) 处没有", en: "no \(word) where it is expected"))
        }
    }

    /// The whole number that must be next.
    package mutating func number() throws(PDFError) -> Int {
        guard let number = tokens.number(try next()) else {
            throw .unfamiliar(LocalizedText("应为数字处不是数字", en: "no number where one is expected"))
        }
        return number
    }

    /// Skips a value, which is no reference.
    /// - Returns: where it is.
    package mutating func skipValue() throws(PDFError) -> Range<Int> {
        // What closes each of the brackets that are open.
        var open: [UInt8] = []
        var start: Int?
        repeat {
            let token = try next()
            start = start ?? token.lowerBound
            try budget.spend(values: 1)
            try follow(token, &open)
        } while !open.isEmpty
        return (start ?? tokens.position)..<tokens.position
    }

    private func follow(_ token: Range<Int>, _ open: inout [UInt8]) throws(PDFError) {
        switch tokens.source[token.lowerBound] {
        case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
        case UInt8(ascii: "<") where tokens.equals(token, "<<"): open.append(UInt8(ascii: ">"))
        case UInt8(ascii: "]") where open.last == UInt8(ascii: "]"): open.removeLast()
        case UInt8(ascii: ">") where open.last == UInt8(ascii: ">") && tokens.equals(token, ">>"): open.removeLast()
        default:
            let isReference = !open.isEmpty && tokens.equals(token, "R")
            guard isReference || isSimple(tokens.source[token]) else {
                throw .unfamiliar(LocalizedText("对象的写法反常", en: "an object with odd syntax"))
            }
        }
        guard open.count <= ReadingBudget.maximumNesting else {
            throw .tooLarge(
                LocalizedText(
                    "数组嵌套超过 \(ReadingBudget.maximumNesting) 层",
                    en: "more than \(ReadingBudget.maximumNesting) arrays in one another"))
        }
    }

    /// Whether `token` is a string, a name, a number or a word that stands for a value.
    private func isSimple(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        switch token[token.startIndex] {
        case UInt8(ascii: "("): return token.last == UInt8(ascii: ")")
        case UInt8(ascii: "<"):
            return token.last == UInt8(ascii: ">") && token.dropFirst().dropLast().allSatisfy(isHexadecimal)
        case UInt8(ascii: "/"): return token.allSatisfy { $0 > 32 }
        default: return isNumber(token) || token.is("true") || token.is("false") || token.is("null")
        }
    }

    private func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 9, 10, 12, 13, 32, UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "a")...UInt8(ascii: "f"):
            true
        default: false
        }
    }

    private func isNumber(_ token: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var hasDigits = false
        var hasPoint = false
        for (index, byte) in token.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigits = true
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            case UInt8(ascii: "+") where index == 0, UInt8(ascii: "-") where index == 0: break
            default: return false
            }
        }
        return hasDigits
    }
}

extension ArraySlice<UInt8> {
    /// The number that it is, if it is a whole one that is not negative.
    package var wholeNumber: Int? {
        withUnsafeBufferPointer { bytes in
            var tokens = TokenScanner(bytes)
            guard let token = tokens.next(), tokens.next() == nil else { return nil }
            return tokens.number(token)
        }
    }
}

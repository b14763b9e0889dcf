/// The places for digits in a section of a number format, and what stands between them.
struct NumberPattern {
    private let tokens: [NumberFormat.Token]
    /// The place of the point, or of the end where there is none.
    private let point: Int
    private let hasGroups: Bool
    /// Powers of ten by which the number is shown larger or smaller: percents and commas behind the last digit.
    private let shift: Int

    init(_ tokens: [NumberFormat.Token]) {
        self.tokens = tokens
        let point = tokens.firstIndex(of: .point) ?? tokens.count
        let digits = tokens.indices.filter(Self.isDigit(tokens))
        let (first, last) = (digits.first ?? 0, digits.last ?? 0)
        let lastWhole = digits.last { $0 < point } ?? first
        let commas = tokens.indices.filter { tokens[$0] == .comma }
        hasGroups = commas.contains { $0 > first && $0 < lastWhole }
        let thousands = commas.count { $0 > last || $0 > lastWhole && $0 < point }
        self.point = point
        shift = 2 * tokens.count { $0 == .percent } - 3 * thousands
    }

    private static func isDigit(_ tokens: [NumberFormat.Token]) -> (Int) -> Bool {
        { if case .digit = tokens[$0] { true } else { false } }
    }

    /// What is shown of `number`.
    func text(of number: DecimalNumber) -> String {
        let isDigit = Self.isDigit(tokens)
        let places = tokens.indices.filter { $0 > point && isDigit($0) }.count
        let shown = number.shifted(by: shift).rounded(toPlaces: places)
        let sign = shown.isNegative ? "-" : ""
        return sign + whole(shown.wholeDigits) + fraction(shown.fractionDigits)
    }

    /// The part before the point, filled from its right.
    private func whole(_ digits: [UInt8]) -> String {
        var parts: [String] = []
        var rest = digits[...]
        var count = 0
        let first = tokens.indices.first(where: Self.isDigit(tokens))
        func put(_ digit: UInt8) {
            if hasGroups, count > 0, count % 3 == 0 { parts.append(",") }
            parts.append(DecimalNumber.text([digit]))
            count += 1
        }
        for index in tokens.indices.prefix(point).reversed() {
            guard case .digit(let kind) = tokens[index] else {
                parts.append(Self.plain(tokens[index]))
                continue
            }
            if let digit = rest.popLast() { put(digit) } else if kind == "0" { put(0) }
            if index == first { while let digit = rest.popLast() { put(digit) } }
        }
        return parts.reversed().joined()
    }

    /// The point and what is behind it, filled from its left.
    private func fraction(_ digits: [UInt8]) -> String {
        guard point < tokens.count else { return "" }
        var text = "."
        var rest = digits[...]
        for token in tokens[(point + 1)...] {
            guard case .digit(let kind) = token else {
                text += Self.plain(token)
                continue
            }
            if let digit = rest.popFirst() { text += DecimalNumber.text([digit]) } else if kind == "0" { text += "0" }
        }
        return text
    }

    private static func plain(_ token: NumberFormat.Token) -> String {
        switch token {
        case .literal(let text): text
        case .percent: "%"
        case .point: "."
        default: ""
        }
    }
}

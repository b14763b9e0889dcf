extension NumberFormat {
    /// What a cell shows, and what it is.
    struct Shown: Equatable {
        /// The text.
        var text: String
        /// The day, where the format makes one of the number.
        var day: String?
    }

    /// What is shown of `number`. What cannot be rendered is shown as the number is.
    func shown(_ number: DecimalNumber, _ epoch: SerialDate.Epoch) -> Shown {
        guard let (section, isAbsolute) = section(for: number) else { return Shown(text: number.text) }
        if section.isDate { return Self.date(number, section, epoch) }
        var number = number
        if isAbsolute { number.isNegative = false }
        return Shown(text: Self.text(of: number, section) ?? number.text)
    }

    /// What is shown of the text of a cell: the fourth section may add something to it.
    func shown(_ text: String) -> String {
        let section = sections.count == 4 ? sections[3] : sections.count == 1 ? sections[0] : Section()
        guard section.tokens.contains(.text) else { return text }
        return section.tokens.map {
            switch $0 {
            case .literal(let literal): literal
            case .text: text
            default: ""
            }
        }.joined()
    }

    /// The section for `number`, and whether its sign is the section's to write.
    private func section(for number: DecimalNumber) -> (Section, Bool)? {
        let numeric = sections.prefix(3)
        if numeric.contains(where: { $0.condition != nil }) {
            guard let found = numeric.first(where: { $0.condition?.holds(for: number) ?? true }) else { return nil }
            return (found, found.condition?.isForNegative ?? false)
        }
        if number.isZero, numeric.count == 3 { return (numeric[2], false) }
        return number.isNegative && numeric.count > 1 ? (numeric[1], true) : (numeric[0], false)
    }

    /// What `section` makes of a number; `nil` where it cannot be rendered.
    private static func text(of number: DecimalNumber, _ section: Section) -> String? {
        let tokens = section.tokens
        guard !tokens.contains(.other), !section.isForeign, !section.isChinese else { return nil }
        let hasDigits = tokens.contains {
            if case .digit = $0 { true } else { false }
        }
        guard hasDigits else {
            let sign = number.isNegative ? "-" : ""
            var positive = number
            positive.isNegative = false
            let text = tokens.map { plain($0, number: positive.text) }.joined()
            return tokens.contains(.general) || tokens.contains(.text) ? sign + text : text
        }
        return NumberPattern(tokens).text(of: number)
    }

    private static func plain(_ token: Token, number: String) -> String {
        switch token {
        case .literal(let text): text
        case .general, .text: number
        case .percent: "%"
        case .point: "."
        case .comma: ","
        default: ""
        }
    }
}

extension NumberFormat.Condition {
    fileprivate func holds(for number: DecimalNumber) -> Bool {
        guard let left = Double(number.text), let right = Double(bound.text) else { return false }
        switch sign {
        case "<": return left < right
        case "<=": return left <= right
        case ">": return left > right
        case ">=": return left >= right
        case "=": return left == right
        case "<>": return left != right
        default: return false
        }
    }

    /// Whether only negative numbers fulfil it: then the format writes their sign itself.
    fileprivate var isForNegative: Bool {
        sign == "<" && (bound.isZero || bound.isNegative) || sign == "<=" && bound.isNegative
    }
}

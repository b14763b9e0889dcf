#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Amount {
    /// The number as it prints: sign, whole part, decimals with their point, percent sign.
    private var parts: (sign: String, whole: Substring, decimals: Substring, percent: String) {
        let digits = text.drop { $0 == "-" || $0 == "+" }
        let number = isPercentage ? digits.dropLast() : digits
        let point = number.firstIndex(of: ".") ?? number.endIndex
        return (
            String(text[..<digits.startIndex]), number[..<point], number[point...], isPercentage ? "%" : ""
        )
    }

    /// The number with `places` decimals, rounded half up.
    /// - Parameter places: from 0 to 20.
    func fixed(to places: Int) -> Amount {
        let rounded = Amount(value.rounded(to: places))
        let shown = rounded.parts
        let digits = shown.decimals.dropFirst()
        let decimals = digits + String(repeating: "0", count: places - digits.count)
        let isGrouped = text.contains(",")
        let number = Amount(
            value: rounded.value,
            text: shown.sign + shown.whole + (places > 0 ? "." : "") + decimals + (isPercentage ? "%" : ""),
            isPercentage: isPercentage)
        return isGrouped ? number.withThousands : number
    }

    /// The number with commas between its thousands.
    var withThousands: Amount {
        let shown = parts
        var whole = ""
        let digits = shown.whole.filter { $0 != "," }
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { whole.append(",") }
            whole.append(digit)
        }
        return Amount(
            value: value, text: shown.sign + whole + shown.decimals + shown.percent, isPercentage: isPercentage)
    }

    /// Whether fewer decimals are shown than the number has, which comes of a division.
    var isShortened: Bool { value.exponent < -4 && parts.decimals.utf8.count <= 3 }

    /// The number with its point `power` places further to the right; one that comes of a division shows no more decimals than
    /// before.
    func shifted(by power: Int) -> Amount {
        let shifted = value.shifted(by: power)
        return isShortened ? Amount(quotient: shifted) : Amount(shifted)
    }

    /// The number with a percent sign, which is there once.
    var asPercentage: Amount {
        isPercentage ? self : Amount(value: value, text: text + "%", isPercentage: true)
    }
}

extension Decimal {
    /// The number with its point `power` places further to the right.
    func shifted(by power: Int) -> Decimal {
        isZero ? self : Decimal(sign: sign, exponent: exponent + power, significand: significand)
    }
}

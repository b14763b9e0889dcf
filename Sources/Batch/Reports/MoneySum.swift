#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A sum of amounts of money, which is exact. What is a whole number of millionths is summed up as such: a province states
/// millions of amounts, and to add decimal numbers takes many times as long.
struct MoneySum {
    private var millionths = 0
    /// The sum of what is no whole number of millionths, or would not fit a machine word.
    private var rest: Decimal = 0

    init(_ money: Manifest.Money) { add(money) }

    mutating func add(_ money: Manifest.Money) {
        if let amount = money.text.millionths { add(amount) } else { rest += money.amount }
    }

    mutating func add(_ other: MoneySum) {
        add(other.millionths)
        rest += other.rest
    }

    private mutating func add(_ amount: Int) {
        let (sum, isTooLarge) = millionths.addingReportingOverflow(amount)
        if isTooLarge { rest += Self.decimal(amount) } else { millionths = sum }
    }

    /// How much it is, written as ``Manifest/Money/text`` is.
    var text: String { (rest + Self.decimal(millionths)).description }

    private static func decimal(_ millionths: Int) -> Decimal {
        Decimal(sign: millionths < 0 ? .minus : .plus, exponent: -6, significand: Decimal(millionths.magnitude))
    }
}

extension String {
    /// The most characters of a text whose number of millionths fits a machine word.
    private static let mostCharacters = 12

    /// Of a decimal number that is written as ``Manifest/Money/text`` is how many millionths it is; `nil` where that is no whole
    /// number, or a large one.
    var millionths: Int? {
        guard utf8.count <= Self.mostCharacters else { return nil }
        var (number, isNegative) = (0, false)
        /// How many decimals there still may be, once the point is passed.
        var left: Int?
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): left = 6
            default:
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
                left = left.map { $0 - 1 }
            }
        }
        guard left ?? 0 >= 0 else { return nil }
        for _ in 0..<(left ?? 6) { number *= 10 }
        return isNegative ? -number : number
    }
}

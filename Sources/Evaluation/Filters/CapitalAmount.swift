#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An amount of money in the characters that cheques take (支付结算办法, 附件一 正确填写票据和结算凭证的基本规定).
///
/// Behind 元 stands 整, behind 角 and 分 nothing; 零 stands before 分 where there is no 角. Where the rules leave it open
/// whether to write 零, as before 角 in 1680.32, there is none.
struct CapitalAmount {
    /// The words.
    let text: String

    /// The words of `value`, stated in `unit`. What is less than a 分 is rounded half up.
    init(_ value: Decimal, _ unit: MoneyUnit) {
        let cents = value.shifted(by: unit.power + 2).rounded(to: 0)
        let digits = cents.magnitude.description
        let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        let small = padded.suffix(2).compactMap(\.wholeNumberValue)
        text = (cents < 0 ? "负" : "") + Self.words(whole: padded.dropLast(2), jiao: small[0], fen: small[1])
    }

    private static func words(whole: Substring, jiao: Int, fen: Int) -> String {
        let characters = NumeralCharacters.capital
        let isNothing = whole.allSatisfy { $0 == "0" }
        guard jiao + fen > 0 else { return characters.words(whole) + "元整" }
        var text = isNothing ? "" : characters.words(whole) + "元"
        if jiao > 0 { text += "\(characters.digits[jiao])角" } else if !isNothing { text += "零" }
        return fen > 0 ? text + "\(characters.digits[fen])分" : text
    }
}

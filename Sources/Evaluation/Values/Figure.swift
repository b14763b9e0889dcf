import Diagnostics
import SourceTree

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// An exact decimal number that prints as the clerk wrote it.
package struct Amount: Hashable, Sendable {
    /// The number; of a percentage the figure before the sign, so 98.7 for 98.7%.
    package let value: Decimal
    /// The number as written, in half-width characters.
    package let text: String
    /// Whether a percent sign follows the number.
    package let isPercentage: Bool

    /// The most digits an amount may have; beyond them decimal arithmetic would no longer be exact.
    package static let mostDigits = 30

    /// Parses `-1,234.50` or `98.7%`, in half-width or full-width characters; `nil` if it is no number.
    ///
    /// Thousands may be set apart by commas, then all of them in threes.
    package init?(_ source: String) {
        text = source.halfWidth
        var bytes = text.utf8[...]
        isPercentage = bytes.last == UInt8(ascii: "%")
        if isPercentage { bytes.removeLast() }
        guard let digits = Digits(bytes), let value = digits.value else { return nil }
        self.value = value
    }

    /// How many decimals are written.
    var places: Int {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "%") }
        return digits.firstIndex(of: UInt8(ascii: ".")).map { digits.count - 1 - $0 } ?? 0
    }

    /// A number that was computed, as it is; it may have more digits than one that is stated.
    init(_ value: Decimal) {
        self.init(value: value, text: value.description, isPercentage: false)
    }

    /// A number that comes of a division: of one with more than four decimals, two are shown.
    init(quotient value: Decimal) {
        self.init(value: value, text: value.shortened.description, isPercentage: false)
    }

    /// A number in another form.
    init(value: Decimal, text: String, isPercentage: Bool) {
        self.value = value
        self.text = text
        self.isPercentage = isPercentage
    }
}

/// The digits of a number, taken apart.
private struct Digits {
    private var isNegative = false
    /// All of the digits, those behind the point included.
    private var digits: [UInt8] = []
    /// How many of them stand behind the point.
    private var places = 0

    /// Reads a sign, digits that may be grouped by commas, a point and more digits; `nil` where `bytes` are anything else.
    init?(_ bytes: Substring.UTF8View) {
        var rest = bytes
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        var groups = [0]
        var hasPoint = false
        for byte in rest {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte)
                if hasPoint { places += 1 } else { groups[groups.count - 1] += 1 }
            case UInt8(ascii: ",") where !hasPoint: groups.append(0)
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            default: return nil
            }
        }
        let isGrouped = groups.count == 1 || groups[0] <= 3 && groups.dropFirst().allSatisfy { $0 == 3 }
        guard groups[0] > 0, isGrouped, !hasPoint || places > 0, digits.count <= Amount.mostDigits else { return nil }
    }

    /// The number.
    var value: Decimal? {
        // Digits that fit a machine word are told at once.
        guard digits.count < 20 else { return Decimal(string: text) }
        let whole = digits.reduce(into: UInt64(0)) { $0 = $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
        return Decimal(sign: isNegative && whole > 0 ? .minus : .plus, exponent: -places, significand: Decimal(whole))
    }

    private var text: String {
        let point = digits.count - places
        return (isNegative ? "-" : "") + String(decoding: digits[..<point], as: UTF8.self) + "."
            + String(decoding: digits[point...], as: UTF8.self) + "0"
    }
}

/// What a cell for an amount holds. Empty is not zero.
package enum Figure: Hashable, Sendable {
    /// Nothing was filled in.
    case empty
    /// A number.
    case amount(Amount)
    /// A word or sign in a number's place, such as 无 or ——.
    case mark(String)

    /// The words and signs that may stand in a number's place.
    package static let marks = ["无", "——", "—", "－", "-", "--", "/", "／", "不适用", "……", "…"]

    /// The amount, if it is one.
    package var amount: Amount? {
        if case .amount(let amount) = self { amount } else { nil }
    }

    /// What the cell shows.
    package var text: String {
        switch self {
        case .empty: ""
        case .amount(let amount): amount.text
        case .mark(let mark): mark
        }
    }
}

extension Figure {
    /// Decodes an amount without percent sign.
    static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Figure? {
        decoder.figure(of: node, isPercentage: false)
    }

    /// Decodes an amount with percent sign.
    static func decodeRate(_ node: Node, _ decoder: inout FieldDecoder) -> Figure? {
        decoder.figure(of: node, isPercentage: true)
    }
}

extension FieldDecoder {
    fileprivate mutating func figure(of node: Node, isPercentage: Bool) -> Figure? {
        guard let scalar = scalar(of: node) else { return nil }
        let text = scalar.text.trimmed
        if text.isEmpty { return .empty }
        guard let amount = Amount(text), amount.isPercentage == isPercentage else {
            if Figure.marks.contains(text) { return .mark(text) }
            if reportStray(in: text, at: node.span, .error) { return nil }
            badFigure(text, isPercentage: isPercentage, at: node.span)
            return nil
        }
        if amount.text != text {
            report(
                .note, id: "full-width-number",
                LocalizedText("“\(text)”按“\(amount.text)”打印", en: "“\(text)” is printed as “\(amount.text)”"),
                at: node.span)
        }
        return .amount(amount)
    }

    private mutating func badFigure(_ text: String, isPercentage: Bool, at span: SourceSpan) {
        let expected =
            isPercentage
            ? LocalizedText("百分数，如 98.7%", en: "a percentage such as 98.7%")
            : LocalizedText("数字，如 660.44", en: "a number such as 660.44")
        let shown = text.count > 40 ? text.prefix(40) + "…" : text
        report(
            .error, id: "bad-number",
            LocalizedText("应为\(expected.zh)，这里是“\(shown)”", en: "expected \(expected.en), found “\(shown)”"), at: span,
            hints: [Self.unit(behind: text), SpreadsheetNumber(text)?.hint(isPersonal: false)].compactMap { $0 } + [
                LocalizedText(
                    "没有数的格子留空，或写 无、——、/；不写单位；最多 \(Amount.mostDigits) 位数字",
                    en:
                        "leave a cell without a number empty, or write 无, —— or /; no units; at most \(Amount.mostDigits) digits"
                )
            ])
    }

    private static let moneyUnits = ["万", "万元", "亿", "亿元", "元", "千元", "百万元"]
    private static let otherUnits = ["人", "名", "个", "辆", "㎡", "平方米"]

    /// The hint to leave out the unit that follows the number in `text`.
    private static func unit(behind text: String) -> LocalizedText? {
        let digits = text.halfWidth.prefix { $0.isASCII && ($0.isNumber || "+-.,".contains($0)) }
        let unit = String(text.dropFirst(digits.count)).trimmed
        guard Amount(String(digits)) != nil else { return nil }
        if otherUnits.contains(unit) { return LocalizedText("去掉“\(unit)”，只写数字", en: "leave out “\(unit)”") }
        guard moneyUnits.contains(unit) else { return nil }
        return LocalizedText("去掉“\(unit)”，只写数字；金额以万元为单位", en: "leave out “\(unit)”; amounts are in 万元")
    }
}

extension String {
    /// The text with full-width forms (U+FF01 to U+FF5E) as their ASCII counterparts.
    var halfWidth: String {
        guard unicodeScalars.contains(where: { (0xFF01...0xFF5E).contains($0.value) }) else { return self }
        var scalars = UnicodeScalarView()
        for scalar in unicodeScalars {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            scalars.append(isWide ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar)
        }
        return String(scalars)
    }
}

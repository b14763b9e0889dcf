import Diagnostics
public import SourceTree

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// An exact decimal number that prints as the clerk wrote it.
public struct Amount: Hashable, Sendable {
    /// The number; of a percentage the figure before the sign, so 98.7 for 98.7%.
    public let value: Decimal
    /// The number as written, in half-width characters.
    public let text: String
    /// Whether a percent sign follows the number.
    public let isPercentage: Bool

    /// The most digits an amount may have; beyond them decimal arithmetic would no longer be exact.
    public static let mostDigits = 30

    /// Parses `-1,234.50` or `98.7%`, in half-width or full-width characters; `nil` if it is no number.
    ///
    /// Thousands may be set apart by commas, then all of them in threes.
    public init?(_ source: String) {
        var text = source.halfWidth
        isPercentage = text.hasSuffix("%")
        self.text = text
        if isPercentage { text.removeLast() }
        let unsigned = text.drop { $0 == "-" || $0 == "+" }
        guard text.count - unsigned.count <= 1 else { return nil }
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Self.digits(grouped: parts[0]) else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard parts.count == 1 || !fraction.isEmpty, fraction.allSatisfy(\.isDigit) else { return nil }
        guard whole.count + fraction.count <= Self.mostDigits else { return nil }
        let sign = text.hasPrefix("-") ? "-" : ""
        guard let value = Decimal(string: "\(sign)\(whole).\(fraction)0") else { return nil }
        self.value = value
    }

    /// The digits of a whole number, its commas removed; `nil` if it has none, or commas at odd places.
    private static func digits(grouped text: Substring) -> String? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        let isGrouped = groups.count == 1 || groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
        guard isGrouped, groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else { return nil }
        return groups.joined()
    }
}

/// What a cell for an amount holds. Empty is not zero.
public enum Figure: Hashable, Sendable {
    /// Nothing was filled in.
    case empty
    /// A number.
    case amount(Amount)
    /// A word or sign in a number's place, such as 无 or ——.
    case mark(String)

    /// The words and signs that may stand in a number's place.
    public static let marks = ["无", "——", "—", "－", "-", "--", "/", "／", "不适用", "……", "…"]

    /// The amount, if it is one.
    public var amount: Amount? {
        if case .amount(let amount) = self { amount } else { nil }
    }

    /// What the cell shows.
    public var text: String {
        switch self {
        case .empty: ""
        case .amount(let amount): amount.text
        case .mark(let mark): mark
        }
    }
}

extension Figure: FieldRepresentable {
    /// An amount, a mark or nothing.
    public static var fieldType: FieldType { .figure }

    /// Decodes an amount without percent sign.
    public static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Figure? {
        decoder.figure(of: node, isPercentage: false)
    }

    /// The figure as templates see it.
    public func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        .leaf(self == .empty ? .empty : .figure(self), id: ids.take())
    }
}

/// What a cell for a percentage holds.
public struct Rate: Hashable, Sendable {
    /// The percentage, a mark or nothing.
    public var figure: Figure

    /// Creates a rate.
    public init(_ figure: Figure = .empty) {
        self.figure = figure
    }
}

extension Rate: FieldRepresentable {
    /// A percentage, a mark or nothing.
    public static var fieldType: FieldType { .rate }

    /// Decodes an amount with percent sign.
    public static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Rate? {
        decoder.figure(of: node, isPercentage: true).map(Rate.init)
    }

    /// The figure as templates see it.
    public func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        figure.modelValue(&ids)
    }
}

extension FieldDecoder {
    fileprivate mutating func figure(of node: Node, isPercentage: Bool) -> Figure? {
        guard let scalar = scalar(of: node) else { return nil }
        let text = scalar.text.trimmed
        if text.isEmpty { return .empty }
        if Figure.marks.contains(text) { return .mark(text) }
        guard let amount = Amount(text), amount.isPercentage == isPercentage else {
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
            hints: [
                LocalizedText(
                    "没有数的格子留空，或写 无、——、/；不写单位；最多 \(Amount.mostDigits) 位数字",
                    en:
                        "leave a cell without a number empty, or write 无, —— or /; no units; at most \(Amount.mostDigits) digits"
                )
            ])
    }
}

extension Character {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
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

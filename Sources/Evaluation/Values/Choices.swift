import Diagnostics
public import SourceTree

/// A fixed set of words that a field may hold.
public protocol Choice: FieldRepresentable, RawRepresentable<String>, CaseIterable {}

extension Choice {
    /// The words.
    public static var fieldType: FieldType { .choice(allCases.map(\.rawValue)) }

    /// Decodes one of the words; any other is a fault.
    public static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Self? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        let text = scalar.text.trimmed
        if let choice = Self(rawValue: text) { return choice }
        let names = allCases.map(\.rawValue)
        var hints = [
            LocalizedText("可用：\(names.joined(separator: "、"))", en: "one of: \(names.joined(separator: ", "))")
        ]
        if let suggestion = text.suggestion(among: names) {
            hints.insert(suggestion, at: 0)
        }
        decoder.report(
            .error, id: "unknown-value",
            LocalizedText("不认识的值“\(text.prefix(40))”", en: "unknown value “\(text.prefix(40))”"), at: node.span,
            hints: hints)
        return nil
    }

    /// The word as templates see it.
    public func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        .leaf(.choice(rawValue), id: ids.take())
    }
}

/// A whole number within a range that its type states.
public protocol BoundedInteger: FieldRepresentable {
    /// The numbers that are accepted.
    static var range: ClosedRange<Int> { get }
    /// The number.
    var value: Int { get }
    /// Creates a number that lies in ``range``.
    init(_ value: Int)
}

extension BoundedInteger {
    /// A whole number.
    public static var fieldType: FieldType { .integer(range) }

    /// Decodes a whole number in ``range``; any other is a fault.
    public static func decode(_ node: Node, _ decoder: inout FieldDecoder) -> Self? {
        guard let scalar = decoder.scalar(of: node) else { return nil }
        let text = scalar.text.trimmed.halfWidth
        if let number = Int(text), range.contains(number) { return Self(number) }
        decoder.report(
            .error, id: "bad-number",
            LocalizedText(
                "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数，这里是“\(text.prefix(40))”",
                en:
                    "expected a whole number from \(range.lowerBound) to \(range.upperBound), found “\(text.prefix(40))”"
            ),
            at: node.span)
        return nil
    }

    /// The number as templates see it.
    public func modelValue(_ ids: inout FieldIDSequence) -> ModelValue {
        .leaf(.integer(value), id: ids.take())
    }
}

import Diagnostics
import SourceTree

extension FieldDecoder {
    /// One of `words`; any other is a fault.
    mutating func word(of node: Node, among words: [String]) -> String? {
        guard let scalar = scalar(of: node) else { return nil }
        let text = scalar.text.trimmed
        if words.contains(text) { return text }
        if reportStray(in: text, at: node.span, .error) { return nil }
        let known = LocalizedText("可用：\(words.joined(separator: "、"))", en: "one of: \(words.joined(separator: ", "))")
        report(
            .error, id: "unknown-value",
            LocalizedText("不认识的值“\(text.prefix(40))”", en: "unknown value “\(text.prefix(40))”"), at: node.span,
            hints: [text.suggestion(among: words), known].compactMap { $0 })
        return nil
    }

    /// A whole number in `range`; any other is a fault.
    mutating func integer(of node: Node, in range: ClosedRange<Int>) -> Int? {
        guard let scalar = scalar(of: node) else { return nil }
        let text = scalar.text.trimmed.halfWidth
        if let number = Int(text), range.contains(number) { return number }
        if reportStray(in: text, at: node.span, .error) { return nil }
        let (least, most) = (range.lowerBound, range.upperBound)
        report(
            .error, id: "bad-number",
            LocalizedText(
                "应为 \(least) 到 \(most) 的整数，这里是“\(text.prefix(40))”",
                en: "expected a whole number from \(least) to \(most), found “\(text.prefix(40))”"),
            at: node.span, hints: [SpreadsheetNumber(text)?.hint(isPersonal: isPersonal)].compactMap { $0 })
        return nil
    }
}

import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The text of a target or an outcome, taken apart from its start and its end.
struct QuantityText {
    private var rest: Substring.UTF8View

    /// Begins with `source`, without white space, in half-width characters.
    init(_ source: String) {
        let isSpaced = source.unicodeScalars.contains(where: \.isWhiteSpace)
        let text = isSpaced ? source.filter { !$0.isWhitespace } : source
        rest = text.halfWidth[...].utf8
    }

    /// Takes `word` where it stands at the start.
    mutating func take(_ word: String) -> Bool {
        guard rest.starts(with: word.utf8) else { return false }
        rest = rest.dropFirst(word.utf8.count)
        return true
    }

    /// Takes a sign or word such as ≥ or 不超过 at the start.
    mutating func takeRelation() -> Relation? {
        // Most texts begin with a digit.
        guard let byte = rest.first, !(UInt8(ascii: "+")...UInt8(ascii: "9")).contains(byte) else { return nil }
        guard let first = Substring(rest).unicodeScalars.first,
            let found = Relation.signs(beginningWith: first).first(where: { rest.starts(with: $0.sign.utf8) })
        else { return nil }
        rest = rest.dropFirst(found.sign.utf8.count)
        return found.relation
    }

    /// Takes a number at the start.
    mutating func takeNumber() -> Decimal? {
        var digits = rest.prefix { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        digits = rest[..<rest[digits.endIndex...].prefix(while: Self.isFigure).endIndex]
        guard let amount = Amount(String(Substring(digits))) else { return nil }
        rest = rest[digits.endIndex...]
        return amount.value
    }

    private static func isFigure(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
    }

    /// Takes what makes a range of the number before: 至, – and the like with another number. The unit may stand between.
    mutating func takeRangeEnd() -> Decimal? {
        var ahead = self
        let unit = ahead.rest.prefix { $0 == UInt8(ascii: "%") }
        ahead.rest = ahead.rest.dropFirst(unit.count)
        // Most texts end here.
        guard !ahead.rest.isEmpty else { return nil }
        guard Self.rangeSigns.contains(where: { ahead.take($0) }), let end = ahead.takeNumber() else { return nil }
        guard unit.isEmpty || ahead.rest.starts(with: unit) else { return nil }
        self = ahead
        return end
    }

    private static let rangeSigns = ["-", "~", "–", "—", "―", "至", "到", "〜", "∼", "−"]

    /// Takes words such as 以内 at the end.
    mutating func takeSuffix(ofRange: Bool) -> Relation? {
        // Every word is at least a Han character, and a percent sign is less.
        guard rest.count > 2 else { return nil }
        for (word, relation) in Self.suffixes where rest.count >= word.utf8.count {
            guard rest.suffix(word.utf8.count).elementsEqual(word.utf8) else { continue }
            // 起 counts incidents where it stands alone.
            if word == "起", rest.count == word.utf8.count { continue }
            rest = rest.dropLast(word.utf8.count)
            return relation
        }
        if ofRange { for word in ["之间", "区间", "间"] where takeLast(word) { break } }
        return nil
    }

    private mutating func takeLast(_ word: String) -> Bool {
        guard rest.count >= word.utf8.count, rest.suffix(word.utf8.count).elementsEqual(word.utf8) else { return false }
        rest = rest.dropLast(word.utf8.count)
        return true
    }

    /// By Article 1259 of the Civil Code, these bounds belong to what they bound.
    private static let suffixes: [(String, Relation)] = [
        ("及以下", .atMost), ("或以下", .atMost), ("(含)以下", .atMost), ("以下(含)", .atMost), ("(含)以内", .atMost),
        ("以内(含)", .atMost), ("以内", .atMost), ("之内", .atMost), ("以下", .atMost), ("不到", .less),
        ("及以上", .atLeast), ("或以上", .atLeast), ("(含)以上", .atLeast), ("以上(含)", .atLeast), ("以上", .atLeast),
        ("之上", .atLeast), ("内", .atMost), ("起", .atLeast),
    ]

    private static let vagueWords = ["左右", "上下", "以外", "之外", "不等", "上限", "下限"]

    /// What is left, if it is a unit: no other number, no date, and no word that makes the number less than certain.
    var unit: String? {
        let text = String(Substring(rest))
        if text == "%" { return text }
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return text }
        let isPlain = scalars.allSatisfy { scalar in
            scalar.properties.numericType == nil
                && (scalar.properties.isAlphabetic || scalar.properties.generalCategory == .otherSymbol
                    || "%‰/·".unicodeScalars.contains(scalar))
        }
        guard isPlain, !"年月日号季余多几来".unicodeScalars.contains(first) else { return nil }
        let isVague = Self.vagueWords.contains { text.holds($0) }
        return isVague || "前后余".unicodeScalars.contains(last) ? nil : text
    }
}

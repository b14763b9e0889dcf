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

    /// The end of a range, with what stands behind its beginning.
    struct RangeEnd {
        /// The number at its end.
        let end: Decimal
        /// The power of ten of the multiple behind the number at its beginning; `nil` where it has that of the end.
        let power: Int?
        /// The unit of the beginning.
        let unit: String

        /// Whether the beginning has no unit of its own, or that of the end.
        func isMeasured(like unit: String) -> Bool { self.unit.isEmpty || self.unit == unit }
    }

    /// Takes what makes a range of the number before: 至, – and the like with another number. The unit may stand between.
    mutating func takeRangeEnd() -> RangeEnd? {
        // Most texts end here.
        guard rest.count > 1, rest.contains(where: Self.isFigure) else { return nil }
        var unit = QuantityText("")
        var ahead = self
        while !ahead.rest.isEmpty {
            if let end = ahead.takeRangeSignAndNumber() {
                let power = unit.takePower()
                let hasUnit = power > 0 || !unit.rest.isEmpty
                self = ahead
                return RangeEnd(end: end, power: hasUnit ? power : nil, unit: String(Substring(unit.rest)))
            }
            guard let next = Substring(ahead.rest).unicodeScalars.first,
                !Self.isFigure(ahead.rest[ahead.rest.startIndex])
            else { return nil }
            unit.rest = Substring(String(Substring(unit.rest)) + String(next)).utf8
            ahead.rest = ahead.rest.dropFirst(String(next).utf8.count)
        }
        return nil
    }

    private mutating func takeRangeSignAndNumber() -> Decimal? {
        var ahead = self
        guard Self.rangeSigns.contains(where: { ahead.take($0) }), let number = ahead.takeNumber() else { return nil }
        self = ahead
        return number
    }

    /// Takes a multiple such as 万 or 十亿 at the start.
    /// - Returns: its power of ten.
    mutating func takePower() -> Int {
        var ahead = self
        // A percentage point is a unit itself.
        guard !rest.isEmpty, !rest.starts(with: "百分".utf8) else { return 0 }
        var power = 0
        while let (word, more) = Self.powers.first(where: { ahead.take($0.word) }) {
            power += more
            // Ten alone is no multiple: 10十 is nothing.
            if word != "十" { self = ahead }
        }
        return rest.count == ahead.rest.count ? power : 0
    }

    private static let powers: [(word: String, power: Int)] = [("十", 1), ("百", 2), ("千", 3), ("万", 4), ("亿", 8)]

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
        if text == "%" || text.hasSuffix("百分点") && text.utf8.count <= 12 { return text }
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

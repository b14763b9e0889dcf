/// Where lines end that no rule lets end: within a word that is longer than a line, and where nothing else is left within a
/// number.
extension LineBreaker {
    /// What a line that ends where none may does harm to, the least harm first.
    enum Harm: Int, Comparable {
        /// To an address, behind one of its signs: `https://a.cn/b?c=d&e`.
        case address
        /// To a word.
        case word
        /// To a number, which leaves what it counts.
        case unit
        /// To a mark, which would begin or end a line that it must not.
        case mark
        /// To a number.
        case number

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The harm of a line that ends before the unit `end`, where no rule lets it.
    func harm(ofEndingAt end: Int) -> Harm {
        let (left, right) = (units[end - 1], units[end])
        let (before, after) = (material.scalar(end - 1), material.scalar(end))
        if isWithinNumber(end, before, after) { return .number }
        if left.kind == .joined, right.kind == .joined { return isWithinPair(end) ? .mark : .word }
        if right.isSpace || right.kind == .closing || left.kind == .opening { return .mark }
        if left.kind == .digit, right.numberBond == .unit || right.kind == .latin { return .unit }
        if before == after, before != "/" { return .word }
        if Self.clinging.contains(after) || Self.openingSigns.contains(before) { return .mark }
        return Self.addressSigns.contains(before) ? .address : .word
    }

    /// Where a line from `start` ends if no rule lets it end at `limit` or before: as far on as does the least harm.
    func forcedEnd(from start: Int, atMost limit: Int) -> Int {
        var best = limit
        var least = harm(ofEndingAt: limit)
        for end in stride(from: limit - 1, to: start, by: -1) where least > .address {
            let harm = harm(ofEndingAt: end)
            if harm < least { (best, least) = (end, harm) }
        }
        return best
    }

    /// The width of the widest piece that is left where only numbers and marks are kept whole; at least two characters.
    static func firmContent(of material: LineMaterial) -> Length {
        let breaker = LineBreaker(material, width: .zero)
        let widest = breaker.widest { end in
            breaker.opportunity(at: end) != .prohibited || breaker.harm(ofEndingAt: end) <= .word
        }
        let indent = material.style.indent + material.hang
        return max(widest + indent, min(material.maxContent, material.size * 2 + indent))
    }

    /// The width that a single character needs, wherever it stands.
    static func leastContent(of material: LineMaterial) -> Length {
        let widest = LineBreaker(material, width: .zero).widest { _ in true }
        let indent = max(material.style.firstLineIndent, material.hang) + material.style.indent
        return max(material.size, widest) + indent
    }

    // MARK: Numbers and marks

    /// Whether the units around `end` are of one number, its sign and percent included: −1,684.91%, 2024-06-02, 0731-8888.
    private func isWithinNumber(_ end: Int, _ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
        let beginsDigit = units[end].kind == .digit
        if units[end - 1].kind == .digit {
            if beginsDigit || Self.closingSigns.contains(after) { return true }
            return Self.innerSigns.contains(after) && end + 1 < units.count && units[end + 1].kind == .digit
        }
        guard beginsDigit else { return false }
        let first = end < 2 ? nil : units[end - 2].kind
        if Self.innerSigns.contains(before), first == .digit { return true }
        return Self.leadingSigns.contains(before) && first != .latin && first != .sign && first != .digit
    }

    /// Whether an odd number of dashes or dots stand before `end`: two of them are one mark.
    private func isWithinPair(_ end: Int) -> Bool {
        var start = end
        while start > 0, units[start - 1].kind == .joined { start -= 1 }
        return (end - start) % 2 == 1
    }

    private static let innerSigns = Set(".,:/-–−·'’~()".unicodeScalars)
    private static let leadingSigns = Set("+-−±≥≤<>＞＜≈＋－=＝¥￥$".unicodeScalars)
    private static let closingSigns = Set("%％‰℃°".unicodeScalars)
    /// Signs behind which an address is broken.
    private static let addressSigns = Set("/?&.=:_-~#@+,;|\\".unicodeScalars)
    /// Signs that begin no line, and those that end none.
    private static let clinging = Set("/?&.=:_-~#@+,;|\\!)]}%".unicodeScalars)
    private static let openingSigns = Set("([{".unicodeScalars)
}

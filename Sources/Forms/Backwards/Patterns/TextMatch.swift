import Evaluation

/// How a text can be the filled form of a ``TextPattern``.
struct TextMatch {
    /// The texts that fields hold, in order.
    var captures: [(slot: FieldSlot, text: String)]
    /// How well it fits: fixed text that is there counts for it, figures that are none count against it.
    var fit: Int

    /// The best way in which `text` fills `pattern`; `nil` where there is none.
    init?(_ pattern: TextPattern, _ text: PlainText) {
        if let field = pattern.field {
            self.init(captures: [(field, text.trimmed)], fit: field.fit(text, 0..<text.count))
            return
        }
        guard text.count <= Self.longest else { return nil }
        var best: TextSearch.Filling?
        for pieces in pattern.readings {
            let filling = TextSearch(pieces: pieces, text: text).best
            if let filling, filling.fit > best?.fit ?? .min { best = filling }
        }
        if let best {
            self.init(captures: best.captures.map { ($0.slot, text.written($0.range)) }, fit: best.fit)
        } else if text.scalars.last == ":", text.count > 1 {
            // Labels may have a colon behind them.
            self.init(pattern, PlainText(text.written(0..<text.count - 1)))
        } else {
            return nil
        }
    }

    /// The longest text that is taken apart. Cells in which fields stand among fixed text are short.
    private static let longest = 160

    /// What stands in the only field of a pattern whose fixed text is missing; brackets that stand around it are left out.
    init(_ slot: FieldSlot, _ text: String) {
        let plain = PlainText(text)
        let isBracketed = plain.scalars.first == "(" && plain.scalars.last == ")" && plain.count > 2
        self.init(captures: [(slot, isBracketed ? plain.written(1..<plain.count - 1) : plain.trimmed)], fit: 0)
    }

    fileprivate init(captures: [(slot: FieldSlot, text: String)], fit: Int) {
        self.captures = captures
        self.fit = fit
    }
}

/// Lays pieces over a text, one after the other.
private struct TextSearch {
    /// How the pieces share the text.
    struct Filling {
        /// The fields with the characters that count which they hold.
        var captures: [(slot: FieldSlot, range: Range<Int>)] = []
        var fit = 0
    }

    let pieces: [TextPattern.Piece]
    let text: PlainText

    /// The best way; `nil` where there is none.
    var best: Filling? {
        let fixed = pieces.lazy.compactMap { if case .literal(let literal) = $0 { literal } else { nil } }
        // Most texts lack what is fixed.
        guard fixed.allSatisfy({ text.place(of: $0) != nil }) else { return nil }
        return best(from: 0, at: 0)
    }

    private func best(from piece: Int, at place: Int) -> Filling? {
        guard piece < pieces.count else { return place == text.count ? Filling() : nil }
        switch pieces[piece] {
        case .literal(let literal):
            guard text.has(literal, at: place), var filling = best(from: piece + 1, at: place + literal.count) else {
                return nil
            }
            filling.fit += 3 * literal.count
            return filling
        case .field(let slot), .figure(let slot): return best(capturing: slot, from: piece, at: place)
        case .anything, .either: return best(capturing: nil, from: piece, at: place)
        }
    }

    private func best(capturing slot: FieldSlot?, from piece: Int, at place: Int) -> Filling? {
        var best: Filling?
        let isLast = piece + 1 == pieces.count
        for end in (isLast ? text.count : place)...text.count {
            // What follows is fixed: only where it stands need be tried.
            if !isLast, case .literal(let literal) = pieces[piece + 1], !text.has(literal, at: end) { continue }
            if let slot, end > place, !slot.takes(text, place..<end) { continue }
            if case .figure = pieces[piece], slot?.type.isFigure(text, place..<end) != true { continue }
            guard var filling = self.best(from: piece + 1, at: end) else { continue }
            if let slot {
                filling.fit += slot.fit(text, place..<end)
                filling.captures.insert((slot, place..<end), at: 0)
            }
            if filling.fit > best?.fit ?? .min { best = filling }
        }
        return best
    }
}

extension FieldSlot {
    /// Whether what stands among fixed text may be the field: a year is nothing but digits, or a word before 年.
    fileprivate func takes(_ text: PlainText, _ range: Range<Int>) -> Bool {
        guard case .integer = type, filters.isEmpty || filters == [.previous] else { return true }
        let part = text.scalars[range]
        if part.allSatisfy({ ("0"..."9").contains($0) }) { return true }
        if part.count == 4, part.allSatisfy({ $0.decimalDigit != nil }) { return true }
        guard range.upperBound < text.count, text.scalars[range.upperBound] == "年" else { return false }
        return relativeYears.contains { part.elementsEqual($0.unicodeScalars) }
    }

    /// How well a part of `text` suits the field.
    fileprivate func fit(_ text: PlainText, _ range: Range<Int>) -> Int {
        if range.isEmpty { return 0 }
        switch type {
        case .figure, .rate, .integer, .date: return range.count > 30 ? -8 : type.fit(plain(text.written(range)))
        default: return 2
        }
    }
}

extension FieldType {
    /// Whether a part of `text` is a figure.
    fileprivate func isFigure(_ text: PlainText, _ range: Range<Int>) -> Bool {
        !range.isEmpty && Amount(text.written(range)) != nil
    }

    /// How well `text` suits a field of this type.
    fileprivate func fit(_ text: String) -> Int {
        switch self {
        case .figure, .rate:
            return Amount(text) != nil ? 5 : text.unicodeScalars.allSatisfy(\.isMark) ? 1 : -8
        case .integer: return Int(text) != nil || text.yearInDigits != nil ? 5 : text.count <= 2 ? 3 : -8
        case .date: return FilingDate(text) != nil ? 5 : -8
        default: return 2
        }
    }
}

extension Unicode.Scalar {
    /// Whether the character is part of what stands where a figure could: 无, —, /.
    fileprivate var isMark: Bool { "无—－–―-/／".unicodeScalars.contains(self) }
}

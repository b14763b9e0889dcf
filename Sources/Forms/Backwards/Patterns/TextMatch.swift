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
            self.init(captures: [(field, text.trimmed)], fit: field.type.fit(text.trimmed))
            return
        }
        guard text.count <= Self.longest else { return nil }
        var search = Search(text: text)
        guard let found = search.best(pattern.pieces[...], from: 0) else { return nil }
        self = found
    }

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

    /// The longest text that is taken apart. Cells in which fields stand among fixed text are short.
    private static let longest = 400

    /// Tries pieces one after the other. Which pieces are left decides, with the place, what is best from there, so that
    /// nothing is looked at twice.
    private struct Search {
        let text: PlainText
        var steps = 0

        private static let mostSteps = 20_000

        mutating func best(_ pieces: ArraySlice<TextPattern.Piece>, from place: Int) -> TextMatch? {
            steps += 1
            guard steps < Self.mostSteps else { return nil }
            guard let piece = pieces.first else {
                return place == text.count ? TextMatch(captures: [], fit: 0) : nil
            }
            let rest = pieces.dropFirst()
            switch piece {
            case .literal(let literal):
                guard text.has(literal, at: place) else { return nil }
                return best(rest, from: place + literal.count)?.adding(fit: 3 * literal.count)
            case .either(let left, let right):
                let first = best((left + rest)[...], from: place)
                let second = best((right + rest)[...], from: place)
                guard let first, let second else { return first ?? second }
                return first.fit >= second.fit ? first : second
            case .field(let slot): return best(capturing: slot, rest, from: place)
            case .anything: return best(capturing: nil, rest, from: place)
            }
        }

        private mutating func best(
            capturing slot: FieldSlot?, _ rest: ArraySlice<TextPattern.Piece>, from place: Int
        ) -> TextMatch? {
            var best: TextMatch?
            for end in place...text.count {
                // What follows is fixed: only where it stands need be tried.
                if case .literal(let literal)? = rest.first, !text.has(literal, at: end) { continue }
                if rest.isEmpty, end < text.count { continue }
                guard var match = self.best(rest, from: end) else { continue }
                if let slot {
                    let captured = text.written(place..<end)
                    match.fit += slot.type.fit(captured)
                    match.captures.insert((slot, captured), at: 0)
                }
                if match.fit > best?.fit ?? .min { best = match }
            }
            return best
        }
    }

    private func adding(fit: Int) -> TextMatch { TextMatch(captures: captures, fit: self.fit + fit) }
}

extension FieldType {
    /// How well `text` suits a field of this type.
    fileprivate func fit(_ text: String) -> Int {
        if text.isEmpty { return 0 }
        switch self {
        case .figure, .rate:
            return Amount(text) != nil ? 5 : text.unicodeScalars.allSatisfy(\.isMark) ? 1 : -8
        case .integer: return Int(text) != nil ? 5 : -8
        case .date: return FilingDate(text) != nil ? 5 : -8
        default: return 2
        }
    }
}

extension Unicode.Scalar {
    /// Whether the character is part of what stands where a figure could: 无, —, /.
    fileprivate var isMark: Bool { "无—－–―-/／".unicodeScalars.contains(self) }
}

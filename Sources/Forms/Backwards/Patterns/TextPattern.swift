import Evaluation

/// The text of a cell as its layout states it, to be read backwards: fixed text, and fields between it.
///
/// A text that is computed cannot be read back; whatever stands there is passed over.
final class TextPattern: Sendable {
    /// A piece of the text.
    enum Piece: Sendable {
        /// What is always there.
        case literal(PlainText)
        /// What a field holds.
        case field(FieldSlot)
        /// What a field holds that is a figure; it may stand right behind another field.
        case figure(FieldSlot)
        /// One of two texts, depending on what the submission holds.
        case either([Piece], [Piece])
        /// What is computed.
        case anything
    }

    /// The pieces in order.
    let pieces: [Piece]
    /// The sequences of pieces that there are once each choice is made; of very many choices some are passed over.
    let readings: [[Piece]]
    /// The whole text where it is fixed, `nil` where fields stand in it. Empty for a cell that is left blank.
    let label: PlainText?
    /// The field, where the text is that of a single one.
    let field: FieldSlot?

    init(_ template: TextTemplate) {
        pieces = template.parts.flatMap(Self.pieces)
        readings = Self.readings(of: pieces[...]).withThoseOutOfBrackets
        field = pieces.count == 1 ? pieces[0].field : nil
        label = pieces.allSatisfy(\.isLiteral) ? PlainText(joining: pieces.compactMap(\.literal)) : nil
    }

    private init(pieces: [Piece]) {
        self.pieces = pieces
        readings = Self.readings(of: pieces[...])
        label = nil
        field = nil
    }

    /// A text that holds no field.
    init(fixed text: String) {
        let plain = PlainText(text)
        pieces = [.literal(plain)]
        readings = [pieces]
        field = nil
        label = plain
    }

    private static let mostReadings = 64

    private static func readings(of pieces: ArraySlice<Piece>) -> [[Piece]] {
        guard let piece = pieces.first else { return [[]] }
        let rest = readings(of: pieces.dropFirst())
        guard case .either(let left, let right) = piece else { return rest.map { [piece] + $0 } }
        let heads = readings(of: left[...]) + readings(of: right[...])
        return Array(heads.flatMap { head in rest.map { head + $0 } }.prefix(mostReadings))
    }

    /// The text that is always there.
    var fixed: String {
        pieces.map { piece in if case .literal(let text) = piece { text.trimmed } else { "" } }.joined()
    }

    /// Whether every piece of it may be empty.
    var mayBeEmpty: Bool { pieces.allSatisfy(\.mayBeEmpty) }

    private static func pieces(of expression: ModelExpression) -> [Piece] {
        switch expression {
        case .text(let text): text.isEmpty ? [] : [.literal(PlainText(text))]
        case .field, .filtered: [FieldSlot(expression).map(Piece.field) ?? .anything]
        case .joined(let left, let right): pieces(of: left) + pieces(of: right)
        case .choice(_, let then, let otherwise): [.either(pieces(of: then), pieces(of: otherwise))]
        case .number, .date, .element, .arithmetic, .comparison, .oneOf, .not, .both, .either, .quantified, .call:
            [.anything]
        }
    }
}

extension TextPattern.Piece {
    fileprivate var field: FieldSlot? { if case .field(let slot) = self { slot } else { nil } }
    fileprivate var literal: PlainText? { if case .literal(let text) = self { text } else { nil } }
    fileprivate var isLiteral: Bool { literal != nil }

    fileprivate var mayBeEmpty: Bool {
        switch self {
        case .literal(let text): text.isEmpty
        case .field, .figure, .anything: true
        case .either(let left, let right): left.allSatisfy(\.mayBeEmpty) || right.allSatisfy(\.mayBeEmpty)
        }
    }
}

extension [[TextPattern.Piece]] {
    /// The readings, and those in which a figure stands without the brackets around it: 产出指标50分 for 产出指标（50分）.
    fileprivate var withThoseOutOfBrackets: [[TextPattern.Piece]] { self + compactMap(\.outOfBrackets) }
}

extension [TextPattern.Piece] {
    /// The same without the brackets around a figure and what follows it; `nil` where there are none.
    fileprivate var outOfBrackets: [TextPattern.Piece]? {
        for place in indices.dropLast(3) {
            guard case .field = self[place], case .literal(let open) = self[place + 1], open.key == "(",
                case .field(let slot) = self[place + 2], case .figure = slot.type,
                case .literal(let close) = self[place + 3], close.count > 1, close.scalars.last == ")"
            else { continue }
            let unit = TextPattern.Piece.literal(PlainText(close.written(0..<close.count - 1)))
            return Array(self[...place]) + [.figure(slot), unit] + Array(self[(place + 4)...])
        }
        return nil
    }
}

extension FieldSlot {
    /// Words that say which year is meant before 年, the first of which stands for a year that is not stated.
    var relativeYears: [String] { Self.relativeYears(filters) }

    /// The same for a year that `filters` give another form.
    static func relativeYears(_ filters: [ValueFilter]) -> [String] {
        filters == [.previous] ? ["上", "去", "上一"] : filters.isEmpty ? ["本", "当", "今"] : []
    }
}

/// A field that a layout names: the way to it from the submission, or from the element of a loop.
final class FieldSlot: Sendable {
    /// The loop's variable that the way begins at; `nil` for the submission.
    let variable: Int?
    /// The names on the way from the submission.
    let way: [String]
    /// The names on the way from the variable.
    let names: [String]
    /// What the field holds.
    let type: FieldType
    /// The forms that it is given, one after the other.
    let filters: [ValueFilter]

    /// The way from the variable; from the submission where there is none.
    var path: FieldPath { FieldPath(components: names.map(FieldPath.Component.key)) }

    /// `nil` where the way goes through a list, so that it stands for several fields.
    init?(_ reference: FieldReference, _ filters: [ValueFilter] = []) {
        for step in reference.steps { guard case .field = step else { return nil } }
        variable = reference.variable
        way = reference.way
        names = reference.names
        type = reference.type
        self.filters = filters
    }

    /// `nil` where the expression is no field in some form.
    convenience init?(_ expression: ModelExpression) {
        let (operand, filters) = expression.unfiltered
        guard case .field(let reference) = operand else { return nil }
        self.init(reference, filters)
    }
}

extension TextPattern {
    /// The text with another before it, which may be left out: 附件5 in the line of the title.
    func behind(_ label: TextPattern?) -> TextPattern {
        guard let label, self.label == nil, label.label != nil else { return self }
        return TextPattern(pieces: [.either([], label.pieces)] + pieces)
    }

    /// Whatever stands there.
    static let anything = TextPattern(pieces: [.anything])
}

import Evaluation

/// What may stand in the cells of a form set's forms, each different thing once: how well a text suits one cell it suits all
/// cells of the same kind.
struct CellKinds: Sendable {
    /// What stands in cells of each kind.
    private(set) var texts: [TextPattern] = []
    /// For each kind whether it is a fixed label, or always blank.
    private(set) var isFixed: [Bool] = []
    /// The kinds that are fixed labels and say something.
    private(set) var labels: [Int] = []
    /// For each kind that is such a label the number of what counts in it; for the others `nil`.
    private(set) var labelNumbers: [Int?] = []
    /// The numbers of what counts in labels: `PlainText.labelKey`.
    private(set) var numberOfLabel: [String: Int] = [:]
    private var known: [TextPattern.Traits: Int] = [:]

    /// The kind of cells in which `text` stands.
    mutating func kind(of text: TextPattern) -> Int {
        let traits = text.traits
        if let kind = known[traits] { return kind }
        let kind = texts.count
        known[traits] = kind
        texts.append(text)
        isFixed.append(text.label != nil)
        labelNumbers.append(text.label.flatMap { $0.isEmpty ? nil : number(of: $0) })
        if labelNumbers[kind] != nil { labels.append(kind) }
        return kind
    }

    private mutating func number(of label: PlainText) -> Int {
        let number = numberOfLabel[label.labelKey] ?? numberOfLabel.count
        numberOfLabel[label.labelKey] = number
        return number
    }
}

extension FormPattern {
    /// The form with cells that know their kinds.
    func numbered(in kinds: inout CellKinds) -> FormPattern {
        func numbered(_ cells: [CellPattern]) -> [CellPattern] {
            cells.map { cell in
                var cell = cell
                cell.kind = kinds.kind(of: cell.text)
                return cell
            }
        }
        let lines = lines.map { line in
            var line = line
            line.cells = numbered(line.cells)
            line.carried = numbered(line.carried)
            return line
        }
        let scopes = scopes.map { scope in
            guard case .group(let cells, let side) = scope else { return scope }
            return .group(numbered(cells), side)
        }
        return FormPattern(number: number, name: name, lists: lists, report: report, lines: lines, scopes: scopes)
    }
}

extension TextPattern {
    /// All that decides how well a text suits.
    struct Traits: Hashable, Sendable {
        fileprivate let pieces: [Piece]

        fileprivate indirect enum Piece: Hashable, Sendable {
            case literal([Unicode.Scalar])
            case field(Field)
            case figure(Field)
            case either([Piece], [Piece])
            case anything
        }

        fileprivate struct Field: Hashable, Sendable {
            enum Kind { case text, figure, rate, integer, date, other }

            let kind: Kind
            let filters: [ValueFilter]
        }
    }

    fileprivate var traits: Traits {
        Traits(pieces: label.map { [.literal($0.scalars)] } ?? pieces.map(\.traits))
    }
}

extension TextPattern.Piece {
    fileprivate var traits: TextPattern.Traits.Piece {
        switch self {
        case .literal(let text): .literal(text.scalars)
        case .field(let slot): .field(slot.traits)
        case .figure(let slot): .figure(slot.traits)
        case .either(let left, let right): .either(left.map(\.traits), right.map(\.traits))
        case .anything: .anything
        }
    }
}

extension FieldSlot {
    fileprivate var traits: TextPattern.Traits.Field {
        let kind: TextPattern.Traits.Field.Kind =
            switch type {
            case .text: .text
            case .figure: .figure
            case .rate: .rate
            case .integer: .integer
            case .date: .date
            case .prose, .report, .choice, .image, .list, .record: .other
            }
        return TextPattern.Traits.Field(kind: kind, filters: filters)
    }
}

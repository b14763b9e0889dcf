import Evaluation

/// Columns and cells that follow the submission, as many as there are where each list has a certain number of elements.
struct CountedParts {
    /// How many elements lists have.
    let elements: Int
    /// The names on the ways to the lists that columns are repeated for. Nothing is known of the lengths of others.
    var known: Set<[String]> = []

    /// The columns; `nil` where their number is not known.
    func columns<Track>(_ tracks: [Repeatable<Track>]) -> [Track]? {
        var counted = self
        counted.know(tracks)
        return counted.parts(tracks) { _ in 1 }
    }

    /// Takes the lists that columns are repeated for as known, and no others.
    mutating func know<Track>(_ tracks: [Repeatable<Track>]) { known = Set(tracks.flatMap(\.lists)) }

    /// The cells of a row; `nil` where it is not known how many columns they take.
    func cells(_ cells: [Repeatable<CellTemplate>]) -> [CountedCell]? {
        let counted = parts(cells) { span(of: $0) }
        return counted?.map { CountedCell(template: $0, columnSpan: span(of: $0) ?? 1) }
    }

    /// The parts that are printed; `nil` where their width is not known.
    /// - Parameter width: how many columns a part takes, if that is known.
    private func parts<Part>(_ parts: [Repeatable<Part>], width: (Part) -> Int?) -> [Part]? {
        var all: [Part] = []
        for part in parts {
            guard let printed = self.printed(part, width: width) else { return nil }
            all += printed
        }
        return all
    }

    private func printed<Part>(_ part: Repeatable<Part>, width: (Part) -> Int?) -> [Part]? {
        switch part {
        case .once(let part): return width(part) == nil ? nil : [part]
        case .each(let lists, let inner, _):
            guard lists.allSatisfy({ known.contains($0.way) }), let inner = parts(inner, width: width) else {
                return nil
            }
            return (0..<elements).flatMap { _ in inner }
        case .when(_, let inner, let otherwise):
            // Which of them is printed makes no difference where both take as much.
            guard let inner = parts(inner, width: width), let otherwise = parts(otherwise, width: width) else {
                return nil
            }
            let widths = [inner, otherwise].map { $0.reduce(0) { $0 + (width($1) ?? 0) } }
            return widths[0] == widths[1] ? inner : nil
        }
    }

    private func span(of cell: CellTemplate) -> Int? {
        guard cell.isRead else { return nil }
        return switch cell.columnSpan {
        case .stated(let count): count
        case .computed(let count): count.countedList.flatMap { known.contains($0.way) ? elements : nil }
        }
    }
}

/// A cell with the number of columns that it takes.
struct CountedCell {
    let template: CellTemplate
    let columnSpan: Int
}

extension Repeatable {
    /// The names on the ways to the lists that it is repeated for.
    fileprivate var lists: [[String]] {
        switch self {
        case .once: []
        case .each(let lists, let inner, let otherwise): lists.map(\.way) + (inner + otherwise).flatMap(\.lists)
        case .when(_, let inner, let otherwise): (inner + otherwise).flatMap(\.lists)
        }
    }
}

extension ModelExpression {
    /// The list of which it is the length, if it is one's.
    fileprivate var countedList: FieldReference? {
        guard case .call(.count, let arguments) = self, case .field(let list)? = arguments.first else { return nil }
        return list
    }
}

import Evaluation

/// Which fields of a form stand below heads that were not found in the file: which column is which is then anyone's guess.
struct MissingHeads {
    private let pattern: FormPattern
    /// For each line found the lines found before it.
    private let before: [Set<Int>]

    init(_ pattern: FormPattern, _ lines: [FormSearch.Found.Line]) {
        self.pattern = pattern
        var seen = Set<Int>()
        before = lines.map { line in
            defer { seen.insert(line.line) }
            return seen
        }
    }

    /// The line of the heads of a cell, where it was not found.
    /// - Parameter position: the cell's line, among those found.
    func head(of cell: CellPattern, inLine line: Int, at position: Int) -> Int? {
        guard !cell.text.isHeading, cell.text.label == nil, pattern.lines[line].isInTable else { return nil }
        let head = pattern.lines[..<line].lastIndex { above in
            above.role == .own && above.isHeads && above.cells.contains { $0.isHead(of: cell) }
        }
        guard let head, !before[position].contains(head) else { return nil }
        let isThereAgain = before[position].contains { number in
            pattern.lines[number].role == .headsAgain && pattern.lines[number].cells.contains { $0.isHead(of: cell) }
        }
        return isThereAgain ? nil : head
    }
}

extension LinePattern {
    /// Whether it holds nothing but heads of columns, at least two.
    fileprivate var isHeads: Bool {
        kind == .cells && isInTable && cells.count { $0.text.isHeading } > 1
            && cells.allSatisfy { $0.text.isHeading || $0.text.label != nil }
    }
}

extension TextPattern {
    /// Whether it is fixed text, but for years in it.
    fileprivate var isHeading: Bool { isHead && slots.allSatisfy { $0.variable == nil && $0.type.isInteger } }
}

extension FieldType {
    fileprivate var isInteger: Bool { if case .integer = self { true } else { false } }
}

extension CellPattern {
    fileprivate func isHead(of cell: CellPattern) -> Bool {
        text.isHeading && columnKind == cell.columnKind && columns.overlaps(cell.columns)
    }
}

/// Turns a text into a square of dark and light modules that a scanner reads. Layout asks for it through this protocol, as
/// it asks for glyphs.
package protocol CodeEncoder: Sendable {
    /// The code of `text`, which is not empty, without the quiet zone around it; `nil` where no code holds as much.
    func matrix(of text: String) -> CodeMatrix?
}

/// A square of dark and light modules.
package struct CodeMatrix: Hashable, Sendable {
    /// A rectangle of modules: columns and rows count from the upper left corner.
    package struct Area: Hashable, Sendable {
        /// Its columns.
        package let columns: Range<Int>
        /// Its rows.
        package internal(set) var rows: Range<Int>
    }

    /// How many modules a side has.
    package let side: Int
    private let modules: [Bool]

    /// Creates a square of `side` × `side` modules.
    /// - Parameter modules: whether each is dark, row by row.
    package init(side: Int, modules: [Bool]) {
        precondition(modules.count == side * side, "a code is a square")
        self.side = side
        self.modules = modules
    }

    /// Rectangles that cover the dark modules and nothing else, none of them twice: each as wide as the run of dark modules
    /// in its first row, and as high as that run goes on unchanged.
    package var darkAreas: [Area] {
        var closed: [Area] = []
        var open: [Area] = []
        for row in 0..<side {
            let runs = darkRuns(in: row)
            closed += open.filter { !runs.contains($0.columns) }
            open = runs.map { run in
                var area = open.first { $0.columns == run } ?? Area(columns: run, rows: row..<row)
                area.rows = area.rows.lowerBound..<row + 1
                return area
            }
        }
        return closed + open
    }

    private func darkRuns(in row: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for column in 0..<side where modules[row * side + column] {
            if let last = runs.last, last.upperBound == column {
                runs[runs.count - 1] = last.lowerBound..<column + 1
            } else {
                runs.append(column..<column + 1)
            }
        }
        return runs
    }
}

/// A code at its place on a page.
package struct PlacedCode: Hashable, Sendable {
    /// What it says.
    package let text: String
    /// The modules.
    package let matrix: CodeMatrix
    /// The upper left corner of the modules.
    package let origin: Point
    /// The side of a module.
    package let module: Length
    /// The element that it belongs to; `nil` for an artifact.
    package var element: ElementID?

    /// The code at another place, as a part of `element`.
    func moved(by offset: Point, element: ElementID?) -> PlacedCode {
        PlacedCode(text: text, matrix: matrix, origin: origin + offset, module: module, element: element)
    }

    /// The side of the code, without its quiet zone.
    package var side: Length { module * matrix.side }
}

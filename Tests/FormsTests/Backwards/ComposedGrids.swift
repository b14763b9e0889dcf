import Evaluation
import Forms
import Layout

/// The forms of a submission as an office's workbook would hold them: a sheet a form, columns where the tables have edges.
enum ComposedGrids {
    static func file(_ submission: ValidatedSubmission, _ set: FormSet) throws -> GridFile {
        let sections = try FormComposer.compose(submission, formSet: set).sections
        let grids = try sections.enumerated().map { index, section in
            try GridFile.Part.grid(grid(section, name: "表\(index + 1)"))
        }
        return GridFile(name: "tables.xlsx", parts: grids)
    }

    /// The width that all tables have, in units of their edges.
    private static let width = 660

    static func grid(_ section: Section, name: String) throws -> Grid {
        var edges = Set([0, width])
        for case .table(let table) in section.blocks {
            for row in table.rows { edges.formUnion(positions(row.columns ?? table.columns)) }
        }
        let columns = edges.sorted()
        var sheet = Sheet(name: name, columns: columns)
        for block in section.blocks { try sheet.add(block) }
        return Grid(name: name, cells: sheet.cells)
    }

    /// The edges of columns: given widths as they are, what is left in equal parts.
    static func positions(_ columns: [TrackSizing]) -> [Int] {
        let fixed = columns.map { column -> Int? in
            if case .fixed(let length) = column.basis { Int((length.points * 1.3).rounded()) } else { nil }
        }
        let left = max(0, width - fixed.compactMap { $0 }.reduce(0, +))
        let open = fixed.count { $0 == nil }
        var position = 0
        var edges = [0]
        for (index, length) in fixed.enumerated() {
            position += length ?? left / max(1, open)
            edges.append(index == columns.count - 1 ? width : position)
        }
        return edges
    }

    private struct Sheet {
        let name: String
        let columns: [Int]
        var cells: [GridCell] = []
        var row = 0

        private func column(_ edge: Int) -> Int { columns.firstIndex(of: edge) ?? 0 }

        private mutating func add(_ text: String, row: Int, _ span: Int, from: Int, to: Int) {
            let (first, end) = (column(from), column(to))
            cells.append(
                GridCell(
                    row: row, column: first, rowSpan: span, columnSpan: max(1, end - first), text: text,
                    place: "\(name)!R\(row + 1)C\(first + 1)"))
        }

        mutating func add(_ block: Block) throws {
            switch block {
            case .text(let text):
                for paragraph in text.paragraphs {
                    add(paragraph.text, row: row, 1, from: 0, to: width)
                    row += 1
                }
            case .table(let table):
                for place in try TableGrid(table).placements {
                    let edges = positions(table.rows[place.row].columns ?? table.columns)
                    let text = table.rows[place.row].cells[place.cell].paragraphs.map(\.text).joined(separator: "\n")
                    add(
                        text, row: row + place.row, place.rowSpan, from: edges[place.column],
                        to: edges[place.column + place.columnSpan])
                }
                row += table.rows.count
            case .signature(let signature):
                for line in signature.lines {
                    for (index, field) in line.enumerated() {
                        let text = field.content.text
                        cells.append(
                            GridCell(row: row, column: index, text: text, place: "\(name)!R\(row + 1)C\(index + 1)"))
                    }
                    row += 1
                }
            case .contents: break
            }
        }
    }
}

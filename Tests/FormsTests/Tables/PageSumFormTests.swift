import Diagnostics
import Evaluation
import Forms
import Layout
import SourceTree
import TestSupport
import Testing

/// Sums of pages and running numbers as layouts state them.
@Suite struct PageSumFormTests {
    private static let fields = """
          - name: groups
            title: 分组
            type: list
            fields:
              - {name: name, title: 分组名称, type: text, required: true}
              - name: items
                title: 明细
                type: list
                fields: [{name: name, title: 名称, type: text, required: true}, {name: amount, title: 金额, type: figure}]

        """
    private static let table = """
        columns: [20mm, 1fr, 40mm]
        header: 1
        carried: [[承前页合计, "", {sum: before}]]
        subtotal: [[本页小计金额, "", {sum: page, style: strong}]]
        rows:
          - {cells: [明细序号, 明细名称, 明细金额], heads: column}
          - each: group in groups
            rows:
              - each: item in group.items
                rows:
                  - {cells: ["{loop.running}", "{item.name}", "{item.amount}"], counted: true}
          - [明细合计金额, "", ""]
        """

    private func own(_ groups: Int, _ items: Int) throws -> OwnForms {
        let text = (1...groups).map { group in
            "  - name: 第\(group)组\n    items: ["
                + (1...items).map { "{name: 明细\(group)之\($0), amount: \(group).\($0)}" }.joined(separator: ", ") + "]\n"
        }
        return try OwnForms(fields: Self.fields, table: Self.table, text: "groups:\n" + text.joined())
    }

    /// A table of one list: of the other, nothing on the form tells one group from the next.
    private func list(_ items: Int) throws -> OwnForms {
        let fields =
            "  - {name: items, title: 明细, type: list, fields: [{name: name, title: 名称, type: text, required: true}, "
            + "{name: amount, title: 金额, type: figure}]}\n"
        let loops = "  - each: group in groups\n    rows:\n      - each: item in group.items\n        rows:\n    "
        let table = Self.table.replacing(loops, with: "  - each: item in items\n    rows:\n")
        let text = (1...items).map { "  - {name: 明细\($0), amount: 1.\($0)}\n" }
        return try OwnForms(fields: fields, table: table, text: "items:\n" + text.joined())
    }

    @Test func statesRowsOfPagesAndAmounts() throws {
        let own = try own(2, 2)
        let table = try own.folder.table(own.submission())
        #expect((table.headerRows, table.carriedRows, table.footRows) == (1, 1, 1))
        #expect(table.rows.map { $0.cells[2].sum } == [nil, .before, nil, nil, nil, nil, nil, .page])
        #expect(table.rows.map { $0.cells[2].amount?.text } == [nil, nil, "1.1", "1.2", "2.1", "2.2", nil, nil])
        #expect(table.rows[2..<6].map { $0.cells[0].paragraphs.first?.runs.first?.text } == ["1", "2", "3", "4"])
        #expect(table.rows[7].cells[2].paragraphs.first?.runs.first?.style.size == .pt(20))
    }

    @Test func skipsRowsOfPagesWhereItReads() throws {
        let own = try list(6)
        // The grid holds each row once, as a single long page would.
        try own.expectReadBack()
        let reading = try own.readBack { file in
            guard case .grid(var grid) = file.parts[0] else { return }
            let pages = grid.cells.filter { $0.row == 1 || $0.row == 9 }
            grid.cells.removeAll { $0.row == 1 || $0.row == 9 }
            for index in grid.cells.indices { grid.cells[index].row += grid.cells[index].row > 4 ? 3 : 0 }
            for (row, cell) in [5, 6].flatMap({ row in pages.filter { $0.row == (row == 5 ? 9 : 1) }.map { (row, $0) } }
            ) {
                var again = cell
                again.row = row
                grid.cells.append(again)
            }
            file.parts[0] = .grid(grid)
        }
        #expect(reading.findings.map(\.id) == [])
        #expect(reading.source.text.contains("明细6"))
    }
}

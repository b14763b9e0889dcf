import Diagnostics
import Evaluation
import Forms
import Layout
import SourceTree
import TestSupport
import Testing

/// Columns and cells for each element of a list.
@Suite struct RepeatedColumnsTests {
    private static let fields = """
          - {name: years, title: 年度, type: list, fields: [{name: year, title: 年份, type: integer}]}
          - {name: isNew, title: 新增, type: choice, values: [是, 否]}
          - name: items
            title: 项目
            type: list
            fields:
              - {name: name, title: 项目名称, type: text, required: true}
              - {name: values, title: 各年金额, type: list, fields: [{name: amount, title: 金额, type: figure}]}
              - {name: remark, title: 备注, type: text}

        """
    private static let table = """
        columns: [40mm, {each: year in years, columns: [1fr]}, {if: isNew == '是', columns: [20mm]}, 30mm]
        header: 2
        rows:
          - [{text: 项目名称, rows: 2}, {text: 各年度金额, columns: count(years)}, {if: isNew == '是', cells: [{text: 是否新增, rows: 2}]}, {text: 情况备注, rows: 2}]
          - [{each: year in years, cells: ["{year.year}年度"]}]
          - each: item in items
            rows:
              - ["{item.name}", {each: "year in years, value in item.values", cells: ["{value.amount}"]}, {if: isNew == '是', cells: [新增项目]}, "{item.remark}"]
          - [项目名称合计, {each: year in years, cells: [""]}, {if: isNew == '是', cells: [""]}, ""]
        """
    private static let text = """
        years: [{year: 2021}, {year: 2022}, {year: 2023}]
        isNew: 否
        items:
          - {name: 修路, values: [{amount: 1.5}, {amount: 2}, {amount: 3}], remark: 完工}
          - {name: 架桥, values: [{amount: 7}, {}, {amount: 9}]}
          - {name: 植树, values: [{amount: 5}]}

        """

    private func own(_ text: String) throws -> OwnForms {
        try OwnForms(fields: Self.fields, table: Self.table, text: text)
    }

    @Test func printsAColumnForEachElement() throws {
        #expect(
            try own(Self.text).cells().prefix(16) == [
                "r1 c1 [2×1] 项目名称", "r1 c2 [1×3] 各年度金额", "r1 c5 [2×1] 情况备注", "r2 c2 [1×1] 2021年度", "r2 c3 [1×1] 2022年度",
                "r2 c4 [1×1] 2023年度", "r3 c1 [1×1] 修路", "r3 c2 [1×1] 1.5", "r3 c3 [1×1] 2", "r3 c4 [1×1] 3",
                "r3 c5 [1×1] 完工", "r4 c1 [1×1] 架桥", "r4 c2 [1×1] 7", "r4 c3 [1×1]", "r4 c4 [1×1] 9", "r4 c5 [1×1]",
            ])
        #expect(
            try own(Self.text.replacing("否", with: "是")).cells().prefix(3) == [
                "r1 c1 [2×1] 项目名称", "r1 c2 [1×3] 各年度金额", "r1 c5 [2×1] 是否新增",
            ])
    }

    @Test func checksThatRowsHaveAsManyCells() throws {
        let own = try own(Self.text.replacing("{amount: 3}]", with: "{amount: 3}, {amount: 4}]"))
        #expect(try own.folder.findings(own.submission()).map(\.message.zh) == ["表格第 3 行的单元格超出 5 列"])
        let none = try OwnForms(
            fields: Self.fields,
            table: "columns: [{each: year in years, columns: [1fr]}]\nrows: [[{each: year in years, cells: [甲]}]]",
            text: "isNew: 否\n")
        #expect(try none.folder.findings(none.submission()).map(\.message.zh) == ["表格一列也没有"])
    }

    @Test func readsRepeatedColumnsBack() throws {
        try own(Self.text.replacing("isNew: 否\n", with: "")).expectReadBack()
        let reading = try own(Self.text.replacing("isNew: 否\n", with: "")).readBack { file in
            guard case .grid(var grid) = file.parts[0] else { return }
            for index in grid.cells.indices { grid.cells[index].column += 1 }
            file.parts[0] = .grid(grid)
        }
        #expect(reading.findings.map(\.id) == [])
        #expect(reading.source.text.contains("- {}"))
    }
}

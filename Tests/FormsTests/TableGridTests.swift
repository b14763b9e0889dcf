import Diagnostics
import Evaluation
import Forms
import Layout
import TestSupport
import Testing

/// The grids that rows of layouts make.
@Suite struct TableGridTests {
    private func grid(columns: Int, _ rows: String) throws -> [String] {
        let table = try FormSetFolder(columns: columns, rows: rows).table(sample())
        return try table.text().split(separator: "\n").map(String.init)
    }

    @Test func placesCellsWithTheirSpans() throws {
        let found = try grid(
            columns: 3, "- [{text: 甲, rows: 2}, {text: 乙, columns: 2}]\n- [丙, '']\n- [{text: 丁, columns: 3}]")
        #expect(found == ["r1 c1 [2×1] 甲", "r1 c2 [1×2] 乙", "r2 c2 [1×1] 丙", "r2 c3 [1×1]", "r3 c1 [1×3] 丁"])
    }

    @Test func givesRowsColumnsOfTheirOwn() throws {
        let found = try grid(
            columns: 2,
            "- [甲, 乙]\n- {columns: [1fr, 10mm, auto], rows: [[丙, 丁, 戊], {group: [己], rows: [[庚, 辛], [壬, 癸]]}]}\n- [子, 丑]"
        )
        #expect(
            found == [
                "r1 c1 [1×1] 甲", "r1 c2 [1×1] 乙", "r2 c1 [1×1] 丙", "r2 c2 [1×1] 丁", "r2 c3 [1×1] 戊", "r3 c1 [2×1] 己",
                "r3 c2 [1×1] 庚", "r3 c3 [1×1] 辛", "r4 c2 [1×1] 壬", "r4 c3 [1×1] 癸", "r5 c1 [1×1] 子", "r5 c2 [1×1] 丑",
            ])
    }

    @Test func repeatsRowsForEachElement() throws {
        let found = try grid(
            columns: 2, "- each: row in baseData.spending\n  rows:\n    - ['{loop.number}.{row.label}', '{row.budget}']"
        )
        #expect(
            found == [
                "r1 c1 [1×1] 1.基本支出", "r1 c2 [1×1] 1", "r2 c1 [1×1] 2.项目甲", "r2 c2 [1×1] 2", "r3 c1 [1×1] 3.项目乙",
                "r3 c2 [1×1]",
            ])
    }

    @Test func walksTwoListsSideBySide() throws {
        let found = try grid(
            columns: 2,
            """
            - each: a in overall.income, b in overall.expenditure
              rows:
                - ["{loop.first ? '其中：' : ''}{a.label}：{a.amount}", "{b.label}{b.label ? '：' : ''}{b.amount}"]
            """)
        #expect(
            found == [
                "r1 c1 [1×1] 其中：收一：1", "r1 c2 [1×1] 支一：3", "r2 c1 [1×1] 收二：2", "r2 c2 [1×1]", "r3 c1 [1×1] 收三：",
                "r3 c2 [1×1]",
            ])
    }

    @Test func makesNoRowsOfAListThatIsNotThere() throws {
        let found = try grid(
            columns: 1,
            "- [甲]\n- {each: p in projects, rows: [['{p.name}']]}\n- {each: l in roster.people, rows: [[乙]]}")
        #expect(found == ["r1 c1 [1×1] 甲"])
    }

    @Test func repeatsRowsAsOftenAsAFieldSays() throws {
        #expect(try grid(columns: 1, "- {times: roster.blankRows, rows: [[''], [甲]]}").count == 4)
    }

    @Test(arguments: [
        ("year == 2023", "甲"), ("year == 2022", "乙"), ("narrative", "乙"), ("overall and not projects", "甲"),
    ])
    func choosesRowsByACondition(_ condition: String, _ text: String) throws {
        let found = try grid(columns: 1, "- {if: \(condition), rows: [[甲]], else: [[乙]]}\n- [丙]")
        #expect(found == ["r1 c1 [1×1] \(text)", "r2 c1 [1×1] 丙"])
    }

    @Test(arguments: [
        ("year == 2023", ["甲", "乙", "丁"]), ("narrative", ["丙", "丁"]), ("not overall", ["丙", "丁"]),
    ])
    func choosesBlocksByACondition(_ condition: String, _ expected: [String]) throws {
        let formSet = try FormSetFolder(
            body: """
                  - if: \(condition)
                    body:
                      - {text: 甲, style: text}
                      - {if: overall, body: [{text: 乙, style: text}]}
                    else: [{text: 丙, style: text}]
                  - {text: 丁, style: text}
                """)
        let sections = try FormComposer.compose(sample(), formSet: FormSet.load(folder: formSet.path)).sections
        let blocks = try #require(sections.first).blocks
        #expect(blocks.map(Self.text) == expected)
    }

    private static func text(of block: Block) -> String {
        var text = ""
        block.forEachRun { text += $0.text }
        return text
    }

    @Test func spansGroupsOverAllOfTheirRows() throws {
        let found = try grid(
            columns: 3,
            """
            - each: first in overall.groups
              rows:
                - group: ["{first.name}"]
                  rows:
                    - each: second in first.subgroups
                      rows:
                        - group: ["{second.name}"]
                          rows:
                            - each: third in second.indicators
                              rows:
                                - ["{third.name}{third.score}"]
            """)
        #expect(
            found == [
                "r1 c1 [3×1] 产出", "r1 c2 [2×1] 数量", "r1 c3 [1×1] 一1", "r2 c3 [1×1] 二2", "r3 c2 [1×1] 质量",
                "r3 c3 [1×1] 三3",
                "r4 c1 [1×1] 效益", "r4 c2 [1×1] 社会", "r4 c3 [1×1] 四4",
            ])
    }

    @Test func putsGroupsAtBothSides() throws {
        let found = try grid(
            columns: 4,
            """
            - [名称, 得分, 合计, 备注]
            - each: first in overall.groups
              rows:
                - group: ["{first.weight}"]
                  side: right
                  rows:
                    - group: ["{first.name}"]
                      rows:
                        - each: second in first.subgroups
                          rows:
                            - group: ["{second.name}"]
                              side: right
                              rows: [{each: third in second.indicators, rows: [["{third.name}"]]}]
            """)
        #expect(
            found.dropFirst(4) == [
                "r2 c1 [3×1] 产出", "r2 c2 [1×1] 一", "r2 c3 [2×1] 数量", "r2 c4 [3×1]", "r3 c2 [1×1] 二", "r4 c2 [1×1] 三",
                "r4 c3 [1×1] 质量", "r5 c1 [1×1] 效益", "r5 c2 [1×1] 四", "r5 c3 [1×1] 社会", "r5 c4 [1×1]",
            ])
    }

    @Test func leavesAGroupWithoutRowsOut() throws {
        let found = try grid(columns: 2, "- {group: [甲], rows: [{each: p in projects, rows: [[乙]]}]}\n- [丙, 丁]")
        #expect(found == ["r1 c1 [1×1] 丙", "r1 c2 [1×1] 丁"])
    }

    @Test func choosesStylesByTheFirstConditionThatHolds() throws {
        let table = try FormSetFolder(
            columns: 1,
            rows: """
                - each: row in baseData.spending
                  rows:
                    - [{text: "{row.label}", styleIf: [{if: row.item == 'basic', style: strong}, {if: row, style: cell}]}]
                """
        ).table(sample())
        let sizes = try table.rows.map { try $0.cells[at: 0].paragraphs[at: 0].runs[at: 0].style.size.points }
        #expect(sizes == [20, 10, 10])
        #expect(try table.rows.map { try $0.cells[at: 0].style.padding.left } == [.mm(2), .mm(1), .mm(1)])
    }

    @Test func indentsByLevelsOfAnEm() throws {
        let table = try FormSetFolder(
            columns: 1, rows: "- {each: row in baseData.spending, rows: [[{text: '{row.label}', indent: row.level}]]}"
        ).table(sample())
        #expect(try table.rows.map { try $0.cells[at: 0].paragraphs[at: 0].style.indent } == [.zero, .pt(20), .pt(30)])
    }

    @Test func setsRowsAsTheySay() throws {
        let table = try FormSetFolder(
            columns: 1, rows: "- [甲]\n- {cells: [乙], height: 6mm, break: false, keepWithNext: true}"
        ).table(sample())
        #expect(table.rows.map(\.minimumHeight) == [.zero, .mm(6)])
        #expect(table.rows.map(\.isBreakable) == [true, false])
        #expect(table.rows.map(\.keepsWithNext) == [false, true])
    }

    @Test func splitsTextIntoParagraphsAtLineTerminators() throws {
        #expect(try grid(columns: 1, "- [\"甲\\n乙{year}\\n\\n丙\"]") == ["r1 c1 [1×1] 甲¶乙2023¶丙"])
    }
}

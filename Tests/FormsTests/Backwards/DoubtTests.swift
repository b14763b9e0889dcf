import Diagnostics
import Evaluation
import Foundation
import Layout
import SourceTree
import TestSupport
import Testing

@testable import Forms

/// What a file leaves in doubt is told and not guessed; what people write in ways of their own is read as it is meant.
@Suite struct DoubtTests {
    private static let otherHeads = [
        "一级指标": "大类", "二级指标": "小类", "三级指标": "内容", "年度指标值": "计划", "实际完成值": "完成", "分值": "满分", "得分": "自评",
        "偏差原因分析及改进措施": "说明",
    ]

    @Test func nothingIsPlacedBelowUnknownHeads() throws {
        let example = try Example.hunan
        let reading = example.read(example.changing { $0.text = Self.otherHeads[$0.text] ?? $0.text })
        let told = reading.findings.filter { $0.id == "unknown-heads" }
        #expect(told.map(\.severity) == [.error, .error, .error])
        #expect(told.allSatisfy { $0.message.zh.contains("“三级指标") || $0.message.zh.contains("、三级指标、") })
        #expect(told.allSatisfy { $0.message.zh.contains("这里起是“大类”“小类”“内容”") }, "\(told.map(\.message.zh))")
        let text = reading.source.text
        #expect(!text.contains("indicators:"), "\(text)")
        #expect(Self.otherHeads.values.allSatisfy { !text.contains(": \($0) ") }, "\(text)")
        #expect(text.contains("funds:"), "the heads of money are known by most of them")
    }

    @Test func aHeadThatIsUnknownAmongOthersIsNamed() throws {
        let example = try Example.hunan
        let reading = example.read(example.changing { if $0.text == "年度指标值" { $0.text = "计划完成的数" } })
        #expect(Set(reading.findings.map(\.id)) == ["not-placed"] && reading.findings.count == 3)
        #expect(try example.json(reading.source.text) == example.json(example.text))
    }

    @Test func cellsInWhichTwoCopiesDifferAreErrors() throws {
        let example = try Example.hunan
        guard case .grid(var copy) = example.file.parts[2] else {
            Issue.record("no sheet")
            return
        }
        for index in copy.cells.indices {
            copy.cells[index].place = "副本" + copy.cells[index].place
            if copy.cells[index].text == "660.44" { copy.cells[index].text = "606.44" }
        }
        var file = example.file
        file.parts.append(.grid(copy))
        let findings = example.read(file).findings
        #expect(findings.map(\.id) == ["form-twice", "differing-cells"])
        #expect(findings.allSatisfy { $0.severity == .error })
        let place = try #require(findings.last?.span?.place?.cell)
        #expect(place.hasPrefix("副本表3!"))
        #expect(try #require(findings.last?.message.zh).contains("“660.44”，这里是“606.44”"))
    }

    // MARK: Ways to write

    @Test(arguments: [
        ["2023": "二〇二三", "2022": "二○二二"], ["2023": "二零二三"],
        ["2022年决算数": "上年决算数", "2023年预算数": "本年预算数", "2023年决算数": "当年决算数"],
        ["产出指标（50分）": "产出指标50分", "效益指标（20分）": "效益指标 20 分", "成本指标（20分）": "成本指标20分"],
    ]) func isReadAsItIsMeant(_ others: [String: String]) throws {
        let example = try Example.hunan
        let file = example.changing { cell in
            guard cell.text.contains("年") && cell.text.count < 40 || cell.text.contains("分）") else { return }
            for (text, other) in others { cell.text = cell.text.replacing(text, with: other) }
        }
        let reading = example.read(file)
        #expect(reading.findings.map { DiagnosticPrinter(language: .zh).text(for: $0) } == [])
        #expect(try example.json(reading.source.text) == example.json(example.text))
    }

    @Test func aNameThatEndsInScoreHasNone() throws {
        let example = try Example.hunan
        let file = example.changing { cell in
            if cell.text.hasPrefix("满意度指标（") { cell.text = "满意度评分" }
        }
        let text = example.read(file).source.text
        #expect(text.contains("name: 满意度评分") && !text.contains("name: 满意度评 "))
    }

    @Test func itemsOfAListAreNoHeadings() throws {
        let lines = [
            "2023年度部门整体支出绩效自评报告", "一、部门概况", "（一）职能职责。", "县档案馆的主要职责如下，共有三项，都已经按时完成，并且记录在案，可以查阅。",
            "（一）接收、收集、整理和保管县级机关的各种档案，并按规定向社会开放。", "（二十）管理县档案馆。", "（二十一）办理其他事项。", "（二）机构设置。",
            String(repeating: "内设办公室、收集整理科和利用科三个科室，编制十二名，实有十一名，另有退休人员。", count: 5),
        ]
        let parts = lines.enumerated().map { GridFile.Part.paragraph(GridParagraph(text: $1, place: "第\($0 + 1)段")) }
        let reading = OfficeReading([GridFile(name: "a.docx", parts: parts)], as: try Example.hunan.set, start: nil)
        #expect(reading.source.text.contains("\n    （二十）管理县档案馆。\n    （二十一）办理其他事项。\n"))
        #expect(reading.source.text.contains("\n    ## （一）职能职责。\n"))
        #expect(reading.source.text.contains("\n    ## （二）机构设置。\n"), "it is not the twenty-second")
    }

    // MARK: Totals

    /// Formulas of workbooks do not reach rows that are put in below their last term; the rules do.
    @Test func aRowBelowTheLastTermOfATotalIsAddedUp() throws {
        let example = try Example.hunan
        guard case .grid(var grid) = example.file.parts[2] else {
            Issue.record("no sheet")
            return
        }
        let row = try #require(grid.cells.first { $0.text == "群众满意度" }).row
        let added = grid.cells.filter { $0.row == row && $0.rowSpan == 1 && $0.column > 1 }.map { cell in
            var cell = cell
            (cell.row, cell.place) = (row + 1, cell.place + "+")
            if cell.text == "群众满意度" { cell.text = "档案归档率" }
            return cell
        }
        for index in grid.cells.indices where grid.cells[index].row > row { grid.cells[index].row += 1 }
        grid.cells = (grid.cells + added).sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        var file = example.file
        file.parts[2] = .grid(grid)
        let reading = example.read(file)
        #expect(reading.source.text.contains("name: 档案归档率"))
        let rules = try RulePack.load(
            paths: [Fixtures.project + "/layouts/hunan-2023/rules.yaml"], model: example.set.model)
        let source = try SubmissionSource(SourceFile(name: "a", text: reading.source.text))
        let audit = try AuditedSubmission(auditing: source.decode(example.set.model), rules: rules) { _, _ in [:] }
        #expect(audit.findings.contains { $0.id == "overall-weights-total" && $0.severity == .error })
    }
}

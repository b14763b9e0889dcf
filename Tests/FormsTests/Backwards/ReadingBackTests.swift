import Diagnostics
import Evaluation
import Foundation
import Layout
import SourceTree
import TestSupport
import Testing

@testable import Forms

/// Forms that are read backwards: what a layout prints is found again in a file that looks like it.
@Suite struct ReadingBackTests {
    @Test(arguments: FormSets.forOffices.map { "\(FormSets.layouts)/\($0)" })
    func readsWhatItPrints(_ folder: String) throws {
        let example = try Example(folder)
        let reading = example.read(example.file)
        #expect(reading.findings.map { DiagnosticPrinter(language: .zh).text(for: $0) } == [])
        #expect(try example.json(reading.source.text) == example.json(example.text))
    }

    @Test func convertsAmountsWhoseHeadStatesAnotherUnit() throws {
        let example = try Example.hunan
        let yuan = ["660.44": "6604400", "827.51": "8,275,100", "460.73": "4607300", "366.78": "3667800.0"]
        let file = example.changing { cell in
            guard cell.place.hasPrefix("表3!") else { return }
            cell.text = cell.text.replacing("年度预算申请（万元）", with: "年度预算申请（元）")
            for (amount, other) in yuan { cell.text = cell.text.replacing(amount, with: other) }
        }
        let reading = example.read(file)
        #expect(reading.findings.map(\.id) == ["unit-converted"])
        #expect(try example.json(reading.source.text) == example.json(example.text))
    }

    @Test func convertsAmountsOfAFormWithItsUnitAboveIt() throws {
        let example = try Example.hunan
        var file = example.changing { cell in
            if cell.place == "表4!R4C3" { cell.text = "1419600" }
        }
        file = Example.inserting("（单位：元）", above: 0, ofSheet: 3, in: file)
        let reading = example.read(file)
        #expect(reading.findings.map(\.id) == ["unit-converted"])
        #expect(try example.json(reading.source.text) == example.json(example.text))
    }

    @Test func namesEveryCellThatItDoesNotPlace() throws {
        let example = try Example.hunan
        let file = Example.inserting("填表前请先阅读说明材料", above: 0, ofSheet: 2, in: example.file)
        let reading = example.read(file)
        #expect(reading.findings.map(\.id) == ["not-placed"])
        #expect(reading.findings.first?.span?.place?.cell == "新增!A1")
    }

    @Test func namesAFormThatIsThereTwice() throws {
        let example = try Example.hunan
        var file = example.file
        file.parts.append(file.parts[2])
        #expect(example.read(file).findings.map(\.id) == ["form-twice"])
        #expect(example.read(file).findings.first?.severity == .warning)
    }

    @Test func saysWhichFormulaHasNoResult() throws {
        let example = try Example.hunan
        let file = example.changing { cell in
            if cell.place == "表4!R4C3" { (cell.text, cell.value) = ("", .formulaWithoutResult) }
        }
        let findings = example.read(file).findings
        #expect(findings.map(\.id) == ["formula-without-result"])
        #expect(findings.first?.span?.place?.cell == "表4!R4C3")
    }

    @Test(arguments: [
        ("部门基本支出", "basic"), ("一、部门基本支出", "basic"), ("部门基本支出预算调整", "basicAdjustment"),
        ("1、公务用车购置和维护经费", "vehicles"), ("3、公务用车更新项目", "project"), ("其中：办公费", "office"),
        ("3.公务接待", "reception"), ("省里的专项", nil),
    ])
    func knowsAChoiceByTheLabelBesideIt(_ label: String, _ item: String?) throws {
        let spending = try #require(SubmissionModel.hunan.type.field(["baseData", "spending"]))
        let field = try #require(spending.fields.first { $0.name == "item" })
        #expect(field.recognition?.value(of: PlainText(label).key) == item)
    }

    @Test(arguments: [
        ("（一）职能职责。", ["二级标题 （一）职能职责。"]),
        ("三、政府性基金预算支出情况。我单位没有。", ["一级标题 三、政府性基金预算支出情况。", "接排 我单位没有。"]),
        ("（三）负责县委会议的准备和组织协调工作，负责县委领导公务活动安排。", ["正文 （三）负责县委会议的准备和组织协调工作，负责县委领导公务活动安排。"]),
        ("1.2万元用于购置设备", ["正文 1.2万元用于购置设备"]), ("2023年度", ["正文 2023年度"]),
        ("1、突出服务，抓实抓细", ["三级标题 1、突出服务，抓实抓细"]),
    ])
    func tellsHeadingsFromParagraphs(_ text: String, _ lines: [String]) {
        let read = ReportHeadingReading(text, style: nil).lines(at: "")
        #expect(read.map { "\($0.kind.rawValue) \($0.text)" } == lines)
    }
}

/// The example of a form set, as an office's workbook would hold it.
struct Example {
    let set: FormSet
    let text: String
    let file: GridFile
    private let start: SubmissionSource

    static var hunan: Example { get throws { try Example(Fixtures.project + "/layouts/hunan-2023") } }

    init(_ folder: String) throws {
        set = try FormSet.load(folder: folder)
        text = Fixtures.text(folder + "/example/submission.yaml")
        start = try SubmissionSource(SourceFile(name: "new", text: startingPoint(folder)))
        let submission = try validated(text, model: set.model)
        var file = try ComposedGrids.file(submission, set)
        file.parts.append(.grid(try Self.otherFields(text)))
        self.file = file
    }

    /// The fields that some form sets do not print.
    private static func otherFields(_ text: String) throws -> Grid {
        let source = try SubmissionSource(SourceFile(name: "a", text: text))
        var cells = FieldSheet.heads.enumerated().map { column, head in
            GridCell(row: 0, column: column, text: head, place: "其他内容!R1")
        }
        for (row, code) in ["office.name", "office.shortName"].enumerated() {
            let value = FieldPath(code).flatMap { source.text(at: $0) } ?? ""
            for (column, text) in [code, value, code].enumerated() {
                cells.append(GridCell(row: row + 1, column: column, text: text, place: "其他内容!R\(row + 2)"))
            }
        }
        return Grid(name: FieldSheet.name, cells: cells)
    }

    func read(_ file: GridFile) -> OfficeReading { OfficeReading([file], as: set, start: start) }

    /// The submission but its narrative, whose headings no longer say which they are where they are printed.
    func json(_ text: String) throws -> NSDictionary? {
        let bytes = try validated(text, model: set.model).audit.canonicalJSON
        var object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        object?["narrative"] = nil
        return object.map { $0 as NSDictionary }
    }

    /// The file with each cell as `change` makes it.
    func changing(_ change: (inout GridCell) -> Void) -> GridFile {
        var file = file
        file.parts = file.parts.map { part in
            guard case .grid(var grid) = part else { return part }
            for index in grid.cells.indices { change(&grid.cells[index]) }
            return .grid(grid)
        }
        return file
    }

    /// The file with a row more on a sheet.
    static func inserting(_ text: String, above row: Int, ofSheet sheet: Int, in file: GridFile) -> GridFile {
        var file = file
        guard case .grid(var grid) = file.parts[sheet] else { return file }
        for index in grid.cells.indices where grid.cells[index].row >= row { grid.cells[index].row += 1 }
        grid.cells.insert(GridCell(row: row, column: 0, text: text, place: "新增!A1"), at: 0)
        file.parts[sheet] = .grid(grid)
        return file
    }
}

extension RecordType {
    /// The group or the elements of the list at `way`.
    fileprivate func field(_ way: [String]) -> RecordType? {
        way.reduce(self) { record, name in
            switch record?.fields.first(where: { $0.name == name })?.type {
            case .record(let inner), .list(.record(let inner)): inner
            default: nil
            }
        }
    }
}

import Diagnostics
import Evaluation
import Forms
import Foundation
import Intake
import SourceTree
import TestSupport
import Testing

/// Fields that forms show in other forms than they are stated: a workbook that was written is read as it was.
@Suite struct FilteredWorkbookTests {
    /// A field, its type, the form that it is shown in, what is stated, and what the workbook shows.
    private static let fields: [(type: String, filter: String, stated: String, shown: String)] = [
        ("figure", "fixed(2) | thousands", "1684.9", "1,684.90"), ("figure", "thousands", "1684.905", "1,684.905"),
        ("figure", "thousands", "无", "无"), ("figure", "percent", "96.5", "96.5%"),
        ("figure", "fixed(2) | percent", "72.22", "72.22%"), ("rate", "percent", "98.7%", "98.7%"),
        ("figure", "unit('万元')", "12.5", "12.5万元"), ("figure", "capital", "12.345", "壹拾贰万叁仟肆佰伍拾元整"),
        ("figure", "to('元')", "660.44", "6604400"), ("figure", "to('元') | thousands", "660.44", "6,604,400"),
        ("figure", "numeral", "105", "一百零五"), ("integer", "digits", "2024", "二〇二四"),
        ("integer", "numeral", "23", "二十三"),
        ("date", "iso", "2024.6.2", "2024-06-02"), ("date", "chinese", "2024.6.2", "2024年6月2日"),
        ("date", "numeral", "2024.6.2", "二〇二四年六月二日"), ("figure", "capital", "-3", "负叁万元整"),
        ("choice, values: [延续, {value: new, title: 新增}]", "boxes", "new", "新增"),
    ]

    private static let model = """
        title: 材料
        document: {title: "{office}", file: "{office}", office: office, year: year}
        fields:
          - {name: office, title: 单位, type: text, required: true}
          - {name: year, title: 年度, type: integer, min: 2000, max: 2200, required: true}

        """
    private static let formset = """
        id: test
        title: 试表
        page: {margins: {top: 37mm, bottom: 35mm, inner: 28mm, outer: 26mm}}
        styles: {text: {role: song, size: 10pt, pitch: 12pt}}
        cells: {cell: {text: text}}
        forms: [form.yaml]
        """
    private static let form = """
        title: 试表
        body:
          - table:
              columns: [60mm, 1fr]
              cell: cell
              rows:
                - [单位名称, "{office}"]
                - [评价年度, "{year}"]

        """

    private static func formSet(in folder: TemporaryFolder) throws -> FormSet {
        let declared = fields.enumerated().map { index, field in
            let unit = field.type == "figure" ? ", unit: 万元" : field.type == "integer" ? ", max: 9999" : ""
            return "  - {name: f\(index), title: 第\(index)项, type: \(field.type)\(unit)}\n"
        }.joined()
        let rows = fields.enumerated().map { index, field in
            "        - [第\(index)项的内容, \"{f\(index) | \(field.filter)}\"]\n"
        }.joined()
        let files = ["model.yaml": model + declared, "formset.yaml": formset, "form.yaml": form + rows]
        let set = folder.path + "/test"
        try FileManager.default.createDirectory(atPath: set, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(set)/\(name)")) }
        return try FormSet.load(folder: set)
    }

    @Test func readsWhatItWrites() throws {
        let folder = try TemporaryFolder()
        let set = try Self.formSet(in: folder)
        let lines = Self.fields.enumerated().map { "f\($0): \"\($1.stated)\"\n" }
        let text = "formSet: test\noffice: 甲局\nyear: 2024\n" + lines.joined()
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: text))
        let fillable = try FillableSubmission(source, set.outline, model: set.model, isStated: true)
        let book = try WrittenWorkbook(try FormWorkbook(fillable, formSet: set, rules: RulePack()))
        let file = try OfficeFile.read([UInt8](try book.bytes), name: "a.xlsx")
        let cells = file.parts.flatMap { part -> [String] in
            if case .grid(let grid) = part { grid.cells.map(\.text) } else { [] }
        }
        for field in Self.fields { #expect(cells.contains(field.shown), "\(field.filter): \(field.shown)") }
        let reading = OfficeReading([file], as: set, start: nil)
        #expect(reading.findings.map { DiagnosticPrinter(language: .zh).text(for: $0) } == [])
        let read = try SubmissionSource(reading.source)
        for (index, field) in Self.fields.enumerated() {
            let path = try #require(FieldPath("f\(index)"))
            let text = try #require(read.text(at: path))
            let isSame = text == field.stated || field.type == "date" && FilingDate(text) == FilingDate(field.stated)
            #expect(isSame, "\(field.filter): \(text)")
        }
    }
}

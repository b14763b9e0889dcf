import Diagnostics
import Evaluation
import Files
import Foundation
import Intake
import Layout
import SourceTree
import TestSupport
import Testing

@testable import Forms

/// What spreadsheet programs find in a workbook that was written.
@Suite struct WorkbookWriterTests {
    private static let look = CellLook(
        face: "宋体", size: .pt(10.5), alignment: .center, verticalAlignment: .middle, isVertical: false,
        isRising: false, indent: 0,
        borders: [
            CellStyle.Border(.pt(0.5)), CellStyle.Border(.pt(1)), CellStyle.Border(.zero), CellStyle.Border(.pt(0.5)),
        ], shade: 0, isDivided: false)

    private func cell(
        _ column: Int, _ content: SheetContent, format: String = "General", isOpen: Bool = false,
        demand: CellDemand? = nil
    ) -> SheetCell {
        SheetCell(
            row: 0, column: column, content: content, format: format, isOpen: isOpen, look: Self.look, demand: demand)
    }

    private func write(_ cells: [SheetCell], _ change: (inout FormSheet) -> Void = { _ in }) throws -> WrittenWorkbook {
        var sheet = FormSheet(name: "表")
        sheet.cells = cells
        change(&sheet)
        return try WrittenWorkbook(FormWorkbook(title: "试", sheets: [sheet]))
    }

    private func demand(_ values: CellDemand.Values) -> CellDemand {
        CellDemand(values: values, title: "题", message: "说明")
    }

    @Test func writesTheSameBytesAgain() throws {
        let folder = Fixtures.project + "/layouts/hunan-2023"
        let set = try FormSet.load(folder: folder)
        let source = try SubmissionSource(
            SourceFile(name: "a.yaml", text: Fixtures.text(folder + "/example/submission.yaml")))
        let fillable = try FillableSubmission(source, set.outline, model: set.model, isStated: true)
        let rules = try RulePack.load(paths: [folder + "/rules.yaml"], model: set.model)
        let book = try FormWorkbook(fillable, formSet: set, rules: rules)
        let (first, second) = (try WrittenWorkbook(book), try WrittenWorkbook(book))
        #expect(try first.bytes == second.bytes)
        #expect(try first.bytes.count > 10_000)
        #expect(try first.neighbours == ["表.xlsx"])
        let properties = try first.part("docProps/core.xml")
        #expect(properties.contains("<dc:title>2023年度部门预算绩效自评材料</dc:title>"))
        #expect(properties.contains("2000-01-01T00:00:00Z"))
    }

    @Test func writesEachKindOfContent() throws {
        let file = try write([
            cell(0, .text("=1+1")), cell(1, .number("0.7222"), format: "0.00%"),
            cell(2, .date(year: 2024, month: 6, day: 2), format: "yyyy\".\"m\".\"d"),
            cell(3, .formula("SUM(B1)", result: "0.7222")), cell(4, .formula("SUM(B1)", result: nil)),
            cell(5, .empty, isOpen: true), cell(6, .text("_x0041_\u{1}")),
        ])
        let sheet = try file.sheet(1)
        #expect(sheet.contains("<v>0.72219999999999995</v>") || sheet.contains("<v>0.7222</v>"))
        #expect(sheet.contains("<v>45445</v>"))
        #expect(sheet.contains("<f>SUM(B1)</f>"))
        #expect(sheet.contains("t=\"str\"><f>SUM(B1)</f><v></v>"))
        let texts = try file.part("xl/sharedStrings.xml")
        #expect(texts.contains("<t>=1+1</t>") && texts.contains("_x005F_x0041_"))
        #expect(!sheet.contains("<f>1+1</f>"))
    }

    @Test func locksLabelsAndLetsRowsBeAdded() throws {
        let file = try write([cell(0, .text("题")), cell(1, .empty, isOpen: true)])
        let sheet = try file.sheet(1)
        let protection = try #require(sheet.firstMatch(of: #/<sheetProtection[^>]*>/#)).0
        for right in ["sheet=\"1\"", "insertRows=\"0\"", "formatRows=\"0\"", "formatColumns=\"0\""] {
            #expect(protection.contains(right))
        }
        #expect(!protection.contains("password"))
        #expect(try file.part("xl/styles.xml").matches(of: #/<protection locked="0"/#).count == 1)
    }

    @Test func drawsCellsAsFormsDo() throws {
        var (turned, open) = (cell(0, .text("题")), cell(1, .empty, isOpen: true))
        turned.look.isRising = true
        turned.look.borders = [
            CellStyle.Border(.pt(0.5), .dashed), CellStyle.Border(.pt(1.5), .double),
            CellStyle.Border(.pt(1), .dashed), CellStyle.Border(.pt(0.5)),
        ]
        (turned.look.shade, open.look.shade) = (20, 20)
        let styles = try write([turned, open]).part("xl/styles.xml")
        #expect(styles.contains("textRotation=\"90\""))
        for (edge, line) in [("top", "dashed"), ("right", "double"), ("bottom", "mediumDashed"), ("left", "thin")] {
            #expect(styles.contains("<\(edge) style=\"\(line)\">"))
        }
        // The grey of the form, and the yellow of places to fill in, as dark.
        #expect(styles.contains("<fgColor rgb=\"FFCCCCCC\"/>") && styles.contains("<fgColor rgb=\"FFCCC8BC\"/>"))
    }

    @Test func mergesAndMeasures() throws {
        var wide = cell(0, .text("题"))
        (wide.rowSpan, wide.columnSpan) = (2, 3)
        let file = try write([wide]) { sheet in
            sheet.columnWidths = [.mm(10), .mm(20), .mm(30)]
            sheet.hiddenColumns = [2]
            sheet.rowHeights = [.pt(20), .pt(409)]
            sheet.page = PageStyle(margins: Insets(horizontal: .mm(25.4), vertical: .mm(50.8)), isLandscape: true)
            sheet.printed = (2, 3)
            sheet.repeatedRows = 0..<1
        }
        let sheet = try file.sheet(1)
        #expect(sheet.contains("<mergeCell ref=\"A1:C2\"/>"))
        #expect(sheet.contains("hidden=\"1\""))
        #expect(sheet.contains("ht=\"20\"") && sheet.contains("ht=\"409\""))
        #expect(sheet.contains("<pageMargins left=\"1\" right=\"1\" top=\"2\" bottom=\"2\""))
        #expect(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""))
        #expect(sheet.contains("fitToHeight=\"0\""))
        let book = try file.part("xl/workbook.xml")
        #expect(book.contains("<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'表'!$A$1:$C$2</definedName>"))
        #expect(book.contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'表'!$1:$1</definedName>"))
    }

    @Test func asksForWhatCellsWant() throws {
        let file = try write([
            cell(0, .empty, isOpen: true, demand: demand(.any)),
            cell(1, .empty, isOpen: true, demand: demand(.list(["甲", "乙"]))),
            cell(2, .empty, isOpen: true, demand: demand(.range("'选项'!$A$1:$A$3"))),
            cell(3, .empty, isOpen: true, demand: demand(.whole(0...6))),
        ])
        let sheet = try file.sheet(1)
        #expect(sheet.matches(of: #/promptTitle="题" prompt="说明"/#).count == 4)
        #expect(sheet.contains("<formula1>\"甲,乙\"</formula1>"))
        #expect(sheet.contains("<formula1>'选项'!$A$1:$A$3</formula1>"))
        #expect(sheet.contains("<formula1>0</formula1><formula2>6</formula2>"))
    }

    /// The longest that a demand may be, in characters of three bytes.
    @Test func writesTheLongestTitlesMessagesAndLists() throws {
        let items = (0..<21).map { _ in "甲乙丙丁" }
        #expect(items.joined(separator: ",").utf8.count <= 255 + 20)
        let list = Array(items.prefix(19))
        #expect(list.joined(separator: ",").utf8.count > 240 && list.joined(separator: ",").utf8.count <= 255)
        let long = CellDemand(
            values: .list(list), title: String(repeating: "题", count: 32), message: String(repeating: "说", count: 255))
        let sheet = try write([cell(0, .empty, isOpen: true, demand: long)]).sheet(1)
        #expect(sheet.contains("prompt=\"\(long.message)\"") && sheet.contains("promptTitle=\"\(long.title)\""))
        #expect(sheet.contains("\"\(list.joined(separator: ","))\""))
    }

    @Test func refusesWhatTheLibraryRefuses() throws {
        let text = String(repeating: "字", count: 32_768)
        #expect(throws: WorkbookWriter.Failure.self) { try write([cell(0, .text(text))]) }
        _ = try write([cell(0, .text(String(text.dropLast())))])
    }

    @Test func leavesAFileThatIsThereAlone() throws {
        let file = try write([cell(0, .text("题"))])
        let before = try file.bytes
        let book = FormWorkbook(title: "另", sheets: [FormSheet(name: "甲")])
        #expect(throws: WorkbookWriter.Failure.self) { try WorkbookWriter.create(book, at: file.path) }
        #expect(try file.bytes == before && file.neighbours == ["表.xlsx"])
        #expect(throws: WorkbookWriter.Failure.self) {
            try WorkbookWriter.create(book, at: file.path + "/没有/表.xlsx")
        }
    }
}

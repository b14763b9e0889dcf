import Diagnostics
import Evaluation
import Layout
import TestSupport
import Testing

@testable import Forms

/// What stands in the cells of a workbook, and which of them are open.
@Suite struct SheetTests {
    private static let head = "formSet: test\nyear: 2023\noffice: {name: 甲局, shortName: 甲}\nfiling: {phone: 7700123}\n"

    /// The first sheet of a form set whose form is a table with `rows`, for a submission that states `more`.
    private func sheet(_ rows: String, columns: Int, stating more: String = "") throws -> FormSheet {
        let folder = try FormSetFolder(columns: columns, rows: rows)
        return try workbook(folder.path, stating: Self.head + more).sheets[at: 0]
    }

    @Test(
        arguments: [
            ("10.0", "10.0", "0.0"), ("684.91", "684.91", "0.00"), ("1,684.91", "1684.91", "#,##0.00"), ("0", "0", "0"),
            ("-3.5", "-3.5", "0.0"), ("123456789012345", "123456789012345", "0"),
            ("100%", "1.00", "0%"), ("72.22%", "0.7222", "0.00%"), ("0.5%", "0.005", "0.0%"), ("-4%", "-0.04", "0%"),
            ("1234.5%", "12.345", "0.0%"),
        ]) func showsNumbersAsTheyAreWritten(_ written: String, _ value: String, _ format: String) throws
    {
        let number = try #require(Amount(written).flatMap { SheetNumber($0) })
        #expect(number.value == value)
        #expect(number.format == format)
    }

    @Test(arguments: ["007", "+5", "-0", "-0.0", "1234567890123456", "0.1234567890123456", "00", "+1%"])
    func keepsAsTextWhatANumberWouldNotShow(_ written: String) throws {
        #expect(try SheetNumber(#require(Amount(written))) == nil)
    }

    @Test func opensFieldsAndLocksLabels() throws {
        let sheet = try sheet(
            "- [单位, \"{office.name}\"]\n- [\"{year}年人数\", \"{baseData.staffing.actual}\"]", columns: 2,
            stating: "baseData: {staffing: {actual: 26}, spending: []}\n")
        #expect(try sheet.cell("A1").isOpen == false && sheet.content("A1") == .text("单位"))
        #expect(try sheet.cell("B1").isOpen && sheet.content("B1") == .text("甲局"))
        #expect(try sheet.cell("A2").isOpen == false && sheet.content("A2") == .text("2023年人数"))
        #expect(try sheet.cell("B2").isOpen && sheet.content("B2") == .number("26"))
        #expect(try sheet.cell("B2").demand?.message.hasPrefix("数字。没有数的留空") == true)
    }

    @Test func takesOverHowCellsLook() throws {
        let look =
            "  look: {text: text, shade: 15%, rotate: true, valign: top, borders: {top: 0.5pt dashed, right: 2pt double}}\n"
        let folder = try FormSetFolder([
            "formset.yaml": FormSetFolder.formset.replacing("cells:\n", with: "cells:\n" + look),
            "form.yaml": """
            title: 试表
            body:
              - table: {columns: [1fr, 1fr], cell: cell, rows: [[{text: 甲, style: look}, 乙]]}
            """,
        ])
        let sheet = try workbook(folder.path, stating: Self.head).sheets[at: 0]
        let (turned, plain) = (try sheet.cell("A1").look, try sheet.cell("B1").look)
        #expect(turned.isRising && turned.shade == 15 && !plain.isRising && plain.shade == 0)
        // The lines stand from left to right, and each begins at the foot of the cell.
        #expect(turned.alignment == .start && turned.verticalAlignment == .bottom)
        #expect(turned.borders[0] == CellStyle.Border(.pt(0.5), .dashed))
        #expect(turned.borders[1] == CellStyle.Border(.pt(2), .double))
        #expect(turned.borders[2] == plain.borders[2] && plain.borders[2].line == .solid)
    }

    @Test func writesSignsOfFormulasAsText() throws {
        let sheet = try sheet(
            "- [\"{baseData.austerity}\"]", columns: 1,
            stating: "baseData: {staffing: {}, spending: [], austerity: '=1+1'}\n")
        #expect(try sheet.content("A1") == .text("=1+1"))
    }

    @Test(arguments: [(255, "@"), (256, "General")]) func showsLongTextsWhereProgramsShowHashes(
        _ count: Int, _ format: String
    ) throws {
        let name = String(repeating: "长", count: count)
        let sheet = try sheet(
            "- [名称]\n- {each: row in overall.income, rows: [[\"{row.label}\"]]}", columns: 1,
            stating: "overall: {funds: {}, income: [{label: \(name)}], groups: [], total: {}}\n")
        #expect(try sheet.cell("A2").format == format)
    }

    @Test func keepsMarksInThePlaceOfNumbers() throws {
        let sheet = try sheet(
            "- [\"{baseData.staffing.actual}\", \"{baseData.staffing.controlRate}\"]", columns: 2,
            stating: "baseData: {staffing: {actual: 无, controlRate: ——}, spending: []}\n")
        #expect(try sheet.content("A1") == .text("无") && sheet.content("B1") == .text("——"))
        #expect(try sheet.cell("A1").format == "General")
    }

    @Test func leavesWhatIsPrintedInAnEmptyFieldsPlaceOut() throws {
        let row = "- [\"{baseData.staffing.actual}{empty(baseData.staffing.actual) ? '—' : ''}\"]"
        let sheet = try sheet(row, columns: 1, stating: "baseData: {staffing: {}, spending: []}\n")
        #expect(try sheet.content("A1") == .empty && sheet.cell("A1").isOpen)
    }

    @Test func showsSeveralFieldsOfACellAmongTheirWords() throws {
        let rows = "- {each: row in overall.income, rows: [[\"{row.label}：{row.amount}\"]]}"
        let income = "income: [{label: 甲, amount: 1.50}, {label: 乙}]"
        let sheet = try sheet(
            rows, columns: 1, stating: "overall: {funds: {}, \(income), groups: [], total: {}}\n")
        #expect(try sheet.content("A1") == .text("甲：1.50") && sheet.content("A2") == .text("乙："))
        #expect(try sheet.cell("A2").isOpen)
    }

    @Test func opensTheShorterOfTwoListsToo() throws {
        let rows = "- {each: \"a in overall.income, b in overall.expenditure\", rows: [[\"{a.label}\", \"{b.label}\"]]}"
        let lists = "income: [{label: 甲}, {label: 乙}], expenditure: [{label: 丙}]"
        let sheet = try sheet(rows, columns: 2, stating: "overall: {funds: {}, \(lists), groups: [], total: {}}\n")
        #expect(try sheet.content("B1") == .text("丙"))
        #expect(try sheet.content("B2") == .empty && sheet.cell("B2").isOpen)
    }

    @Test func leavesEmptyWhatIsTakenFromAnotherGroup() throws {
        let rows = "- [\"{baseData.filing.phone}\", \"{overall.filing.phone}\"]"
        let base = "baseData: {staffing: {}, spending: [], filing: {phone: 1}}\n"
        let sheet = try sheet(rows, columns: 2, stating: base + "overall: {funds: {}, groups: [], total: {}}\n")
        #expect(try sheet.content("A1") == .text("1") && sheet.content("B1") == .empty)
        #expect(try sheet.cell("B1").demand?.message == "空着则沿用“填报信息”中的内容（其他内容）")
    }

    @Test func putsWhatIsNotPrintedOfAListBesideIt() throws {
        let rows = "- [项目]\n- {each: row in baseData.spending, rows: [[\"{row.label}\"]]}"
        let list = "spending: [{item: basic, label: 甲, level: 2}, {item: project, label: 乙}]"
        let folder = try FormSetFolder(columns: 1, rows: rows)
        let book = try workbook(folder.path, stating: Self.head + "baseData: {staffing: {}, \(list)}\n")
        let sheet = try book.sheets[at: 0]
        #expect(sheet.printed.columns == 1)
        #expect(try sheet.content("C1") == .text("项目代码") && sheet.content("D1") == .text("缩进级别"))
        #expect(try sheet.content("C2") == .text("部门基本支出") && sheet.content("C3") == .text("一个项目"))
        #expect(try sheet.content("D2") == .number("2") && sheet.content("D3") == .number("0"))
        #expect(try sheet.cell("C2").demand?.values == .range("'选项'!$A$1:$A$16"))
        #expect(try sheet.cell("D2").demand?.values == .whole(0...6))
        let items = try book.sheet("选项")
        #expect(items.isHidden && items.cells.count == 16)
    }

    @Test func listsWhatNoFormPrintsOnTheLastSheet() throws {
        let folder = try FormSetFolder(columns: 1, rows: "- [\"{office.name}\"]")
        let text = Self.head + "waivers: [{rule: a, reason: 甲}]\n"
        let sheet = try workbook(folder.path, stating: text).sheet("其他内容")
        #expect(sheet.hiddenColumns == [2])
        let rows = sheet.addresses(of: "waivers[0].rule")
        #expect(rows.count == 1 && sheet.addresses(of: "waivers[1].rule").count == 1)
        #expect(sheet.addresses(of: "waivers[2].rule").isEmpty && sheet.addresses(of: "office.name").isEmpty)
        #expect(try sheet.cell("B2").isOpen == false && sheet.content("B2") == .text("test"))
        #expect(try sheet.content("A3") == .text("评价年度") && sheet.content("B3") == .number("2023"))
        #expect(sheet.addresses(of: "豁免 第1项 规则").count == 1)
        // Nothing of what no form asks for and nobody has stated.
        #expect(!sheet.text.contains("baseData"))
    }
}

import Forms
import Intake
import Testing

/// Numbers are shown as their formats write them.
@Suite struct NumberFormatTests {
    private func shown(
        _ number: String, _ code: String, id: Int = 164, properties: String = ""
    ) throws -> (text: String?, value: GridCell.Value?) {
        var recipe = WorkbookRecipe(
            rows: "<row><c s=\"1\"><v>\(number)</v></c></row>",
            styles: WorkbookRecipe.styles([id: code], used: [0, id]))
        recipe.workbookProperties = properties
        let file = try GridFile.read(recipe.bytes())
        return (file.texts["附件1!A1"], file.values["附件1!A1"])
    }

    @Test(arguments: [
        ("1684.914999", "General", "1684.914999"), ("0.5", "0", "1"), ("0.95", "0%", "95%"),
        ("0.9512", "0.0%", "95.1%"),
        ("1684.91", "0.00", "1684.91"), ("1684.9", "#,##0.00", "1,684.90"), ("1234567", "#,##0", "1,234,567"),
        ("-5", "#,##0.00;[Red]-#,##0.00", "-5.00"), ("-5", "0.0;(0.0)", "(5.0)"), ("0", "0;-0;\"无\"", "无"),
        ("0", "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-"), ("7", "000", "007"),
        ("12", "0\"万元\"", "12万元"),
        ("1234567", "#,##0,", "1,235"), ("12345", "0.00,\"千元\"", "12.35千元"), ("0.25", "#.##", ".25"),
        ("3", "0.##", "3."),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"), ("85", "[>=90]\"优\";[>=80]\"良\";\"差\"", "良"),
        ("0.5", "# ?/?", "0.5"), ("12345", "0.00E+00", "12345"), ("1234", "[DBNum2]General", "1234"), ("5", "", ""),
        ("13800138000", "000-0000-0000", "138-0013-8000"), ("-0.5", "0.00%", "-50.00%"), ("2.5", "0", "3"),
    ]) func rendersNumbers(_ number: String, _ code: String, _ text: String) throws {
        let shown = try shown(number, code)
        #expect(shown.text == text)
        if case .number = shown.value {} else { Issue.record("\(number) is a number") }
    }

    @Test(arguments: [
        ("45445", "yyyy/m/d", "2024/6/2"), ("45445", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "2024年6月2日"),
        ("45445.5", "yyyy-mm-dd hh:mm:ss", "2024-06-02 12:00:00"),
        ("45445", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "二〇二四年六月二日"),
        ("45445.75", "yy.m.d h:mm AM/PM", "24.6.2 6:00 PM"), ("45445", "[$-804]aaaa", "星期日"),
        ("45445", "d-mmm-yy", "2-Jun-24"),
        ("45445", "m\"月\"", "6月"), ("45445", "e\"年\"", "2024年"), ("45445.0000001", "yyyy\\-mm\\-dd;@", "2024-06-02"),
    ]) func rendersDays(_ number: String, _ code: String, _ text: String) throws {
        let shown = try shown(number, code)
        #expect(shown.text == text)
        #expect(shown.value == .date("2024-06-02"))
    }

    @Test func knowsTheLeapDayThatNeverWas() throws {
        #expect(try shown("1", "yyyy-mm-dd").value == .date("1900-01-01"))
        #expect(try shown("59", "yyyy-mm-dd").value == .date("1900-02-28"))
        #expect(try shown("60", "yyyy-mm-dd").value == .number("60"))
        #expect(try shown("61", "yyyy-mm-dd").value == .date("1900-03-01"))
        #expect(try shown("2958465", "yyyy-mm-dd").value == .date("9999-12-31"))
        #expect(try shown("2958466", "yyyy-mm-dd").value == .number("2958466"))
        #expect(try shown("-1", "yyyy-mm-dd").value == .number("-1"))
    }

    @Test func countsFrom1904WhereTheWorkbookSaysSo() throws {
        let properties = "<workbookPr date1904=\"1\"/>"
        #expect(try shown("43983", "yyyy-mm-dd", properties: properties).value == .date("2024-06-02"))
        #expect(try shown("0", "yyyy-mm-dd", properties: properties).value == .date("1904-01-01"))
    }

    @Test func knowsBuiltInFormatsUnlessTheyAreDefinedAnew() throws {
        var recipe = WorkbookRecipe(
            rows: "<row><c s=\"0\"><v>45445</v></c><c s=\"1\"><v>0.5</v></c><c s=\"2\"><v>45445</v></c></row>",
            styles: WorkbookRecipe.styles(used: [14, 10, 31]))
        #expect(
            try GridFile.read(recipe.bytes()).grids.first?.cells.map(\.text) == ["2024/6/2", "50.00%", "2024年6月2日"])
        recipe.styles = WorkbookRecipe.styles([14: "0.0", 10: "0\"分\"", 31: "@"], used: [14, 10, 31])
        #expect(try GridFile.read(recipe.bytes()).grids.first?.cells.map(\.text) == ["45445.0", "1分", "45445"])
    }

    @Test func keepsTimesAsNumbers() throws {
        let shown = try shown("0.5", "h:mm")
        #expect(shown.text == "12:00" && shown.value == .number("0.5"))
        #expect(try self.shown("1.5", "[h]:mm").text == "36:00")
        #expect(try self.shown("0.0625", "上午/下午h\"时\"mm\"分\"").text == "上午1时30分")
    }
}

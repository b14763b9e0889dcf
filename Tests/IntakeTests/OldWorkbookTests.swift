import Diagnostics
import Forms
import Intake
import Testing

/// Workbooks that are one XML file, and web pages that are called .xls.
@Suite struct OldWorkbookTests {
    @Test func readsWorkbooksOf2003() throws {
        let text = """
            <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
              xmlns:x="urn:schemas-microsoft-com:office:excel">
            <Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
            <Style ss:ID="d"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style></Styles>
            <Worksheet ss:Name="附件3"><Table><Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>
            <Row><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">项目&#10;名称</Data></Cell><Cell><Data ss:Type="Number">684.90999999999997</Data></Cell></Row>
            <Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="4" ss:StyleID="p"><Data ss:Type="Number">0.95</Data></Cell>
            <Cell ss:StyleID="d"><Data ss:Type="DateTime">2024-06-02T00:00:00.000</Data><Comment><ss:Data><B>甲：</B>核</ss:Data></Comment></Cell>
            <Cell ss:Formula="=R1C1"/></Row></Table></Worksheet>
            <Worksheet ss:Name="选项"><Table/><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
            </Workbook>
            """
        let file = try GridFile.read(Array(text.utf8))
        #expect(
            file.texts == [
                "附件3!A1": "项目\n名称", "附件3!C1": "684.91", "附件3!D3": "95.00%", "附件3!E3": "2024年6月", "附件3!F3": "",
            ])
        #expect(file.values["附件3!E3"] == .date("2024-06-02") && file.values["附件3!F3"] == .formulaWithoutResult)
        let first = try #require(file.grids.first)
        #expect(first.cells.first.map { [$0.rowSpan, $0.columnSpan] } == [2, 2])
        #expect(first.hiddenColumns == [1, 2] && first.hiddenRows == [2])
        #expect(first.cells.map(\.comment) == ["", "", "", "甲：核", ""])
        #expect(file.grids.map(\.isHidden) == [false, true])
    }

    @Test func readsTablesOfWebPages() throws {
        let page = """
            <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8><style>td{}</style></head><body>
            <table><tr><th rowspan=2>项目<br>名称<th colspan=2> 资金
              情况 <tr style='display:none'><td>预算<td x:num="684.90999999999997">684.91<tr><td>a &amp; b<td x:num>1,684.9<td>&nbsp;</table>
            <table><tr><td>第二张<table><tr><td>里<td>面</table><td sdval="0.95" sdnum="1033;0;0%">95%</table></body></html>
            """
        let file = try GridFile.read(Array(page.utf8))
        #expect(
            file.texts == [
                "表1!A1": "项目\n名称", "表1!B1": "资金 情况", "表1!B2": "预算", "表1!C2": "684.91", "表1!A3": "a & b",
                "表1!B3": "1,684.9",
                "表2!A1": "第二张\n里\n面", "表2!B1": "95%",
            ])
        #expect(file.values["表1!C2"] == .number("684.91") && file.values["表1!B3"] == .number("1684.9"))
        #expect(file.values["表2!B1"] == .number("0.95"))
        #expect(file.grids.first?.hiddenRows == [1])
        #expect(file.found == ["nested-table 表2!A1"])
    }

    /// 名称 in GBK, and a byte that begins no character.
    @Test func readsWebPagesInGBK() throws {
        let page =
            Array("<table><tr><td>".utf8) + [0xC3, 0xFB, 0xB3, 0xC6] + Array("</td><td>".utf8) + [0xFF]
            + Array("x</td></tr></table>".utf8)
        #expect(try GridFile.read(page).texts == ["表1!A1": "名称", "表1!B1": "\u{FFFD}x"])
    }

    @Test func saysThatAPageHasNoTable() {
        #expect(rejection(of: Array("<html><body>文字</body></html>".utf8)) == ["no-office-file"])
    }
}

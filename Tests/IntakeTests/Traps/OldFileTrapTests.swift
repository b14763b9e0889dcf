import Intake
import Testing

/// Workbooks of 2003 and web pages whose cells stand where they should not.
@Suite struct OldFileTrapTests {
    private func table(_ rows: String) -> [UInt8] {
        let address = "urn:schemas-microsoft-com:office:spreadsheet"
        return Array(
            "<?xml version=\"1.0\"?><Workbook xmlns=\"\(address)\" xmlns:ss=\"\(address)\"><Worksheet ss:Name=\"表\"><Table>\(rows)</Table></Worksheet></Workbook>"
                .utf8)
    }

    @Test(arguments: [
        (
            "<Row ss:Index=\"3\"><Cell ss:Index=\"2\"><Data>甲</Data></Cell><Cell><Data>乙</Data></Cell></Row><Row><Cell><Data>丙</Data></Cell></Row>",
            ["B3 甲", "C3 乙", "A4 丙"]
        ),
        (
            "<Row><Cell ss:MergeAcross=\"2\"><Data>甲</Data></Cell><Cell><Data>乙</Data></Cell></Row>",
            ["A1 甲 1×3", "D1 乙"]
        ),
        (
            "<Row><Cell ss:MergeDown=\"1\"><Data>甲</Data></Cell></Row><Row><Cell ss:Index=\"2\"><Data>乙</Data></Cell></Row>",
            ["A1 甲 2×1", "B2 乙"]
        ),
        ("<Row ss:Span=\"4\"/><Row><Cell><Data>甲</Data></Cell></Row>", ["A6 甲"]),
        ("<Row ss:Index=\"0\"/>", ["× damaged-file 表!-1"]),
        ("<Row ss:Index=\"1048577\"/>", ["× damaged-file 表!1048576"]),
        ("<Row><Cell ss:Index=\"16385\"/></Row>", ["× damaged-file 表!16384"]),
        ("<Row><Cell ss:MergeAcross=\"99999\"/></Row>", ["× damaged-file 表!99999"]),
        (
            "<Row><Cell ss:Index=\"2\"><Data>甲</Data></Cell><Cell ss:Index=\"2\"><Data>乙</Data></Cell></Row>",
            ["× damaged-file 表!B1"]
        ),
        (
            "<Row><Cell><Data ss:Type=\"Number\">一</Data></Cell><Cell><Data ss:Type=\"DateTime\">明天</Data></Cell></Row>",
            ["A1 一", "B1 明天"]
        ),
        (
            "<Row><Cell><Data ss:Type=\"Error\">#N/A</Data></Cell><Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row>",
            ["A1 #N/A", "B1 TRUE"]
        ),
        ("<Row><Cell><Data ss:Type=\"Number\">-1.5E-2</Data></Cell></Row>", ["A1 -0.015"]),
    ]) func readsWorkbooksOf2003(_ rows: String, _ lines: [String]) {
        #expect(outcome(of: table(rows)) == lines)
    }

    @Test(arguments: [
        ("<tr><td rowspan=99>甲<td>乙<tr><td>丙", ["A1 甲 2×1", "B1 乙", "B2 丙"]),
        ("<tr><td colspan=0>甲<td rowspan=-1>乙", ["A1 甲", "B1 乙"]),
        (
            "<tr><td rowspan=2 colspan=2>甲<td>乙<tr><td>丙<tr><td>丁<td>戊<td>己",
            ["A1 甲 2×2", "C1 乙", "C2 丙", "A3 丁", "B3 戊", "C3 己"]
        ),
        ("<td>甲</td><td>乙</td>", ["A1 甲", "B1 乙"]),
        ("<tr><td>甲</tr></tr><tr></td><td>乙", ["A1 甲", "A2 乙"]),
        ("<tr><td>a&lt;b&amp;c&nbsp;d&#20013;&unknown;", ["A1 a<b&c d中&unknown;"]),
        ("<tr><td><!-- 注 --><script>x()</script><style>td{}</style>甲<br/><br>乙", ["A1 甲\n\n乙"]),
        (
            "<thead><tr><th>头</th></tr></thead><tbody><tr><td>身</td></tr></tbody><tfoot><tr><td>脚</td></tr></tfoot>",
            ["A1 头", "A2 身", "A3 脚"]
        ),
        ("<caption>附件3</caption><tr><td>甲", ["A1 甲", "! text-outside-table "]),
        ("<tr><td style=\"mso-number-format:'0\\.00%'\" x:num=\"0.95\">95.00%", ["A1 95.00%"]),
    ]) func readsWebPages(_ rows: String, _ lines: [String]) {
        #expect(outcome(of: Array("<html><meta charset=utf-8><table>\(rows)</table></html>".utf8)) == lines)
    }

    /// A workbook that the tax system exports: a page in GBK that says so, or does not.
    @Test(arguments: ["<meta charset=gb2312>", "<meta http-equiv=Content-Type content=\"text/html; charset=gbk\">", ""])
    func readsPagesInGBK(_ declaration: String) {
        let bytes =
            Array("<html>\(declaration)<table><tr><td>".utf8) + [0xD4, 0xA4, 0xCB, 0xE3] + Array("</table></html>".utf8)
        #expect(outcome(of: bytes) == ["A1 预算"])
    }

    @Test func readsPagesInUTF16() {
        let text = "\u{FEFF}<html><table><tr><td>预算</td></tr></table></html>"
        #expect(outcome(of: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == ["A1 预算"])
    }

    @Test func refusesCellsWithoutEnd() {
        let wide = String(repeating: "<td colspan=1000>", count: 20)
        #expect(outcome(of: Array("<table><tr>\(wide)</table>".utf8)) == ["× damaged-file 表1!WQK1"])
        let many = String(repeating: "<tr><td>1<td>2", count: 25_001)
        #expect(outcome(of: Array("<table>\(many)</table>".utf8)) == ["× too-large 表1!A25001"])
    }
}

import Diagnostics
import Evaluation
import Forms
import Intake
import SourceTree
import TestSupport
import Testing

/// What offices hand in, changed at random: sheets that are read backwards, and files of which sheets are read.
@Suite struct OfficeFuzzTests {
    private static let layouts = Fixtures.project + "/layouts/"

    /// A sheet as lines of row, column, rows, columns and text.
    private static let sheet = """
        0 0 1 9 附件3
        1 0 1 9 2023年度部门整体支出绩效自评表
        2 0 1 2 县级预算部门名称
        2 2 1 7 清岚县财政局
        3 0 6 1 年度预算申请（万元）
        3 3 1 1 年初预算数
        3 4 1 1 全年预算数
        3 5 1 1 全年执行数
        3 6 1 1 分值
        3 7 1 1 执行率
        3 8 1 1 得分
        4 1 1 2 年度资金总额
        4 3 1 1 660.44
        4 4 1 1 827.51
        4 5 1 1 827.51
        4 6 1 1 10
        4 7 1 1 100%
        4 8 1 1 10
        5 1 1 4 按收入性质分：
        5 5 1 4 按支出性质分：
        6 1 1 4 其中：一般公共预算：827.51
        6 5 1 4 其中：基本支出：460.73
        9 0 2 1 年度总体目标
        9 1 1 4 预期目标
        9 5 1 4 实际完成情况
        10 1 1 4 保障运转
        10 5 1 4 完成
        11 0 3 1 绩效指标
        11 1 1 1 一级指标
        11 2 1 1 二级指标
        11 3 1 1 三级指标
        11 4 1 1 年度指标值
        11 5 1 1 实际完成值
        11 6 1 1 分值
        11 7 1 1 得分
        11 8 1 1 偏差原因分析及改进措施
        12 1 2 1 产出指标（50分）
        12 2 2 1 数量指标
        12 3 1 1 完成率
        12 4 1 1 ≥95%
        12 5 1 1 100%
        12 6 1 1 25
        12 7 1 1 25
        13 3 1 1 覆盖率
        13 4 1 1 100
        13 5 1 1 100%
        13 6 1 1 25
        13 7 1 1 25
        14 0 1 6 总分
        14 6 1 1 100
        14 7 1 1 99
        15 0 1 9 填表人：甲某某　填报日期：2024.6.2　联系电话：7700123
        """

    private static func grid(_ text: String) -> Grid {
        let cells = text.split(separator: "\n").prefix(400).enumerated().compactMap { number, line -> GridCell? in
            let parts = line.split(separator: " ", maxSplits: 4)
            let place = parts.prefix(4).compactMap { Int($0) }.filter { (0...300).contains($0) }
            guard place.count == 4 else { return nil }
            return GridCell(
                row: place[0], column: place[1], rowSpan: max(1, place[2]), columnSpan: max(1, place[3]),
                text: parts.count > 4 ? String(parts[4]) : "", place: "表!\(number)")
        }
        return Grid(name: "表", cells: cells.sorted { ($0.row, $0.column) < ($1.row, $1.column) })
    }

    /// Every cell with a text is in the submission or told of, and the submission can be read.
    @Test func grids() throws {
        let set = try FormSet.load(folder: Self.layouts + "hunan-2023")
        let forms = OfficeForms(set, start: nil)
        try Fuzzer(name: "grids", share: 30, corpus: [Self.sheet]).run { text in
            let file = GridFile(name: "a.xlsx", parts: [.grid(Self.grid(text))])
            let reading = OfficeReading([OfficeRows(file)], as: forms)
            _ = try SubmissionSource(reading.source).decode(set.model)
            let printer = DiagnosticPrinter(language: .zh)
            for finding in reading.findings { _ = printer.text(for: finding) }
            return "\(Set(reading.findings.map(\.id)).sorted()) \(min(reading.placed, 60))"
        }
    }

    private static let files = [
        """
        <?xml version="1.0"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Styles><Style ss:ID="p"><NumberFormat ss:Format="0.00%"/></Style></Styles>
        <Worksheet ss:Name="附件3"><Table>
        <Row ss:Index="2"><Cell ss:MergeAcross="2" ss:MergeDown="1"><Data ss:Type="String">总分</Data></Cell>
        <Cell ss:Index="5" ss:StyleID="p"><Data ss:Type="Number">0.95</Data><Comment><Data>核对</Data></Comment></Cell></Row>
        <Row ss:Hidden="1"><Cell ss:Formula="=R[-1]C"><Data ss:Type="Error">#REF!</Data></Cell></Row>
        </Table></Worksheet></Workbook>
        """,
        """
        <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>
        <table><tr><td rowspan=2>产出</td><td colspan=3>指标</td></tr>
        <tr><td x:num="95">95%</td><td style="display:none">隐</td></tr></table></body></html>
        """,
    ]

    /// Files of text are read or refused, and give grids whose cells are where a sheet has cells.
    @Test func sheets() throws {
        try Fuzzer(name: "sheets", share: 50, corpus: Self.files).run { text in
            do throws(Rejection) {
                let file = try OfficeFile.read(Array(text.utf8), name: "a.xls")
                for case .grid(let grid) in file.parts {
                    #expect(
                        grid.cells.allSatisfy { $0.row >= 0 && $0.column >= 0 && $0.rowSpan > 0 && $0.columnSpan > 0 })
                }
                return "\(file.parts.count) \(Set(file.findings.map(\.id)).sorted())"
            } catch {
                return "\(error.diagnostics.map(\.id))"
            }
        }
    }
}

import Diagnostics
import Evaluation
import Forms
import TestSupport
import Testing

/// Reports, long texts and names on the sheets of a workbook.
@Suite struct SheetReportTests {
    private static let folder = Fixtures.project + "/layouts/hunan-2023"
    private static let head = "formSet: hunan-2023\nyear: 2023\noffice: {name: 甲局, shortName: 甲}\nfiling: {}\n"

    private func report(_ lines: [String]) throws -> [[SheetContent]] {
        let body = lines.map { "    \($0)\n" }.joined()
        let text = Self.head + "narrative:\n  title: 报告\n  body: |\n" + body
        let sheet = try workbook(Self.folder, stating: text).sheets[at: 0]
        return try (4..<sheet.rowHeights.count + 1).map { row in
            [try sheet.content("A\(row)"), try sheet.content("B\(row)")]
        }
    }

    @Test func givesEachLineOfAReportARowWithItsLevel() throws {
        let rows = try report(["# 一、概况", "正文。", "## （一）预算", "# 三、情况。# 本年度没有。", "| 项目 | 金额 |", "| 甲 | 1 |"])
        let expected = [
            ("一级标题", "一、概况"), ("正文", "正文。"), ("二级标题", "（一）预算"), ("一级标题", "三、情况。"), ("接排", "本年度没有。"),
            ("正文", "| 项目 | 金额 |"), ("正文", "| 甲 | 1 |"),
        ]
        #expect(rows == expected.map { [.text($0.0), .text($0.1)] })
    }

    @Test func escapesWhatWouldBeTakenForMarks() throws {
        let rows = try report(["\\# 不是标题", "\\| 不是表格 |", "3# 楼"])
        #expect(rows.map { $0[1] } == [.text("\\# 不是标题"), .text("\\| 不是表格 \\|"), .text("3# 楼")])
    }

    @Test func leavesRowsForAReportThatIsNotWritten() throws {
        let sheet = try workbook(Self.folder).sheets[at: 0]
        let levels = sheet.cells.filter { $0.column == 0 && $0.isOpen && $0.demand != nil }
        #expect(levels.count == 12)
        #expect(
            levels.allSatisfy {
                $0.demand?.values == .list(["正文", "一级标题", "二级标题", "三级标题", "四级标题", "接排"])
            })
    }

    @Test func refusesTextsThatNoCellHolds() throws {
        func submission(_ count: Int) -> String {
            let text = String(repeating: "字", count: count)
            return Self.head + "baseData:\n  staffing: {}\n  spending: []\n  austerity: \(text)\n"
        }
        _ = try workbook(Self.folder, stating: submission(32_767))
        let rejection = #expect(throws: Rejection.self) { try workbook(Self.folder, stating: submission(32_768)) }
        let finding = try #require(rejection?.diagnostics.first)
        #expect(finding.id == "text-too-long" && finding.field == "baseData.austerity" && finding.span?.start.line == 8)
    }

    @Test(arguments: [("actual: 三}", "bad-number"), ("actual: 1}, austerity: '{nothing}'", "unknown-field")])
    func refusesASubmissionWhoseValuesWouldBeLost(_ staffing: String, _ id: String) {
        let text = Self.head + "baseData: {staffing: {\(staffing), spending: []}\n"
        let rejection = #expect(throws: Rejection.self) { try workbook(Self.folder, stating: text) }
        #expect(rejection?.diagnostics.map(\.id).contains(id) == true)
    }

    @Test func showsFiguresThatTextsQuote() throws {
        let text = "baseData: {staffing: {actual: 26}, austerity: '现有{baseData.staffing.actual}人{{甲}}', spending: []}\n"
        let sheet = try workbook(Self.folder, stating: Self.head + text).sheet("附件2")
        #expect(sheet.addresses(of: "现有26人{甲}").count == 1)
    }

    @Test func takesWaiversAndGapsAsTheyAre() throws {
        let text = Self.head + "overall: {funds: {}, groups: []}\nwaivers: [{rule: three-public-sum, reason: 核实}]\n"
        let sheet = try workbook(Self.folder, stating: text).sheet("其他内容")
        #expect(sheet.addresses(of: "three-public-sum").count == 1)
    }

    @Test func namesSheetsAsProgramsAccept() throws {
        let long = String(repeating: "长", count: 40)
        let names = [#"甲/乙[1]:*?\"#, "甲_乙_1_____", long, long, "history", "'引'"]
        let list = names.map { "  - {name: '\($0.replacing("'", with: "''"))', department: 甲, unit: 乙}\n" }.joined()
        let sheets = try workbook(Self.folder, stating: Self.head + "projects:\n" + list).sheets.map(\.name)
        let evaluations = sheets.filter { $0.hasPrefix("附件5") }
        let cut = "附件5（" + String(repeating: "长", count: 26) + "…"
        let second = "附件5（" + String(repeating: "长", count: 24) + "…_2"
        #expect(
            evaluations == ["附件5（甲_乙_1_____）", "附件5（甲_乙_1_____）_2", cut, second, "附件5（history）", "附件5（'引'）"])
        #expect(Set(sheets).count == sheets.count)
    }
}

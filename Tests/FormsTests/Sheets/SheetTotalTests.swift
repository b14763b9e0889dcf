import Diagnostics
import Evaluation
import Forms
import TestSupport
import Testing

/// Which figures of a workbook are formulas.
@Suite struct SheetTotalTests {
    private static let rows = """
        - {each: row in baseData.spending, rows: [["{row.label}", "{row.final}"]]}
        - [合计, "{baseData.staffing.actual}"]
        """
    private static let sum = """
        rules:
          - id: total
            severity: error
            check: baseData.staffing.actual == sum(baseData.spending.final)
            message: {zh: 甲, en: a}

        """

    private func total(
        _ figures: [String], _ total: String, rules: String = sum, isStated: Bool = true
    ) throws -> SheetContent {
        let form = try FormSetFolder(columns: 2, rows: Self.rows)
        let files = ["form.yaml": Fixtures.text(form.path + "/form.yaml"), "rules.yaml": rules]
        let folder = try FormSetFolder(files)
        let list = figures.map { "{label: 甲, final: \($0)}" }.joined(separator: ", ")
        let base = "baseData: {staffing: {actual: \(total)}, spending: [\(list)]}\n"
        let text = "formSet: test\nyear: 2023\noffice: {name: 甲局, shortName: 甲}\nfiling: {}\n" + base
        let book = try isStated ? workbook(folder.path, stating: text) : workbook(folder.path, start: base)
        return try book.sheets[at: 0].content("B\(figures.count + 1)")
    }

    private func formula(_ range: String) -> String { "IF(COUNT(\(range))=0,\"\",ROUND(SUM(\(range)),8))" }

    @Test func addsUpWhatRulesSayIsASum() throws {
        #expect(try total(["1.5", "2", ""], "3.50") == .formula(formula("B1:B3"), result: "3.5"))
        #expect(try total(["", "无"], "") == .formula(formula("B1:B2"), result: nil))
    }

    @Test func keepsAStatedTotalThatIsAnother() throws {
        #expect(try total(["1.5", "2"], "4") == .number("4"))
        #expect(try total(["1.5", "2"], "无") == .text("无"))
        #expect(try total(["", ""], "4") == .number("4"))
    }

    @Test func computesNoTotalThatAnOfficeHasLeftEmpty() throws {
        #expect(try total(["1.5", "2"], "") == .empty)
        #expect(try total(["1.5", "2"], "", isStated: false) == .formula(formula("B1:B2"), result: "3.5"))
    }

    @Test func keepsTotalsOfNumbersThatAreTexts() throws {
        #expect(try total(["+1", "2"], "3") == .number("3"))
        #expect(try total(["0.000000001", "2"], "2.000000001") == .number("2.000000001"))
    }

    @Test(
        arguments: [
            "check: baseData.staffing.actual >= sum(baseData.spending.final)",
            "check: baseData.staffing.actual == sum(baseData.spending.final)\n    tolerance: 1",
            "check: baseData.staffing.actual == sum(baseData.spending.final)\n    round: 1",
            "check: baseData.staffing.actual == sum(baseData.spending.final)\n    if: filled(baseData.austerity)",
            "check: baseData.staffing.actual == sum(baseData.spending.final) - 0",
            "check: baseData.staffing.actual == sum(baseData.spending.final) + overall.funds.score",
            "check: baseData.staffing.actual == count(baseData.spending)",
        ]) func takesOnlyExactSumsOfOtherCells(_ check: String) throws
    {
        let rules = "rules:\n  - id: total\n    severity: error\n    \(check)\n    message: {zh: 甲, en: a}\n"
        #expect(try total(["1", "1"], "2", rules: rules) == .number("2"))
    }

    @Test func takesNoRuleThatIsSwitchedOff() throws {
        #expect(try total(["1", "1"], "2", rules: Self.sum.replacing("error", with: "off")) == .number("2"))
    }
}

import Diagnostics
import Evaluation
import TestSupport
import Testing

/// The amounts of money that submissions state, as columns.
@Suite struct MoneyColumnTests {
    private func amounts(_ text: String) throws -> [String: String] {
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: text))
        let audit = try AuditedSubmission(auditing: source.decode(), rules: RulePack())
        return Dictionary(
            uniqueKeysWithValues: SubmissionModel.hunan.money.amounts(in: audit.model).map { ($0.key, "\($0.amount)") })
    }

    @Test func areTheFieldsWithAUnitOfMoney() throws {
        let columns = SubmissionModel.hunan.money.columns
        let found = Dictionary(uniqueKeysWithValues: columns.map { ($0.key, $0) })
        #expect(found.count == columns.count)
        #expect(found["overall.funds.initial"]?.title == "附件3 整体支出自评表 › 年度资金总额 › 年初预算数")
        #expect(found["baseData.spending[reception].final"]?.title == "附件2 基础数据表 › 经费控制情况 › 公务接待 › 本年决算数")
        #expect(found["overall.income.amount"]?.title == "附件3 整体支出自评表 › 按收入性质分（合计） › 金额")
        #expect(columns.allSatisfy { $0.unit == .tenThousandYuan })
        #expect(found["overall.funds.weight"] == nil && found["baseData.staffing.actual"] == nil, "no money")
    }

    @Test func addUpRowsOfOneKindAndAllOfAList() throws {
        let found = try amounts(sampleSubmission)
        #expect(found["baseData.spending[project].budget"] == "2", "a row that states nothing counts for nothing")
        #expect(found["overall.income.amount"] == "3")
        #expect(found["overall.funds.initial"] == "0", "zero is stated")
        #expect(found["overall.funds.executed"] == nil && found["baseData.spending[basic].final"] == nil)
        let more = sampleSubmission.replacing("label: 项目乙, level: 3", with: "label: 项目乙, level: 3, budget: 0.1")
        #expect(try amounts(more)["baseData.spending[project].budget"] == "2.1")
    }

    @Test func leaveOutWhatIsNoNumber() throws {
        let marked = sampleSubmission.replacing("{initial: 0}", with: "{initial: 无, adjusted: ——}")
        #expect(try amounts(marked)["overall.funds.initial"] == nil)
    }
}

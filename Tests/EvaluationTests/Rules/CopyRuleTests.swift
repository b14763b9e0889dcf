import Diagnostics
import TestSupport
import Testing

@testable import Evaluation

/// Paragraphs that stand in texts of different kinds.
@Suite struct CopyRuleTests {
    private static let rules = """
        rules:
          - id: copied
            severity: warning
            copies: {least: 10, kinds: [[overall.expectedGoal, projects.evaluation.expectedGoal], [overall.actualOutcome]]}
            message: {zh: 照抄, en: copied}
        """

    private func found(_ goal: String, _ outcome: String, project: String = "无") throws -> [Diagnostic] {
        let folder = try TemporaryFolder()
        let path = try folder.write("rules.yaml", Self.rules)
        let text =
            head + """
                overall: {expectedGoal: '\(goal)', actualOutcome: '\(outcome)', funds: {}, \(indicators), total: {}}
                projects:
                  - {name: 甲, department: 乙, unit: 丙, evaluation: {expectedGoal: '\(project)', funds: [{}], \(indicators), total: {}}}
                """
        return try audited(text, rules: RulePack.load(paths: [path], model: .hunan)).findings
    }

    @Test(arguments: [
        ("围绕发展大局提升服务水平", "围绕发展大局提升服务水平"), ("围绕“发展”大局提升服务水平", "围绕发展大局 提升服务水平"),
    ])
    func findsTheSameParagraph(_ goal: String, _ outcome: String) throws {
        let found = try found(goal, outcome)
        #expect(found.map(\.id) == ["copied"] && found.first?.field == "overall.actualOutcome")
        #expect(found.first?.hints.first?.zh.contains("预期目标") == true)
    }

    @Test(arguments: [
        ("围绕发展大局提升服务水平", "围绕发展大局提升了服务水平", "围绕发展大局提升服务水平"), ("全部完成", "全部完成", "无"),
        ("围绕发展大局提升服务水平", "", "无"),
    ])
    func letsOthersPass(_ goal: String, _ outcome: String, _ project: String) throws {
        #expect(try found(goal, outcome, project: project).isEmpty)
    }
}

import Diagnostics
import Evaluation
import SourceTree
import TestSupport
import Testing

/// The submission as canonical JSON: the same model, however its file was written.
@Suite struct CanonicalSubmissionTests {
    @Test func saysTheSameAsTheExample() throws {
        let path = Fixtures.project + "/layouts/hunan-2023/example/submission.yaml"
        let first = try validated(Fixtures.text(path))
        let second = try validated(first.canonicalText, name: "a.json")
        #expect(second.canonicalText == first.canonicalText)
        #expect(Self.leaves(second.model) == Self.leaves(first.model))
        #expect(Self.leaves(first.model).count > 500)
        #expect(second.findings.isEmpty)
    }

    @Test func doesNotDependOnHowTheFileIsWritten() throws {
        let block =
            head + "narrative:\n  title: 报告\n  body: |\n    # 一\n    甲\n    | 项 | 额 |\n    |---|---|\n    | 乙 | 1 |\n"
        let flow = head + "narrative: {body: \"# 一\\n甲\\n\\n|项|额|\\n|乙|1|\", title: \"报告\"}\n"
        #expect(try validated(block).canonicalText == validated(flow).canonicalText)
    }

    @Test func keepsNumbersAsTheyAreWritten() throws {
        let text = try validated(
            head + "baseData: {staffing: {authorized: 36}, spending: [{label: 甲, budget: 444.040, final: 无}]}\n"
        ).canonicalText
        #expect(text.contains("\"budget\": 444.040,"))
        #expect(text.contains("\"final\": \"无\""))
        #expect(text.contains("\"year\": 2023\n"))
        #expect(!text.contains("previousFinal"))
    }

    @Test func keepsAFilingWhereItIsStated() throws {
        let table = "baseData: {staffing: {}, spending: [], filing: {preparer: 丙某某}}\n"
        let inherited = try validated(head + table.replacing(", filing: {preparer: 丙某某}", with: "")).canonicalText
        #expect(inherited.split(separator: "\"filing\"").count == 2)
        #expect(try validated(head + table).canonicalText.split(separator: "\"filing\"").count == 3)
        #expect(try validated(inherited, name: "a.json")["baseData.filing.preparer"] == "甲某某")
    }

    @Test func keepsMarksThatYAMLWouldRead() throws {
        let submission = try validated(
            head + "narrative: {title: '~', body: \"- 甲: \\\"乙\\\" # 丙\"}\n")
        let again = try validated(submission.canonicalText, name: "a.json")
        #expect(again["narrative.title"] == "~")
        #expect(again["narrative.body"] == "- 甲: \"乙\" # 丙")
    }

    /// The values of a model in order.
    private static func leaves(_ value: ModelValue) -> [Leaf] {
        switch value {
        case .leaf(let leaf, _): [leaf]
        case .list(let elements), .record(let elements): elements.flatMap(leaves)
        case .absent: []
        }
    }
}

extension AuditedSubmission {
    fileprivate var canonicalText: String { String(decoding: canonicalJSON, as: UTF8.self) }
}

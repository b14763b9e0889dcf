import Diagnostics
import Evaluation
import Foundation
import TestSupport
import Testing

/// The rules of the form sets whose examples `Changes` breaks: each rule holds for the example, and each is broken by one
/// change of it. A change with no rules only looks like a fault.
@Suite struct FormSetRulesTests {
    /// What is changed in an example, and the rules that are then broken.
    struct Change: CustomStringConvertible {
        var formSet: String
        var pairs: [(from: String, to: String)] = []
        var rules: [String] = []

        var description: String { "\(formSet): \(pairs.map { "\($0.from) → \($0.to)" })" }

        /// The text with each change made once.
        func applied(to example: String) throws -> String {
            try pairs.reduce(example) { text, pair in
                let range = try #require(text.range(of: pair.from), "the example no longer says “\(pair.from)”")
                return text.replacingCharacters(in: range, with: pair.to)
            }
        }
    }

    static let formSets = Fixtures.files(in: Fixtures.folder("Changes"), suffix: ".changes").map {
        URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }

    /// Each change is lines for texts in the example, after `- `, each with one for what stands there instead, after `+ `,
    /// and a line for the rules, after `= `; `\n` begins a line of the example.
    static func changes(_ formSet: String) -> [Change] {
        var changes: [Change] = []
        var change = Change(formSet: formSet)
        for line in Fixtures.text("\(Fixtures.folder("Changes"))/\(formSet).changes").split(separator: "\n") {
            let text = String(line.dropFirst(2)).replacing("\\n", with: "\n")
            switch line.first {
            case "-": change.pairs.append((text, ""))
            case "+": change.pairs[change.pairs.count - 1].to = text
            case "=":
                change.rules = text.split(separator: " ").map(String.init)
                changes.append(change)
                change = Change(formSet: formSet)
            default: continue
            }
        }
        return changes
    }

    private static func pack(_ formSet: String) throws -> (RulePack, SubmissionModel) {
        let model = try SubmissionModel.load(folder: "\(FormSets.layouts)/\(formSet)")
        return (try RulePack.load(paths: ["\(FormSets.layouts)/\(formSet)/rules.yaml"], model: model), model)
    }

    private static func found(_ text: String, _ formSet: String) throws -> [String] {
        let (rules, model) = try pack(formSet)
        return try audited(text, rules: rules, model: model).findings.flatMap(\.allIDs)
    }

    @Test func areTried() {
        #expect(!Self.formSets.isEmpty && Set(Self.formSets).isSubset(of: FormSets.names))
    }

    @Test(arguments: formSets) func findNothingInTheExample(_ formSet: String) throws {
        #expect(try Self.found(Fixtures.text(FormSets.example(formSet)), formSet) == [])
    }

    @Test(arguments: formSets.flatMap(changes)) func findWhatAChangeBreaks(_ change: Change) throws {
        let text = try change.applied(to: Fixtures.text(FormSets.example(change.formSet)))
        #expect(try Self.found(text, change.formSet).sorted() == change.rules.sorted())
    }

    @Test(arguments: formSets) func everyRuleHasAFailingCase(_ formSet: String) throws {
        let broken = Set(Self.changes(formSet).flatMap(\.rules)).subtracting(["rule-unchecked"])
        #expect(try Set(Self.pack(formSet).0.ids) == broken)
    }
}

import Diagnostics
import Evaluation
import Forms
import Foundation
import Layout
import SourceTree
import TestSupport
import Testing

/// Files, submissions, drafts, expressions, rules and layouts that are changed at random: whatever they hold, they are told
/// what is wrong with them or give pages. ``Fuzzer`` says how many are tried; most of them are cheap.
@Suite(.serialized) struct FuzzTests {
    private static let layouts = Fixtures.project + "/layouts"
    private static let examples = ["hunan-2023", "national-project"].map {
        Fixtures.text("\(layouts)/\($0)/example/submission.yaml")
    }

    /// The names of what was found, each once: what tells one behaviour from another.
    private static func name(_ findings: [Diagnostic]) -> String {
        Set(findings.map(\.id)).sorted().joined(separator: " ")
    }

    private static func lay(_ forms: ComposedForms, _ formSet: FormSet) -> String {
        let context = LayoutContext(shaper: FixedAdvanceShaper(), words: formSet.words)
        do throws(LayoutFailure) {
            let document = try PageLayouter.layout(forms.sections, watermark: forms.watermark, context: context)
            return "\(min(document.pages.count, 40)) pages"
        } catch {
            return "no pages"
        }
    }

    /// A submission of a model, and the model.
    private typealias Audited = (model: SubmissionModel, submission: AuditedSubmission)

    private static func audited(_ source: SubmissionSource, _ model: SubmissionModel) throws(Rejection) -> Audited {
        (model, try AuditedSubmission(auditing: source.decode(model), rules: RulePack()))
    }

    /// The form set in `folder`, and a submission for it.
    /// - Parameter known: the submission, where the folder's model has not changed.
    private static func loaded(
        _ folder: String, _ source: SubmissionSource, _ known: Audited?
    ) throws(Rejection) -> (FormSet, AuditedSubmission) {
        if let known { return (try FormSet.load(folder: folder, model: known.model), known.submission) }
        let audited = try audited(source, SubmissionModel.load(folder: folder))
        return (try FormSet.load(folder: folder, model: audited.model), audited.submission)
    }

    /// What is read is written as JSON and read again.
    @Test func sources() throws {
        try Fuzzer(name: "sources", share: 300, corpus: Self.examples).run { text in
            do throws(Rejection) {
                let (root, findings) = try NodeComposer.compose(SourceFile(name: "a.yaml", text: text))
                let written = SourceFile(name: "a.json", text: root.json.text)
                let again = try NodeComposer.compose(written)
                #expect(again.root.json.text == written.text)
                return Self.name(findings + again.findings)
            } catch {
                let printer = DiagnosticPrinter(language: .zh)
                for finding in error.diagnostics { _ = printer.text(for: finding) }
                return Self.name(error.diagnostics) + " \(error.diagnostics.last?.message.en ?? "")"
            }
        }
    }

    @Test func expressions() throws {
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: Self.examples.first ?? ""))
        let model = try AuditedSubmission(auditing: source.decode(), rules: RulePack()).model
        let income = try ExpressionParser.reference("overall.income", scope: ExpressionScope())
        let scope = ExpressionScope().adding("row", elementOf: income)
        let row = income.elements(in: ExpressionEnvironment(root: model)).first ?? .absent
        let seeds = ["sum(overall.income[amount > 1].amount) / 2", "percent(row.amount, year)", "office.name + '甲'"]
        try Fuzzer(name: "expressions", share: 500, corpus: seeds).run { generator in
            guard Int.random(in: 0..<3, using: &generator) > 0 else { return nil }
            return ExpressionWriter().expression(Int.random(in: 0...5, using: &generator), &generator)
        } _: { text in
            let budget = EvaluationBudget(most: 20_000)
            let environment = ExpressionEnvironment(root: model, budget: budget).adding(row)
            do throws(ExpressionFault) {
                let expression = try ExpressionParser.parse(text, scope: scope)
                let number = expression.number(in: environment)
                #expect(number?.isFinite != false, "\(text)")
                _ = (number?.rounded(to: 2), expression.texts(in: environment), expression.truth(in: environment))
                #expect(budget.steps < 2 * budget.most + 1000, "\(text)")
                return "\(expression.kind) \(number == nil) \(budget.takeOutOfRange()) \(budget.isExhausted)"
            } catch {
                return error.id
            }
        }
    }

    @Test(arguments: [("submissions", 60, false), ("drafts", 15, true)])
    func submissions(_ name: String, _ share: Int, _ isLaidOut: Bool) throws {
        let formSet = try FormSet.load(folder: Self.layouts + "/hunan-2023")
        let rules = try RulePack.load(paths: [Self.layouts + "/hunan-2023/rules.yaml"], model: formSet.model)
        try Fuzzer(name: name, share: share, corpus: Self.examples).run { text in
            do throws(Rejection) {
                let source = try SubmissionSource(SourceFile(name: "a.yaml", text: text))
                let audit = try AuditedSubmission(auditing: source.decode(formSet.model), rules: rules) {
                    FormComposer.cells(of: $0, in: $1, formSet: formSet)
                }
                let printer = DiagnosticPrinter(language: .zh)
                for finding in audit.withoutPersons(audit.findings) { _ = printer.text(for: finding) }
                _ = audit.canonicalJSON
                guard isLaidOut else { return Self.name(audit.findings) }
                let forms = try FormComposer.compose(DraftSubmission(audit), formSet: formSet)
                return Self.name(audit.findings) + Self.lay(forms, formSet)
            } catch {
                return Self.name(error.diagnostics)
            }
        }
    }

    @Test func rules() throws {
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: Self.examples.first ?? ""))
        let path = Fuzzer.temporary("rules")
        let corpus = ["hunan-2023", "national-project"].map { Fixtures.text("\(Self.layouts)/\($0)/rules.yaml") }
        // The fuzzer leaves the text that is tried at the path that is read.
        try Fuzzer(name: "rules", share: 50, corpus: corpus).run { _ in
            do throws(Rejection) {
                let rules = try RulePack.load(paths: [path], model: .hunan)
                return Self.name(try AuditedSubmission(auditing: source.decode(), rules: rules).findings)
            } catch {
                return Self.name(error.diagnostics)
            }
        }
    }

    @Test(arguments: [
        ("formset.yaml", 15), ("overall.yaml", 15), ("narrative.yaml", 15), ("project-evaluation.yaml", 15),
        ("draft.yaml", 15), ("model.yaml", 15), ("../common/evaluation.yaml", 15),
    ])
    func layouts(_ file: String, _ share: Int) throws {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let root = Fuzzer.temporary("set-\(name)")
        try? FileManager.default.removeItem(atPath: root)
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        for part in ["hunan-2023", "common"] {
            try FileManager.default.copyItem(atPath: "\(Self.layouts)/\(part)", toPath: "\(root)/\(part)")
        }
        let folder = root + "/hunan-2023"
        defer { try? FileManager.default.removeItem(atPath: root) }
        let whole = Fixtures.text("\(folder)/\(file)")
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: Self.examples.first ?? ""))
        // What the file has no part in is the same each time.
        let isOfModel = file == "model.yaml" || file.hasPrefix("../common")
        let known = isOfModel ? nil : try Self.audited(source, SubmissionModel.load(folder: folder))
        var tried = 0
        try Fuzzer(name: "layouts-\(name)", share: share, corpus: [whole]).run { text in
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
            tried += 1
            do throws(Rejection) {
                let (formSet, audit) = try Self.loaded(folder, source, known)
                let forms = try FormComposer.compose(DraftSubmission(audit), formSet: formSet)
                // Setting pages costs a hundred times what reading a layout does.
                return tried % 8 == 1 ? Self.lay(forms, formSet) : "\(forms.sections.count) forms"
            } catch {
                return Self.name(error.diagnostics)
            }
        }
    }
}

extension Node {
    /// The node as JSON, every single value a text.
    fileprivate var json: JSONValue {
        switch content {
        case .scalar(let scalar): .string(scalar.text)
        case .sequence(let elements): .array(elements.map(\.json))
        case .mapping(let entries): .object(entries.map { (key: $0.key, value: $0.value.json) })
        }
    }
}

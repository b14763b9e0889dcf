import Diagnostics
import Evaluation
import Forms
import Foundation
import Layout
import TestSupport
import Testing

/// Submissions, rules and layouts that are changed at random: whatever they hold, they are told what is wrong with them or
/// give pages, in a time that their size explains.
///
/// `ANNEX_FUZZ_SECONDS` says how long each test goes on (2 seconds where it says nothing), `ANNEX_FUZZ_SEED` where it begins.
/// The input that is being tried lies in `annex-fuzz-<process>-<test>` in the folder for temporary files: after a crash it is the one
/// to look at. Inputs that once failed are kept in `Corpus`.
@Suite(.serialized) struct FuzzTests {
    private static let seconds = ProcessInfo.processInfo.environment["ANNEX_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
    private static let seed = ProcessInfo.processInfo.environment["ANNEX_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    private static let temporary =
        FileManager.default.temporaryDirectory.path + "/annex-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    private static let layouts = Fixtures.project + "/layouts"
    /// No input may take longer, in seconds; the largest take a tenth of it in a debug build.
    private static let longest = 20.0

    private func corpus(_ names: [String]) -> [String] {
        let kept = Fixtures.files(in: Fixtures.folder("Corpus"), suffix: ".yaml")
        return (names.map { "\(Self.layouts)/\($0)" } + kept).map(Fixtures.text)
    }

    /// Tries changed texts until the time is over, and says how many.
    private func fuzz(_ name: String, _ corpus: [String], _ body: (String) throws -> Void) throws {
        var mutator = Mutator(seed: Self.seed, corpus: corpus)
        let current = Self.temporary + "-\(name)"
        let end = Date().addingTimeInterval(Self.seconds)
        var executions = 0
        while Date() < end {
            let text = mutator.next()
            try Data(text.utf8).write(to: URL(fileURLWithPath: current))
            let start = Date()
            try body(text)
            let took = Date().timeIntervalSince(start)
            #expect(took < Self.longest, "an input takes \(took) s: \(text.prefix(400))")
            executions += 1
        }
        print("fuzz \(name): \(executions) executions in \(Self.seconds) s")
        #expect(executions > 0)
        try FileManager.default.removeItem(atPath: current)
    }

    @Test func submissions() throws {
        let formSet = try FormSet.load(folder: Self.layouts + "/hunan-2023")
        let rules = try RulePack.load(paths: [Self.layouts + "/hunan-2023/rules.yaml"], schema: formSet.schema)
        try fuzz(
            "submissions", corpus(["hunan-2023/example/submission.yaml", "national-project/example/submission.yaml"])
        ) { text in
            let file = SourceFile(name: "a.yaml", text: text)
            guard let source = try? SubmissionSource(file) else { return }
            let decoded = source.decode(formSet.schema)
            let audit = try? AuditedSubmission(auditing: decoded, rules: rules) {
                FormComposer.cells(of: $0, in: $1, formSet: formSet)
            }
            guard let audit else { return }
            let printer = DiagnosticPrinter(language: .zh)
            for finding in audit.withoutPersons(audit.findings) { _ = printer.text(for: finding) }
            guard let forms = try? FormComposer.compose(DraftSubmission(audit), formSet: formSet) else { return }
            let context = LayoutContext(shaper: FixedAdvanceShaper(), words: formSet.words)
            _ = try? PageLayouter.layout(forms.sections, watermark: forms.watermark, context: context)
        }
    }

    @Test func rules() throws {
        let example = Fixtures.text(Self.layouts + "/hunan-2023/example/submission.yaml")
        let source = try SubmissionSource(SourceFile(name: "a.yaml", text: example))
        let path = Self.temporary + "-rules"
        try fuzz("rules", corpus(["hunan-2023/rules.yaml", "national-project/rules.yaml"])) { _ in
            guard let rules = try? RulePack.load(paths: [path], schema: SubmissionSchema()) else { return }
            _ = try AuditedSubmission(auditing: source.decode(), rules: rules)
        }
    }

    @Test func layouts() throws {
        let example = Fixtures.text(Self.layouts + "/hunan-2023/example/submission.yaml")
        let folder = Self.temporary + "-set"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.copyItem(atPath: Self.layouts + "/hunan-2023", toPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let names = ["formset.yaml", "overall.yaml", "narrative.yaml", "project-evaluation.yaml", "draft.yaml"]
        for name in names {
            let whole = Fixtures.text("\(folder)/\(name)")
            try fuzz("layouts-\(name)", [whole]) { text in
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
                guard let formSet = try? FormSet.load(folder: folder) else { return }
                let source = try SubmissionSource(SourceFile(name: "a.yaml", text: example))
                let audit = try AuditedSubmission(auditing: source.decode(formSet.schema), rules: RulePack())
                guard let forms = try? FormComposer.compose(DraftSubmission(audit), formSet: formSet) else { return }
                let context = LayoutContext(shaper: FixedAdvanceShaper(), words: formSet.words)
                _ = try? PageLayouter.layout(forms.sections, context: context)
            }
            try Data(whole.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
    }
}

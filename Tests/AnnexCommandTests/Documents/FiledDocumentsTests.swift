import Diagnostics
import Foundation
import TestSupport
import Testing

/// Submissions held against what the same office has filed before, and new ones that go on from it.
@Suite struct FiledDocumentsTests {
    private func example(_ formSet: String) -> String {
        "\(Fixtures.project)/layouts/\(formSet)/example/submission.yaml"
    }

    private func check(_ path: String, with filed: [String]) throws -> Program.Outcome {
        try Program.annex.run(["check", path] + filed.flatMap { ["--with", $0] })
    }

    @Test(arguments: ["national-plain", "national-project", "project-content", "project-monitoring"])
    func theExamplesOfTheCycleAgree(_ formSet: String) throws {
        let filed = ["project-targets", "project-monitoring"].filter { $0 != formSet }.map(example)
        let outcome = try check(example(formSet), with: filed)
        // The goals of the second project had one more indicator.
        let found = outcome.output.matches(of: #/\[([a-z-]+)\]/#).map { String($0.1) }
        #expect(outcome.code == 0 && Set(found).isSubset(of: ["indicator-dropped"]), "\(outcome.output)")
    }

    @Test func whatDiffersFromWhatWasFiledIsFound() throws {
        let folder = try TemporaryFolder()
        let text = Fixtures.text(example("national-plain"))
        let changed = text.replacing("name: 新增学位数, target: ≥900个", with: "name: 新增学位数, target: ≥800个")
            .replacing("initial: 1860, executed: 1847.52", with: "initial: 1880, executed: 947.52")
        #expect(changed != text)
        let path = try folder.write("自评.yaml", changed)
        let outcome = try check(path, with: [example("project-targets"), example("project-monitoring")])
        #expect(outcome.code == 1)
        for rule in ["target-as-filed", "budget-as-filed", "budget-as-monitored", "executed-since-monitoring"] {
            #expect(outcome.output.contains("[\(rule)]"), "\(rule)")
        }
        #expect(outcome.output.contains("申报的指标值是“≥900个”，这里是“≥800个”"))
    }

    @Test func whatWasFiledMayBeAPDFOrMissingOrAtFault() throws {
        let folder = try TemporaryFolder()
        let rendered = try Program.annex.run(["render", example("project-targets"), "-o", folder.path + "/目标"])
        #expect(rendered.code == 0)
        let own = example("national-plain")
        let outcome = try check(own, with: [folder.path + "/目标"])
        #expect(outcome.code == 0 && !outcome.output.contains("target-as-filed"))
        #expect(outcome.output.contains("没有找到本单位的绩效运行监控表") && outcome.output.contains("executed-since-monitoring"))
        let bad = try folder.write(
            "目标.yaml", Fixtures.text(example("project-targets")).replacing("amount: 92600000}", with: "amount: 1}"))
        let refused = try check(own, with: [bad])
        #expect(refused.code == 1 && refused.output.contains("[not-compared]"))
    }

    @Test func newSubmissionsGoOnFromWhatWasFiled() throws {
        let folder = try TemporaryFolder()
        let monitoring = try Program.annex.run(["new", "project-monitoring", "--from", example("project-targets")])
        #expect(monitoring.code == 0 && monitoring.errors.isEmpty)
        #expect(monitoring.output.contains("year: 2023") && monitoring.output.contains("formSet: project-monitoring"))
        #expect(monitoring.output.contains("name: 新增学位数, target: ≥900个"))
        let path = try folder.write("监控.yaml", monitoring.output)
        let checked = try Program.annex.run(["check", path, "--with", example("project-targets")])
        #expect(!checked.output.contains("[target-as-filed]") && !checked.output.contains("[unknown-key]"))
        let next = try Program.annex.run(["new", "hunan-2023", "--from", example("hunan-2023")])
        #expect(next.output.contains("year: 2024"))
        let whole = try Program.annex.run(["new", "hunan-2023", "--from", example("hunan-2023"), "--whole"])
        #expect(whole.output.contains("year: 2023"))
        let other = try Program.annex.run(["new", "office-targets", "--from", example("hunan-2023")])
        #expect(other.code == 1 && other.errors.contains("[other-form-set]"))
    }
}

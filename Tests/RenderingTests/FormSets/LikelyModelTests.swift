import Evaluation
import Foundation
import TestSupport
import Testing

@testable import Rendering

/// By which form set a submission is read that names none that there is.
@Suite struct LikelyModelTests {
    private static let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)

    /// The indicators of `model` that the form set for Hunan does not have.
    private func fields(_ model: SubmissionModel?) throws -> [String] {
        let way = ["projects", "evaluation", "groups", "subgroups", "indicators"]
        var record = try #require(model).type
        for name in way {
            let index = try #require(record.index(of: name))
            switch record.fields[index].type {
            case .record(let inner), .list(.record(let inner)): record = inner
            default: Issue.record("\(name) is no group")
            }
        }
        return record.fields.map(\.name).filter { ["nature", "unit"].contains($0) }
    }

    @Test func isTheOneWithTheNearestNameOrTheOneThatKnowsMostOfTheKeys() throws {
        let shelf = FormSetCache(Self.resources)
        #expect(try fields(shelf.likelyModel("national-project", keys: nil, from: nil)) == ["nature", "unit"])
        #expect(try fields(shelf.likelyModel("national-projct", keys: ["year"], from: nil)) == ["nature", "unit"])
        #expect(try fields(shelf.likelyModel("hunan-2032", keys: [], from: nil)) == [])
        #expect(try fields(shelf.likelyModel(nil, keys: ["office", "projects"], from: nil)) == [])
        #expect(shelf.likelyModel("national-projct", keys: nil, from: nil) == nil)
        #expect(shelf.likelyModel(nil, keys: nil, from: nil) == nil)
        #expect(shelf.model("../layouts/hunan-2023") == nil)
    }

    @Test func knowsKeysThatOnlyOneFormSetHas() throws {
        let folder = try FormSets.copy { copy in
            let other = copy.replacing("hunan-2023", with: "zz-other")
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
            try "id: zz-other\n".write(toFile: other + "/formset.yaml", atomically: true, encoding: .utf8)
            let model = "like: ../hunan-2023/model.yaml\nfields: [{name: plan, title: 计划, type: text}]\n"
            try model.write(toFile: other + "/model.yaml", atomically: true, encoding: .utf8)
        }
        defer { withExtendedLifetime(folder) {} }
        let resources = Resources(layouts: folder.path, fonts: FormSets.fonts)
        let shelf = FormSetCache(resources)
        let model = try #require(shelf.likelyModel(nil, keys: ["year", "plan"], from: nil))
        #expect(model.type.index(of: "plan") != nil)
        #expect(try #require(shelf.likelyModel(nil, keys: ["year"], from: nil)).type.index(of: "plan") == nil)
    }

    /// What is wrong besides is told, and nothing that would be right.
    @Test func tellsWhatElseIsWrongInASubmissionWhoseFormSetIsMisspelt() throws {
        let folder = try TemporaryFolder()
        let text = Fixtures.text(FormSets.layouts + "/national-project/example/submission.yaml")
            .replacing("formSet: national-project", with: "formSet: national-projct")
            .replacing("year: 2023", with: "year: 二〇二三")
        let outcome = try Program.annex.run(["check", try folder.write("a.yaml", text)])
        let ids = outcome.output.matches(of: #/(?m)^.*\[([a-z-]+)\]$/#).map { String($0.1) }
        #expect(ids == ["unknown-form-set", "bad-number"], "\(outcome.output)")
    }

    /// A submission that is not for the form set whose name is nearest is not held against it.
    @Test(arguments: FormSets.names, ["hunan-2032", "national-projct", "none-of-them"])
    func tellsNothingMoreOfASubmissionThatIsForAnotherFormSet(formSet: String, name: String) throws {
        let folder = try TemporaryFolder()
        let text = Fixtures.text(FormSets.layouts + "/\(formSet)/example/submission.yaml")
        let wrong = text.replacing("formSet: \(formSet)\n", with: "formSet: \(name)\n")
            .replacing("formSet: \(formSet) ", with: "formSet: \(name) ")
        let outcome = try Program.annex.run(["check", try folder.write("a.yaml", wrong)])
        let ids = outcome.output.matches(of: #/(?m)^.*\[([a-z-]+)\]$/#).map { String($0.1) }
        #expect(ids == ["unknown-form-set"], "\(outcome.output)")
    }

    /// Nor is one that names none.
    @Test func asksForTheFormSetOfASubmissionThatNamesNone() throws {
        let folder = try TemporaryFolder()
        let text = Fixtures.text(FormSets.layouts + "/national-project/example/submission.yaml")
        let none = text.replacing("formSet: national-project\n", with: "")
        let outcome = try Program.annex.run(["check", try folder.write("a.yaml", none)])
        let ids = outcome.output.matches(of: #/(?m)^.*\[([a-z-]+)\]$/#).map { String($0.1) }
        #expect(ids == ["missing-key"], "\(outcome.output)")
    }
}

import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

/// Those who write a form set are told of what is wrong in all its files at once.
@Suite struct FormSetProofTests {
    /// What is found in the form set for Hunan after a line was added to each of `files`.
    private func faults(addingTo lines: [String: String]) throws -> [Diagnostic] {
        let layouts = try FormSets.copy { folder in
            for (file, line) in lines {
                let path = "\(folder)/\(file)"
                try (Fixtures.text(path) + line).write(toFile: path, atomically: true, encoding: .utf8)
            }
        }
        let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)
        do {
            _ = try FormSetProof(folder: layouts.path + "/hunan-2023", resources: resources).layOut()
            return []
        } catch RenderError.rejected(let found) {
            return found
        }
    }

    private static let rule = "  - {id: office-count, check: offices > 1, message: {zh: 甲, en: a}}\n"

    /// The names of the files that are at fault.
    private func files(_ found: [Diagnostic]) -> Set<String> {
        Set(found.map { $0.span?.file.name.split(separator: "/").last.map(String.init) ?? "" })
    }

    @Test func tellsOfFormsLettersAndRulesAtOnce() throws {
        let found = try faults(addingTo: [
            "roster.yaml": "titel: 甲\n", "letter.yaml": "titel: 甲\n", "rules.yaml": Self.rule,
        ])
        #expect(files(found) == ["letter.yaml", "roster.yaml", "rules.yaml"], "\(found.map(\.message.zh))")
    }

    @Test func tellsOfRulesAndOfWhatANewSubmissionBeginsWithAtOnce() throws {
        let found = try faults(addingTo: ["new.yaml": "yeer: 2024\n", "rules.yaml": Self.rule])
        #expect(files(found) == ["new.yaml", "rules.yaml"], "\(found.map(\.message.zh))")
    }

    /// All the other files say what they say about what the model declares.
    @Test func tellsOfAModelAlone() throws {
        let found = try faults(addingTo: [
            "model.yaml": "  - {name: sum, title: 甲, type: amount}\n", "rules.yaml": Self.rule,
        ])
        #expect(files(found) == ["model.yaml"], "\(found.map(\.message.zh))")
    }

    @Test func findsNothingInAFormSetThatIsRight() throws { #expect(try faults(addingTo: [:]).isEmpty) }
}

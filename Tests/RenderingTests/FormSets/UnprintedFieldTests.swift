import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

/// What an office fills in and no form prints is told, to the office and to those who write the form set.
@Suite struct UnprintedFieldTests {
    /// What is found in the example for Hunan, changed by `change`, with the form set of which `file` is changed by `edit`.
    private func found(
        _ file: String, _ edit: (String) -> String, _ change: (String) -> String = { $0 }
    ) throws -> [Diagnostic] {
        let layouts = try FormSets.copy { folder in try Self.change("\(folder)/\(file)", edit) }
        let path = try layouts.write("a.yaml", change(Example.text))
        let resources = Resources(layouts: layouts.path, fonts: FormSets.fonts)
        return try Renderer(RenderingContext(resources)).check(path: path)
    }

    private static func change(_ path: String, _ edit: (String) -> String) throws {
        let text = Fixtures.text(path)
        #expect(edit(text) != text)
        try edit(text).write(toFile: path, atomically: true, encoding: .utf8)
    }

    private static func addField(_ text: String) -> String {
        text + "  - {in: projects, name: remark, title: 项目备注, type: text}\n"
    }

    @Test func anOfficeIsToldOfWhatNoFormPrints() throws {
        let found = try found("model.yaml", Self.addField) {
            $0.replacing("    department: 县委办", with: "    remark: 甲\n    department: 县委办")
        }
        #expect(found.map(\.id) == ["not-printed"])
        #expect(found.first?.severity == .warning)
        #expect(found.first?.field == "projects[0].remark")
        #expect(found.first?.message.zh == "“附件4、附件5 项目 › 项目备注”填了，但各张表都不印它（共 2 处）")
    }

    /// What nobody has filled in is no loss.
    @Test func anEmptyFieldIsNotTold() throws {
        #expect(try found("model.yaml", Self.addField).map(\.id) == [])
    }

    /// A form that is not printed for a submission prints none of its fields.
    @Test func anOfficeIsToldOfWhatAFormWouldPrintThatIsNot() throws {
        let found = try found("formset.yaml") {
            $0.replacing(
                "  - {file: roster.yaml, requires: [roster]}",
                with: "  - {if: year > 2100, forms: [{file: roster.yaml, requires: [roster]}]}")
        }
        #expect(!found.isEmpty && found.allSatisfy { $0.id == "not-printed" && $0.field?.hasPrefix("roster") == true })
    }

    @Test func whoeverWritesAFormSetIsToldOfWhatNoFormPrints() throws {
        let layouts = try FormSets.copy { folder in try Self.change("\(folder)/model.yaml", Self.addField) }
        let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)
        let findings = try FormSetProof(folder: layouts.path + "/hunan-2023", resources: resources).layOut().findings
        let told = findings.filter { $0.id == "never-printed" && $0.message.en.contains("projects.remark") }
        #expect(told.count == 1)
    }

    @Test(arguments: FormSets.names) func examplesLoseNothing(_ name: String) throws {
        let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)
        let findings = try FormSetProof(folder: "\(FormSets.layouts)/\(name)", resources: resources).layOut().findings
        #expect(
            findings.filter { ["not-printed", "rule-left-out"].contains($0.id) }.map(\.message.zh)
                == [])
    }
}

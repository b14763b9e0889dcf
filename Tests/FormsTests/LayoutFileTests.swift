import Foundation
import TestSupport
import Testing

/// The layout files of every form set follow the JSON Schemas that editors check them against.
@Suite struct LayoutFileTests {
    private static let layouts = Fixtures.project + "/layouts"
    /// All but the starting points of submissions, which are no layouts.
    private static let files = (Fixtures.files(in: layouts, suffix: "") + ["\(layouts)/common/forms"]).flatMap {
        Fixtures.files(in: $0, suffix: ".yaml").filter { !$0.hasSuffix("/new.yaml") }
    }

    private func check(_ path: String) throws -> Program.Outcome {
        try Program.schemaCheck.run([path])
    }

    @Test(arguments: files) func layoutsFollowTheirSchemas(_ path: String) throws {
        let outcome = try check(path)
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test(arguments: [
        ("formset.yaml", "mirrored: true", "miror: true"), ("formset.yaml", "top: 37mm", "top: 37"),
        ("narrative.yaml", "align: end", "align: ended"), ("overall.yaml", "cell: value", "cel: value"),
        ("overall.yaml", "# yaml-language-server: ", "# "), ("model.yaml", "type: integer, min", "type: number, min"),
        ("model.yaml", "office: office.name", "offices: office.name"), ("model.yaml", "../common/o", "../../o"),
    ])
    func refusesWhatTheReadersRefuse(_ file: String, _ old: String, _ new: String) throws {
        let folder = try TemporaryFolder()
        let text = Fixtures.text("\(Self.layouts)/hunan-2023/\(file)")
            .replacing("$schema=../", with: "$schema=\(Self.layouts)/")
        #expect(text.contains(old))
        #expect(try check(try folder.write("whole-\(file)", text)).code == 0)
        #expect(try check(try folder.write(file, text.replacing(old, with: new))).code == 1)
    }
}

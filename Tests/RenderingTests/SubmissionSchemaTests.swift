import Foundation
import Rendering
import TestSupport
import Testing

/// The JSON Schemas of submissions.
@Suite struct SubmissionSchemaTests {
    private static func path(_ formSet: String) -> String { "\(FormSets.layouts)/\(formSet)/submission.schema.json" }

    @Test(arguments: FormSets.names) func isKeptAsTheProgramWritesIt(_ formSet: String) throws {
        let outcome = try Program.annex.run(["schema", formSet])
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        #expect(
            Golden.matches(outcome.output, Self.path(formSet)),
            "annex schema \(formSet) > layouts/\(formSet)/submission.schema.json")
    }

    @Test(arguments: FormSets.names) func examplesFollowIt(_ formSet: String) throws {
        let example = "\(FormSets.layouts)/\(formSet)/example/submission.yaml"
        #expect(Fixtures.text(example).hasPrefix("# yaml-language-server: $schema=../submission.schema.json\n"))
        let outcome = try Program.schemaCheck.run([example])
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test func describesTheFieldsThatAFormSetAdds() throws {
        let (folder, resources) = try FormSets.copy { copy in
            let added = """
                fields:
                  - {in: projects.evaluation.groups, name: nature, title: 指标性质, type: choice, values: [定性, 1], required: true}
                  - in: office
                    name: months
                    title: 各月
                    type: list
                    fields: [{name: change, title: 增减, type: integer, min: -5, max: 5}]

                """
            let path = copy + "/formset.yaml"
            try (added + Fixtures.text(path)).write(toFile: path, atomically: true, encoding: .utf8)
        }
        defer { withExtendedLifetime(folder) {} }
        let documents = try FormSetDocuments(formSet: nil, resources: resources)
        let schema = try folder.write("schema.json", documents.schema)
        for (group, months, isRight) in [
            ("nature: 定性", "change: -5", true), ("nature: 1", "", true), ("weight: 1", "", false),
            ("nature: 2", "", false),
            ("nature: 1", "change: \"－3\"", true), ("nature: 1", "change: 6", false), ("nature: 1", "month: 6", false),
        ] {
            let text = Example.text.replacing("- name: 成本指标\n", with: "- name: 成本指标\n          \(group)\n")
                .replacing(#/- name: (产出|效益|满意度)指标\n          weight/#) {
                    "- name: \($0.1)\n          nature: 1\n          weight"
                }
                .replacing("          weight: 20\n", with: group.hasPrefix("weight") ? "" : "          weight: 20\n")
                .replacing("  shortName: 县委办", with: "  months: [{\(months)}]\n  shortName: 县委办")
            let outcome = try Program.schemaCheck.run(["--schema", schema, try folder.write("a.yaml", text)])
            #expect((outcome.code == 0) == isRight, "\(group) \(months) \(outcome.output)")
        }
        let template = try documents.template()
        #expect(template.contains("nature:           # 指标性质（必填）：可用 定性、1\n"))
        #expect(template.contains("    # change 增减：-5 到 5 的整数\n    - {change: }\n"))
    }

    @Test func asksForTheFormSetWhereThereAreSeveral() throws {
        let (folder, resources) = try FormSets.copy { copy in
            try FileManager.default.copyItem(atPath: copy, toPath: copy.replacing("2023", with: "2024"))
        }
        defer { withExtendedLifetime(folder) {} }
        #expect(throws: RenderError.self) { try FormSetDocuments(formSet: nil, resources: resources) }
        #expect(throws: Never.self) { try FormSetDocuments(formSet: "hunan-2023", resources: resources) }
    }

    @Test(arguments: ["schema", "new"]) func suggestsTheFormSetThatWasMeant(_ command: String) throws {
        let outcome = try Program.annex.run([command, "hunan-2032"])
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("错误：没有名为“hunan-2032”的表样 [unknown-form-set]\n  提示：是不是“hunan-2023”？\n"))
    }
}

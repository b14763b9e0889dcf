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

    /// The least that a submission states, with a value for one field.
    private static func document(_ place: String, _ value: String) -> String {
        let values = [
            "YEAR": "2023", "NAME": "\"甲\"", "DATE": "null", "FIGURE": "1", "RATE": "null", "ITEM": "\"basic\"",
            "LEVEL": "0", "BUILDINGS": "[]", "STAFFING": "{\"authorized\": FIGURE, \"controlRate\": RATE}",
        ].merging([place: value]) { $1 }
        let text = """
            {"formSet": "hunan-2023", "year": YEAR, "office": {"name": NAME, "shortName": "乙"}, "filing": {"date": DATE},
             "narrative": {"title": "题", "body": "文"},
             "baseData": {"staffing": STAFFING, "spending": [{"item": ITEM, "label": "行", "level": LEVEL}],
              "buildings": BUILDINGS},
             "overall": {"funds": {}, "groups": [], "total": {}}, "roster": {"people": []}}
            """
        return ["STAFFING", "YEAR", "NAME", "DATE", "FIGURE", "RATE", "ITEM", "LEVEL", "BUILDINGS"]
            .reduce(text.replacing("\n", with: "")) { $0.replacing($1, with: values[$1, default: ""]) }
    }

    /// The values that are tried in each place, as JSON.
    private static let trials: [(place: String, values: [String])] = [
        (
            "YEAR",
            ["2023", "\"2023\"", "\" ２０２３ \"", "\"+2023\"", "1999", "2201", "\"二〇二三\"", "null", "\"\"", "true", "[]"]
        ),
        ("NAME", ["\"甲\"", "5", "1.5", "true", "null", "\"\"", "\"\u{3000}\"", "{}", "[\"甲\"]"]),
        (
            "DATE",
            [
                "\"2024-06-02\"", "\"2024.6.2\"", "\"2024/6/2\"", "\"2024年6月2日\"", "\"２０２４年６月２日\"",
                "\"2024 年 6 月 2 日\"",
                "\" 2024－06－02\"", "\"2024-6.2\"", "\"24-6-2\"", "\"2024-06\"", "\"6月2日\"", "\"2024年6月2\"", "20240602",
                "null", "\"\"", "false",
            ]
        ),
        (
            "FIGURE",
            [
                "1", "-2.5", "\"1,234.50\"", "\"1，234．50\"", "\"12,34\"", "\"1,2345\"", "\"１２３．４\"", "\"+5\"", "\"－5\"",
                "\"--5\"", "\"无\"", "\"——\"", "\"--\"", "\"／\"", "\"不适用\"", "\"……\"", "\"\"", "null", "\" 无 \"",
                "\"没有\"",
                "\"5%\"", "\"36人\"", "\"1.\"", "\".5\"", "\"1e5\"", "\"123456789012345678901234567890\"",
                "\"1234567890123456789012345678901\"", "\"123456789012345678901234567.8901\"", "true", "[]",
            ]
        ),
        (
            "RATE",
            [
                "\"98.7%\"", "\"９８％\"", "\"1,000%\"", "\"-1%\"", "98.7", "\"98.7\"", "\"%\"", "\"9%%\"", "\"无\"",
                "null", "\"\"",
            ]
        ),
        ("ITEM", ["\"basic\"", "\"other\"", "\"Basic\"", "\"\"", "null", "1"]),
        ("LEVEL", ["0", "6", "7", "-1", "\"3\"", "\"-3\"", "\"三\"", "null", "\"\""]),
        (
            "BUILDINGS",
            ["[]", "null", "[{}]", "[{\"actualArea\": 3}]", "[null]", "[1]", "{}", "\"\"", "[{\"area\": 3}]"]
        ),
        ("STAFFING", ["{}", "null", "[]", "\"\"", "{\"authorised\": 1}"]),
    ]

    @Test func acceptsWhatDecodingAccepts() throws {
        let folder = try TemporaryFolder()
        let documents = Self.trials.flatMap { trial in trial.values.map { Self.document(trial.place, $0) } }
        let lines = try folder.write("documents.jsonl", documents.joined(separator: "\n") + "\n")
        let faults = try Program.schemaCheck.run(["--schema", Self.path("hunan-2023"), lines])
        #expect(faults.errors.isEmpty)
        let refused = Set(faults.output.matches(of: #/(?m)^[^:]*:(\d+): /#).compactMap { Int($0.1) })
        try FileManager.default.createDirectory(atPath: folder.path + "/all", withIntermediateDirectories: true)
        for (number, document) in documents.enumerated() {
            _ = try folder.write("all/\(String(1000 + number)).json", document)
        }
        let report = try Program.annex.run(["check", folder.path + "/all", "--format", "json"]).output
        let checked = try JSONDecoder().decode(Report.self, from: Data(report.utf8)).files
        #expect(checked.count == documents.count)
        for (number, file) in checked.enumerated() {
            #expect(refused.contains(number + 1) == file.isRefused, "\(documents[number])")
        }
        #expect(refused.count > 30 && refused.count < documents.count - 30)
    }

    /// The part of a report that tells whether a file could be decoded.
    private struct Report: Decodable {
        let files: [File]

        struct File: Decodable {
            let diagnostics: [Finding]

            var isRefused: Bool {
                let faults = ["bad-number", "bad-date", "unknown-value", "unknown-key", "wrong-type", "empty-value"]
                return diagnostics.contains { faults.contains($0.id) }
            }
        }

        struct Finding: Decodable {
            let id: String
        }
    }

    @Test func describesTheFieldsThatAFormSetAdds() throws {
        let folder = try FormSets.copy { copy in
            let added = """
                  - {in: projects.evaluation.groups, name: nature, title: 指标性质, type: choice, values: [定性, 1], required: true}
                  - in: office
                    name: months
                    title: 各月
                    type: list
                    fields: [{name: change, title: 增减, type: integer, min: -5, max: 5, note: 比上月}]

                """
            let path = copy + "/model.yaml"
            try (Fixtures.text(path) + added).write(toFile: path, atomically: true, encoding: .utf8)
        }
        defer { withExtendedLifetime(folder) {} }
        let resources = Resources(layouts: folder.path, fonts: FormSets.fonts)
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
        #expect(template.contains("    # change 增减：-5 到 5 的整数；比上月\n    - {change: }\n"))
        #expect(documents.schema.contains("\"description\": \"-5 到 5 的整数；比上月\""))
    }

    @Test func asksForTheFormSetWhereThereAreSeveral() throws {
        let folder = try FormSets.copy { copy in
            try FileManager.default.copyItem(atPath: copy, toPath: copy.replacing("2023", with: "2024"))
        }
        defer { withExtendedLifetime(folder) {} }
        let resources = Resources(layouts: folder.path, fonts: FormSets.fonts)
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

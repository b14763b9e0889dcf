import Diagnostics
import Foundation
import Rendering
import SourceTree
import TestSupport
import Testing

/// What `annex new` writes.
@Suite struct SubmissionTemplateTests {
    private func template(_ formSet: String) throws -> String {
        let outcome = try Program.annex.run(["new", formSet])
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        return outcome.output
    }

    /// The ways to all fields that a template states, the optional ones too: their comment signs are taken away.
    private func ways(in template: String) throws -> Set<String> {
        let optional = #/(?m)^( *)# ((?: *# )* *(?:- )?(?:\w+:(?: .*)?|\{.*\}))$/#
        var text = template
        while text.contains(optional) { text = text.replacing(optional) { "\($0.1)\($0.2)" } }
        let (root, faults) = try NodeComposer.compose(SourceFile(name: "new.yaml", text: text))
        #expect(faults.isEmpty)
        return Self.ways(of: root, "")
    }

    private static func ways(of node: Node, _ way: String) -> Set<String> {
        switch node.content {
        case .mapping(let entries):
            entries.reduce(into: []) { ways, entry in
                ways.insert("\(way).\(entry.key)")
                ways.formUnion(self.ways(of: entry.value, "\(way).\(entry.key)"))
            }
        case .sequence(let elements): elements.reduce(into: []) { $0.formUnion(ways(of: $1, way)) }
        case .scalar: []
        }
    }

    /// The ways to all fields of a JSON Schema.
    private static func ways(in schema: [String: Any], _ way: String = "") -> Set<String> {
        if let items = schema["items"] as? [String: Any] { return ways(in: items, way) }
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        return properties.reduce(into: []) { ways, property in
            ways.insert("\(way).\(property.key)")
            ways.formUnion(self.ways(in: property.value, "\(way).\(property.key)"))
        }
    }

    @Test(arguments: FormSets.forOffices) func statesEveryField(_ formSet: String) throws {
        let schema = try JSONSerialization.jsonObject(
            with: Data(Program.annex.run(["schema", formSet]).output.utf8))
        let fields = Self.ways(in: try #require(schema as? [String: Any]))
        #expect(fields.count > 30)
        #expect(try ways(in: template(formSet)) == fields)
    }

    /// Editors find the schema of the form set where it is on this machine; for all others the line is a comment.
    @Test func namesTheSchemaInFilesForEditors() throws {
        let folder = try TemporaryFolder()
        let layouts = folder.path + "/我们的 表样"
        for part in ["national-plain", "national-project", "common"] {
            try FileManager.default.createDirectory(atPath: layouts, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: Fixtures.project + "/layouts/" + part, toPath: "\(layouts)/\(part)")
        }
        let file = folder.path + "/a.yaml"
        let arguments = ["new", "national-plain", "--layouts", layouts]
        #expect(try Program.annex.run(arguments + ["-o", file]).code == 0)
        let (line, rest) = try Self.firstLine(of: file)
        #expect(line.hasPrefix("# yaml-language-server: $schema=file:///"))
        let address = try #require(URL(string: String(line.split(separator: "=")[1])))
        let schema = try Program.annex.run(["schema", "national-plain", "--layouts", layouts]).output
        #expect(try String(contentsOf: address, encoding: .utf8) == schema)
        #expect(try rest == Program.annex.run(arguments).output)
        let outcome = try Program.annex.run(["check", file, "--layouts", layouts])
        #expect(!outcome.errors.contains("schema"))

        try FileManager.default.removeItem(atPath: address.path)
        let other = folder.path + "/b.yaml"
        #expect(try Program.annex.run(arguments + ["-o", other]).code == 0)
        #expect(try String(contentsOfFile: other, encoding: .utf8) == rest)
    }

    private static func firstLine(of path: String) throws -> (line: String, rest: String) {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let end = try #require(text.firstIndex(of: "\n"))
        return (String(text[..<end]), String(text[text.index(after: end)...]))
    }

    @Test(arguments: FormSets.forOffices) func lacksNothingButWhatMustBeFilledIn(_ formSet: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("a.yaml", template(formSet))
        let outcome = try Program.annex.run(["check", path])
        #expect(outcome.code == 1)
        let ids = outcome.output.matches(of: #/(?m)^.*\[([a-z-]+)\]$/#).map { String($0.1) }
        #expect(ids.count > 5)
        let blanks: Set = [
            "empty-value", "filing-date", "filing-leader", "filing-preparer", "likelihood", "problem-incomplete",
        ]
        #expect(ids.allSatisfy { blanks.contains($0) || $0.hasSuffix("-missing") }, "\(outcome.output)")
    }

    @Test func explainsFieldsAndFillsInTheRowsOfTheForm() throws {
        let text = try template("hunan-2023")
        for line in [
            "year:                       # 评价年度（必填）：2000 到 2200 的整数",
            "  date:                     # 填报日期：日期，如 2024-06-02",
            "    # label 项目名称（必填）", "    # budget 本年预算数：数字",
            "    - {item: basic, label: 一、部门基本支出, level: 0, previousFinal: , budget: , final: }",
            "    - {item: project, label: , level: 1, previousFinal: , budget: , final: }",
            "# archive:                  # 归档章（选填）", "  # filing:                 # 填报信息（选填）",
            "  austerity: |              # 厉行节约保障措施：成段的文字", "  blankRows: 9              # 空行数：0 到 200 的整数",
        ] {
            #expect(text.contains("\n\(line)\n"), "\(line)")
        }
    }

    @Test func becomesASubmissionWhereItIsFilledIn() throws {
        let folder = try TemporaryFolder()
        var text = try template("hunan-2023").replacing("year:  ", with: "year: 2023  ")
        for key in ["name", "shortName", "title", "department", "unit"] {
            text = text.replacing(try Regex("(?m)^( *(?:- )?\(key):)  "), with: { "\($0[1].substring ?? "") 甲 " })
        }
        text = text.replacing("{name: ,", with: "{name: 甲,").replacing("label: ,", with: "label: 甲,")
            .replacing(#/(?m)^  body: \|.*$/#) { "\($0.0)\n    一段\n    # 说明" }
        let outcome = try Program.annex.run(["check", try folder.write("a.yaml", text)])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    @Test func writesAFileButNeverOverAnother() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/新 材料.yaml"
        let outcome = try Program.annex.run(["new", "hunan-2023", "-o", path])
        #expect(outcome.code == 0)
        #expect(outcome.output == "已写好 \(path)\n")
        #expect(try Self.firstLine(of: path).rest == template("hunan-2023"))
        _ = try folder.write("旧.yaml", "旧")
        let refused = try Program.annex.run(["new", "hunan-2023", "-o", folder.path + "/旧.yaml"])
        #expect(refused.code == 1)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.hasPrefix("错误：已有文件“\(folder.path)/旧.yaml”，没有改动它 [file-exists]\n"))
        #expect(Fixtures.text(folder.path + "/旧.yaml") == "旧")
        let failed = try Program.annex.run(["new", "hunan-2023", "-o", folder.path + "/no/a.yaml"])
        #expect(failed.code == 3)
        #expect(folder.files(in: "") == ["新 材料.yaml", "旧.yaml"])
    }

    @Test(arguments: [
        ("- {item: basic,", "- {itme: basic,", "unknown-key"), ("blankRows: 9", "blankRows: 900", "bad-number"),
        ("roster:", "roster: [", "syntax"),
    ])
    func refusesAStartingPointThatIsAtFault(_ old: String, _ new: String, _ id: String) throws {
        let folder = try FormSets.copy { copy in
            let text = Fixtures.text(copy + "/new.yaml")
            #expect(text.contains(old))
            try text.replacing(old, with: new).write(toFile: copy + "/new.yaml", atomically: true, encoding: .utf8)
        }
        defer { withExtendedLifetime(folder) {} }
        let resources = Resources(layouts: folder.path, fonts: FormSets.fonts)
        let documents = try FormSetDocuments(formSet: "hunan-2023", resources: resources)
        do {
            _ = try documents.template()
            Issue.record("nothing was found")
        } catch {
            guard case .rejected(let found) = error else { throw error }
            #expect(found.map(\.id) == [id])
        }
    }

    @Test func quotesWhatYAMLWouldReadAsSomethingElse() throws {
        let folder = try FormSets.copy { copy in
            let text = "overall:\n  income: [{label: \"甲: 乙, {丙} #1\"}, {label: '12'}, {label: 丁}]\n"
            try text.write(toFile: copy + "/new.yaml", atomically: true, encoding: .utf8)
        }
        defer { withExtendedLifetime(folder) {} }
        let resources = Resources(layouts: folder.path, fonts: FormSets.fonts)
        let template = try FormSetDocuments(formSet: "hunan-2023", resources: resources).template()
        #expect(template.contains("    - {label: \"甲: 乙, {丙} #1\", amount: }\n    - {label: \"12\", amount: }\n"))
        #expect(template.contains("    - {label: 丁, amount: }\n"))
    }
}

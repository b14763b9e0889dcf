import Foundation
import Rendering
import TestSupport
import Testing

/// A field that is added to one file of a form set is known everywhere.
@Suite struct OneFileFieldTests {
    /// The form set for Hunan in a folder of its own with a program beside it, `change` made to one of its files.
    private func formSet(_ file: String, _ change: (String) -> String) throws -> (
        folder: TemporaryFolder, program: Program
    ) {
        let folder = try TemporaryFolder()
        for name in ["layouts", "fonts"] {
            let (source, copy) = ("\(Fixtures.project)/\(name)", "\(folder.path)/\(name)")
            name == "fonts"
                ? try FileManager.default.createSymbolicLink(atPath: copy, withDestinationPath: source)
                : try FileManager.default.copyItem(atPath: source, toPath: copy)
        }
        let path = "\(folder.path)/layouts/\(file)"
        let text = Fixtures.text(path)
        #expect(change(text) != text)
        try change(text).write(toFile: path, atomically: true, encoding: .utf8)
        // The program finds form sets and faces in the folders above it.
        try FileManager.default.copyItem(atPath: Program.annex.path, toPath: folder.path + "/annex")
        return (folder, Program(path: folder.path + "/annex"))
    }

    private static let example = Example.text.replacing("  shortName: 县委办", with: "  banks: 3\n  shortName: 县委办")

    @Test(arguments: [
        (
            "hunan-2023/model.yaml",
            "  - {in: office, name: banks, title: 开户行数, type: integer, max: 9, required: true}\n"
        ),
        ("common/office.yaml", "  - {name: banks, title: 开户行数, type: integer, max: 9, required: true}\n"),
    ])
    func isDecodedDescribedAndAskedFor(_ file: String, _ field: String) throws {
        let (folder, annex) = try formSet(file) { $0 + field }
        #expect(Self.example != Example.text)
        let right = try folder.write("right.yaml", Self.example)
        let wrong = try folder.write("wrong.yaml", Self.example.replacing("banks: 3", with: "banks: 30"))
        let missing = try folder.write("missing.yaml", Example.text)
        #expect(try annex.run(["check", right]).code == 0)
        #expect(try annex.run(["check", wrong]).output.contains("应为 0 到 9 的整数，这里是“30” [bad-number]"))
        #expect(try annex.run(["check", missing]).output.contains("缺少“banks”（开户行数） [missing-key]"))
        #expect(try annex.run(["schema", "hunan-2023"]).output.contains("\"banks\": {"))
        #expect(
            try annex.run(["new", "hunan-2023"]).output.contains("  banks:                    # 开户行数（必填）：0 到 9 的整数\n"))
    }

    @Test func isPrintedAndCheckedByRules() throws {
        let field = "  - {in: office, name: banks, title: 开户行数, type: integer, max: 9}\n"
        let (folder, annex) = try formSet("hunan-2023/model.yaml") { $0 + field }
        let form = folder.path + "/layouts/hunan-2023/roster.yaml"
        try Fixtures.text(form).replacing(
            "body:\n", with: "body:\n  - {text: '开户行{office.banks}个', style: annexLabel}\n"
        )
        .write(toFile: form, atomically: true, encoding: .utf8)
        let rules = try folder.write(
            "own.yaml",
            """
            rules:
              - {id: few-banks, severity: warning, check: office.banks <= 2, message: {zh: 开户行太多, en: too many banks}}
            """)
        let path = try folder.write("a.yaml", Self.example)
        let shown = try annex.run(["inspect", path])
        #expect(shown.code == 0 && shown.output.contains("开户行3个"))
        let checked = try annex.run(["check", path, "--rules", rules])
        #expect(checked.output.contains("开户行太多；这里是 3，应不大于 2 [few-banks]"), "\(checked.output)")
    }

    @Test func isToldOfWhereItsDeclarationIsAtFault() throws {
        let (folder, annex) = try formSet("common/office.yaml") {
            $0 + "  - {name: banks, titel: 开户行数, type: integer}\n"
        }
        let outcome = try annex.run(["check", try folder.write("a.yaml", Example.text)])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("/layouts/common/office.yaml:7:19: "), "\(outcome.output)")
        #expect(outcome.output.contains("不认识的键“titel” [unknown-key]"))
    }

    /// `annex preview --watch` draws the example anew where the state is another.
    @Test(arguments: ["common/office.yaml", "hunan-2023/model.yaml", "hunan-2023/roster.yaml"])
    func isSeenWhereItsFileChanges(_ file: String) throws {
        let (folder, _) = try formSet(file) { $0 + "# 改\n" }
        let resources = Resources(layouts: folder.path + "/layouts", fonts: FormSets.fonts)
        let proof = try FormSetProof(folder: folder.path + "/layouts/hunan-2023", resources: resources)
        let state = proof.state
        #expect(proof.state == state)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: "\(folder.path)/layouts/\(file)")
        #expect(proof.state != state)
    }

    @Test func namesFilesAndTitlesAsTheFormSetSays() throws {
        let (folder, annex) = try formSet("hunan-2023/model.yaml") {
            $0.replacing("{year}年度绩效自评\"", with: "（{year}）自评\"").replacing("年度绩效自评材料\"", with: "年的材料\"")
        }
        let path = try folder.write("a.yaml", Example.text)
        let outcome = try annex.run(["render", path, "-o", folder.path + "/out", "--progress", "none"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let names = folder.files(in: "out").filter { $0.hasSuffix(".pdf") }
        #expect(names == ["中共清岚县委办公室（2023）自评.pdf"])
        let info = try #require(Program.tool("pdfinfo")).run([folder.path + "/out/" + (names.first ?? "")])
        #expect(info.output.contains("中共清岚县委办公室2023年的材料\n"))
    }
}

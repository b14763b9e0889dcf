import Foundation
import TestSupport
import Testing

/// A folder of files of every kind, as a bureau has it from its offices: each is rendered or named, and workbooks that are
/// refused come back marked.
@Suite struct BureauFolderTests {
    private static let faulty = [("year", "二零二三年头"), ("office.name", "清岚县文化馆")]
    /// A compound file that holds an encrypted package.
    private static let encrypted = Data(CompoundRecipe.bytes(["Root Entry", "EncryptionInfo", "EncryptedPackage"]))

    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.writeWorkbook("in/退/文化馆.xlsx", Self.faulty)
        let workbook = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/in/退/文化馆.xlsx"))
        let half = workbook.prefix(workbook.count / 2)
        for (name, content) in [
            ("没传完.xlsx", half), ("有密码.xlsx", Self.encrypted), ("文化馆.xlsx.bak", workbook), ("附表", workbook),
            ("~$文化馆.xlsx", Data([5, 0])), ("盖章页.png", Data([0x89, 0x50])),
            ("导出.xls", Data("<table><tr><td>菜谱</td></tr></table>".utf8)),
            ("丙.yaml", Data("formSet: hunan-2023\nyear: 早\n".utf8)),
            ("甲.yaml", Data(Fixtures.text(Example.path).utf8)),
        ] { try content.write(to: URL(fileURLWithPath: "\(folder.path)/in/\(name)")) }
        return folder
    }

    /// What is said of each file, and whether it stands in the report.
    private static let said: [(name: String, id: String, isReported: Bool)] = [
        ("退/文化馆.xlsx", "[bad-number]", true), ("没传完.xlsx", "[truncated-file]", true),
        ("有密码.xlsx", "[encrypted-file]", true), ("文化馆.xlsx.bak", "[hidden-file]", false),
        ("附表", "[left-out]", false), ("~$文化馆.xlsx", "[open-elsewhere]", false), ("导出.xls", "[unknown-form]", true),
        ("丙.yaml", "[bad-number]", true), ("盖章页.png", "[not-read]", false),
    ]

    @Test func rendersWhatIsRightAndGivesTheRestBack() throws {
        let folder = try folder()
        let (input, marks) = ("\(folder.path)/in", "\(folder.path)/退回")
        let outcome = try Program.annex.run(["render", input, "-o", "\(folder.path)/out", "--mark", marks])
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("共 6 份：生成 1 份，未变 0 份，退回 5 份"))
        let report = Fixtures.text("\(folder.path)/out/report.html")
        let lines = outcome.errors.split(separator: "\n")
        for (name, id, isReported) in Self.said {
            #expect(lines.contains { $0.contains("/in/\(name):") && $0.hasSuffix(id) }, "\(name)")
            #expect(report.contains("in/\(name)") == isReported, "\(name)")
        }
        #expect(report.contains("其他内容!B2 [bad-number]"))
        #expect(!outcome.output.contains("盖章页"), "it is told as an error")
        #expect(folder.files(in: "退回") == ["退", "退/文化馆.xlsx"])
        #expect(outcome.output.contains("已标注 \(marks)/退/文化馆.xlsx"))
        #expect(try Workbooks.notes("\(marks)/退/文化馆.xlsx").contains("<comment ref=\"B2\""))
        #expect(outcome.errors.contains("丙.yaml: 警告：") && outcome.errors.contains("[not-marked]"))
    }

    @Test func checksEveryFileOfAFolder() throws {
        let folder = try folder()
        let outcome = try Program.annex.run(["check", "\(folder.path)/in", "--mark", "\(folder.path)/退回"])
        #expect(outcome.code == 1)
        for (name, id, _) in Self.said {
            #expect(
                outcome.output.split(separator: "\n").contains { $0.contains("/in/\(name):") && $0.hasSuffix(id) },
                "\(name)")
        }
        #expect(folder.files(in: "退回") == ["退", "退/文化馆.xlsx"])
    }

    @Test func marksOnlyWhatIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.writeWorkbook("文化馆.xlsx", Self.faulty)
        let (path, copy) = ("\(folder.path)/文化馆.xlsx", "\(folder.path)/待改.xlsx")
        let refused = try Program.annex.run(["render", path, "-o", "\(folder.path)/out", "--mark", copy])
        #expect(refused.code == 1 && refused.output == "已标注 \(copy)\n")
        #expect(try Workbooks.notes(copy).contains("<comment ref=\"B2\""))
        let made = try Program.annex.run(
            ["render", Example.path, "-o", "\(folder.path)/out", "--mark", "\(folder.path)/好.xlsx"])
        #expect(made.code == 0 && !folder.files(in: "").contains("好.xlsx"))
        let images = try Program.annex.run(["render", path, "-o", folder.path, "--format", "png", "--mark", copy])
        #expect(images.code == 2 && images.errors.contains("--mark 要求格式为 pdf"))
    }
}

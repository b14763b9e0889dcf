import Foundation
import TestSupport
import Testing

/// `annex check --mark` gives workbooks back with their findings as comments.
@Suite struct MarkCommandTests {
    private static let faulty = [("year", "二零二三年头"), ("office.name", "清岚县文化馆")]

    @Test func writesTheWorkbookWithItsFindingsAndNeverOverAnother() throws {
        let folder = try TemporaryFolder()
        try folder.writeWorkbook("文化馆.xlsx", Self.faulty)
        let (path, copy) = ("\(folder.path)/文化馆.xlsx", "\(folder.path)/待改.xlsx")
        let outcome = try Program.annex.run(["check", path, "--mark", copy])
        #expect(outcome.code == 1)
        #expect(outcome.output.hasSuffix("已标注 \(copy)\n"))
        #expect(outcome.output.contains(":其他内容!B2: 错误："))
        let comments = try Workbooks.notes(copy)
        #expect(comments.contains("<comment ref=\"B2\"") && comments.contains("Annex 检查："))
        let before = try Data(contentsOf: URL(fileURLWithPath: copy))
        let second = try Program.annex.run(["check", path, "--mark", copy])
        #expect(second.code == 1 && second.errors.contains("[file-exists]"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == before)
        let wrong = try Program.annex.run(["check", path, "--mark", "\(folder.path)/待改.xlsm"])
        #expect(wrong.code == 1 && wrong.errors.contains("[wrong-ending]"))
        #expect(folder.files(in: "") == ["待改.xlsx", "文化馆.xlsx"].sorted())
    }

    @Test func writesACopyOfEachWorkbookOfAFolderAsItWasCalled() throws {
        let folder = try TemporaryFolder()
        try folder.writeWorkbook("县/填报.xlsx", Self.faulty)
        try folder.writeWorkbook("县/乡/填报.xlsx", Self.faulty)
        _ = try folder.write("县/丙.yaml", "formSet: hunan-2023\nyear: 早年\n")
        for (number, input) in ["县", "县/**/*.*"].enumerated() {
            let outcome = try Program.annex.run([
                "check", "\(folder.path)/\(input)", "--mark", "\(folder.path)/退回\(number)", "--format", "json",
            ])
            #expect(outcome.code == 1)
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) }
            #expect(folder.files(in: "退回\(number)") == ["乡", "乡/填报.xlsx", "填报.xlsx"])
            #expect(outcome.errors.contains("丙.yaml: 警告：") && outcome.errors.contains("[not-marked]"))
        }
    }

    @Test func wantsAFolderForSeveralFiles() throws {
        let folder = try TemporaryFolder()
        let taken = try folder.write("有.xlsx", "")
        let outcome = try Program.annex.run(["check", Example.path, folder.path, "--mark", taken])
        #expect(outcome.code == 2 && outcome.errors.contains("--mark 应是文件夹"))
    }

    @Test func saysThatOnlyWorkbooksAreMarked() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("丙.yaml", "formSet: hunan-2023\nyear: 早年\n")
        let outcome = try Program.annex.run(["check", path, "--mark", "\(folder.path)/丙.xlsx"])
        #expect(outcome.code == 1 && outcome.errors.contains("错误：只能在工作簿（.xlsx、.xlsm）里加批注"))
        #expect(folder.files(in: "") == ["丙.yaml"])
        let clean = try Program.annex.run(["check", Example.path, "--mark", "\(folder.path)/丁.xlsx"])
        #expect(clean.code == 0 && clean.output.contains("没有要标注的"))
    }
}

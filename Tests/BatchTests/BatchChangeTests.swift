import Foundation
import TestSupport
import Testing

/// What is rendered again into a folder, and what there stays as it is.
@Suite struct BatchChangeTests {
    @Test func rendersOnlyWhatHasChanged() throws {
        let county = try SmallCounty(3)
        #expect(try county.render().code == 0)
        let first = try county.pdfs()
        let again = try county.render()
        #expect(again.output.contains("生成 0 份，未变 3 份"))
        #expect(!again.output.contains("重新打印"))

        try county.change(1) { $0.replacing("date: 2024-03-18", with: "date: 2024-03-19") }
        let changed = try county.render()
        #expect(changed.output.contains("生成 1 份，未变 2 份"))
        #expect(changed.output.contains("内容变了，以前印过的要重新打印：\n  第1局2023年度绩效自评.pdf"))
        #expect(try county.pdfs().filter { first[$0.key] != $0.value }.count == 1)

        try FileManager.default.removeItem(atPath: county.path + "/out/第2局2023年度绩效自评.pdf")
        #expect(try county.render().output.contains("重新生成，与原来相同"))
    }

    @Test func replacesNoFileThatWasSigned() throws {
        let county = try SmallCounty(1)
        #expect(try county.render().code == 0)
        let path = try #require(county.folder.onlyFile(in: "out"))
        let signed = try Data(contentsOf: URL(fileURLWithPath: path)) + Data("1 0 obj\n<<>>\nendobj\n%%EOF\n".utf8)
        try signed.write(to: URL(fileURLWithPath: path))
        #expect(try county.render().code == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == signed, "what has not changed stays signed")
        try county.change(0) { $0.replacing("丁某某", with: "丙某某") }
        let changed = try county.render()
        #expect(changed.code == 1)
        #expect(changed.errors.contains("[signed-output]"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == signed)
        try FileManager.default.removeItem(atPath: path)
        #expect(try county.render().code == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) != signed)
    }

    @Test func aChangedImageRuleOrOptionCountsAsAChange() throws {
        let county = try SmallCounty(1)
        _ = try county.folder.write("in/sign.png", Data(PNGFile.stroke(width: 300, height: 100)))
        try county.change(0) { $0.replacing("leader: 戊某某}", with: "leader: 戊某某, signature: sign.png}") }
        #expect(try county.render().output.contains("已生成"))
        #expect(try county.render().output.contains("没有变化"))
        _ = try county.folder.write("in/sign.png", Data(PNGFile.stroke(width: 200, height: 100)))
        #expect(try county.render().output.contains("已生成"))
        #expect(try county.render(to: "out", ["--signature-field"]).output.contains("已生成"))
        #expect(try county.render(to: "out", ["--signature-field"]).output.contains("没有变化"))
        let rules = try county.folder.write("rules.yaml", "rules: [{id: unit-missing, severity: off}]\n")
        let other = try county.render(to: "out", ["--signature-field", "--rules", rules])
        #expect(other.output.contains("已生成"), "the file records which rules it was held against")
        _ = try county.folder.write("rules.yaml", "rules: [{id: unit-missing, severity: note}]\n")
        let again = try county.render(to: "out", ["--signature-field", "--rules", rules])
        #expect(again.output.contains("已生成"))
    }

    @Test func keepsOutputsWhoseSubmissionsAreGone() throws {
        let county = try SmallCounty(2)
        #expect(try county.render().code == 0)
        try FileManager.default.removeItem(atPath: county.path + "/in/1.yaml")
        let outcome = try county.render()
        #expect(outcome.code == 0)
        #expect(try county.pdfs().count == 2)
        #expect(Fixtures.text(county.path + "/out/manifest.json").contains("第1局"))
    }
}

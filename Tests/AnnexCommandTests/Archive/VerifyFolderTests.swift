import Foundation
import TestSupport
import Testing

/// `annex verify` of whole folders.
@Suite struct VerifyFolderTests {
    @Test func verifiesEachPDFOfAFolder() throws {
        let county = try SmallCounty(3)
        #expect(try county.render().code == 0)
        let out = county.path + "/out"
        let outcome = try Program.annex.run(["verify", out])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.matches(of: #/与 manifest\.json 相符/#).count == 3)
        #expect(outcome.output.hasSuffix("共核对 3 个文件，全部一致\n"))
        #expect(try Program.annex.run(["verify", out + "/*.pdf"]).output == outcome.output)

        let name = try #require(try county.pdfs().keys.sorted().first)
        _ = try county.folder.write("out/\(name)", try #require(try county.pdfs()[name]) + Data("%\n".utf8))
        let changed = try Program.annex.run(["verify", out])
        #expect(changed.code == 1)
        #expect(changed.output.hasSuffix("共核对 3 个文件：2 个一致，1 个不一致或无法核对\n"))
        #expect(changed.errors.contains(name))
    }

    @Test func saysWhatIsMissing() throws {
        let county = try SmallCounty(2)
        #expect(try county.render().code == 0)
        let name = try #require(try county.pdfs().keys.sorted().first)
        try FileManager.default.removeItem(atPath: "\(county.path)/out/\(name)")
        let outcome = try Program.annex.run(["verify", county.path + "/out"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("/out/\(name):1:1: 错误：清单 manifest.json 里有这个文件，文件夹里没有 [missing-output]"))
    }

    @Test func passesOverDraftsWithAWord() throws {
        let county = try SmallCounty(1)
        #expect(try county.render(["in"], to: "out", ["--draft"]).code == 0)
        let outcome = try Program.annex.run(["verify", county.path + "/out"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("草稿里不存数据，没有核对"))
    }
}

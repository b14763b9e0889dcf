import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

/// What is found of characters that faces draw otherwise than they are written, or not at all.
@Suite struct GlyphFindingTests {
    private static let words = "县委办是县委的综合办事机构"

    /// The findings in the example, with `words` in the place of others.
    private func findings(
        _ words: String, ownFonts: String? = nil
    ) throws -> (found: [Diagnostic], laidOut: [Diagnostic]) {
        let folder = try TemporaryFolder()
        let path = try folder.write("材料.yaml", Example.text.replacing(Self.words, with: words))
        let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts, ownFonts: ownFonts)
        let renderer = Renderer(RenderingContext(resources))
        let found = try renderer.check(path: path)
        guard !found.contains(where: { $0.severity == .error }) else { return (found, []) }
        return (found, try renderer.layOut(path: path).findings)
    }

    @Test func noteNamesAVariantThatNoFaceHas() throws {
        let findings = try findings("葛\u{E0100}某")
        for found in [findings.found, findings.laidOut] {
            let note = try #require(found.first { $0.id == "variant-not-drawn" })
            #expect(note.severity == .note)
            #expect(note.message.zh.contains("“葛”（U+845B U+E0100）"))
            #expect(note.field == "narrative.body")
        }
    }

    @Test(arguments: ["1\u{FE0F}\u{20E3}", "1\u{20E3}"])
    func errorNamesThePartOfAKeycapThatIsMissing(_ text: String) throws {
        let fault = try #require(try findings(text).found.first { $0.id == "missing-character" })
        #expect(fault.message.zh.hasSuffix("字体中没有U+20E3"))
    }

    @Test func warningNamesWhatAnOwnFaceOfTheOfficeDrawsWrongly() throws {
        let folder = try TemporaryFolder()
        var font = try FontBytes("AnnexFang.ttf")
        font.draw("￡", as: "１")
        font.empty("℃")
        _ = try folder.write("own.ttf", font.data)
        _ = try folder.write(
            "fonts.yaml", "roles: {body: [Annex Fang]}\nfaces: [{family: Annex Fang, file: own.ttf}]\n")
        let (found, laidOut) = try findings("折合￡1，３７℃", ownFonts: folder.path)
        for found in [found, laidOut] {
            let warnings = found.filter { $0.id == "wrong-glyph" }
            #expect(warnings.map(\.severity) == [.warning])
            let message = try #require(warnings.first?.message.zh)
            #expect(message.contains("“Annex Fang”（own.ttf）"))
            #expect(message.contains("“￡”（U+FFE1）画成“１”（U+FF11）、“℃”（U+2103）是空白"))
        }
        let others = try findings("折合￥1，３７°", ownFonts: folder.path).found
        #expect(!others.contains { $0.id == "wrong-glyph" }, "only what this submission prints")
    }

    @Test func refusedFaceLeavesOtherFindingsAsTheyAre() throws {
        let folder = try TemporaryFolder()
        var font = try FontBytes("AnnexFang.ttf")
        font.setEmbedding(2)
        _ = try folder.write("own.ttf", font.data)
        _ = try folder.write(
            "fonts.yaml", "roles: {body: [Annex Fang]}\nfaces: [{family: Annex Fang, file: own.ttf}]\n")
        let found = try findings(Self.words, ownFonts: folder.path).found
        #expect(found.map(\.id) == ["not-embeddable"])
    }
}

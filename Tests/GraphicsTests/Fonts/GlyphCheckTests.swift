import Foundation
import Layout
import TestSupport
import Testing

@testable import Graphics

/// Characters that faces draw otherwise than they are written.
@Suite struct GlyphCheckTests {
    private static let file = "AnnexKai.ttf"

    /// A check with an office's own face for the role `kai`.
    private final class OwnFaceCheck {
        let folder: OwnFolder
        private let check: GlyphCheck

        init(_ font: FontBytes, family: String = "Annex Kai") throws {
            folder = try OwnFolder(
                ["own.ttf": font.data],
                catalog: "roles: {kai: [\(family)]}\nfaces: [{family: \(family), file: own.ttf}]\n")
            check = GlyphCheck(try FontLibrary(try folder.adopted()))
        }

        /// What is found in `text`, each with what is drawn.
        func looks(_ text: String) -> [String] { GlyphCheckTests.looks(check, text) }
    }

    private func altered(_ alter: (inout FontBytes) -> Void) throws -> OwnFaceCheck {
        var font = try FontBytes(Self.file)
        alter(&font)
        return try OwnFaceCheck(font)
    }

    private static func looks(_ check: GlyphCheck, _ text: String) -> [String] {
        check.misdrawn(in: text, role: FontRole("kai")).map { character in
            switch character.look {
            case .nothing: "\(character.scalar)"
            case .other(let shown, _): "\(character.scalar)\(shown)"
            case .usualForm(let selector): "\(character.scalar)+\(String(selector.value, radix: 16))"
            }
        }
    }

    @Test func namesOneThatHasTheOutlineOfAnother() throws {
        let check = try altered { $0.draw("￥", as: "１") }
        #expect(check.looks("合计￥12，￥13") == ["￥１"])
        #expect(check.looks("合计１12") == [], "this one is drawn as itself")
    }

    @Test func namesOneWithoutAnOutline() throws {
        let check = try altered { $0.empty("三") }
        #expect(check.looks("一二三 \u{3000}\u{200B}") == ["三"])
    }

    @Test func looksOnlyAtCharactersThatTheFaceDraws() throws {
        // Digits come from the Latin face before it.
        let check = try altered { $0.draw("8", as: "1") }
        #expect(check.looks("18") == [])
    }

    @Test(arguments: ["AnnexKai.ttf", "AnnexFang.ttf", "AnnexHei.ttf", "AnnexTitle.ttf"])
    func hasNothingToSayOfFacesThatAreRight(_ name: String) throws {
        let family = "Annex " + name.dropFirst(5).dropLast(4)
        let check = try OwnFaceCheck(try FontBytes(name), family: family)
        let marks = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·～＋－×÷＝≥≤≠％‰℃㎡￥＄￡￣①②⑩ⅠⅡⅣ○●◎☆★△□■→←↑↓§№"
        let letters = "ＡＢＣａｂｃ０１２８９ΑΒΓΔΩαβγωАБВГДабвгд"
        let han = (0x4E00..<0x5200).compactMap { Unicode.Scalar($0).map(String.init) }.joined()
        #expect(check.looks(marks + letters + han) == [])
    }

    @Test func looksAtNoGlyphsOfFacesThatComeWithAnnex() throws {
        let catalog = try FontCatalog.load(folder: Fixtures.project + "/fonts")
        let check = GlyphCheck(try FontLibrary(catalog))
        #expect(Self.looks(check, "合计￥12") == [])
    }

    @Test func namesEachVariantThatNoFaceHasOnce() throws {
        let check = try altered { _ in }
        #expect(check.looks("葛\u{E0100}、葛\u{E0100}、葛\u{FE00}；☑\u{FE0F}") == ["葛+e0100", "葛+fe00", "☑+fe0f"])
        #expect(check.looks("☑\u{FE0E}") == [], "plain style is what faces have")
        #expect(check.looks("\u{E0100}") == [])
        #expect(check.looks("葛\u{180B}葛\u{FE0D}葛\u{E01EF}") == ["葛+180b", "葛+fe0d", "葛+e01ef"])
        #expect(check.looks("〔2023〕éａ") == [], "no selectors, though their first bytes are the same")
        #expect(check.looks("葛\u{FE30}") == [], "nor where two are")
    }

    @Test func knowsTheVariantsThatAFaceHas() throws {
        let variant = try FontBytes(Self.file).glyph(of: "一")
        let check = try altered { $0.add("葛", "\u{E0100}", glyph: variant) }
        #expect(check.looks("葛\u{E0100}葛\u{E0101}") == ["葛+e0101"])
        let path = check.folder.path + "/own.ttf"
        let face = FontCatalog(faces: [.init(family: "Annex Kai", path: path)], roles: ["kai": [0]])
        let shaped = PangoTextShaper(try FontLibrary(face)).shape(
            "葛\u{E0100}", style: TextStyle(role: FontRole("kai"), size: .pt(12)))
        #expect(shaped.glyphs.map(\.id) == [variant], "it is what is drawn")
    }
}

import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Graphics

/// Files of an office's own faces: collections, names, and what they say of their embedding.
@Suite struct OwnFaceFileTests {
    @Test func offersEveryFaceOfACollection() throws {
        let fonts = [try FontBytes("AnnexLatin.ttf"), try FontBytes("AnnexSymbols.ttf")]
        let folder = try OwnFolder(["own.ttc": FontBytes.collection(fonts)])
        let (cache, path) = (FaceCache(), folder.path + "/own.ttc")
        let faces = cache.faces(path: path)
        #expect(faces.map(\.families) == [["Annex Latin"], ["Annex Symbols"]])
        #expect(faces.map(\.place) == [0, 1])
        let symbols = FontCatalog.Face(family: "Annex Symbols", path: path)
        #expect(cache.coverage(of: symbols).contains(0x2611))
        #expect(!cache.coverage(of: symbols).contains(0x41))
        #expect(cache.open(symbols)?.glyph(of: "\u{2611}") != 0)
    }

    @Test func letsTheSecondFaceOfACollectionTakeItsRole() throws {
        let folder = try OwnFolder(["Own.OTC": Data()])
        var catalog = try FontCatalog.load(folder: Fixtures.project + "/fonts")
        try catalog.adopt(folder: folder.path) { _ in
            [
                FaceDescription(place: 0, families: ["Another"]),
                FaceDescription(place: 1, families: ["Own Fang", "FangSong_GB2312"]),
                FaceDescription(place: 2, families: ["SimHei"]),
            ]
        }
        let first = ["body", "hei"].map { role in catalog.roles[role]?.map { catalog.faces[$0].family } ?? [] }
        #expect(first[0].prefix(2) == ["Annex Latin", "FangSong_GB2312"])
        #expect(first[1].first == "SimHei")
    }

    @Test func knowsFontFilesWhateverTheCaseOfTheirNames() throws {
        let names = ["A.TTF", "SimFang.Ttf", "b.oTc", "c.otf", "d.ttc"]
        let folder = try OwnFolder(Dictionary(uniqueKeysWithValues: (names + ["e.txt", "ttf"]).map { ($0, Data()) }))
        #expect(FontCatalog.fontFiles(in: folder.path) == names.map { "\(folder.path)/\($0)" })
    }

    @Test(arguments: [0, 0x4, 0x8, 0x6, 0xA]) func takesAFaceThatMayBeEmbedded(_ bits: Int) throws {
        #expect(try faults(embedding: bits).isEmpty)
    }

    @Test(arguments: [0x2, 0x100, 0x200, 0x202, 0x104]) func refusesAFaceThatMustNotBeEmbedded(_ bits: Int) throws {
        let fault = try #require(try faults(embedding: bits).first)
        #expect(fault.id == "not-embeddable" && fault.severity == .error)
        for part in ["Annex Symbols", "own.ttf", "6.2.11.4"] { #expect(fault.message.zh.contains(part)) }
    }

    private func faults(embedding bits: Int) throws -> [Diagnostic] {
        var font = try FontBytes("AnnexSymbols.ttf")
        font.setEmbedding(bits)
        let folder = try OwnFolder(
            ["own.ttf": font.data],
            catalog: "roles: {body: [Annex Symbols]}\nfaces: [{family: Annex Symbols, file: own.ttf}]\n")
        do {
            _ = try folder.adopted()
            return []
        } catch let error as Rejection {
            return error.diagnostics
        }
    }

    @Test func refusesAFamilyThatItsFileDoesNotHold() throws {
        let folder = try OwnFolder(
            ["own.ttf": try FontBytes("AnnexSymbols.ttf").data],
            catalog: "roles: {body: [Fang]}\nfaces: [{family: Fang, file: own.ttf}]\n")
        do {
            _ = try folder.adopted()
            Issue.record("the face was taken")
        } catch let error as Rejection {
            #expect(error.diagnostics.map(\.id) == ["unknown-family"])
            #expect(error.diagnostics.first?.hints.first?.zh.contains("Annex Symbols") == true)
        }
    }
}

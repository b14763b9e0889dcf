import Layout
import Sharing
import TestSupport
import Testing

@testable import Graphics

/// Files of faces that are read once for all workers.
@Suite struct FaceCacheTests {
    private let folder = Fixtures.project + "/fonts"

    @Test func readsAFileOnce() {
        let cache = FaceCache()
        let path = folder + "/AnnexTitle.ttf"
        let file = cache.file(path)
        #expect(file.patterns != nil && file.patterns === cache.file(path).patterns)
        #expect(file.placeholders(index: 0).value != nil)
        #expect(file.placeholders(index: 0).value === cache.file(path).placeholders(index: 0).value)
    }

    @Test func knowsFilesThatAreNoFonts() {
        let file = FaceCache().file(folder + "/fonts.yaml")
        #expect(file.patterns == nil)
        #expect(file.placeholders(index: 0).value == nil)
    }

    @Test func givesLibrariesOfOneCacheTheSameFaces() throws {
        let catalog = try FontCatalog.load(folder: folder)
        let cache = FaceCache()
        cache.readAhead(folder: folder)
        let style = TextStyle(role: FontRole("body"), size: .pt(12))
        let faces = try [FaceCache(), cache, cache].map { cache in
            let library = try FontLibrary(catalog, cache: cache)
            return PangoTextShaper(library).shape("预算数 660.44万元①㎡䶮", style: style).clusters.map(\.face)
        }
        #expect(faces[0] == faces[1] && faces[1] == faces[2])
    }

    @Test func shapesTheSameInRolesThatWerePrepared() throws {
        let catalog = try FontCatalog.load(folder: folder)
        let style = TextStyle(role: FontRole("song"), size: .pt(12))
        let shaped = try [[], ["song"]].map { (prepared: Set<String>) in
            let library = try FontLibrary(catalog)
            library.prepare(prepared)
            return PangoTextShaper(library).shape("预算数 660.44万元①㎡䶮 PPP", style: style)
        }
        #expect(shaped[0].clusters.map { $0.face } == shaped[1].clusters.map { $0.face })
        #expect(shaped[0].glyphs.map { $0.id } == shaped[1].glyphs.map { $0.id })
    }

    @Test func refusesACatalogWithAFileThatIsNoFont() {
        let face = FontCatalog.Face(family: "None", path: folder + "/fonts.yaml")
        #expect(throws: FontError.self) { try FontLibrary(FontCatalog(faces: [face], roles: [:])) }
    }
}

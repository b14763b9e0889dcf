import Layout
import TestSupport
import Testing

@testable import Graphics

/// Shaping with the project's own faces.
@Suite struct ShapingTests {
    private func library() throws -> FontLibrary {
        try FontLibrary(try FontCatalog.load(folder: Fixtures.project + "/fonts"))
    }

    private func style(_ role: String) -> TextStyle { TextStyle(role: FontRole(role), size: .pt(12)) }

    @Test(arguments: ["title", "body", "hei", "kai", "song"])
    func keepsEveryByteOfTheText(_ role: String) throws {
        let text = "预算数 660.44万元“三公”——①㎡ 李䶮㛃𬱖𫖯𬍛 office…（50分）≥95%"
        let shaped = PangoTextShaper(try library()).shape(text, style: style(role))
        #expect(shaped.missing.isEmpty)
        #expect(shaped.clusters.first?.bytes.lowerBound == 0)
        #expect(shaped.clusters.last?.bytes.upperBound == text.utf8.count)
        let gapless = zip(shaped.clusters, shaped.clusters.dropFirst()).allSatisfy {
            $0.bytes.upperBound == $1.bytes.lowerBound
        }
        #expect(gapless)
        #expect(shaped.clusters.count == text.count, "no ligatures: a cluster a character")
    }

    @Test func setsHanOnFullEms() throws {
        let shaped = PangoTextShaper(try library()).shape("绩效，“”——……（）《》、。", style: style("body"))
        #expect(shaped.clusters.allSatisfy { abs($0.advance.points - 12) < 0.05 })
    }

    /// Texts are shaped at one size for all: what comes out is what the faces say at this one. An em of Annex Fang has 1,000
    /// units, one of Annex Latin 1,932, of which its A takes 1,479.
    @Test(arguments: [5, 7.5, 10.5, 12, 15.75, 22, 42.37]) func measuresInTheSizeOfTheStyle(_ points: Double) throws {
        let style = TextStyle(role: FontRole("body"), size: .pt(points))
        let shaped = PangoTextShaper(try library()).shape("绩，A", style: style)
        #expect(shaped.clusters.map(\.advance) == [style.size, style.size, style.size * (1479.0 / 1932)])
        #expect(shaped.glyphs.map(\.advance) == shaped.clusters.map(\.advance))
    }

    @Test func takesQuotesFromTheChineseFace() throws {
        let library = try library()
        let shaped = PangoTextShaper(library).shape("“三”…—·A1", style: style("body"))
        let families = shaped.clusters.map { library.catalog.faces[$0.face.rawValue].family }
        #expect(families.prefix(6).allSatisfy { $0 != "Annex Latin" })
        #expect(families.suffix(2).allSatisfy { $0 == "Annex Latin" })
    }

    @Test func reportsWhatNoFaceHas() throws {
        let shaped = PangoTextShaper(try library()).shape("甲\u{13000}乙", style: style("body"))
        #expect(shaped.missing == ["\u{13000}"])
        #expect(shaped.clusters.count == 2)
    }

    @Test(arguments: ["正文אבג文", "正文\u{200F}（123）文", "123\u{202B}٤٥"])
    func keepsTextFromLeftToRight(_ text: String) throws {
        let shaped = PangoTextShaper(try library()).shape(text, style: style("body"))
        let starts = shaped.clusters.map(\.bytes.lowerBound)
        #expect(starts == starts.sorted())
    }

    @Test func shapesAnEmptyText() throws {
        #expect(PangoTextShaper(try library()).shape("", style: style("body")).clusters.isEmpty)
    }

    @Test(arguments: [0, 1, 9, 0x7F, 0x9F, 0xFDD0, 0xFFFE, 0xFFFF, 0x10FFFF] as [UInt32])
    func controlsAndNoncharactersAreMissingAndReachNoLibrary(_ value: UInt32) throws {
        let control = String(try #require(Unicode.Scalar(value)))
        let shaper = PangoTextShaper(try library())
        let text = "甲A\(control)乙A\(control)"
        let shaped = shaper.shape(text, style: style("body"))
        #expect(shaped.missing.map(String.init) == [control, control])
        let width = control.utf8.count
        #expect(shaped.clusters.map(\.bytes) == [0..<3, 3..<4, 4 + width..<7 + width, 7 + width..<8 + width])
        #expect(shaped.clusters.map(\.glyphs.lowerBound).sorted() == shaped.clusters.map(\.glyphs.lowerBound))
        #expect(shaped.clusters.last?.glyphs.upperBound == shaped.glyphs.count)
    }

    @Test func noScalarEndsTheProgram() throws {
        let shaper = PangoTextShaper(try library())
        for value in (0...0x2FFF as ClosedRange<UInt32>) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            _ = shaper.shape("甲\(scalar)", style: style("song"))
        }
        for plane in 0...0x10 as ClosedRange<UInt32> {
            for value in [0xD7FF, 0xE000, 0xFDD0, 0xFDEF, 0xFEFF, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF] as [UInt32] {
                guard let scalar = Unicode.Scalar(plane << 16 | value) else { continue }
                _ = shaper.shape("甲\(scalar)", style: style("song"))
            }
        }
    }
}

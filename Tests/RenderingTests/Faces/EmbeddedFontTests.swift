import Foundation
import Layout
import Rendering
import TestSupport
import Testing

@testable import Archive
@testable import Graphics

/// Finishing puts outlines where placeholders were drawn.
@Suite struct EmbeddedFontTests {
    /// The programs of the fonts in a PDF, by the names of the faces: those of subsets are Cairo's or ours.
    private static func programs(_ pdf: [UInt8]) throws -> [String: Set<[UInt8]>] {
        let file = try QPDFFile(pdf)
        var programs: [String: Set<[UInt8]>] = [:]
        for number in 1..<file.trailer["/Size"].integer {
            let descriptor = file.object(number)
            guard descriptor.isDictionary, !descriptor["/FontFile2"].isNull else { continue }
            programs[String(descriptor["/FontName"].source.dropFirst(8)), default: []]
                .insert(try descriptor["/FontFile2"].streamData())
        }
        return programs
    }

    /// Cairo's own embedding is the measure: the same subsets, byte by byte.
    @Test func fontsAreThoseThatCairoEmbeds() throws {
        let resources = Resources(layouts: FormSets.layouts, fonts: FormSets.fonts)
        let renderer = Renderer(RenderingContext(resources))
        for formSet in FormSets.forOffices {
            let laidOut = try renderer.layOut(path: "\(resources.layouts)/\(formSet)/example/submission.yaml")
            let cairo = try Self.programs(renderer.pdf(laidOut, for: nil).bytes)
            let finished = try Self.programs(renderer.pdf(laidOut, for: .a2u).bytes)
            #expect(cairo.count >= 3, "the faces of a title, of texts and of figures")
            #expect(cairo == finished)
        }
    }

    @Test func aPlaceholderSaysWhatItStandsFor() {
        var bytes = PlaceholderOutline(face: 7, glyph: 1).bytes(bearing: 0)
        #expect(bytes.count == PlaceholderOutline.size)
        bytes.withUnsafeMutableBytes { PlaceholderOutline.set(glyph: 0x1203, bearing: -12, in: $0) }
        #expect(bytes == PlaceholderOutline(face: 7, glyph: 0x1203).bytes(bearing: -12))
        #expect(bytes.withUnsafeBytes { PlaceholderOutline($0) } == PlaceholderOutline(face: 7, glyph: 0x1203))
        bytes[7] = 0
        #expect(bytes.withUnsafeBytes { PlaceholderOutline($0) } == nil)
        #expect(bytes.dropLast().withUnsafeBytes { PlaceholderOutline($0) } == nil)
    }

    private struct Squares: GlyphOutlines {
        func append(outlineOf glyph: Int, to bytes: inout [UInt8]) { bytes += [UInt8(glyph)] }
    }

    /// Fonts without placeholders, and files that are no fonts, stay as they are.
    @Test(arguments: [[], [1, 2, 3], [UInt8](repeating: 0, count: 400), [UInt8](repeating: 0xFF, count: 400)])
    func otherFontsAreNotTouched(_ font: [UInt8]) {
        #expect(EmbeddedFont(font)?.filled(from: [1: Squares()]) == nil)
    }
}

import Layout
import PDFFormat
import Sharing

/// The embedded fonts of a drawn PDF, with outlines in the place of their placeholders (``PlaceholderFont``).
struct FilledFonts {
    /// A font as a stream holds it.
    struct Font: Sendable {
        /// How long it is, in bytes.
        let length: Int
        let compressed: [UInt8]
        /// A checksum of the font, which tells subsets apart.
        let checksum: UInt32
    }

    private let outlines: [UInt16: any GlyphOutlines]
    /// All fonts by their object numbers, where a spare core makes them ahead; `nil` where each is made when it is asked for.
    private let begun: LazyValue<[Int: Font]>?

    /// - Parameters:
    ///   - outlines: the faces, by the numbers that placeholders give them.
    ///   - work: when they are made.
    init(_ source: DrawnFile, outlines: [UInt16: any GlyphOutlines], _ work: PDFFinisher.FontWork) {
        self.outlines = outlines
        begun = work == .ahead ? LazyValue { Self.fonts(source, outlines) } : nil
        begun?.begin()
    }

    /// The font in `object`, which has the number `number`; `nil` where it is none or nothing is to be put in.
    func font(_ number: Int, in object: DrawnFile.Object, deflater: Deflater) -> Font? {
        if let begun { return begun.value[number] }
        return Self.font(in: object, outlines: outlines, deflater: deflater)
    }

    private static func fonts(_ source: DrawnFile, _ outlines: [UInt16: any GlyphOutlines]) -> [Int: Font] {
        let deflater = Deflater()
        return (0..<source.size).reduce(into: [:]) { fonts, number in
            fonts[number] = source.object(number).flatMap { font(in: $0, outlines: outlines, deflater: deflater) }
        }
    }

    private static func font(
        in object: DrawnFile.Object, outlines: [UInt16: any GlyphOutlines], deflater: Deflater
    ) -> Font? {
        guard !outlines.isEmpty, object.entries?["/Length1"] != nil, let data = object.plainData,
            let font = EmbeddedFont(data)?.filled(from: outlines)
        else { return nil }
        return Font(
            length: font.count, compressed: deflater.compressed(font), checksum: Deflater.checksum(font))
    }
}

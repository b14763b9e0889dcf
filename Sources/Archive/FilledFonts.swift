import Layout
import Sharing

/// The fonts of a drawing with the outlines that their placeholders stand for.
struct FilledFonts {
    /// A font as a stream holds it.
    struct Font: Sendable {
        /// How long it is, in bytes.
        let length: Int
        let compressed: [UInt8]
    }

    /// By the numbers of their objects, all at once: so they can be made on another core.
    private let fonts: Once<[Int: Font]>

    /// - Parameter outlines: the faces, by the numbers that placeholders give them.
    init(_ source: DrawnFile, outlines: [UInt16: any GlyphOutlines]) {
        fonts = Once { outlines.isEmpty ? [:] : Self.filled(source, outlines) }
    }

    /// Has them made on a thread of their own.
    func begin() { fonts.begin() }

    /// The font in the stream `number`; `nil` where there is none in which something is to be put.
    subscript(number: Int) -> Font? { fonts.value[number] }

    private static func filled(_ source: DrawnFile, _ outlines: [UInt16: any GlyphOutlines]) -> [Int: Font] {
        let deflater = Deflater()
        var fonts: [Int: Font] = [:]
        for number in 0..<source.size {
            guard let object = source.object(number), object.entries?["/Length1"] != nil, let data = object.plainData,
                let font = EmbeddedFont(data)?.filled(from: outlines)
            else { continue }
            fonts[number] = Font(length: font.count, compressed: deflater.compressed(font))
        }
        return fonts
    }
}

import Layout

/// A TrueType font in a PDF, as Cairo writes it: its outlines come first (ISO 32000-1, 9.9).
package struct EmbeddedFont {
    private struct Table {
        let record: Int
        let tag: String
        let range: Range<Int>
    }

    private let font: [UInt8]
    private let tables: [Table]

    /// About how long the outline of an ideograph is, in bytes.
    private static let outlineLength = 512

    /// - Returns: `nil` where `font` does not hold the tables that it lists.
    init?(_ font: [UInt8]) {
        guard font.count >= 12 else { return nil }
        let records = (0..<Self.number(font, at: 4, size: 2)).map { 12 + 16 * $0 }
        guard font.count >= 12 + 16 * records.count else { return nil }
        self.font = font
        tables = records.map { record in
            let start = Self.number(font, at: record + 8, size: 4)
            return Table(
                record: record, tag: String(decoding: font[record..<record + 4], as: UTF8.self),
                range: start..<start + Self.number(font, at: record + 12, size: 4))
        }
        guard tables.allSatisfy({ $0.range.upperBound <= font.count }) else { return nil }
    }

    /// The font with the outlines that its placeholders stand for; `nil` where it has none.
    func filled(from outlines: [UInt16: any GlyphOutlines]) -> [UInt8]? {
        guard let glyphs = self["glyf"], let offsets = self["loca"], let head = self["head"], head.range.count >= 54,
            glyphs.range.lowerBound == 12 + 16 * tables.count,
            Self.number(font, at: head.range.lowerBound + 50, size: 2) == 1
        else { return nil }
        let start = glyphs.range.lowerBound
        var filled: [UInt8] = []
        filled.reserveCapacity(font.count + offsets.range.count / 4 * Self.outlineLength)
        filled += font[..<start]
        var places: [UInt8] = []
        var hasPlaceholders = false
        for place in stride(from: offsets.range.lowerBound, to: offsets.range.upperBound - 4, by: 4) {
            let outline = font[
                start + Self.number(font, at: place, size: 4)..<start + Self.number(font, at: place + 4, size: 4)]
            withUnsafeBytes(of: UInt32(filled.count - start).bigEndian) { places.append(contentsOf: $0) }
            let placeholder = outline.withUnsafeBytes { PlaceholderOutline($0) }
            if let placeholder, let source = outlines[placeholder.face] {
                source.append(outlineOf: Int(placeholder.glyph), to: &filled)
                hasPlaceholders = true
            } else {
                filled += outline
            }
            Self.align(&filled)
        }
        guard hasPlaceholders else { return nil }
        places += Self.bytes(filled.count - start)
        complete(&filled, outlines: glyphs, places: (offsets, places), head: head)
        return filled
    }

    /// Adds to `font`, which ends with its outlines, the other tables.
    private func complete(
        _ font: inout [UInt8], outlines: Table, places: (table: Table, bytes: [UInt8]), head: Table
    ) {
        set(outlines, outlines.range.lowerBound..<font.count, in: &font)
        var adjustment = 0
        for table in tables.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) where table.tag != outlines.tag {
            let start = font.count
            font += table.tag == places.table.tag ? places.bytes[...] : self.font[table.range]
            if table.tag == head.tag {
                adjustment = start + 8
                font.replaceSubrange(adjustment..<adjustment + 4, with: Self.bytes(0))
            }
            let end = font.count
            Self.align(&font)
            set(table, start..<end, in: &font)
        }
        // checkSumAdjustment (ISO/IEC 14496-22, 5.2.2)
        let sum = 0xB1B0_AFBA &- Self.sum(font[...])
        font.replaceSubrange(adjustment..<adjustment + 4, with: Self.bytes(Int(sum)))
    }

    private subscript(tag: String) -> Table? { tables.first { $0.tag == tag } }

    /// Lets the directory say that `table` is in `range`.
    private func set(_ table: Table, _ range: Range<Int>, in font: inout [UInt8]) {
        let sum = Self.sum(font[range.lowerBound..<range.upperBound + (-range.count & 3)])
        let numbers = Self.bytes(Int(sum)) + Self.bytes(range.lowerBound) + Self.bytes(range.count)
        font.replaceSubrange(table.record + 4..<table.record + 16, with: numbers)
    }

    /// The sum of a table whose length is a multiple of four (4.5).
    private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBytes { bytes in
            stride(from: 0, to: bytes.count, by: 4).reduce(0) {
                $0 &+ UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: $1, as: UInt32.self))
            }
        }
    }

    private static func align(_ bytes: inout [UInt8]) {
        bytes.append(contentsOf: repeatElement(0, count: -bytes.count & 3))
    }

    private static func number(_ bytes: [UInt8], at offset: Int, size: Int) -> Int {
        var number = 0
        for place in offset..<offset + size { number = number << 8 | Int(bytes[place]) }
        return number
    }

    private static func bytes(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) } }
}

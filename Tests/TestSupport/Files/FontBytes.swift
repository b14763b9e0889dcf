#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A font of the project with TrueType outlines and long offsets, altered for a test (ISO/IEC 14496-22).
package struct FontBytes {
    /// The file.
    package private(set) var data: Data

    /// The project's face in the file called `name`.
    package init(_ name: String) throws {
        data = try Data(contentsOf: URL(fileURLWithPath: Fixtures.project + "/fonts/" + name))
    }

    private func number(_ offset: Int, _ size: Int) -> Int {
        data[offset..<offset + size].reduce(0) { $0 << 8 | Int($1) }
    }

    private mutating func set(_ number: Int, _ offset: Int, _ size: Int) {
        data.replaceSubrange(offset..<offset + size, with: Self.bytes(number, size))
    }

    private static func bytes(_ number: Int, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(number >> (8 * $0) & 0xFF) }
    }

    private func record(_ tag: String) -> Int {
        (0..<number(4, 2)).map { 12 + 16 * $0 }.first { data[$0..<$0 + 4].elementsEqual(tag.utf8) } ?? 0
    }

    private func table(_ tag: String) -> Range<Int> {
        let record = record(tag)
        return number(record + 8, 4)..<number(record + 8, 4) + number(record + 12, 4)
    }

    /// Puts `content` into the place of a table.
    private mutating func replace(_ tag: String, with content: [UInt8]) {
        while data.count % 4 != 0 { data.append(0) }
        let record = record(tag)
        set(data.count, record + 8, 4)
        set(content.count, record + 12, 4)
        data.append(contentsOf: content)
    }

    /// Sets what the face says of its embedding: `fsType` (`OS/2`).
    package mutating func setEmbedding(_ bits: Int) { set(bits, table("OS/2").lowerBound + 8, 2) }

    /// The glyph of a character of the basic plane (format 4 of `cmap`, 5.2.1.3.3); 0 where it has none.
    package func glyph(of scalar: Unicode.Scalar) -> UInt32 {
        let map = table("cmap").lowerBound
        let records = (0..<number(map + 2, 2)).map { map + 4 + 8 * $0 }
        guard let record = records.first(where: { number($0, 4) == 3 << 16 | 1 }) else { return 0 }
        let start = map + number(record + 4, 4)
        let (code, size) = (Int(scalar.value), number(start + 6, 2))
        guard let segment = stride(from: 0, to: size, by: 2).first(where: { number(start + 14 + $0, 2) >= code })
        else { return 0 }
        let first = start + 16 + size + segment
        let (delta, rangePlace) = (number(first + size, 2), first + 2 * size)
        guard number(first, 2) <= code else { return 0 }
        let range = number(rangePlace, 2)
        if range == 0 { return UInt32((code + delta) & 0xFFFF) }
        let glyph = number(rangePlace + range + 2 * (code - number(first, 2)), 2)
        return glyph == 0 ? 0 : UInt32((glyph + delta) & 0xFFFF)
    }

    private func outline(_ glyph: UInt32) -> Range<Int> {
        let (outlines, offsets) = (table("glyf").lowerBound, table("loca").lowerBound + 4 * Int(glyph))
        return outlines + number(offsets, 4)..<outlines + number(offsets + 4, 4)
    }

    /// Draws `scalar` with the outline of `other`, which must not be longer.
    package mutating func draw(_ scalar: Unicode.Scalar, as other: Unicode.Scalar) {
        let (place, content) = (outline(glyph(of: scalar)), data[outline(glyph(of: other))])
        precondition(content.count <= place.count, "there is room for the outline")
        data.replaceSubrange(place.lowerBound..<place.lowerBound + content.count, with: content)
    }

    /// Draws nothing for `scalar`.
    package mutating func empty(_ scalar: Unicode.Scalar) { set(0, outline(glyph(of: scalar)).lowerBound, 2) }

    /// Lets the variant of `scalar` that `selector` asks for have `glyph` (format 14 of `cmap`, 5.2.1.3.10).
    package mutating func add(_ scalar: Unicode.Scalar, _ selector: Unicode.Scalar, glyph: UInt32) {
        let old = Array(data[table("cmap")])
        let count = Int(old[2]) << 8 | Int(old[3])
        var (records, subtables) = (old[4..<4 + 8 * count], old[(4 + 8 * count)...])
        for record in 0..<count {
            let place = records.startIndex + 8 * record + 4
            let offset = records[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            records.replaceSubrange(place..<place + 4, with: Self.bytes(offset + 8, 4))
        }
        let own = Self.bytes(0, 2) + Self.bytes(5, 2) + Self.bytes(old.count + 8, 4)
        subtables += Self.bytes(14, 2) + Self.bytes(30, 4) + Self.bytes(1, 4)
        subtables += Self.bytes(Int(selector.value), 3) + Self.bytes(0, 4) + Self.bytes(21, 4)
        subtables += Self.bytes(1, 4) + Self.bytes(Int(scalar.value), 3) + Self.bytes(Int(glyph), 2)
        replace("cmap", with: Array(old[0..<2]) + Self.bytes(count + 1, 2) + own + records + subtables)
    }

    /// A collection of fonts (4.6).
    package static func collection(_ fonts: [FontBytes]) -> Data {
        var collection = Data("ttcf".utf8) + bytes(0x10000, 4) + bytes(fonts.count, 4)
        var start = (12 + 4 * fonts.count + 3) & ~3
        var content = Data()
        for var font in fonts {
            collection.append(contentsOf: bytes(start, 4))
            for record in (0..<font.number(4, 2)).map({ 12 + 16 * $0 }) {
                font.set(font.number(record + 8, 4) + start, record + 8, 4)
            }
            while font.data.count % 4 != 0 { font.data.append(0) }
            start += font.data.count
            content.append(font.data)
        }
        return collection + content
    }
}

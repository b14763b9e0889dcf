import PDFFormat

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// The sRGB colour space (IEC 61966-2-1) as an ICC profile, version 2.1: a display profile of three primaries and a curve.
enum ColorProfile {
    /// The bytes of the profile.
    static let sRGB: [UInt8] = {
        var profile = ICCProfile()
        profile.add("desc", description("sRGB IEC61966-2.1"))
        profile.add("cprt", tagged("text", Array("No copyright, use freely".utf8) + [0]))
        // The white point and the primaries, adapted to the profile's own white, D50.
        profile.add("wtpt", xyz(0.95045, 1.0, 1.08905))
        profile.add("rXYZ", xyz(0.43607, 0.22249, 0.01392))
        profile.add("gXYZ", xyz(0.38515, 0.71687, 0.09708))
        profile.add("bXYZ", xyz(0.14307, 0.06061, 0.71410))
        profile.add(["rTRC", "gTRC", "bTRC"], curve)
        return profile.bytes
    }()

    /// The profile as a zlib stream.
    static let compressedSRGB = Deflater().compressed(sRGB)

    private static func tagged(_ type: String, _ data: [UInt8]) -> [UInt8] { Array(type.utf8) + [0, 0, 0, 0] + data }

    /// A text in ASCII, with empty ones in Unicode and Macintosh script.
    private static func description(_ text: String) -> [UInt8] {
        let ascii = Array(text.utf8) + [0]
        return tagged("desc", ICCProfile.bytes(UInt32(ascii.count)) + ascii + [UInt8](repeating: 0, count: 78))
    }

    private static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
        tagged("XYZ ", [x, y, z].flatMap { ICCProfile.bytes(fixed: $0) })
    }

    /// From a channel's value to light, at 1,024 points.
    private static var curve: [UInt8] {
        let count = 1024
        let points = (0..<count).flatMap { index -> [UInt8] in
            let value = Double(index) / Double(count - 1)
            let light = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            let point = UInt16((light * 65535).rounded())
            return [UInt8(point >> 8), UInt8(point & 0xFF)]
        }
        return tagged("curv", ICCProfile.bytes(UInt32(count)) + points)
    }
}

/// Puts a profile together: header, table of tags, data (ICC.1:2001-04, 6).
private struct ICCProfile {
    private var tags: [(signature: String, offset: Int, count: Int)] = []
    private var data: [UInt8] = []

    mutating func add(_ signature: String, _ content: [UInt8]) { add([signature], content) }

    /// Adds a content that several tags share.
    mutating func add(_ signatures: [String], _ content: [UInt8]) {
        for signature in signatures { tags.append((signature, data.count, content.count)) }
        data += content + [UInt8](repeating: 0, count: (4 - content.count % 4) % 4)
    }

    var bytes: [UInt8] {
        let start = 128 + 4 + 12 * tags.count
        var table = Self.bytes(UInt32(tags.count))
        for tag in tags {
            table += Array(tag.signature.utf8) + Self.bytes(UInt32(start + tag.offset)) + Self.bytes(UInt32(tag.count))
        }
        return header(size: start + data.count) + table + data
    }

    private func header(size: Int) -> [UInt8] {
        var header = Self.bytes(UInt32(size)) + [0, 0, 0, 0] + Self.bytes(0x0210_0000) + Array("mntrRGB XYZ ".utf8)
        header += [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0] + Array("acsp".utf8)
        header += [UInt8](repeating: 0, count: 68 - header.count)
        header += [0.9642, 1.0, 0.82491].flatMap { Self.bytes(fixed: $0) }
        return header + [UInt8](repeating: 0, count: 128 - header.count)
    }

    static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) }
    }

    /// A number with 16 binary places.
    static func bytes(fixed number: Double) -> [UInt8] { bytes(UInt32(bitPattern: Int32((number * 65536).rounded()))) }
}

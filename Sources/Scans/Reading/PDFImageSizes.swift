#if canImport(Glibc)
    import Glibc
#endif

/// The sizes of the pictures in a PDF, before poppler makes room for them. The dictionary of a picture is never within a
/// stream (ISO 32000-1, 7.5.7), and its numbers are never encrypted, so that looking through the file's bytes finds them as they
/// are written by programs that make such files: near each other. A side that is no plain number counts as too long.
struct PDFImageSizes {
    /// The most pixels of a picture: A4 at 600 dots an inch. Poppler takes four bytes for each.
    static let maximumPixels = 40_000_000
    /// How far apart the two sides of one picture stand in its dictionary at most, in bytes.
    private static let reach = 2048
    /// What stands for a side that is no plain number.
    private static let unknown = maximumPixels + 1
    /// The longest name with its number that is looked for, in bytes.
    private static let longest = 512

    private var place = 0
    private var width: (value: Int, place: Int)?
    private var height: (value: Int, place: Int)?
    /// The pictures that state their sizes a second time.
    private var encoded: [PDFDataSizes] = []
    /// The most of these that are looked at.
    private static let mostEncoded = 100_000

    /// Looks through the file of the descriptor `file`.
    /// - Throws: ``ScanError/tooLarge`` where one of its pictures is.
    static func check(_ file: Int32) throws(ScanError) {
        var sizes = PDFImageSizes()
        var bytes: [UInt8] = []
        var offset = 0
        while true {
            let chunk = [UInt8](of: file, from: offset, atMost: 1 << 18)
            offset += chunk.count
            bytes += chunk
            // A key with its number may lie across two chunks.
            let kept = chunk.isEmpty ? 0 : min(bytes.count, Self.longest)
            guard sizes.look(through: bytes, upTo: bytes.count - kept) else { throw .tooLarge }
            guard !chunk.isEmpty else { break }
            sizes.place += bytes.count - kept
            bytes = Array(bytes.suffix(kept))
        }
        var looked = PDFDataSizes.Looked()
        guard sizes.encoded.count < mostEncoded, sizes.encoded.allSatisfy({ $0.isSmall(file, &looked) }) else {
            throw .tooLarge
        }
    }

    /// Looks at what begins before `end`.
    /// - Returns: whether all pictures so far are small enough.
    private mutating func look(through bytes: [UInt8], upTo end: Int) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return true }
            var index = 0
            while index < end, let found = memchr(base + index, 0x2F, end - index) {
                index = base.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
                if encoded.count < Self.mostEncoded,
                    let picture = PDFDataSizes(filterAt: index, in: bytes, offset: place)
                {
                    encoded.append(picture)
                }
                guard let side = Self.side(in: bytes, at: index) else { continue }
                switch side.name {
                case .width: width = (side.value, place + index)
                case .height: height = (side.value, place + index)
                }
                if isTooLarge { return false }
            }
            return true
        }
    }

    private var isTooLarge: Bool {
        guard let width, let height, abs(width.place - height.place) < Self.reach else { return false }
        return Self.isTooLarge(width.value, height.value)
    }

    /// Whether a picture with these sides has more pixels than are read.
    static func isTooLarge(_ width: Int, _ height: Int) -> Bool {
        let (pixels, isBeyond) = width.multipliedReportingOverflow(by: height)
        return isBeyond || pixels > maximumPixels
    }

    private enum Side: String, CaseIterable {
        case width = "Width"
        case height = "Height"
    }

    /// The side whose name stands at `index`, and the number behind it; `nil` where another name stands there.
    private static func side(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (name: Side, value: Int)? {
        // Most names begin otherwise.
        guard index < bytes.count, "WH#".utf8.contains(bytes[index]) else { return nil }
        var text: [UInt8] = []
        var index = index
        while index < bytes.count, text.count < 8, isRegular(bytes[index]) {
            if let escaped = escaped(in: bytes, at: index) {
                text.append(escaped)
                index += 3
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        guard let side = Side(rawValue: String(decoding: text, as: UTF8.self)) else { return nil }
        return (side, number(in: bytes, at: index))
    }

    /// The number at `index`; ``unknown`` where something else stands there.
    private static func number(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        var index = index
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        var (value, start) = (0, index)
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) {
            value = min(unknown, value * 10 + Int(bytes[index] - 0x30))
            index += 1
        }
        guard index > start else { return unknown }
        // A number without its end may go on, and two numbers are the name of an object.
        start = index
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        guard index < bytes.count else { return value }
        let isNumber = bytes[index] == 0x2E || (0x30...0x39).contains(bytes[index])
        return isNumber || index == start && isRegular(bytes[index]) ? unknown : value
    }

    /// Whether a byte may stand in a name (ISO 32000-1, 7.2.2).
    private static func isRegular(_ byte: UInt8) -> Bool { byte > 0x20 && !"()<>[]{}/%".utf8.contains(byte) }

    /// The byte that `#` and two digits stand for.
    private static func escaped(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt8? {
        guard bytes[index] == UInt8(ascii: "#"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
            let low = digit(bytes[index + 2])
        else { return nil }
        return high << 4 | low
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}

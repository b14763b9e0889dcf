#if canImport(Glibc)
    import Glibc
#endif

/// A picture in a PDF whose data state a size of their own, for which poppler makes room whatever its dictionary says.
struct PDFDataSizes {
    private enum Encoding: String, CaseIterable {
        case jbig2 = "JBIG2Decode"
        case jpeg2000 = "JPXDecode"
        /// Poppler knows it by its short name, too.
        case jpeg = "DCT"
    }

    /// What was looked at in a file so far.
    struct Looked {
        /// Where the data begin; what is named many times is looked at once.
        fileprivate var places: Set<Int> = []
        /// How many bytes of scans may still be gone through.
        var scans = 1 << 30
    }

    private let encoding: Encoding
    /// Where its filter is named, in bytes from the beginning of the file.
    private let place: Int

    /// From the name of its filter to its data at most, in bytes.
    private static let reach = 4096
    /// The longest head of a segment of JBIG2, in bytes; it names the segments that it refers to. What has a longer one is not read.
    private static let longestHead = 256
    /// The most segments of JBIG2 that are looked at; what has more is not read.
    private static let mostSegments = 10_000

    /// The picture whose filter is named at `index`; `nil` where another name stands there.
    /// - Parameter offset: where `bytes` begin in the file.
    init?(filterAt index: Int, in bytes: UnsafeBufferPointer<UInt8>, offset: Int) {
        guard index < bytes.count, "JD".utf8.contains(bytes[index]) else { return nil }
        let found = Encoding.allCases.first { bytes[index...].starts(with: $0.rawValue.utf8) }
        guard let found else { return nil }
        (encoding, place) = (found, offset + index)
    }

    /// Whether all sizes that the data in `file` state are small enough.
    func isSmall(_ file: Int32, _ looked: inout Looked) -> Bool {
        let head = [UInt8](of: file, from: place, atMost: Self.reach)
        guard let keyword = Self.place(of: Array("stream".utf8), in: head) else { return true }
        var data = keyword + 6
        if data < head.count, head[data] == 0x0D { data += 1 }
        if data < head.count, head[data] == 0x0A { data += 1 }
        guard looked.places.insert(place + data).inserted else { return true }
        return switch encoding {
        case .jbig2: Self.isSmallJBIG2(file, at: place + data)
        case .jpeg2000: Self.isSmallJPEG2000(file, at: place + data)
        case .jpeg: JPEGDataSize.isSmall(file, at: place + data, &looked.scans)
        }
    }

    // MARK: JBIG2

    /// Goes through the segments (ISO/IEC 14492, 7.2) up to the end of the stream. None may be longer than the file: poppler passes
    /// over what is not there byte by byte, which takes hours.
    private static func isSmallJBIG2(_ file: Int32, at start: Int) -> Bool {
        var information = stat()
        guard fstat(file, &information) == 0 else { return false }
        var place = start
        for _ in 0..<mostSegments {
            let head = [UInt8](of: file, from: place, atMost: longestHead)
            if head.drop(while: { [0, 0x0A, 0x0D, 0x20].contains($0) }).starts(with: "endstream".utf8) { return true }
            guard let segment = Segment(head) else { return true }
            if segment.isTooLarge { return false }
            guard let length = segment.length else { return true }
            place += length
            if place > Int(information.st_size) { return false }
        }
        return false
    }

    /// The head of a segment.
    private struct Segment {
        /// How long it is with the data behind it; `nil` where that is not stated.
        let length: Int?
        /// Whether it states a page or region of more dots than are read, or is too long itself.
        let isTooLarge: Bool

        /// Pages and regions, which begin with their width and height (7.4.1, 7.4.8).
        private static let sized: Set<UInt8> = [4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43, 48]

        init?(_ bytes: [UInt8]) {
            guard bytes.count > 11 else { return nil }
            let kind = bytes[4] & 0x3F
            let number = PDFDataSizes.number(bytes, at: 0)
            var (count, place) = (Int(bytes[5] >> 5), 6)
            if count == 7 {
                count = PDFDataSizes.number(bytes, at: 5) & 0x1FFF_FFFF
                place = 9 + (count + 8) / 8
            }
            place += count * (number <= 256 ? 1 : number <= 65_536 ? 2 : 4) + (bytes[4] & 0x40 == 0 ? 1 : 4)
            guard place + 12 <= bytes.count else {
                guard bytes.count == PDFDataSizes.longestHead else { return nil }
                (length, isTooLarge) = (nil, true)
                return
            }
            let data = place + 4
            let size = PDFDataSizes.number(bytes, at: place)
            length = size == 0xFFFF_FFFF ? nil : data + size
            let (width, height) = (PDFDataSizes.number(bytes, at: data), PDFDataSizes.number(bytes, at: data + 4))
            // The height of a page may be left open.
            let isOpen = kind == 48 && height == 0xFFFF_FFFF
            isTooLarge = Self.sized.contains(kind) && !isOpen && PDFImageSizes.isTooLarge(width, height)
        }
    }

    // MARK: JPEG 2000

    /// Looks for the beginning of the code stream, and the size behind it (ISO/IEC 15444-1, A.5.1).
    private static func isSmallJPEG2000(_ file: Int32, at start: Int) -> Bool {
        let head = [UInt8](of: file, from: start, atMost: 16 * reach)
        guard let place = place(of: [0xFF, 0x4F, 0xFF, 0x51], in: head), place + 42 <= head.count else { return true }
        let sides = (0..<4).map { number(head, at: place + 8 + 4 * $0) }
        let components = Int(head[place + 40]) << 8 | Int(head[place + 41])
        let (width, height) = (sides[0] - sides[2], sides[1] - sides[3])
        return components <= 4 && width >= 0 && height >= 0 && !PDFImageSizes.isTooLarge(width, height)
    }

    // MARK: Bytes

    private static func number(_ bytes: [UInt8], at place: Int) -> Int {
        bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func place(of piece: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= piece.count else { return nil }
        return (0...bytes.count - piece.count).first { bytes[$0] == piece[0] && bytes[$0...].starts(with: piece) }
    }
}

extension [UInt8] {
    /// What stands in `file` from `place` on, at most so many bytes; nothing where it cannot be read.
    init(of file: Int32, from place: Int, atMost most: Int) {
        self.init(unsafeUninitializedCapacity: most) { buffer, count in
            count = Swift.max(0, pread(file, buffer.baseAddress, most, off_t(place)))
        }
    }
}

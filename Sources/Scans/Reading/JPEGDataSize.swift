import CScans

/// What a JPEG in a PDF states of itself (ITU-T T.81, annex B): its size, and whether all of it has to be held at once.
struct JPEGDataSize {
    private var bytes: FileBytes

    /// The parts of a picture, each in as much detail as its factors say.
    private struct Frame {
        let width: Int
        let height: Int
        let isProgressive: Bool
        /// How many parts there are.
        let parts: Int
        /// How many bytes its coefficients take where they are held.
        let coefficients: Int

        /// - Parameters:
        ///   - marker: the marker before it.
        ///   - content: what follows its length.
        init?(_ marker: UInt8, _ content: [UInt8]) {
            guard content.count >= 6, content.count >= 6 + 3 * Int(content[5]) else { return nil }
            (height, width) = (Int(content[1]) << 8 | Int(content[2]), Int(content[3]) << 8 | Int(content[4]))
            // SOF2, SOF6, SOF10 and SOF14.
            isProgressive = marker & 3 == 2
            parts = Int(content[5])
            let factors = (0..<parts).map { Factors(content[7 + 3 * $0]) }
            let most = factors.map(\.across).max() ?? 1, deepest = factors.map(\.down).max() ?? 1
            // Two bytes for each; of each part there are so many to a pixel of the finest one.
            let size = 2 * width * height
            coefficients = factors.reduce(0) { sum, part in
                sum + size * part.across * part.down / max(1, most * deepest)
            }
        }

        /// In how much detail a part is given, across and down, each from 1 to 4.
        private struct Factors {
            let across: Int
            let down: Int

            init(_ byte: UInt8) { (across, down) = (Int(byte >> 4), Int(byte & 15)) }
        }
    }

    /// Whether the picture whose data begin at `start` in `file` takes no more room and time than others. What is no JPEG there is
    /// left to whoever reads it.
    /// - Parameter scans: how many bytes of scans may be gone through; those that were are taken off.
    static func isSmall(_ file: Int32, at start: Int, _ scans: inout Int) -> Bool {
        var size = JPEGDataSize(bytes: FileBytes(file, from: start, atMost: scans))
        defer { scans = size.bytes.left }
        return size.isSmall()
    }

    private mutating func isSmall() -> Bool {
        guard bytes.next() == 0xFF, bytes.next() == 0xD8 else { return true }
        var (frame, scans) = (nil as Frame?, 0)
        while let (marker, content) = segment() {
            switch marker {
            case 0xD9: return true
            case 0xC4, 0xC8, 0xCC: continue
            case 0xC0...0xCF:
                frame = Frame(marker, content)
                if let frame, PDFImageSizes.isTooLarge(frame.width, frame.height) { return false }
            case 0xDA:
                guard let frame else { return true }
                // Rows are given out as they come where one scan has all parts.
                guard frame.isProgressive || Int(content.first ?? 0) < frame.parts else { return true }
                scans += 1
                if frame.coefficients > ANNEX_JPEG_MAXIMUM_MEMORY || scans > ANNEX_JPEG_MAXIMUM_SCANS { return false }
            default: continue
            }
        }
        return bytes.left > 0
    }

    /// The next marker, as readers find it: behind whatever is none.
    private mutating func nextMarker() -> UInt8? {
        while let byte = bytes.next() {
            guard byte == 0xFF else { continue }
            while let code = bytes.next() {
                if code == 0xFF { continue }
                if code == 0 { break }
                return code
            }
        }
        return nil
    }

    /// The next marker and what follows the length behind it, if it has one; `nil` where the file ends.
    private mutating func segment() -> (marker: UInt8, content: [UInt8])? {
        guard let marker = nextMarker() else { return nil }
        if marker == 0x01 || (0xD0...0xD9).contains(marker) { return (marker, []) }
        guard let high = bytes.next(), let low = bytes.next() else { return nil }
        var content: [UInt8] = []
        for _ in 0..<max(0, (Int(high) << 8 | Int(low)) - 2) {
            guard let byte = bytes.next() else { return nil }
            content.append(byte)
        }
        return (marker, content)
    }
}

/// The bytes of a file from some place on, a piece of it at a time.
private struct FileBytes {
    private let file: Int32
    private var place: Int
    /// How many may still be read.
    private(set) var left: Int
    private var piece: [UInt8] = []
    private var index = 0

    init(_ file: Int32, from place: Int, atMost most: Int) {
        (self.file, self.place, left) = (file, place, most)
    }

    mutating func next() -> UInt8? {
        if index == piece.count {
            piece = [UInt8](of: file, from: place, atMost: 1 << 14)
            (place, index) = (place + piece.count, 0)
        }
        guard index < piece.count, left > 0 else { return nil }
        (index, left) = (index + 1, left - 1)
        return piece[index - 1]
    }
}

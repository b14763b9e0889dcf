import PDFFormat

/// A JPEG file as far as a PDF must tell of it (ITU-T T.81, annex B).
struct JPEGFile {
    let width: Int
    let height: Int
    /// How many channels there are.
    let channels: Int
    /// Whether its three channels are red, green and blue as they are, and not luminance and chrominance.
    private(set) var isRGB = false

    private let bytes: [UInt8]

    /// Reads the markers before the first scan.
    /// - Returns: `nil` where `bytes` are no JPEG of eight bits, and of one channel or three.
    init?(_ bytes: [UInt8]) {
        var (place, frame, adobe, hasJFIF) = (2, 0..<0, nil as UInt8?, false)
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        while place + 4 <= bytes.count, bytes[place] == 0xFF {
            let marker = bytes[place + 1]
            guard marker != 0xFF else {
                place += 1
                continue
            }
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            guard marker != 0xDA, length >= 2, place + 2 + length <= bytes.count else { break }
            let content = place + 4..<place + 2 + length
            switch marker {
            case 0xC0...0xC2 where frame.isEmpty: frame = content
            case 0xE0: hasJFIF = hasJFIF || bytes[content].starts(with: Array("JFIF".utf8))
            case 0xEE where bytes[content].starts(with: Array("Adobe".utf8)) && content.count >= 12:
                adobe = bytes[content.lowerBound + 11]
            default: break
            }
            place = content.upperBound
        }
        guard frame.count >= 6, bytes[frame.lowerBound] == 8 else { return nil }
        let start = frame.lowerBound
        height = Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
        width = Int(bytes[start + 3]) << 8 | Int(bytes[start + 4])
        channels = Int(bytes[start + 5])
        guard width > 0, height > 0, channels == 1 || channels == 3, frame.count >= 6 + 3 * channels else { return nil }
        self.bytes = bytes
        if channels == 3 {
            let names = (0..<3).map { bytes[start + 6 + 3 * $0] }
            isRGB = !hasJFIF && (adobe.map { $0 == 0 } ?? (names == Array("RGB".utf8)))
        }
    }

    /// It as a picture of a PDF, with all its bytes.
    /// - Parameter isRGB: whether its channels are red, green and blue, whatever it says itself.
    func picture(isRGB: Bool? = nil) -> PDFPicture {
        let isPlain = channels == 3 && (isRGB ?? self.isRGB)
        return PDFPicture(
            width: width, height: height, bits: 8, colors: channels == 1 ? .gray : .rgb,
            filters: [PDFPicture.Filter("DCTDecode", parameters: isPlain ? "/ColorTransform 0" : "")], data: bytes)
    }
}

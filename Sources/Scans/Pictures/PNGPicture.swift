import PDFFormat

/// A PNG file whose compressed rows PDF takes as they are (ISO/IEC 15948, ISO 32000-1, 7.4.4.4).
enum PNGPicture {
    /// The picture in `bytes`.
    /// - Returns: `nil` where it is interlaced or transparent, which must be read first, or damaged, or where it has a part twice or
    ///   late: readers differ in which of them they take.
    static func picture(in bytes: [UInt8]) -> PDFPicture? {
        var (place, header, palette, data, isWhole) = (8, [UInt8](), [UInt8](), [UInt8](), false)
        while !isWhole, place + 12 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - place - 12 else { return nil }
            let content = bytes[place + 8..<place + 8 + length]
            switch String(decoding: bytes[place + 4..<place + 8], as: UTF8.self) {
            case "IHDR" where place == 8: header = Array(content)
            case "PLTE" where palette.isEmpty && data.isEmpty: palette = Array(content)
            case "IHDR", "PLTE": return nil
            case "tRNS": return nil
            case "IDAT": data += content
            case "IEND": isWhole = true
            default: break
            }
            place += 12 + length
        }
        guard isWhole, header.count == 13, header[10...12].allSatisfy({ $0 == 0 }), !data.isEmpty else { return nil }
        let (width, height) = (number(header[0..<4]), number(header[4..<8]))
        let bits = Int(header[8])
        guard let colors = colors(kind: header[9], palette), width > 0, height > 0 else { return nil }
        let samples = colors == .rgb ? 3 : 1
        return PDFPicture(
            width: width, height: height, bits: bits, colors: colors,
            filters: [.predicted(columns: width, colors: samples, bits: bits)], data: data)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    private static func colors(kind: UInt8, _ palette: [UInt8]) -> PDFPicture.Colors? {
        switch kind {
        case 0: .gray
        case 2: .rgb
        case 3 where (3...768).contains(palette.count) && palette.count.isMultiple(of: 3):
            .indexed(base: .rgb, highest: palette.count / 3 - 1, table: palette)
        default: nil
        }
    }
}

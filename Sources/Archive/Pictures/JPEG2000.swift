/// What an archival file may hold of JPEG 2000 (ISO 19005-2, 6.2.8.3), told by the boxes of a JP2 file (ISO/IEC 15444-1, annex I).
enum JPEG2000 {
    /// Whether `data` are such a file: of one or three channels of the same depth, with one plain colour specification.
    static func isArchival(_ data: [UInt8]) -> Bool {
        let signature: [UInt8] = [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]
        guard data.starts(with: signature), let header = boxes(in: data[...]).first(where: { $0.kind == "jp2h" })
        else { return false }
        let parts = boxes(in: header.content)
        guard let image = parts.first?.content, parts.first?.kind == "ihdr", image.count == 14,
            parts.allSatisfy({ ["ihdr", "colr", "res "].contains($0.kind) })
        else { return false }
        let channels = Int(image[image.startIndex + 8]) << 8 | Int(image[image.startIndex + 9])
        let depth = image[image.startIndex + 10] & 0x7F
        let colors = parts.filter { $0.kind == "colr" }.map(\.content)
        guard channels == 1 || channels == 3, depth < 38, colors.count == 1, let color = colors.first, color.count >= 7,
            color.first == 1
        else { return false }
        // sRGB, grey and sYCC, by their numbers.
        return [16, 17, 18].contains(color.suffix(4).reduce(0) { $0 << 8 | Int($1) })
    }

    private static func boxes(in data: ArraySlice<UInt8>) -> [(kind: String, content: ArraySlice<UInt8>)] {
        var boxes: [(kind: String, content: ArraySlice<UInt8>)] = []
        var rest = data
        while rest.count >= 8, boxes.count < 64 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            let end = length == 0 ? rest.count : length
            guard end >= 8, end <= rest.count else { break }
            boxes.append((String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self), rest.prefix(end).dropFirst(8)))
            rest = rest.dropFirst(end)
        }
        return boxes
    }
}

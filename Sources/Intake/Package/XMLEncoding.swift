import Diagnostics

/// Gives parts in UTF-8, in which they are changed. ISO/IEC 29500-2 allows UTF-16, too, and nothing else.
enum XMLEncoding {
    /// `bytes` in UTF-8: as they are where they are so already.
    static func utf8(_ bytes: [UInt8], part: String) throws(Fault) -> [UInt8] {
        if let text = utf16(bytes) { return Array(withoutDeclaration(text).utf8) }
        let head = String(decoding: bytes.prefix(200), as: UTF8.self)
        let declared = head.firstMatch(of: #/<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/#)?.1.lowercased() ?? "utf-8"
        guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(declared) else {
            throw .damaged(
                LocalizedText(
                    "部件 \(part) 的编码是 \(declared)，应为 UTF-8",
                    en: "the part \(part) is encoded as \(declared), expected UTF-8"))
        }
        return bytes
    }

    /// The text of `bytes` where they are UTF-16, with or without a byte order mark.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        let isBigEndian: Bool
        switch bytes.prefix(2) {
        case [0xFE, 0xFF], [0x00, 0x3C]: isBigEndian = true
        case [0xFF, 0xFE], [0x3C, 0x00]: isBigEndian = false
        default: return nil
        }
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isBigEndian ? first << 8 | second : second << 8 | first
        }
        return String(decoding: units.first == 0xFEFF ? units[1...] : units[...], as: UTF16.self)
    }

    private static func withoutDeclaration(_ text: String) -> Substring {
        guard text.hasPrefix("<?xml"), let end = text.firstRange(of: "?>") else { return text[...] }
        return text[end.upperBound...]
    }
}

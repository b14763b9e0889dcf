import Diagnostics

/// Text within an HTML document.
package enum HTMLText {
    /// `text` as it may stand between tags and in quoted attributes. Controls, and marks that turn the direction of what
    /// follows, are made visible.
    package static func escaped(_ text: String) -> String {
        let text = DiagnosticPrinter.visible(text)
        guard text.utf8.contains(where: { entity(of: $0) != nil }) else { return text }
        var out: [UInt8] = []
        for byte in text.utf8 {
            if let entity = entity(of: byte) { out += entity.utf8 } else { out.append(byte) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// What a character is written as that may not stand there itself.
    private static func entity(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}

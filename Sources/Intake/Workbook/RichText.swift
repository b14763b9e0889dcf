/// Texts of a workbook: one run or several, with phonetic hints beside them.
enum RichText {
    /// The text of the item that begins here (ISO/IEC 29500-1, 18.4.8), without phonetic hints.
    static func read(_ stream: XMLStream) throws(Fault) -> String {
        var text = ""
        try stream.children { name throws(Fault) in
            try check(text, stream)
            guard name.namespace == .spreadsheet else { return }
            switch name.local {
            case "t": text += try run(stream)
            case "r":
                try stream.children { name throws(Fault) in
                    try check(text, stream)
                    if name == XMLName(.spreadsheet, "t") { text += try run(stream) }
                }
            default: return
            }
        }
        return text
    }

    /// The longest text of a cell: 1 MiB. Excel allows 32,767 characters.
    private static func check(_ text: String, _ stream: XMLStream) throws(Fault) {
        guard text.utf8.count > XMLStream.maximumText else { return }
        throw .longText(stream.part)
    }

    /// The text of one run, its line breaks as `\n`.
    private static func run(_ stream: XMLStream) throws(Fault) -> String {
        unescaped(try stream.text())
    }

    /// `text` with `_x000D_` and its like read as the characters that they stand for (ISO/IEC 29500-1, 22.9.2.19), and every
    /// line break as `\n`.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x5F || $0 == 0x0D }) else { return text }
        var bytes = [UInt8]()
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if byte == 0x5F, let scalar = escape(rest) {
                bytes += Array(String(scalar).utf8)
                rest.removeFirst(7)
            } else {
                bytes.append(byte)
                rest.removeFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self).withPlainLineBreaks
    }

    /// The character that an escape at the start of `rest` stands for.
    private static func escape(_ rest: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let digits = rest.dropFirst(2).prefix(4)
        guard rest.count >= 7, rest[rest.startIndex + 1] == 0x78, rest[rest.startIndex + 6] == 0x5F,
            digits.allSatisfy({ ($0 | 0x20).isHexadecimalDigit })
        else { return nil }
        guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
        return Unicode.Scalar(value)
    }
}

extension UInt8 {
    fileprivate var isHexadecimalDigit: Bool { (0x30...0x39).contains(self) || (0x61...0x66).contains(self) }
}

extension String {
    /// The text with `\n` for every line break.
    var withPlainLineBreaks: String {
        guard utf8.contains(0x0D) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars(withoutReturns: unicodeScalars)))
    }

    private func unicodeScalars(withoutReturns scalars: String.UnicodeScalarView) -> [Unicode.Scalar] {
        var plain: [Unicode.Scalar] = []
        var isAfterReturn = false
        for scalar in scalars {
            if scalar == "\r" { plain.append("\n") } else if !(scalar == "\n" && isAfterReturn) { plain.append(scalar) }
            isAfterReturn = scalar == "\r"
        }
        return plain
    }
}

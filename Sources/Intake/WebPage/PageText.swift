import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// Decodes web pages that programs wrote instead of a workbook: those of China are often GBK.
enum PageText {
    /// The text in `bytes`, by its byte order mark, by what it says of itself, or else as UTF-8 or GB 18030.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> String {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes, isLittle: true) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, isLittle: false) }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        switch declared(bytes) {
        case "utf-8", "utf8": return String(decoding: bytes, as: UTF8.self)
        case "big5": return try converted(bytes, from: "BIG5")
        default: return try converted(bytes, from: "GB18030")
        }
    }

    private static func utf16(_ bytes: UnsafeBufferPointer<UInt8>, isLittle: Bool) -> String {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
            let (low, high) = isLittle ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            return UInt16(low) | UInt16(high) << 8
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func declared(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let head = String(decoding: bytes.prefix(4_096).filter { $0 < 0x80 }, as: UTF8.self).lowercased()
        return head.firstMatch(of: #/charset\s*=\s*["']?([a-z0-9_-]+)/#).map { String($0.1) }
    }

    /// `bytes` in another encoding. What is no character in it is replaced.
    private static func converted(_ bytes: UnsafeBufferPointer<UInt8>, from encoding: String) throws(Fault) -> String {
        guard let converter = iconv_open("UTF-8", encoding), Int(bitPattern: converter) != -1 else {
            throw Fault(
                "wrong-encoding",
                LocalizedText(
                    "文件是 \(encoding) 编码，这台机器上没有它的转换表", en: "the file is \(encoding), which this machine cannot convert"),
                hints: [
                    Fault.saveAs, LocalizedText("安装 libc-gconv-modules-extra", en: "install libc-gconv-modules-extra"),
                ])
        }
        defer { iconv_close(converter) }
        // Four bytes of UTF-8 at most stand for two of the other, three for one that is no character.
        let capacity = bytes.count * 3 + 8
        return String(unsafeUninitializedCapacity: capacity) { output in
            let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
            defer { copy.deallocate() }
            _ = copy.initialize(from: bytes)
            return output.withMemoryRebound(to: CChar.self) { target in
                copy.withMemoryRebound(to: CChar.self) { convert($0, to: target, with: converter) }
            }
        }
    }

    /// - Returns: how many bytes were written.
    private static func convert(
        _ source: UnsafeMutableBufferPointer<CChar>, to target: UnsafeMutableBufferPointer<CChar>,
        with converter: iconv_t
    ) -> Int {
        var (input, inputLeft) = (source.baseAddress, source.count)
        var (output, outputLeft) = (target.baseAddress, target.count)
        while inputLeft > 0 {
            guard iconv(converter, &input, &inputLeft, &output, &outputLeft) == -1 else { break }
            guard inputLeft > 0, outputLeft >= 3, errno != E2BIG else { break }
            for byte in "\u{FFFD}".utf8 {
                output?.pointee = CChar(bitPattern: byte)
                output = output.map { $0 + 1 }
            }
            outputLeft -= 3
            input = input.map { $0 + 1 }
            inputLeft -= 1
        }
        return target.count - outputLeft
    }
}

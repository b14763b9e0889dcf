package import Diagnostics

extension SourceFile {
    /// The largest source that is read: 32 MiB. A city's hundred-page report is about a quarter of one.
    package static let maximumSize = 32 << 20

    /// Reads a text file, which must be UTF-8 (a byte order mark is dropped), not empty and no larger than
    /// ``maximumSize``.
    /// - Throws: ``Rejection`` that says what the file is instead.
    package static func read(path: String) throws(Rejection) -> SourceFile {
        try decode(try bytes(path: path), name: path)
    }

    /// The bytes of a file that is no larger than ``maximumSize``.
    /// - Throws: ``Rejection`` where it cannot be read.
    package static func bytes(path: String) throws(Rejection) -> [UInt8] {
        do throws(RegularFile.Failure) {
            return try RegularFile.read(path, atMost: maximumSize)
        } catch {
            let span = SourceSpan.whole(SourceFile(name: path, text: ""))
            throw Rejection(Diagnostic(.error, id: error.id, error.message, at: span))
        }
    }

    /// The text in `bytes`, under the same conditions as ``read(path:)``.
    package static func decode(_ bytes: [UInt8], name: String) throws(Rejection) -> SourceFile {
        func reject(_ id: String, _ message: LocalizedText, hints: [LocalizedText] = []) -> Rejection {
            let span = SourceSpan.whole(SourceFile(name: name, text: ""))
            return Rejection(Diagnostic(.error, id: id, message, at: span, hints: hints))
        }
        var body = bytes[...]
        if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
        if body.starts(with: [0xFF, 0xFE]) || body.starts(with: [0xFE, 0xFF]) {
            throw reject(
                "wrong-encoding", LocalizedText("文件是 UTF-16 编码，应为 UTF-8", en: "the file is UTF-16, expected UTF-8"),
                hints: [saveAsUTF8])
        }
        if let kind = ForeignFile(body) {
            throw reject(
                "binary-file",
                LocalizedText("文件是\(kind.title.zh)，不是材料", en: "\(kind.title.en), not a submission"),
                hints: [kind.advice])
        }
        if let zero = body.firstIndex(of: 0) {
            throw reject(
                "binary-file",
                LocalizedText(
                    "文件不是文本：第 \(zero + 1) 个字节为 NUL", en: "not a text file: byte \(zero + 1) is NUL"))
        }
        guard let text = String(validating: body, as: UTF8.self) else {
            throw reject("wrong-encoding", encodingMessage(body), hints: [saveAsUTF8])
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw reject("empty-file", LocalizedText("文件是空的", en: "the file is empty"))
        }
        return SourceFile(name: name, text: text)
    }

    private static let saveAsUTF8 = LocalizedText(
        "在编辑器中“另存为”，编码选 UTF-8", en: "save the file again with the encoding UTF-8")

    private static func encodingMessage(_ bytes: ArraySlice<UInt8>) -> LocalizedText {
        looksLikeGBK(bytes)
            ? LocalizedText("文件像是 GBK（ANSI）编码，应为 UTF-8", en: "the file looks like GBK, expected UTF-8")
            : LocalizedText("文件不是有效的 UTF-8 文本", en: "the file is not valid UTF-8")
    }

    /// Whether every byte above ASCII begins a double-byte character of GBK.
    private static func looksLikeGBK(_ bytes: ArraySlice<UInt8>) -> Bool {
        var iterator = bytes.makeIterator()
        while let lead = iterator.next() {
            if lead < 0x80 { continue }
            guard (0x81...0xFE).contains(lead), let trail = iterator.next() else { return false }
            guard (0x40...0xFE).contains(trail), trail != 0x7F else { return false }
        }
        return true
    }
}

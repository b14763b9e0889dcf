#if canImport(Glibc)
    import Glibc
#endif

/// Tells what looks like a submission, whatever it is called: one that is not read because of its name is an office that
/// vanishes.
enum LikelySubmission {
    /// How much of a file is looked at, in bytes: submissions begin with the form set.
    private static let length = 4096

    /// Whether the file at `path` begins as submissions do.
    static func isThere(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, read(file, buffer.baseAddress, length))
        }
        return isOfficeFile(bytes) || isBeginning(bytes)
    }

    /// Whether a workbook or Word file of today begins with `bytes`: a zip file among whose first parts is one of theirs.
    static func isOfficeFile(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return false }
        let names = String(decoding: bytes, as: UTF8.self)
        return names.contains("xl/") || names.contains("word/")
    }

    /// Whether a submission may begin with `bytes`, in whatever encoding.
    static func isBeginning(_ bytes: [UInt8]) -> Bool {
        // Without the zeros, UTF-16 reads as ASCII does.
        let text = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            line.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
        }.filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("---") && !$0.hasPrefix("%YAML") }
        guard let first = lines.first else { return false }
        if first.hasPrefix("{") { return text.contains("\"formSet\"") && !text.contains(Manifest.format) }
        return first.contains(key) && lines.contains { $0.hasPrefix("formSet") && $0.contains(key) }
    }

    private static var key: Regex<Substring> { #/^["']?[A-Za-z]+["']?\s*[:：]/# }
}

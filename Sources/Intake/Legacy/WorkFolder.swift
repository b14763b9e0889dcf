import Diagnostics

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// A folder for files that nobody needs afterwards; it goes away with everything in it.
final class WorkFolder {
    /// Where it is.
    let path: String

    init() throws(Fault) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        guard let template = strdup("\(parent)/annex-XXXXXX") else { throw Self.failure(ENOMEM) }
        defer { free(template) }
        guard mkdtemp(template) != nil else { throw Self.failure(errno) }
        path = String(cString: template)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, and the folders that it is in.
    func write(_ bytes: some Collection<UInt8>, to name: String) throws(Fault) {
        let steps = name.split(separator: "/")
        for count in 1..<max(1, steps.count) {
            let folder = steps.prefix(count).joined(separator: "/")
            guard mkdir("\(path)/\(folder)", 0o700) == 0 || errno == EEXIST else { throw Self.failure(errno) }
        }
        guard let file = fopen("\(path)/\(name)", "we") else { throw Self.failure(errno) }
        let written = bytes.withContiguousStorageIfAvailable { fwrite($0.baseAddress, 1, $0.count, file) }
        guard fclose(file) == 0, written == bytes.count else { throw Self.failure(errno) }
    }

    /// The bytes of a file; `nil` where there is none, or a larger one than `limit`.
    func read(_ name: String, atMost limit: Int) -> [UInt8]? {
        guard let file = fopen("\(path)/\(name)", "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { return ferror(file) == 0 ? bytes : nil }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { return nil }
        }
    }

    private static func failure(_ code: Int32) -> Fault {
        let reason = LocalizedText(errno: code)
        return Fault(
            "cannot-write",
            LocalizedText("不能写临时文件：\(reason.zh)", en: "a temporary file cannot be written: \(reason.en)"))
    }
}

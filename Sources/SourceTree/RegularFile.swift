public import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// Reads whole files, which must be regular and no larger than is asked for.
public enum RegularFile {
    /// Why a file is not read.
    public struct Fault: Error, Sendable {
        /// The name of the finding, such as `cannot-read`.
        public let id: String
        /// What is wrong with the file.
        public let message: LocalizedText
    }

    /// The bytes of the file at `path`.
    /// - Parameter limit: the largest size that is read, in bytes.
    public static func read(_ path: String, atMost limit: Int) throws(Fault) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Fault(id: "cannot-read", message: LocalizedText("找不到文件", en: "no such file"))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Fault(id: "cannot-read", message: LocalizedText("不是普通文件", en: "not a regular file"))
        }
        guard status.st_size <= limit else { throw tooLarge(Int(status.st_size), limit) }
        guard let bytes = contents(of: path, count: Int(status.st_size)) else {
            throw Fault(
                id: "cannot-read",
                message: LocalizedText("文件无法读取（没有权限？）", en: "the file cannot be read (permission?)"))
        }
        return bytes
    }

    /// The first `count` bytes of the file at `path`, or all where it has become shorter; `nil` where it cannot be read.
    private static func contents(of path: String, count: Int) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var isRead = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let length = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
                isRead = length >= 0
                guard length > 0 else { break }
                filled += length
            }
        }
        return isRead ? bytes : nil
    }

    private static func tooLarge(_ size: Int, _ limit: Int) -> Fault {
        let shown = (size + (1 << 20) - 1) >> 20
        return Fault(
            id: "too-large",
            message: LocalizedText(
                "文件有 \(shown) MiB，最大为 \(limit >> 20) MiB",
                en: "the file has \(shown) MiB, at most \(limit >> 20) MiB are read"))
    }
}

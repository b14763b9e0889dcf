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
        let size = try size(of: path, atMost: limit)
        var isRead = true
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            isRead = fill(buffer, from: path, &filled)
        }
        guard isRead else { throw unreadable }
        return bytes
    }

    /// The text in the file at `path`, which is never in memory twice; what is no UTF-8 in it is replaced.
    package static func text(_ path: String) throws(Fault) -> String {
        let size = try size(of: path, atMost: .max)
        var isRead = true
        let text = String(unsafeUninitializedCapacity: size) { buffer in
            var filled = 0
            isRead = fill(buffer, from: path, &filled)
            return filled
        }
        guard isRead else { throw unreadable }
        return text
    }

    private static func size(of path: String, atMost limit: Int) throws(Fault) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Fault(id: "cannot-read", message: LocalizedText("找不到文件", en: "no such file"))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Fault(id: "cannot-read", message: LocalizedText("不是普通文件", en: "not a regular file"))
        }
        guard status.st_size <= limit else { throw tooLarge(Int(status.st_size), limit) }
        return Int(status.st_size)
    }

    /// Fills `buffer` with the first bytes of the file at `path`, or all where it has become shorter.
    /// - Returns: whether it can be read.
    private static func fill(
        _ buffer: UnsafeMutableBufferPointer<UInt8>, from path: String, _ filled: inout Int
    ) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        while filled < buffer.count {
            let length = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            guard length >= 0 else { return false }
            guard length > 0 else { break }
            filled += length
        }
        return true
    }

    private static var unreadable: Fault {
        Fault(
            id: "cannot-read",
            message: LocalizedText("文件无法读取（没有权限？）", en: "the file cannot be read (permission?)"))
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

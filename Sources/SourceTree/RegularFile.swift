package import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// Reads whole files, which must be regular and no larger than is asked for.
package enum RegularFile {
    /// Why a file is not read.
    package struct Failure: Error, Sendable {
        /// The name of the finding, such as `cannot-read`.
        package let id: String
        /// What is wrong with the file.
        package let message: LocalizedText
    }

    /// The bytes of the file at `path`.
    /// - Parameter limit: the largest size that is read, in bytes.
    package static func read(_ path: String, atMost limit: Int) throws(Failure) -> [UInt8] {
        let size = try size(of: path, atMost: limit)
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            failure = fill(buffer, from: path, &filled)
        }
        guard failure == 0 else { throw unreadable(path, failure) }
        return bytes
    }

    /// The text in the file at `path`, which is never in memory twice; what is no UTF-8 in it is replaced.
    package static func text(_ path: String) throws(Failure) -> String {
        let size = try size(of: path, atMost: .max)
        var failure: Int32 = 0
        let text = String(unsafeUninitializedCapacity: size) { buffer in
            var filled = 0
            failure = fill(buffer, from: path, &filled)
            return filled
        }
        guard failure == 0 else { throw unreadable(path, failure) }
        return text
    }

    /// Why the file at `path` must not be given to a library that opens it, which would wait for a pipe for ever; `nil` where
    /// it is a regular file. It need not be readable.
    package static func irregularity(of path: String) -> Failure? {
        do throws(Failure) {
            _ = try size(of: path, atMost: .max)
            return nil
        } catch {
            return error
        }
    }

    private static func size(of path: String, atMost limit: Int) throws(Failure) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw unreadable(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw unreadable(path, EISDIR) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(id: "cannot-read", message: LocalizedText("不是普通文件", en: "not a regular file"))
        }
        guard status.st_size <= limit else { throw tooLarge(Int(status.st_size), limit) }
        return Int(status.st_size)
    }

    /// Fills `buffer` with the first bytes of the file at `path`, or all where it has become shorter.
    /// - Returns: the `errno` that keeps it from being read; 0 if none does.
    private static func fill(
        _ buffer: UnsafeMutableBufferPointer<UInt8>, from path: String, _ filled: inout Int
    ) -> Int32 {
        // What took the file's place meanwhile may be a pipe, which nobody waits for.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return errno }
        defer { close(file) }
        while filled < buffer.count {
            let length = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            guard length >= 0 else { return errno }
            guard length > 0 else { break }
            filled += length
        }
        return 0
    }

    private static func unreadable(_ path: String, _ code: Int32) -> Failure {
        Failure(id: "cannot-read", message: code == ENOENT ? absent(path) : LocalizedText(errno: code).unreadable)
    }

    /// Paths that are not UTF-8 come with replacement characters, under which no file is found.
    private static func absent(_ path: String) -> LocalizedText {
        path.unicodeScalars.contains("\u{FFFD}")
            ? LocalizedText("找不到文件：文件名不是 UTF-8 编码，请改名", en: "no such file: rename it, its name is not UTF-8")
            : LocalizedText("找不到文件", en: "no such file")
    }

    private static func tooLarge(_ size: Int, _ limit: Int) -> Failure {
        let shown = (size + (1 << 20) - 1) >> 20
        return Failure(
            id: "too-large",
            message: LocalizedText(
                "文件有 \(shown) MiB，最大为 \(limit >> 20) MiB",
                en: "the file has \(shown) MiB, at most \(limit >> 20) MiB are read"))
    }
}

extension LocalizedText {
    /// A file cannot be read for this reason.
    fileprivate var unreadable: LocalizedText {
        LocalizedText("无法读取：\(zh)", en: "the file cannot be read: \(en)")
    }
}

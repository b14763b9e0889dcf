import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// Reads what is piped into the program.
package enum StandardInput {
    /// What it gives until it ends.
    /// - Parameter limit: the largest size that is read, in bytes.
    package static func read(atMost limit: Int) throws(RegularFile.Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(STDIN_FILENO, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(LocalizedText(errno: errno)) }
            guard count > 0 else { return bytes }
            bytes += block[..<count]
            guard bytes.count <= limit else { throw tooLarge(limit) }
        }
    }

    private static func unreadable(_ reason: LocalizedText) -> RegularFile.Failure {
        RegularFile.Failure(
            id: "cannot-read",
            message: LocalizedText("标准输入读不出：\(reason.zh)", en: "standard input cannot be read: \(reason.en)"))
    }

    private static func tooLarge(_ limit: Int) -> RegularFile.Failure {
        RegularFile.Failure(
            id: "too-large",
            message: LocalizedText(
                "标准输入超过 \(limit >> 20) MiB", en: "standard input gives more than \(limit >> 20) MiB"))
    }
}

import Diagnostics

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// What the program prints.
enum StandardOutput {
    /// Writes out what still waits, and complains where something that was printed did not arrive.
    /// - Returns: whether it all arrived, or the reader has closed the pipe and wants no more.
    static func isComplete() -> Bool {
        guard fflush(stdout) != 0 || ferror(stdout) != 0 else { return true }
        guard !isClosedPipe else { return true }
        Interface.complain(
            say("错误：标准输出写不进去，写出的不完整\n", "error: standard output cannot be written; what was printed is not whole\n"))
        return false
    }

    private static var isClosedPipe: Bool {
        var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        return poll(&output, 1, 0) == 1 && Int32(output.revents) & POLLERR != 0
    }
}

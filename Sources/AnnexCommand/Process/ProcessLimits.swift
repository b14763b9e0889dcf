import CThreads
import Diagnostics

#if canImport(Glibc)
    import Glibc
#endif

/// What the system lets the program have, put right where it may be, before anything needs it.
enum ProcessLimits {
    /// The stack of every thread. Whatever files hold, none goes deeper: nesting is bounded wherever it is read.
    private static let stackSize = 8 << 20
    /// The fewest files that may be open at once: faces, inputs and outputs of a worker, and what libraries keep open.
    private static let minimumFiles: rlim_t = 64
    /// As many files are asked for where fewer may be open: each worker keeps its faces open.
    private static let enoughFiles: rlim_t = 8192

    /// What a JPEG may take that has to be held whole. Poppler meets some in the contents of pages, where nobody has looked at them.
    private static let jpegMemory = "128M"

    /// Says why the program cannot run; `nil` where it can.
    static func prepare() -> LocalizedText? {
        setenv("JPEGMEM", jpegMemory, 0)
        guard annex_set_stack_size(stackSize) == 0 else {
            return LocalizedText("系统不给线程足够的栈", en: "the system gives threads too small a stack")
        }
        return prepareFiles()
    }

    private static func prepareFiles() -> LocalizedText? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        if limit.rlim_cur < min(enoughFiles, limit.rlim_max) {
            limit.rlim_cur = min(enoughFiles, limit.rlim_max)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        guard limit.rlim_cur < minimumFiles else { return nil }
        return LocalizedText(
            "系统只允许同时打开 \(limit.rlim_cur) 个文件，至少要 \(minimumFiles) 个（ulimit -n）",
            en: "only \(limit.rlim_cur) files may be open at once, at least \(minimumFiles) are needed (ulimit -n)")
    }

    /// Runs `body` on a thread whose stack does not depend on what the caller allows the first one.
    static func onOwnStack(_ body: @escaping @Sendable () -> Int32) -> Int32 {
        let work = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let failure = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let work = Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue()
                work.code = work.body()
                return nil
            }, work.toOpaque())
        let result = work.takeRetainedValue()
        guard failure == 0 else { return body() }
        pthread_join(thread, nil)
        return result.code
    }

    /// What a thread runs, and what came of it.
    private final class Work {
        let body: @Sendable () -> Int32
        var code: Int32 = 0

        init(_ body: @escaping @Sendable () -> Int32) { self.body = body }
    }
}

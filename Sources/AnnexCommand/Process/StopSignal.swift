import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Whether something asks the program to stop: Ctrl-C, SIGTERM, a terminal that is closed (SIGHUP), or a reader of its output
/// that has gone (SIGPIPE). What is under way is finished first.
enum StopSignal {
    /// The number of the last signal; 0 where none has come.
    private static let raised = Atomic<Int32>(0)

    /// Begins to listen; a second signal of the same kind ends the program at once, but for SIGPIPE, which every further
    /// line that is written raises again. What the caller lets the program ignore, as `nohup` does, stays ignored.
    static func listen() {
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] where !isIgnored(number) {
            signal(number) { number in
                StopSignal.raised.store(number, ordering: .relaxed)
                if number != SIGPIPE { signal(number, SIG_DFL) }
            }
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Whether a signal has come.
    static var isOn: Bool { number != nil }

    /// The number of the signal that has come last; `nil` where none has.
    static var number: Int32? {
        let number = raised.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}

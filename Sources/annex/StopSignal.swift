import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Whether Ctrl-C or SIGTERM asks the program to stop. What is under way is finished first.
enum StopSignal {
    private static let isRaised = Atomic<Bool>(false)

    /// Begins to listen; a second signal ends the program at once.
    static func listen() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                StopSignal.isRaised.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
    }

    /// Whether a signal has come.
    static var isOn: Bool { isRaised.load(ordering: .relaxed) }
}

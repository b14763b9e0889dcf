#if canImport(Glibc)
    import Glibc
#endif

/// A program that runs beside this one, in a group of processes of its own, and says nothing.
struct ChildProcess {
    private let id: pid_t

    /// Starts a program.
    /// - Parameter arguments: the path of the program, and what it is told.
    /// - Returns: `nil` where it cannot be started.
    init?(_ arguments: [String]) {
        var attributes = posix_spawnattr_t()
        var actions = posix_spawn_file_actions_t()
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        for (file, mode) in [(STDIN_FILENO, O_RDONLY), (STDOUT_FILENO, O_WRONLY), (STDERR_FILENO, O_WRONLY)] {
            posix_spawn_file_actions_addopen(&actions, file, "/dev/null", mode, 0)
        }
        var words = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var id: pid_t = 0
        guard posix_spawn(&id, arguments[0], &actions, &attributes, &words, environ) == 0 else { return nil }
        self.id = id
    }

    /// Waits for the program to end, then ends whatever it has started.
    /// - Parameter patience: how often it is looked whether the program has ended, a fiftieth of a second apart.
    /// - Returns: what it says at its end, 0 for success; `nil` where it was ended before that.
    func status(patience: Int) -> Int32? {
        let hasEnded = waitsForEnd(patience)
        // The program is still known by its number, ended or not, so that the group is its own and no other's.
        kill(-id, SIGKILL)
        var status: Int32 = 0
        guard waitpid(id, &status, 0) == id else { return hasEnded ? 0 : nil }
        return hasEnded && status & 0x7F == 0 ? status >> 8 & 0xFF : nil
    }

    private func waitsForEnd(_ patience: Int) -> Bool {
        for _ in 0..<patience {
            var information = siginfo_t()
            let found = waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT)
            // Where somebody else in this process has waited for it, it has ended as well.
            if found != 0 && errno == ECHILD || found == 0 && information.si_signo == SIGCHLD { return true }
            usleep(20_000)
        }
        return false
    }
}

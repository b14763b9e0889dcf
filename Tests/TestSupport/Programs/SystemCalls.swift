import Testing

/// Watches what the program asks of the system in a folder, and lets it go wrong: a library that is loaded before all others.
package struct SystemCalls {
    /// How a call goes wrong.
    package enum Action: String {
        /// The program is killed, the call fails, it is interrupted once, or it waits to be let go.
        case kill, fail, interrupt, wait
    }

    /// The folder that is watched, without links on the way.
    package let folder: String

    /// Watches `folder`, a path without links on the way.
    package init(folder: String) { self.folder = folder }

    /// The library, built once.
    private static let library: Result<TemporaryFolder, any Error> = Result {
        let folder = try TemporaryFolder()
        let source = Fixtures.folder("Fixtures") + "/system-calls.c"
        let compiler = try #require(Program.tool("cc"))
        let outcome = try compiler.run(["-shared", "-fPIC", "-O1", "-o", folder.path + "/calls.so", source, "-ldl"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    /// The environment of a program on a machine that seems to have no library whose name begins with `library`.
    package static func environment(without library: String) throws -> [String: String] {
        ["LD_PRELOAD": try Self.library.get().path + "/calls.so", "CALLS_FOLDER": "/none", "CALLS_HIDDEN": library]
    }

    /// The environment of a program that is watched.
    /// - Parameter call: which call goes wrong: its name, which of them, from 1, or 0 for all, and words that its paths hold.
    package func environment(_ call: String? = nil, _ action: Action = .kill, log: String? = nil) throws -> [String:
        String]
    {
        var environment = ["LD_PRELOAD": try Self.library.get().path + "/calls.so", "CALLS_FOLDER": folder]
        environment["CALLS_AT"] = call
        environment["CALLS_ACTION"] = action.rawValue
        environment["CALLS_LOG"] = log
        return environment
    }
}

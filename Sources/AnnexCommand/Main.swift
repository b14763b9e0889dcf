import ArgumentParser
// Being linked is all that jemalloc needs: it takes the place of malloc, Cairo's calls included. A batch takes a tenth less
// time than with glibc's.
import Batch
import CJemalloc
import Rendering

#if canImport(Glibc)
    import Glibc
#endif

/// The program: parses the command line, runs the command and ends with the exit code of its outcome.
@main
enum Main {
    static func main() {
        if let reason = ProcessLimits.prepare() {
            Interface.complain(say("错误：", "error: ") + say(reason) + "\n")
            exit(Interface.Exit.system)
        }
        DrawingLibraries.prepare(finishes: setsPages && Interface.archive.profile != nil)
        if setsPages {
            try? Interface.resources.get().readFacesAhead()
        }
        let code = ProcessLimits.onOwnStack { run() }
        exit(StandardOutput.isComplete() ? code : Interface.Exit.system)
    }

    /// Runs the command that the command line asks for.
    /// - Returns: the exit code of its outcome.
    private static func run() -> Int32 {
        if let unknown = UnknownCommand(in: Array(CommandLine.arguments.dropFirst()), of: AnnexCommand.self) {
            Interface.complain(unknown.text)
            return Interface.Exit.usage
        }
        do {
            var command = try AnnexCommand.parseAsRoot()
            try command.run()
            return Interface.Exit.success
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            let isHelp = AnnexCommand.exitCode(for: error) == .success
            let text = HelpText.shown(AnnexCommand.fullMessage(for: error))
            if isHelp { print(text) } else { Interface.complain(text + "\n") }
            return isHelp ? Interface.Exit.success : Interface.Exit.usage
        }
    }

    /// Whether the command that is asked for sets pages. Reading faces takes as long as parsing the command line, so that one
    /// is done beside the other.
    private static var setsPages: Bool {
        let setters: [any ParsableCommand.Type] = [RenderCommand.self, InspectCommand.self, VerifyCommand.self]
        return setters.contains { $0.configuration.commandName == CommandLine.arguments.dropFirst().first }
    }
}

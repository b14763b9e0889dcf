import ArgumentParser
import Diagnostics

/// A command that is asked for and that there is not. The argument parser would take its name for an argument too many, and
/// show the help of the program where help on it is asked for.
struct UnknownCommand {
    private let name: String
    /// The commands that it was looked for among.
    private let parent: [any ParsableCommand.Type]

    /// The one that `arguments`, without the program's name, ask for; `nil` where they ask for one that there is, or for none.
    init?(in arguments: [String], of root: any ParsableCommand.Type) {
        var parent: [any ParsableCommand.Type] = [root]
        let names = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
        for name in names {
            let commands = parent[parent.count - 1].configuration.subcommands
            guard !commands.isEmpty, !name.hasPrefix("-") else { return nil }
            guard let command = commands.first(where: { $0.name == name }) else {
                if name == "help" { return nil }
                self.name = name
                self.parent = parent
                return
            }
            parent.append(command)
        }
        return nil
    }

    /// What is said of it.
    var text: String {
        let path = parent.map { $0.name }.joined(separator: " ")
        let known = parent[parent.count - 1].configuration.subcommands.map { $0.name }
        let meant = name.suggestion(among: known).map { say("；", "; ") + say($0) } ?? ""
        let shown = DiagnosticPrinter.visible(name)
        return say(
            """
            错误：没有“\(shown)”这个命令\(meant)
            用法：\(path) <命令>
              用 \(path) --help 查看全部命令。

            """,
            """
            error: there is no command “\(shown)”\(meant)
            Usage: \(path) <subcommand>
              See '\(path) --help' for all of them.

            """)
    }
}

extension ParsableCommand {
    /// The name by which it is asked for.
    fileprivate static var name: String { configuration.commandName ?? "" }
}

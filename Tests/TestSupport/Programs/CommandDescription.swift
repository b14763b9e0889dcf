import Foundation

/// What the program tells other programs of its commands.
package struct CommandDescription {
    /// A command.
    package struct Command {
        /// Its name, behind those of the commands that it belongs to.
        package let names: [String]
        /// What it takes.
        package let arguments: [Argument]
    }

    /// An argument, option or flag.
    package struct Argument: Decodable {
        package struct Name: Decodable {
            package let kind: String
            package let name: String
        }

        package let names: [Name]?
        package let valueName: String?
        package let defaultValue: String?
        /// What a shell offers for it; of which kind does not matter here.
        package let completionKind: CompletionKind?

        /// How it is called.
        package var title: String { names?.last?.name ?? valueName ?? "?" }
        /// How its names are written.
        package var spellings: [String] { (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }
    }

    /// That a shell offers something.
    package struct CompletionKind: Decodable {
        package init(from decoder: any Decoder) throws {}
    }

    private struct Node: Decodable {
        let commandName: String
        let superCommands: [String]?
        let subcommands: [Node]?
        let arguments: [Argument]?

        var commands: [Command] {
            let own = Command(names: (superCommands ?? []) + [commandName], arguments: arguments ?? [])
            let below = (subcommands ?? []).filter { $0.commandName != "help" }
            return [own] + below.flatMap(\.commands)
        }
    }

    private struct Root: Decodable {
        let command: Node
    }

    /// All commands, the program first.
    package let commands: [Command]

    /// Asks the program of this build.
    package init(language: String) throws {
        let told = try Program.annex.run(["--experimental-dump-help", "--lang", language]).output
        commands = try JSONDecoder().decode(Root.self, from: Data(told.utf8)).command.commands
    }
}

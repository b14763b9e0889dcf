import ArgumentParser
import Batch
package import Diagnostics
import Rendering

/// The root command.
struct AnnexCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "annex",
            abstract: say(
                "把预算绩效自评材料排成可以签字、盖章、归档的表格。", "Typesets budget performance self-evaluations for signing and archiving."),
            version: Renderer.version,
            subcommands: [
                RenderCommand.self, PlanCommand.self, MergeCommand.self, CheckCommand.self, ImportCommand.self,
                SchemaCommand.self, NewCommand.self,
                InspectCommand.self,
                ExtractCommand.self, VerifyCommand.self, PrintCommand.self, PrintersCommand.self,
                StackCommand.self, ArchiveCommand.self, FontsCommand.self,
                LayoutCommand.self,
                PreviewCommand.self,
            ])
    }
}

extension Language: ExpressibleByArgument {}

extension BatchReport.Kind: ExpressibleByArgument {}

extension BatchLetters.Kind: ExpressibleByArgument {}

extension Interface.Coloring: ExpressibleByArgument {}

/// One of two wordings, by the language that the command line asks for.
func say(_ zh: String, _ en: String) -> String {
    LocalizedText(zh, en: en).text(in: Interface.language)
}

/// `text` in the language that the command line asks for.
func say(_ text: LocalizedText) -> String { text.text(in: Interface.language) }

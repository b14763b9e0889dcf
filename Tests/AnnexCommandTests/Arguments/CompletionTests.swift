import Foundation
import TestSupport
import Testing

/// What shells and manual pages are told of the commands, by the program itself.
@Suite struct CompletionTests {
    private let description: CommandDescription

    init() throws { description = try CommandDescription(language: "zh") }

    /// What the values are called that a shell can complete.
    private static let paths = ["文件", "文件夹", "文件或文件夹", "材料", "清单", "表样", "打印机", "识别码", "pdf"]

    @Test func everyPathFormSetAndPrinterIsCompleted() {
        var count = 0
        for command in description.commands {
            for argument in command.arguments where Self.paths.contains(argument.valueName ?? "") {
                count += 1
                #expect(argument.completionKind != nil, "\(command.names) \(argument.title)")
            }
        }
        #expect(count > 30)
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func scriptsReachTheShellAsTheyAre(_ shell: String) throws {
        let outcome = try Program.annex.run(["--generate-completion-script", shell])
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        // The parser's own phrases are put into Chinese elsewhere.
        #expect(!outcome.output.contains("用法："))
        for command in description.commands { #expect(outcome.output.contains(command.names.last ?? "?")) }
        guard shell == "bash" else { return }
        let folder = try TemporaryFolder()
        let script = try folder.write("annex", outcome.output)
        let checked = try Program(path: "/bin/bash").run(["-n", script])
        #expect(checked.code == 0 && checked.errors.isEmpty)
    }

    /// What the shell is offered where the last of `words` is completed.
    private func offered(_ argument: String, _ words: [String], environment: [String: String] = [:]) throws -> [String]
    {
        let last = words.count - 1
        let request = ["---completion", words[1], "--", argument, "\(last)", "\(words[last].count)"] + words
        let outcome = try Program.annex.run(request, environment: ["SAP_SHELL": "bash"].merging(environment) { $1 })
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    @Test func formSetsAreOfferedByNameAndByFolder() throws {
        #expect(try offered("positional@0", ["annex", "new", ""]) == FormSets.names)
        let folder = try FormSets.copy { _ in }
        try FileManager.default.moveItem(atPath: folder.path + "/hunan-2023", toPath: folder.path + "/our-form")
        let named = ["annex", "schema", "--layouts", folder.path, ""]
        #expect(try offered("positional@0", named).contains("our-form"))
        let environment = ["ANNEX_LAYOUTS": folder.path]
        #expect(try offered("positional@0", ["annex", "new", ""], environment: environment).contains("our-form"))
        #expect(try offered("positional@0", ["annex", "new", folder.path + "/"]).contains(folder.path + "/our-form"))
        #expect(try !offered("positional@0", ["annex", "new", folder.path + "/"]).contains(folder.path + "/common"))
    }

    @Test func noPrinterIsOfferedWhereNoServerAnswers() throws {
        let environment = ["CUPS_SERVER": "127.0.0.1:1"]
        #expect(try offered("--printer", ["annex", "print", "--printer", ""], environment: environment).isEmpty)
    }

    /// Machines differ in their cores, and packages do not.
    @Test func nothingIsToldOfTheMachine() throws {
        let request = ["--experimental-dump-help"]
        let onOneCore = Program(path: "/usr/bin/taskset", leading: ["-c", "0", Program.annex.path])
        #expect(try onOneCore.run(request).output == Program.annex.run(request).output)
    }
}

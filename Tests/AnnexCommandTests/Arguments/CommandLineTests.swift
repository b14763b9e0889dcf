import Foundation
import TestSupport
import Testing

@Suite struct CommandLineTests {
    private static let commands = [
        [], ["render"], ["plan"], ["merge"], ["check"], ["inspect"], ["fonts"], ["layout", "check"], ["preview"],
        ["extract"], ["verify"], ["schema"], ["new"], ["print"], ["printers"],
    ]

    @Test(arguments: commands) func helpsInChinese(_ command: [String]) throws {
        let outcome = try Program.annex.run(command + ["--help"])
        #expect(outcome.code == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.contains("用法：annex"))
        for word in ["OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "See ", "Show "] {
            #expect(!outcome.output.contains(word))
        }
        #expect(!outcome.output.contains("default"))
        #expect(outcome.output.count { $0 == "（" } == outcome.output.count { $0 == "）" })
    }

    @Test(arguments: commands) func helpsInEnglish(_ command: [String]) throws {
        for language in [["--lang", "en"], ["--lang=en"]] {
            let outcome = try Program.annex.run(command + ["--help"] + language)
            #expect(outcome.code == 0)
            #expect(outcome.output.contains("USAGE: annex"))
            #expect(!outcome.output.unicodeScalars.contains { $0.properties.isIdeographic })
        }
    }

    @Test(arguments: [
        ["bogus"], ["plan", "a.yaml", "--shards", "2"], ["plan", "a.yaml", "--shards", "0", "-o", "p.json"],
        ["merge", "shard-0"], ["render", "-o", "out", "--shard", "1"], ["render", "-o", "out", "--plan", "p.json"],
        ["render", "-o", "out", "--plan", "p.json", "--shard", "1", "--draft"],
        ["render", "a.yaml", "-o", "out", "--plan", "p.json", "--shard", "1"], ["render"], ["render", "a.yaml"],
        ["render", "a.yaml", "-o"], ["render", "-o", "out"], ["render", "a.yaml", "-o", "a.pdf"],
        ["render", "a.yaml", "-o", "out/a.PNG", "--format", "png"],
        ["render", "a.yaml", "-o", "out", "--dpi", "1"], ["render", "a.yaml", "-o", "out", "--dpi", "x"],
        ["render", "a.yaml", "-o", "out", "--format", "doc"], ["check"], ["check", "a.yaml", "--nope"], ["inspect"],
        ["inspect", "a.yaml", "b.yaml"], ["fonts", "a"], ["check", "a.yaml", "--lang", "fr"],
        ["layout", "check"], ["preview"], ["layout", "bogus"], ["extract"], ["verify"],
        ["render", "a.yaml", "-o", "out", "--archive", "1b"],
        ["check", "a.yaml", "--format", "doc"],
        ["check", "a.yaml", "--color", "blue"], ["schema", "a", "b"], ["schema", "a", "--report"], ["new", "a", "b"],
        ["new", "-o"], ["print", "out"], ["print", "out", "-o", "job.pdf", "--media", "A4"], ["printers", "a"],
        ["print", "out", "--printer", "a", "--media", "A44"], ["print", "out", "-o", "job.pdf", "--sides", "two"],
    ])
    func refusesWrongUsage(_ arguments: [String]) throws {
        let outcome = try Program.annex.run(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("错误："))
        #expect(outcome.errors.contains("用法："))
        let english = try Program.annex.run(arguments.contains("--lang") ? arguments : arguments + ["--lang", "en"])
        #expect(english.code == 2)
    }

    @Test(arguments: [["check", "a.yaml", "--lang", "fr"], ["render", "a.yaml", "-o", "out", "--format", "doc"]])
    func explainsWrongValuesInChinese(_ arguments: [String]) throws {
        #expect(try !Program.annex.run(arguments).errors.contains("Please"))
    }

    @Test func speaksEnglishWhereItIsAskedTo() throws {
        let outcome = try Program.annex.run(["check", "/no/such.yaml", "--lang", "en"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output == "/no/such.yaml: 1 error\n/no/such.yaml:1:1: error: no such file [cannot-read]\n")
    }

    @Test(arguments: [
        ["new", "hunan-2023"], ["inspect", Example.path], ["check", Example.path, "--format", "json"], ["--help"],
    ])
    func saysThatStandardOutputCannotBeWritten(_ arguments: [String]) throws {
        let outcome = try Program.annex.run(arguments, output: "/dev/full")
        #expect(outcome.code == 3)
        #expect(outcome.errors == "错误：标准输出写不进去，写出的不完整\n")
    }

    @Test func keepsQuietWhereTheReaderHasEnough() throws {
        let shell = Program(path: "/bin/sh")
        let outcome = try shell.run(
            ["-c", "\"$0\" inspect \"$1\" | head -n 1", Program.annex.path, Example.path])
        #expect(outcome.output.hasPrefix("page 1"))
        #expect(outcome.errors.isEmpty)
    }

    @Test func tellsItsVersion() throws {
        for arguments in [["--version"], ["render", "--version"]] {
            let outcome = try Program.annex.run(arguments)
            #expect(outcome.code == 0)
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.first?.wholeMatch(of: #/annex \d+\.\d+\.\d+/#) != nil)
            #expect(lines.last == "" && !lines.dropLast().contains(""))
        }
    }

    @Test func tellsWhichFormSetsAndFacesItFinds() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/forms/our-form", withIntermediateDirectories: true)
        _ = try folder.write("forms/our-form/formset.yaml", "id: our-form\n")
        let environment = ["ANNEX_LAYOUTS": folder.path + "/forms"]
        let outcome = try Program.annex.run(["--version"], environment: environment).output
        for name in FormSets.names {
            let line = try Regex("\n  \(name) +[0-9a-f]{12}  \(FormSets.layouts)/\(name)\n")
            #expect(outcome.contains(line), "\(name)")
        }
        #expect(outcome.contains("有错误，用 annex layout check 查看  \(folder.path)/forms/our-form\n"))
        #expect(outcome.contains(try Regex("\n字体：[0-9a-f]{12}  \(FormSets.fonts)\n  Annex Latin、")))
        let english = try Program.annex.run(["--version", "--lang", "en"], environment: environment).output
        #expect(!english.unicodeScalars.contains { $0.properties.isIdeographic })
    }
}

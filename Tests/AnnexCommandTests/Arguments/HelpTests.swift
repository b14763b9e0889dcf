import TestSupport
import Testing

/// What a command is called and which options it has.
@Suite struct HelpTests {
    @Test(arguments: [
        (["rendr"], "错误：没有“rendr”这个命令；是不是“render”？\n用法：annex <命令>"),
        (["help", "rendr"], "错误：没有“rendr”这个命令；是不是“render”？\n"),
        (["verfy", "a.pdf", "--help"], "错误：没有“verfy”这个命令；是不是“verify”？\n"),
        (["排版"], "错误：没有“排版”这个命令\n"),
        (["layout", "chek", "a"], "错误：没有“chek”这个命令；是不是“check”？\n用法：annex layout <命令>"),
        (["help", "layout", "chek"], "错误：没有“chek”这个命令；是不是“check”？\n"),
    ])
    func suggestsTheCommandThatWasMeant(_ arguments: [String], _ words: String) throws {
        let outcome = try Program.annex.run(arguments)
        #expect(outcome.code == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix(words), "\(outcome.errors)")
    }

    @Test(arguments: [
        ["help", "render"], ["help", "layout", "check"], ["help", "help"], ["help"],
    ])
    func helpsWithCommandsThatThereAre(_ arguments: [String]) throws {
        let outcome = try Program.annex.run(arguments)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("annex"))
    }

    @Test func saysInEnglishThatThereIsNoSuchCommand() throws {
        let outcome = try Program.annex.run(["rendr", "--lang", "en"])
        #expect(outcome.code == 2)
        #expect(
            outcome.errors.hasPrefix("error: there is no command “rendr”; did you mean “render”?"), "\(outcome.errors)")
    }

    private static let shared = ["--layouts", "--fonts", "--rules", "--show-persons", "--verbose"]

    /// Which of the options that several commands have each of them has.
    @Test(arguments: [
        (["render"], shared), (["check"], shared), (["inspect"], shared), (["verify"], shared),
        (["print"], ["--layouts", "--fonts", "--rules", "--verbose"]),
        (["layout", "check"], ["--layouts", "--fonts", "--rules", "--verbose"]),
        (["preview"], ["--layouts", "--fonts", "--rules", "--verbose"]),
        (["import"], ["--layouts"]), (["schema"], ["--layouts"]), (["new"], ["--layouts"]), (["fonts"], ["--fonts"]),
        (["extract"], []), (["stack"], []), (["printers"], []),
    ])
    func hasNoOptionThatDoesNothing(_ command: [String], _ options: [String]) throws {
        let help = try Program.annex.run(command + ["--help"]).output
        #expect(Self.shared.filter { help.contains("  \($0)") } == options)
        #expect(help.contains("  --lang") && help.contains("  --color"))
    }
}

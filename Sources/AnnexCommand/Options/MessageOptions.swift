import ArgumentParser
import Diagnostics

/// How a command speaks. Every command has these options.
struct MessageOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(say("提示语言：zh 或 en。", "Language of messages: zh or en."), valueName: say("语言", "lang")))
    var lang = Interface.language

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "提示的颜色：auto 在终端上用，always 总用，never 不用。",
                "Colours in messages: auto, that is on a terminal, always or never."),
            valueName: say("何时", "when")))
    var color = Interface.coloring
}

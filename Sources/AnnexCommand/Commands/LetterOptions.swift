import ArgumentParser
import Batch

/// Whether offices whose submissions are refused get letters.
struct LetterOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "没有通过的单位各一份退回单（PDF 和文字），放在输出文件夹的“退回单”里：auto 多于一份时写，full 一份也写，none 不写。",
                "A letter to each office that is refused, a PDF and a text, in the folder 退回单 of the output: auto for more than one, full always, none."
            ),
            valueName: say("形式", "kind")))
    var letters = BatchLetters.Kind.auto
}

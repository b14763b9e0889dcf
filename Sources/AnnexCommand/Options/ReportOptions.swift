import ArgumentParser
import Batch

/// What is written on a batch beside its outputs: the report, and letters to offices whose submissions are refused.
struct ReportOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "报告 report.html、report.csv、findings.csv、figures.csv：auto 多于一份时写，full 总带缩略图，plain 不带，none 不写。",
                "The report, report.html and tables of offices, findings and amounts: auto for more than one, full with pictures of "
                    + "pages whatever their number, plain without, none."),
            valueName: say("形式", "kind")))
    var report = BatchReport.Kind.auto

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "报告上写的县（市、区）名；不写则取各单位名称里共有的。",
                "The county that the report names; without it, what the offices' names share."),
            valueName: say("名称", "name")))
    var county: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            say(
                "退回的单位各一份退回单（PDF 和文字），放在输出文件夹的“退回单”里：auto 多于一份时写，full 一份也写，none 不写。",
                "A letter to each office that is refused, a PDF and a text, in a folder within the output: auto for more than one, full always, none."
            ),
            valueName: say("形式", "kind")))
    var letters = BatchLetters.Kind.auto
}

import Diagnostics
import Rendering

/// What the argument parser itself writes, as the user is shown it.
enum HelpText {
    /// `text` in the language of the interface; the version with what belongs to it. What programs read stays as it is.
    static func shown(_ text: String) -> String {
        if text == Renderer.version { return VersionText.text }
        return isForPrograms ? text : localized(text)
    }

    /// Whether a shell asks for completions, or a program for a description of the commands.
    private static var isForPrograms: Bool {
        let requests = ["---completion", "--generate-completion-script", "--experimental-dump-help"]
        return CommandLine.arguments.contains { argument in requests.contains { argument.hasPrefix($0) } }
    }

    private static func localized(_ text: String) -> String {
        guard Interface.language == .zh else { return text }
        return phrases.reduce(text) { text, phrase in text.replacing(phrase.en, with: phrase.zh) }
    }

    private static let phrases: [(en: String, zh: String)] = [
        ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
        ("SUBCOMMANDS:", "命令："),
        ("Show the version.", "显示版本号。"), ("Show help information.", "显示帮助。"), ("(values:", "(可用"),
        // A line may end before or behind the word.
        ("(default:", "(默认"), ("; default:", "；默认"), ("default:", "默认"),
        (" <subcommand>", " <命令>"), ("<options>", "<选项>"),
        ("' for detailed help.", " 查看某个命令的详细帮助。"), ("Please provide one of", "请选其一："), ("See '", "用 "),
        ("' for more information.", " 查看帮助。"), ("Error: ", "错误："), ("Missing expected argument", "缺少参数"),
        ("Missing value for", "缺少值："), ("Unknown option", "不认识的选项"), ("Did you mean", "是不是"),
        ("Unexpected argument", "多余的参数"),
        ("is invalid for", "不能用于"), ("The value", "值"), ("unexpected arguments", "多余的参数"), ("Help:  ", "说明："),
    ]
}

import Diagnostics

/// A fault of syntax of which nobody knows where it comes from: what libyaml says of it, in a clerk's words.
struct SyntaxProblem {
    /// The problem as libyaml words it.
    private let problem: String
    private let place: SourcePosition
    private let file: SourceFile

    init(_ problem: String, at place: SourcePosition, in file: SourceFile) {
        self.problem = problem
        self.place = place
        self.file = file
    }

    /// The finding.
    var diagnostic: Diagnostic {
        let words = badStart ?? Self.chinese[problem] ?? "这里的写法不对"
        return Diagnostic(
            .error, id: "syntax",
            LocalizedText("不是正确的 YAML：\(words)", en: "not valid YAML: \(problem)"),
            at: SourceSpan(file: file, start: place, end: place),
            hints: [
                LocalizedText(
                    "检查这一行及上一行的缩进、冒号后的空格和引号；缩进只能用空格",
                    en: "check indentation, the space after a colon and quotes, here and a line above")
            ])
    }

    /// What is said of the character with which no value begins.
    private var badStart: String? {
        guard problem == "found character that cannot start any token" else { return nil }
        guard let sign = file.line(place.line)?.unicodeScalars.dropFirst(place.column - 1).first else { return nil }
        return sign == "\t" ? "此处不能有制表符，缩进要用空格" : "此处不能以这个字符开头，“\(sign)”开头的值要加引号"
    }

    /// What libyaml's most frequent problems mean to a clerk.
    private static let chinese = [
        "mapping values are not allowed in this context": "此处不应出现冒号（值里有“: ”时要加引号）",
        "could not find expected ':'": "缺少冒号",
        "did not find expected key": "这里应当是一个键（缩进不对，或上一个值的引号没有配对）",
        "did not find expected '-' indicator": "这里应当是以“- ”开头的一项（缩进不对）",
        "found a tab character that violates indentation": "缩进里有制表符，要改成空格",
        "found unexpected end of stream": "引号没有配对，一直到文件末尾",
        "did not find expected ',' or ']'": "方括号里缺少逗号，或没有配对的 ]",
        "did not find expected ',' or '}'": "花括号里缺少逗号，或没有配对的 }",
        "control characters are not allowed": "含有不允许的控制字符",
        "found unknown escape character": "双引号里有不认识的转义符（\\ 要写成 \\\\，或改用单引号）",
        "block sequence entries are not allowed in this context": "此处不能用“- ”开始一项",
    ]
}

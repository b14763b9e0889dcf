/// What libyaml says of a text that is no YAML, in a clerk's words.
enum SyntaxWords {
    /// What the most frequent problems mean to a clerk.
    static let chinese = [
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

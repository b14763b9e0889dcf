import Diagnostics

/// The first slip in a text that is meant as JSON: a comment, a full-width sign, a comma too few or too many.
///
/// As YAML such a text means something else, so that the fault would show elsewhere and under another name. Where the text
/// leaves JSON otherwise, nothing is said: YAML takes names without quotes, single quotes and a comma behind the last part.
struct JSONSlip {
    private let message: LocalizedText
    private let hint: LocalizedText
    private let span: SourceSpan

    /// The finding.
    var diagnostic: Diagnostic { Diagnostic(.error, id: "syntax", message, at: span, hints: [hint]) }

    /// The first slip in `file`; `nil` where its text is not meant as JSON, or has none that is known.
    static func first(in file: SourceFile) -> JSONSlip? {
        guard isMeantAsJSON(file.text) else { return nil }
        var scanner = JSONScanner(file.text)
        guard let slip = scanner.firstSlip() else { return nil }
        let place = scanner.position(of: slip.place)
        return JSONSlip(
            message: slip.kind.message, hint: slip.kind.hint,
            span: SourceSpan(file: file, start: place, end: place))
    }

    /// Whether `text` begins with a bracket, comments before it aside.
    private static func isMeantAsJSON(_ text: String) -> Bool {
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            switch first {
            case " ", "\t", "\n", "\r": rest.removeFirst()
            case "/":
                let isBlock = rest.dropFirst().first == "*"
                guard isBlock || rest.dropFirst().first == "/" else { return false }
                rest = isBlock ? rest.behind("*/") : rest.behind("\n")
            case "#": rest = rest.behind("\n")
            case "{", "[", "｛", "［": return true
            default: return false
            }
        }
        return false
    }
}

extension Substring.UnicodeScalarView {
    /// What follows the first `end`; nothing where there is none.
    fileprivate func behind(_ end: String) -> Self {
        let marks = Array(end.unicodeScalars)
        var rest = self
        while !rest.isEmpty, !rest.starts(with: marks) { rest.removeFirst() }
        return rest.dropFirst(marks.count)
    }
}

extension JSONSlip {
    /// What was typed.
    enum Kind {
        case comment
        case sign(Unicode.Scalar, for: String)
        case quote(Unicode.Scalar)
        case missingComma
        case extra(Unicode.Scalar)
        case bracket(Unicode.Scalar, for: Unicode.Scalar)

        var message: LocalizedText {
            switch self {
            case .comment: LocalizedText("JSON 里不能写注释（// 或 /*）", en: "JSON has no comments (// or /*)")
            case .sign(let sign, let plain):
                LocalizedText("这里应为半角的 \(plain)，却是“\(sign)”", en: "expected a plain \(plain), found “\(sign)”")
            case .quote(let sign):
                LocalizedText("这里的“\(sign)”不是半角引号 \"", en: "“\(sign)” is no plain quotation mark \"")
            case .missingComma: LocalizedText("这一项前面缺少逗号", en: "a comma is missing before this")
            case .extra(let sign): LocalizedText("多了一个“\(sign)”", en: "a “\(sign)” too many")
            case .bracket(let sign, let wanted):
                LocalizedText("这里应为“\(wanted)”，却是“\(sign)”", en: "expected “\(wanted)”, found “\(sign)”")
            }
        }

        var hint: LocalizedText {
            switch self {
            case .comment: LocalizedText("删去注释；写成 YAML 的材料可以用 # 注释", en: "remove it; in YAML, # begins a comment")
            case .sign(_, let plain): LocalizedText("改成半角的 \(plain)", en: "type a plain \(plain)")
            case .quote: LocalizedText("键和文字的前后都用半角引号 \"", en: "put keys and texts between plain quotation marks \"")
            case .missingComma: LocalizedText("在上一项的末尾加半角逗号 ,", en: "put a plain comma behind the part before")
            case .extra: LocalizedText("删去它", en: "remove it")
            case .bracket: LocalizedText("核对前后的括号是否成对", en: "check that brackets come in pairs")
            }
        }
    }
}

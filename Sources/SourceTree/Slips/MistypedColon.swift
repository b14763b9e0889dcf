import Diagnostics

/// A colon behind a key that YAML does not take for one: a full-width one, or one that no space follows.
struct MistypedColon {
    /// What was typed.
    private enum Slip {
        case fullWidth, noSpace
        case otherSpace(called: LocalizedText)
    }

    private let key: String
    private let slip: Slip
    private let span: SourceSpan

    /// The first such colon that a fault of syntax may come from.
    /// - Parameters:
    ///   - fault: where it is; behind a value of its own, no line above is to blame.
    ///   - start: the line where what is at fault begins; where that is not known, it may be all lines above that have such
    ///     a colon.
    init?(in file: SourceFile, upTo fault: SourcePosition, since start: Int?) {
        let end = fault.line
        let before = file.line(end).map { String($0.unicodeScalars.prefix(fault.column - 1)) } ?? ""
        let start = before.contains(": ") ? end : start
        var found: Self?
        for number in stride(from: end, through: start ?? 1, by: -1) {
            let line = file.line(number) ?? ""
            if let colon = Self(line, number, in: file) {
                found = colon
            } else if start == nil, number < end, !Self.isBlank(line) {
                break
            }
        }
        guard let found else { return nil }
        self = found
    }

    /// The colon behind the key with which `line` begins, if it is mistyped.
    private init?(_ line: Substring, _ number: Int, in file: SourceFile) {
        let content = line.unicodeScalars.drop { $0 == " " || $0 == "-" }
        let key = content.prefix { $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) }
        let rest = content[key.endIndex...]
        guard !key.isEmpty, let slip = Self.slip(rest) else { return nil }
        self.key = String(key)
        self.slip = slip
        let column = line.unicodeScalars.distance(from: line.startIndex, to: rest.startIndex) + 1
        let place = SourcePosition(line: number, column: column)
        span = SourceSpan(file: file, start: place, end: place)
    }

    private static func slip(_ rest: Substring.UnicodeScalarView) -> Slip? {
        if rest.first == "：" { return .fullWidth }
        guard rest.first == ":", let next = rest.dropFirst().first else { return nil }
        switch next {
        case " ", "\t", "/": return nil
        case "\u{3000}": return .otherSpace(called: LocalizedText("全角空格", en: "a full-width space"))
        case "\u{A0}": return .otherSpace(called: LocalizedText("不间断空格", en: "a no-break space"))
        default: return .noSpace
        }
    }

    private static func isBlank(_ line: Substring) -> Bool {
        let content = line.drop { $0 == " " || $0 == "\t" }
        return content.isEmpty || content.hasPrefix("#")
    }

    /// The finding.
    var diagnostic: Diagnostic {
        Diagnostic(
            .error, id: "syntax", message, at: span,
            hints: [
                LocalizedText(
                    "改成半角冒号加一个普通空格：\(key): 值", en: "type a plain colon and a plain space: \(key): value")
            ])
    }

    private var message: LocalizedText {
        switch slip {
        case .fullWidth: LocalizedText("“\(key)”后面是全角冒号", en: "behind “\(key)” is a full-width colon")
        case .noSpace: LocalizedText("“\(key)”的冒号后面没有空格", en: "no space follows the colon of “\(key)”")
        case .otherSpace(let name):
            LocalizedText("“\(key)”的冒号后面是\(name.zh)", en: "\(name.en) follows the colon of “\(key)”")
        }
    }
}

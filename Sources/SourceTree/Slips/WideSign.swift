import Diagnostics

/// A full-width comma between the entries of a group in braces, or a Chinese quotation mark that was to end a quoted text.
struct WideSign {
    private let sign: Unicode.Scalar
    private let plain: String
    private let name: LocalizedText
    private let span: SourceSpan

    /// The sign that `problem`, as libyaml words it, comes from.
    /// - Parameter place: where libyaml shows the problem.
    init?(before place: SourcePosition, in file: SourceFile, _ problem: String) {
        guard let line = file.line(place.line)?.unicodeScalars else { return nil }
        let scalars = Array(line)
        let index: Int?
        if problem.hasPrefix("did not find expected ','") {
            index = Self.comma(in: scalars.prefix(place.column - 1))
            (plain, name) = (",", LocalizedText("全角逗号", en: "a full-width comma"))
        } else if problem == "found unexpected end of stream" {
            index = scalars.indices.dropFirst(place.column).first { Self.quotes.contains(scalars[$0]) }
            plain = scalars.indices.contains(place.column - 1) ? String(scalars[place.column - 1]) : "\""
            name = LocalizedText("中文引号", en: "a Chinese quotation mark")
        } else if problem.hasPrefix("mapping values are not allowed"), place.column > 1 {
            index = scalars.prefix(place.column - 1).lastIndex { $0 == "｛" }
            (plain, name) = ("{", LocalizedText("全角花括号", en: "a full-width brace"))
        } else {
            return nil
        }
        guard let index else { return nil }
        sign = scalars[index]
        let start = SourcePosition(line: place.line, column: index + 1)
        span = SourceSpan(file: file, start: start, end: SourcePosition(line: place.line, column: index + 2))
    }

    private static let quotes: Set<Unicode.Scalar> = ["“", "”", "‘", "’", "＂", "＇"]

    /// The last full-width comma, if but a key stands between it and the end.
    private static func comma(in scalars: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let index = scalars.lastIndex(where: { $0 == "，" || $0 == "、" }) else { return nil }
        let key = scalars[index...].dropFirst().drop { $0 == " " || $0 == "\"" || $0 == "'" }
        let isKey = key.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || $0 == "\"" || $0 == "'") }
        return !key.isEmpty && isKey ? index : nil
    }

    /// The finding.
    var diagnostic: Diagnostic {
        Diagnostic(
            .error, id: "syntax",
            LocalizedText("这里的“\(sign)”是\(name.zh)", en: "“\(sign)” is \(name.en)"), at: span,
            hints: [LocalizedText("改成半角的 \(plain)", en: "type a plain \(plain)")])
    }
}

import Diagnostics
import SourceTree

/// Headings of a report below its text that are not indented as the text is: YAML takes them for comments, and they are lost.
struct LostHeadings {
    /// How many there are.
    private let count: Int
    private let span: SourceSpan

    /// Those that follow a text below `|`; `nil` where there are none.
    init?(below node: Node) {
        guard let scalar = node.scalar, scalar.isQuoted, scalar.textLine > node.span.start.line else { return nil }
        let file = node.span.file
        var lines: [Int] = []
        for number in max(scalar.textLine, node.span.end.line)... {
            guard let line = file.line(number)?.drop(while: { $0 == " " }) else { break }
            if line.isEmpty { continue }
            guard line.hasPrefix("#") else { break }
            if ReportHeading.isNumbered(line.drop { $0 == "#" || $0 == " " }) { lines.append(number) }
        }
        guard let first = lines.first else { return nil }
        count = lines.count
        let place = SourcePosition(line: first, column: 1)
        span = SourceSpan(file: file, start: place, end: place)
    }

    /// What the user may do about it.
    var hint: LocalizedText {
        LocalizedText(
            "“|”下面的每一行，连同“#”开头的标题，行首都要空格；不空格的“#”行是注释，不印",
            en: "indent each line below |, headings with # too: a line with # that is not indented is a comment")
    }

    /// The finding.
    func report(to decoder: inout FieldDecoder) {
        decoder.report(
            .warning, id: "lost-heading",
            LocalizedText(
                "正文后面有 \(count) 行像是标题，没有缩进，当作注释，不印",
                en: "\(count) lines behind the text look like headings; they are not indented, and so are comments"),
            at: span, hints: [hint])
    }
}

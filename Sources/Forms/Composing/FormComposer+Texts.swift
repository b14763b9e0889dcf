import Diagnostics
import Evaluation
import Layout

extension FormComposer {
    /// A cell or paragraph costs about as much as so many steps of an expression.
    static let stepsOfText = 50

    /// The paragraphs of a text: each line terminator in it begins another.
    mutating func paragraphs(
        _ template: LayoutText, style: StyleSheet.Text, in environment: ExpressionEnvironment
    ) -> [Paragraph] {
        var paragraphs: [Paragraph] = []
        var runs: [TextRun] = []
        func endParagraph() {
            if !runs.isEmpty { paragraphs.append(Paragraph(runs: runs, style: style.paragraph)) }
            runs = []
        }
        for span in template.spans {
            for piece in span.template.texts(in: environment) {
                let origin = piece.field.flatMap(origins.origin) ?? origins.origin(of: template.span)
                for (index, line) in piece.text.lines.enumerated() {
                    if index > 0 { endParagraph() }
                    guard !line.isEmpty, environment.budget.take(Self.stepsOfText) else { continue }
                    runs.append(TextRun(line, style: span.style?.run ?? style.run, origin: origin))
                }
            }
        }
        endParagraph()
        noteFaults(at: template.span)
        return paragraphs
    }
}

extension String {
    /// The lines of the text, some of which may be empty. Characters are found at a cost that scalars do not have.
    fileprivate var lines: [String] {
        guard unicodeScalars.contains(where: { $0.isLineTerminator }) else { return [self] }
        return unicodeScalars.split(omittingEmptySubsequences: false) { $0.isLineTerminator }.map { String($0) }
    }
}

extension Unicode.Scalar {
    /// Whether it is what `Character.isNewline` calls a newline, or a part of one.
    fileprivate var isLineTerminator: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}

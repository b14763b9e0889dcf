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
            let texts =
                notes == nil ? span.template.texts(in: environment) : span.template.textsOfDraft(in: environment)
            for piece in texts {
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

extension TextTemplate {
    /// The texts of its parts as a sheet shows them that is still to be filled in: where no year is stated, 上年决算数 and
    /// 本年预算数.
    fileprivate func textsOfDraft(in environment: ExpressionEnvironment) -> [FieldText] {
        parts.indices.flatMap { index -> [FieldText] in
            let texts = parts[index].texts(in: environment)
            let (operand, filters) = parts[index].unfiltered
            guard case .field(let reference) = operand, case .integer = reference.type,
                texts.allSatisfy(\.text.isEmpty), case .text(let next)? = parts[index...].dropFirst().first,
                next.hasPrefix("年"), let word = FieldSlot.relativeYears(filters).first
            else { return texts }
            return [FieldText(text: word)]
        }
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

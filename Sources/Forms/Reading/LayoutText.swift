import Diagnostics
import Evaluation
import SourceTree

/// A text of a layout file, with its placeholders and its place.
struct LayoutText: Sendable {
    /// A piece of it in a style of its own, or in that of the text around it.
    struct Span: Sendable {
        let template: TextTemplate
        let style: StyleSheet.Text?
    }

    /// Its fixed texts and placeholders.
    let template: TextTemplate
    /// The same by pieces.
    let spans: [Span]
    /// Where it stands in its layout.
    let span: SourceSpan

    /// Reads the text of `node`; faults of its placeholders go to `reader`.
    init(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) {
        span = node.span
        template = Self.template(node, scope: scope, &reader).text
        spans = [Span(template: template, style: nil)]
    }

    private init(template: TextTemplate, span: SourceSpan) {
        self.template = template
        self.span = span
        spans = []
    }

    /// No text, for something that stands at `span`.
    static func empty(at span: SourceSpan) -> LayoutText {
        LayoutText(template: TextTemplate(joining: []), span: span)
    }

    /// Reads the text of `node`, or a list of texts, some of which have styles of their own.
    init(spans node: Node, scope: ExpressionScope, styles: StyleSheet, _ reader: inout NodeReader) {
        span = node.span
        spans = (node.sequence ?? [node]).compactMap { piece in
            guard piece.mapping != nil else {
                return Span(template: Self.template(piece, scope: scope, &reader).text, style: nil)
            }
            let group = reader.group(piece, .span)
            let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: styles.texts, &reader)
            return reader.required("text", in: group).map {
                Span(template: Self.template($0, scope: scope, &reader).text, style: style)
            }
        }
        template = TextTemplate(joining: spans.map(\.template))
    }

    /// Reads the text of `node`, in which `marks` stand for what is known only on pages.
    init(_ node: Node, marks: [String: String], scope: ExpressionScope, _ reader: inout NodeReader) {
        span = node.span
        template = Self.template(node, marks: marks, scope: scope, &reader).text
        spans = [Span(template: template, style: nil)]
    }

    /// Reads the text of `node`, which must name an image field of the submission. What is wrong with it goes to `reader`.
    init?(imageOf node: Node, scope: ExpressionScope, _ reader: inout NodeReader) {
        let (text, isSound) = Self.template(node, scope: scope, &reader)
        guard text.namesImage else {
            let wanted = LocalizedText(
                "图片（image）字段，如“{filing.signature}”", en: "a field of type image, such as “{filing.signature}”")
            if isSound { reader.expected(wanted, node) }
            return nil
        }
        (template, span) = (text, node.span)
        spans = [Span(template: text, style: nil)]
    }

    /// The text of `node`, and whether it has no faults; those that it has go to `reader`.
    private static func template(
        _ node: Node, marks: [String: String] = [:], scope: ExpressionScope, _ reader: inout NodeReader
    ) -> (text: TextTemplate, isSound: Bool) {
        let text = reader.text(node)
        let marked = marks.reduce(text ?? "") { $0.replacing($1.key, with: $1.value) }
        var faults: [ExpressionFault] = []
        let template = TextTemplate(marked, scope: scope.seen(from: node.span.file)) { faults.append($0) }
        for fault in faults { reader.fault(fault, in: node) }
        return (template, text != nil && faults.isEmpty)
    }

    /// All fields that it names.
    var references: [FieldReference] { template.references }

    /// The fields that it shows.
    func shownFields(in environment: ExpressionEnvironment) -> ShownFields {
        template.shownFields(in: environment)
    }

    /// The texts of its parts, in order.
    func texts(in environment: ExpressionEnvironment) -> [FieldText] {
        template.texts(in: environment)
    }
}

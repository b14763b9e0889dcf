import Diagnostics
import Evaluation
import SourceTree

/// A text of a layout file, with its placeholders and its place.
struct LayoutText: Sendable {
    /// Its fixed texts and placeholders.
    let template: TextTemplate
    /// Where it stands in its layout.
    let span: SourceSpan

    /// Reads the text of `node`; faults of its placeholders go to `reader`.
    init(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) {
        span = node.span
        template = Self.template(node, scope: scope, &reader).text
    }

    /// Reads the text of `node`, in which `marks` stand for what is known only on pages.
    init(_ node: Node, marks: [String: String], scope: ExpressionScope, _ reader: inout NodeReader) {
        span = node.span
        template = Self.template(node, marks: marks, scope: scope, &reader).text
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

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
        let text = reader.text(node) ?? ""
        var faults: [ExpressionFault] = []
        template = TextTemplate(text, scope: scope) { faults.append($0) }
        for fault in faults { reader.fault(fault, at: node.span) }
    }

    /// The texts of its parts, in order.
    func texts(in environment: ExpressionEnvironment) -> [FieldText] {
        template.texts(in: environment)
    }
}

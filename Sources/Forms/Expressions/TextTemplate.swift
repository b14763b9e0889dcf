import Diagnostics
import Evaluation
import SourceTree

/// A text with placeholders in braces: `{year}年度`. Two braces stand for one.
struct TextTemplate: Sendable {
    private let parts: [TemplateExpression]
    /// Where it stands in its layout.
    let span: SourceSpan

    /// Reads a template; faults of its expressions go to `reader`.
    init(_ node: Node, scope: TemplateScope, _ reader: inout LayoutReader) {
        span = node.span
        let text = reader.text(node) ?? ""
        var parts: [TemplateExpression] = []
        for piece in Self.pieces(of: text) {
            switch piece {
            case .literal(let literal): parts.append(.literal(literal))
            case .unclosed:
                reader.fault("bad-expression", LocalizedText("“{”没有配对的“}”", en: "a “{” has no “}”"), at: node.span)
            case .expression(let source):
                do throws(ExpressionParser.Fault) {
                    let expression = try ExpressionParser.parse(source, scope: scope)
                    Self.checkPrints(expression, node, &reader)
                    parts.append(expression)
                } catch {
                    reader.fault(error.id, error.message, at: node.span, hints: error.hints)
                }
            }
        }
        self.parts = parts
    }

    /// The texts of the parts, in order.
    func texts(in environment: TemplateEnvironment) -> [TemplateText] {
        parts.flatMap { $0.texts(in: environment) }
    }

    private enum Piece {
        case literal(String)
        case expression(String)
        case unclosed
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var literal = ""
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
                literal.append(first)
                rest = rest.dropFirst(2)
            } else if first == "{" {
                guard let end = rest.firstIndex(of: "}") else { return pieces + [.unclosed] }
                if !literal.isEmpty { pieces.append(.literal(literal)) }
                literal = ""
                pieces.append(.expression(String(rest[rest.index(after: rest.startIndex)..<end])))
                rest = rest[rest.index(after: end)...]
            } else {
                literal.append(first)
                rest.removeFirst()
            }
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        return pieces
    }

    /// Lists and groups have no text of their own.
    private static func checkPrints(_ expression: TemplateExpression, _ node: Node, _ reader: inout LayoutReader) {
        switch expression {
        case .field(let path, _):
            switch path.type {
            case .list, .record:
                reader.fault(
                    "wrong-type", LocalizedText("列表或一组字段不能直接打印", en: "a list or group cannot be printed"), at: node.span
                )
            default: break
            }
        case .joined(let left, let right), .choice(_, let left, let right):
            checkPrints(left, node, &reader)
            checkPrints(right, node, &reader)
        case .literal, .equal, .not, .both, .either: break
        }
    }
}

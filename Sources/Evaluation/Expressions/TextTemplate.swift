/// A text with placeholders in braces: `{year}年度`. Two braces stand for one.
package struct TextTemplate: Sendable {
    /// The fixed texts and placeholders, in order.
    package let parts: [ModelExpression]
    /// Where each placeholder begins behind its brace, and where each fixed text ends, in bytes of UTF-8.
    let places: [Int]

    /// All fields that its placeholders name.
    package var references: [FieldReference] { parts.flatMap(\.references) }

    /// All of it as one expression.
    package var expression: ModelExpression {
        guard let first = parts.first else { return .text("") }
        return parts.dropFirst().reduce(first) { .joined($0, $1) }
    }

    /// Whether it is one placeholder that gives what an image field states, whichever field a condition chooses, or nothing.
    package var namesImage: Bool { parts.count == 1 && Self.givesImage(parts[0]) }

    private static func givesImage(_ expression: ModelExpression) -> Bool {
        switch expression {
        case .field(let reference): if case .image = reference.type { true } else { false }
        case .choice(_, let then, let otherwise):
            [then, otherwise].allSatisfy { givesImage($0) || $0.isEmptyText }
                && (givesImage(then) || givesImage(otherwise))
        default: false
        }
    }

    /// Reads a template; each fault of its placeholders goes to `report`.
    package init(_ text: String, scope: ExpressionScope, report: (ExpressionFault) -> Void) {
        var parts: [ModelExpression] = []
        var places: [Int] = []
        for (piece, start) in Self.pieces(of: text) {
            do throws(ExpressionFault) {
                switch piece {
                case .literal(let literal): parts.append(.text(literal))
                case .unclosed: throw ExpressionFault.unclosedBrace.at(start)
                case .expression(let source): parts.append(try Self.expression(source, scope: scope, at: start))
                }
                places.append(start)
            } catch {
                report(error)
            }
        }
        (self.parts, self.places) = (parts, places)
    }

    private static func expression(
        _ source: String, scope: ExpressionScope, at start: Int
    ) throws(ExpressionFault) -> ModelExpression {
        do throws(ExpressionFault) {
            let expression = try ExpressionParser.parse(source, scope: scope)
            try checkPrints(expression)
            return expression
        } catch {
            throw error.moved(by: start)
        }
    }

    /// The parts of `templates`, one after the other.
    package init(joining templates: [TextTemplate]) {
        parts = templates.flatMap(\.parts)
        places = templates.flatMap(\.places)
    }

    /// The texts of the parts, in order.
    package func texts(in environment: ExpressionEnvironment) -> [FieldText] {
        parts.count == 1 ? parts[0].texts(in: environment) : parts.flatMap { $0.texts(in: environment) }
    }

    /// All of the parts as one text.
    package func text(in environment: ExpressionEnvironment) -> String {
        texts(in: environment).map(\.text).joined()
    }

    private enum Piece {
        case literal(String)
        case expression(String)
        case unclosed
    }

    /// The pieces of a text, and where each begins.
    private static func pieces(of text: String) -> [(Piece, at: Int)] {
        var text = text
        return text.withUTF8 { bytes in
            let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
            var pieces: [(Piece, at: Int)] = []
            var literal: [UInt8] = []
            var rest = bytes[...]
            while let first = rest.popFirst() {
                let start = rest.startIndex
                guard first == open || first == close else {
                    literal.append(first)
                    continue
                }
                if rest.first == first {
                    literal.append(first)
                    rest.removeFirst()
                } else if first == open {
                    guard let end = rest.firstIndex(of: close) else {
                        return pieces + [(Piece.unclosed, at: start - 1)]
                    }
                    if !literal.isEmpty {
                        pieces.append((.literal(String(decoding: literal, as: UTF8.self)), at: start))
                    }
                    literal = []
                    pieces.append((.expression(String(decoding: rest[..<end], as: UTF8.self)), at: start))
                    rest = rest[(end + 1)...]
                } else {
                    literal.append(first)
                }
            }
            if !literal.isEmpty {
                pieces.append((.literal(String(decoding: literal, as: UTF8.self)), at: rest.startIndex))
            }
            return pieces
        }
    }

    /// Lists and groups have no text of their own.
    private static func checkPrints(_ expression: ModelExpression) throws(ExpressionFault) {
        switch expression {
        case .joined(let left, let right), .choice(_, let left, let right):
            try checkPrints(left)
            try checkPrints(right)
        default:
            if expression.kind == .list || expression.kind == .group { throw ExpressionFault.notPrintable }
        }
    }
}

extension ModelExpression {
    /// Whether it is the text without characters.
    fileprivate var isEmptyText: Bool { if case .text("") = self { true } else { false } }
}

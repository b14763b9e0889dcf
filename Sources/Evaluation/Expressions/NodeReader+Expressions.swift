import Diagnostics
package import SourceTree

extension NodeReader {
    /// Reports a fault of an expression at its place within the text of `node`.
    package mutating func fault(_ fault: ExpressionFault, in node: Node) {
        self.fault(
            fault.id, fault.message, at: fault.place.map { node.place(ofByte: $0) } ?? node.span, hints: fault.hints)
    }

    /// The expression that `node` states, if it states one.
    package mutating func expression(_ node: Node?, scope: ExpressionScope) -> ModelExpression? {
        guard let node, let text = text(node) else { return nil }
        do throws(ExpressionFault) {
            return try ExpressionParser.parse(text, scope: scope.seen(from: node.span.file))
        } catch {
            fault(error, in: node)
            return nil
        }
    }

    /// The field that `node` names; `nil` with a fault where there is none.
    package mutating func reference(_ node: Node?, scope: ExpressionScope) -> FieldReference? {
        guard let node, let text = text(node) else { return nil }
        return reference(text[...], at: node, scope: scope)
    }

    /// The list that a loop runs through, with the name of its element: `project in projects`.
    package mutating func loop(_ node: Node, scope: ExpressionScope) -> (name: String, list: FieldReference)? {
        text(node).flatMap { loop($0[...], at: node, scope: scope) }
    }

    /// Lists that a loop runs through side by side, set apart by commas.
    package mutating func loops(_ node: Node, scope: ExpressionScope) -> [(name: String, list: FieldReference)] {
        (text(node) ?? "").split(separator: ",").compactMap { loop($0, at: node, scope: scope) }
    }

    /// Lists and groups that a loop runs through one after the other: `row in a, b`.
    mutating func alternatives(_ node: Node, scope: ExpressionScope) -> (name: String, lists: [FieldReference])? {
        guard let clauses = text(node)?.clauses, let first = clauses.first else { return nil }
        guard let loop = loop(first, at: node, scope: scope, takesGroups: true) else { return nil }
        let others = clauses.dropFirst().compactMap { list($0, at: node, scope: scope, takesGroups: true) }
        return others.count == clauses.count - 1 ? (loop.name, [loop.list] + others) : nil
    }

    private mutating func loop(
        _ clause: Substring, at node: Node, scope: ExpressionScope, takesGroups: Bool = false
    ) -> (name: String, list: FieldReference)? {
        let words = clause.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[1] == "in" else {
            expected(LocalizedText("“名字 in 列表字段”", en: "“name in list”"), node)
            return nil
        }
        return list(words[2], at: node, scope: scope, takesGroups: takesGroups).map { (String(words[0]), $0) }
    }

    private mutating func list(
        _ text: Substring, at node: Node, scope: ExpressionScope, takesGroups: Bool
    ) -> FieldReference? {
        guard let list = reference(text, at: node, scope: scope) else { return nil }
        switch list.type {
        case .list: return list
        case .record where takesGroups: return list
        default:
            expected(LocalizedText("列表字段", en: "the field of a list"), node)
            return nil
        }
    }

    /// - Parameter text: a part of the node's text.
    private mutating func reference(_ text: Substring, at node: Node, scope: ExpressionScope) -> FieldReference? {
        do throws(ExpressionFault) {
            return try ExpressionParser.reference(String(text), scope: scope.seen(from: node.span.file))
        } catch {
            fault(error.moved(by: text.utf8.distance(from: text.base.startIndex, to: text.startIndex)), in: node)
            return nil
        }
    }
}

extension String {
    /// What stands between commas that are in no bracket and no quotation.
    fileprivate var clauses: [Substring] {
        var (depth, isQuoted) = (0, false)
        return split { character in
            switch character {
            case "'": isQuoted.toggle()
            case "[" where !isQuoted, "(" where !isQuoted: depth += 1
            case "]" where !isQuoted, ")" where !isQuoted: depth -= 1
            default: return character == "," && depth == 0 && !isQuoted
            }
            return false
        }
    }
}

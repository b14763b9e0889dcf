import Evaluation
import SourceTree

/// A part of a layout, such as a form, a block or a row, with how often it is printed.
indirect enum Repeatable<Part: Sendable>: Sendable {
    /// Once.
    case once(Part)
    /// Parts for each element of one or several lists side by side, the shorter of which leave their names empty; others where
    /// no list has an element.
    case each([FieldReference], [Repeatable], otherwise: [Repeatable])
    /// Parts where a condition holds, others where it does not.
    case when(ModelExpression, [Repeatable], otherwise: [Repeatable])
}

extension Repeatable {
    /// Every part in it, however often it is printed.
    var parts: [Part] {
        switch self {
        case .once(let part): [part]
        case .each(_, let parts, let otherwise), .when(_, let parts, let otherwise):
            (parts + otherwise).flatMap(\.parts)
        }
    }

    /// The same of other parts.
    func map<Other>(_ transform: (Part) -> Other) -> Repeatable<Other> {
        switch self {
        case .once(let part): .once(transform(part))
        case .each(let lists, let parts, let otherwise):
            .each(lists, parts.map { $0.map(transform) }, otherwise: otherwise.map { $0.map(transform) })
        case .when(let condition, let parts, let otherwise):
            .when(condition, parts.map { $0.map(transform) }, otherwise: otherwise.map { $0.map(transform) })
        }
    }

    /// The fields that it names.
    /// - Parameter own: the fields that a part names.
    func references(_ own: (Part) -> [FieldReference]) -> [FieldReference] {
        switch self {
        case .once(let part): own(part)
        case .each(let lists, let parts, let otherwise):
            lists + (parts + otherwise).flatMap { $0.references(own) }
        case .when(let condition, let parts, let otherwise):
            condition.references + (parts + otherwise).flatMap { $0.references(own) }
        }
    }
}

extension Array {
    /// The parts where each is printed once; `nil` where one of them is not.
    func once<Part>() -> [Part]? where Element == Repeatable<Part> {
        let parts = compactMap { part in if case .once(let part) = part { part } else { nil } }
        return parts.count == count ? parts : nil
    }
}

/// Reads lists of parts, in which `each` and `if` are written alike whatever is repeated.
struct RepeatableReader<Part: Sendable> {
    /// The keys by which a repeated part is known.
    static var keys: [String] { ["each", "if"] }

    /// The groups that say how often parts are printed.
    let each: LayoutGroup
    let when: LayoutGroup
    /// The key of their parts.
    let parts: String
    /// Reads fragments that state parts; `nil` where there are none of these.
    var fragments: FragmentReader?
    /// What stands for parts at a node that cannot be read, where what can be is looked at all the same.
    var unread: ((Node) -> Part)?
    /// Reads a part in its scope; `nil` with a fault where there is none.
    let part: (Node, ExpressionScope, inout NodeReader) -> Part?

    private static var loopName: String { "loop" }

    /// The parts that the list `node` describes.
    func parts(_ node: Node?, scope: ExpressionScope, _ reader: inout NodeReader) -> [Repeatable<Part>] {
        let elements = reader.list(node)
        if let node, node.sequence == nil { return unreadParts(node) }
        return elements.flatMap { node -> [Repeatable<Part>] in
            guard let fragments, node["like"] != nil else {
                return repeatable(node, scope: scope, &reader).map { [$0] } ?? unreadParts(node)
            }
            guard let (list, inner) = fragments.open(node, stating: parts, scope: scope, &reader) else {
                return unreadParts(node)
            }
            return parts(list, scope: inner, &reader)
        }
    }

    private func unreadParts(_ node: Node) -> [Repeatable<Part>] { unread.map { [.once($0(node))] } ?? [] }

    /// The parts that `group` must state.
    private func stated(
        in group: NodeReader.Group, at node: Node, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> [Repeatable<Part>] {
        guard let list = reader.required(parts, in: group) else { return unreadParts(node) }
        return parts(list, scope: scope, &reader)
    }

    private func repeatable(
        _ node: Node, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> Repeatable<Part>? {
        let keys = node.mapping?.map(\.key) ?? []
        if keys.contains("each") { return each(node, scope: scope, &reader) }
        if keys.contains("if") { return when(node, scope: scope, &reader) }
        return part(node, scope, &reader).map(Repeatable.once)
    }

    private func each(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) -> Repeatable<Part>? {
        let group = reader.group(node, each)
        guard let clause = group["each"] else { return nil }
        let loops = reader.loops(clause, scope: scope)
        guard !loops.isEmpty else { return nil }
        var inner = scope
        for loop in loops { inner = inner.adding(loop.name, elementOf: loop.list) }
        inner = inner.adding(Self.loopName, LoopPosition.fieldType)
        return .each(
            loops.map(\.list), stated(in: group, at: node, scope: inner, &reader),
            otherwise: parts(group["else"], scope: scope, &reader))
    }

    private func when(_ node: Node, scope: ExpressionScope, _ reader: inout NodeReader) -> Repeatable<Part>? {
        let group = reader.group(node, when)
        let inner = stated(in: group, at: node, scope: scope, &reader)
        let otherwise = parts(group["else"], scope: scope, &reader)
        guard let condition = reader.expression(group["if"], scope: scope) else { return nil }
        return .when(condition, inner, otherwise: otherwise)
    }
}

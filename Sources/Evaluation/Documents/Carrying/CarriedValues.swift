import Diagnostics
import SourceTree

/// What a new submission takes over, as it grows field by field.
struct CarriedValues {
    private indirect enum Value {
        case group([(key: String, value: Value)])
        case list([Value])
        case node(Node)
    }

    private var root = Value.group([])

    /// Takes the values of `field` from the submission `source`.
    mutating func take(_ field: CarriedField, from source: Node) {
        Self.take(field.source[...], from: source, field.target[...], into: &root)
    }

    /// Puts a value where `way` leads, which runs through no list.
    mutating func put(_ value: Node, at way: [String]) { Self.enter(way[...], of: &root) { $0 = .node(value) } }

    private static func take(
        _ source: ArraySlice<[String]>, from node: Node, _ target: ArraySlice<[String]>, into value: inout Value
    ) {
        guard let names = source.first, let others = target.first,
            let found = names.reduce(Optional(node), { $0?[$1] }), !found.isNull
        else { return }
        enter(others[...], of: &value) { value in
            guard source.count > 1 else { return value = .node(found) }
            var elements: [Value] = if case .list(let known) = value { known } else { [] }
            for (index, element) in (found.sequence ?? []).enumerated() {
                if index >= elements.count { elements.append(.group([])) }
                take(source.dropFirst(), from: element, target.dropFirst(), into: &elements[index])
            }
            value = .list(elements)
        }
    }

    /// Lets `body` change what `way` leads to in a group.
    private static func enter(_ way: ArraySlice<String>, of value: inout Value, _ body: (inout Value) -> Void) {
        guard let name = way.first else { return body(&value) }
        var members: [(key: String, value: Value)] = if case .group(let known) = value { known } else { [] }
        let place = members.firstIndex { $0.key == name } ?? members.count
        if place == members.count { members.append((name, .group([]))) }
        enter(way.dropFirst(), of: &members[place].value, body)
        value = .group(members)
    }

    /// The values as a tree; what was made for it stands at `span`.
    func node(at span: SourceSpan) -> Node { Self.node(root, at: span) }

    private static func node(_ value: Value, at span: SourceSpan) -> Node {
        switch value {
        case .node(let node): node
        case .list(let elements): Node(content: .sequence(elements.map { node($0, at: span) }), span: span)
        case .group(let members):
            Node(
                content: .mapping(
                    members.map { Node.Entry(key: $0.key, keySpan: span, value: node($0.value, at: span)) }),
                span: span)
        }
    }
}

extension Node {
    /// A single value that is not quoted.
    init(plain text: String, at span: SourceSpan) {
        let scalar = Scalar(text: text, isQuoted: false, isFolded: false, textLine: span.start.line)
        self.init(content: .scalar(scalar), span: span)
    }

    /// The tree laid over `base`: groups are joined field by field, anything else takes the place of what was there.
    func laid(over base: Node) -> Node { laid(over: base) { $1.laid(over: $2) } }
}

import Diagnostics
import Evaluation
import SourceTree

/// Reads fragments: blocks, rows or cells that are written once, and used with arguments in many forms.
struct FragmentReader {
    let files: LayoutFiles

    /// What an argument may be.
    private enum Kind: String, CaseIterable {
        /// The way to a field or to a group of fields.
        case field
        /// The way to a list.
        case list
        /// An expression.
        case value
        /// A text with placeholders.
        case text
        /// Elements of a list of the layout: rows, cells, blocks, lines that are signed.
        case parts
    }

    /// The list that the fragment states which `use` names, and what its expressions may name; `nil` with a fault where it
    /// cannot be used there.
    /// - Parameter key: under which key a fragment states what stands there: `body`, `rows` or `cells`.
    func open(
        _ use: Node, stating key: String, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> (list: Node, scope: ExpressionScope)? {
        let group = reader.group(use, .use)
        guard let like = group["like"], let path = files.folders.file(like, from: use.span.file.name, &reader),
            files.isNew(path, at: like, open: use.span.file.users, &reader),
            let root = reader.root(path: path, namedBy: like, usedAt: use.span)
        else { return nil }
        let fragment = reader.group(root, .fragment)
        guard let list = fragment[key] else {
            reader.fault(
                "wrong-fragment",
                LocalizedText("这个片段没有 \(key)，不能用在这里", en: "the fragment has no \(key)"),
                at: like.span)
            return nil
        }
        var arguments = Arguments(scope: scope.using(root.span.file))
        bind(fragment["parameters"], to: group["with"], at: use.span, &arguments, &reader)
        return arguments.isWhole ? (arguments.filled(list, &reader), arguments.scope) : nil
    }

    /// Binds each parameter that `declared` states to what `given` says, or to what it is where nothing is said.
    private func bind(
        _ declared: Node?, to given: Node?, at use: SourceSpan, _ arguments: inout Arguments,
        _ reader: inout NodeReader
    ) {
        let parameters = declared?.mapping ?? []
        if let declared, declared.mapping == nil { _ = reader.group(declared, keys: []) }
        let stated = given.map { reader.group($0, keys: parameters.map(\.key)) }
        for parameter in parameters {
            let group = reader.group(parameter.value, .parameter)
            guard let kind = reader.word(reader.required("kind", in: group), Kind.self) else { continue }
            if let node = stated?[parameter.key] ?? group["default"] {
                arguments.isWhole = bind(parameter.key, kind, node, &arguments, &reader) && arguments.isWhole
            } else {
                arguments.isWhole = false
                let title = reader.text(group["title"]).map { ("（\($0)）", " (\($0))") } ?? ("", "")
                reader.fault(
                    "missing-argument",
                    LocalizedText(
                        "with 里缺少“\(parameter.key)”\(title.0)", en: "with states no “\(parameter.key)”\(title.1)"),
                    at: given?.span ?? use)
            }
        }
    }

    /// Binds the parameter `name` to what `node` says.
    /// - Returns: whether that is of its kind; otherwise `reader` is told.
    private func bind(
        _ name: String, _ kind: Kind, _ node: Node, _ arguments: inout Arguments, _ reader: inout NodeReader
    ) -> Bool {
        let scope = arguments.scope
        switch kind {
        case .parts:
            guard node.sequence != nil else {
                reader.expected(LocalizedText("列表", en: "a list"), node)
                return false
            }
            arguments.parts[name] = node
            return true
        case .text:
            let text = LayoutText(node, scope: scope, &reader)
            arguments.scope = scope.binding(name, to: text.template.expression)
            return true
        case .value:
            guard let value = reader.expression(node, scope: scope) else { return false }
            guard value.kind != .list, value.kind != .group else {
                reader.expected(LocalizedText("得出一个值的表达式", en: "an expression that gives a value"), node)
                return false
            }
            arguments.scope = scope.binding(name, to: value)
            return true
        case .field, .list:
            guard let field = reader.reference(node, scope: scope) else { return false }
            guard isList(field) == (kind == .list) else {
                reader.expected(
                    kind == .list
                        ? LocalizedText("列表字段", en: "the field of a list")
                        : LocalizedText("不是列表的字段", en: "a field that is no list"), node)
                return false
            }
            arguments.scope = scope.binding(name, to: .field(field))
            return true
        }
    }

    private func isList(_ field: FieldReference) -> Bool { if case .list = field.type { true } else { false } }

    /// What a fragment is given.
    private struct Arguments {
        /// What its expressions may name.
        var scope: ExpressionScope
        /// The lists whose elements stand where it says so.
        var parts: [String: Node] = [:]
        /// Whether nothing is missing or of the wrong kind.
        var isWhole = true

        /// `node` with the parts that it uses.
        func filled(_ node: Node, _ reader: inout NodeReader) -> Node {
            switch node.content {
            case .scalar: return node
            case .sequence(let elements):
                let filled = elements.flatMap { element -> [Node] in
                    element["use"] == nil ? [self.filled(element, &reader)] : parts(element, &reader)
                }
                return Node(content: .sequence(filled), span: node.span)
            case .mapping(let entries):
                let filled = entries.map { entry in
                    Node.Entry(key: entry.key, keySpan: entry.keySpan, value: self.filled(entry.value, &reader))
                }
                return Node(content: .mapping(filled), span: node.span)
            }
        }

        /// The elements that stand for `use`.
        private func parts(_ use: Node, _ reader: inout NodeReader) -> [Node] {
            let group = reader.group(use, .argument)
            guard let node = group["use"], let name = reader.text(node) else { return [] }
            if let list = parts[name]?.sequence { return list }
            reader.fault(
                "unknown-parameter",
                LocalizedText("片段没有名为“\(name)”的 parts 参数", en: "the fragment has no parameter “\(name)” for parts"),
                at: node.span, hints: [name.suggestion(among: parts.keys.sorted())].compactMap { $0 })
            return []
        }
    }
}

extension SourceFile {
    /// The paths of the files that use this one, the outermost first, with its own.
    fileprivate var users: [String] { (usedAt?.file.users ?? []) + [name] }
}

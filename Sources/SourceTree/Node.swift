package import Diagnostics

/// A part of a YAML or JSON document that knows its place. Values stay text: what a scalar means is the reader's to say.
package struct Node: Sendable {
    /// What the node holds.
    package enum Content: Sendable {
        /// A single value as written, without its quotes.
        case scalar(Scalar)
        /// An ordered list.
        case sequence([Node])
        /// Keys with their values, in the order of the source, without duplicates.
        case mapping([Entry])
    }

    /// A single value.
    package struct Scalar: Sendable {
        /// The text of the value.
        package let text: String
        /// Whether it was quoted or a block, so that it is a text even where it reads `null` or `~`.
        package let isQuoted: Bool
        /// Whether the text was written over several lines that YAML joins to one: folded (`>`), or quoted or plain.
        package let isFolded: Bool
        /// The line of the source on which the text itself begins: a block scalar's is below its indicator.
        package let textLine: Int

        /// Creates a value.
        package init(text: String, isQuoted: Bool, isFolded: Bool, textLine: Int) {
            self.text = text
            self.isQuoted = isQuoted
            self.isFolded = isFolded
            self.textLine = textLine
        }

        /// Whether the value is absent: nothing, `~` or `null`, not quoted.
        package var isNull: Bool {
            // Of most values their length tells.
            !isQuoted && text.utf8.count <= 4 && (text.isEmpty || text == "~" || text == "null")
        }
    }

    /// A key with its value.
    package struct Entry: Sendable {
        /// The key's text.
        package let key: String
        /// Where the key stands.
        package let keySpan: SourceSpan
        /// The value.
        package let value: Node

        /// Creates an entry.
        package init(key: String, keySpan: SourceSpan, value: Node) {
            self.key = key
            self.keySpan = keySpan
            self.value = value
        }
    }

    /// What the node holds.
    package let content: Content
    /// Where it stands.
    package let span: SourceSpan

    /// Creates a node.
    package init(content: Content, span: SourceSpan) {
        self.content = content
        self.span = span
    }

    /// The value of `key`; `nil` where the node is no mapping or has no such key.
    package subscript(key: String) -> Node? { mapping?.first { $0.key == key }?.value }

    /// The group laid over `base`: its keys behind those of `base`, and for each key of both what `join` makes of the two. What is
    /// no group, or over none, stays as it is.
    package func laid(over base: Node, joining join: (_ key: String, _ own: Node, _ base: Node) -> Node) -> Node {
        guard let own = mapping, var entries = base.mapping else { return self }
        for entry in own {
            guard let index = entries.firstIndex(where: { $0.key == entry.key }) else {
                entries.append(entry)
                continue
            }
            let value = join(entry.key, entry.value, entries[index].value)
            entries[index] = Entry(key: entry.key, keySpan: entry.keySpan, value: value)
        }
        return Node(content: .mapping(entries), span: span)
    }

    /// The scalar, if the node is one.
    package var scalar: Scalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    /// The elements, if the node is a sequence.
    package var sequence: [Node]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The entries, if the node is a mapping.
    package var mapping: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// Whether the node stands for an absent value.
    package var isNull: Bool { scalar?.isNull ?? false }

    /// What kind of thing the node is, in the words of a diagnostic.
    package var kindName: LocalizedText {
        switch content {
        case .scalar(let scalar) where scalar.isNull: LocalizedText("空值", en: "an empty value")
        case .scalar: LocalizedText("单个值", en: "a single value")
        case .sequence: LocalizedText("列表", en: "a list")
        case .mapping: LocalizedText("一组“键: 值”", en: "a group of “key: value”")
        }
    }
}

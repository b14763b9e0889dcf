import Diagnostics
import Layout
import SourceTree

/// Reads the nodes of layout files and collects every fault on the way.
struct LayoutReader {
    private(set) var findings: [Diagnostic] = []

    /// Reports a fault of a layout.
    mutating func fault(_ id: String, _ message: LocalizedText, at span: SourceSpan, hints: [LocalizedText] = []) {
        findings.append(Diagnostic(.error, id: id, message, at: span, hints: hints))
    }

    /// Takes over what another step found.
    mutating func add(_ diagnostics: [Diagnostic]) { findings.append(contentsOf: diagnostics) }

    /// The root of a layout file; `nil` where it cannot be read.
    /// - Parameter reference: where the file is named, if another file names it.
    mutating func root(path: String, namedBy reference: Node? = nil) -> Node? {
        do throws(Rejection) {
            let (root, notes) = try NodeComposer.compose(try SourceFile.read(path: path))
            add(notes)
            return root
        } catch {
            add(error.diagnostics)
            if let reference, error.diagnostics.contains(where: { $0.id == "cannot-read" }) {
                fault(
                    "cannot-read",
                    LocalizedText("这里指定的文件“\(path)”读不到", en: "the file named here cannot be read: “\(path)”"),
                    at: reference.span)
            }
            return nil
        }
    }

    /// A group of one kind, which may hold its keys and no others.
    mutating func group(_ node: Node, _ kind: LayoutGroup) -> Group {
        let keys = kind.keys
        guard let entries = node.mapping else {
            expected(LocalizedText("一组“键: 值”", en: "a group of “key: value”"), node)
            return Group(entries: [:], span: node.span)
        }
        for entry in entries where !keys.contains(entry.key) {
            var hints = [
                LocalizedText("可用的键：\(keys.joined(separator: "、"))", en: "known keys: \(keys.joined(separator: ", "))")
            ]
            if let suggestion = entry.key.suggestion(among: keys) {
                hints.insert(suggestion, at: 0)
            }
            fault(
                "unknown-key", LocalizedText("不认识的键“\(entry.key)”", en: "unknown key “\(entry.key)”"),
                at: entry.keySpan,
                hints: hints)
        }
        let pairs = entries.map { ($0.key, $0.value) }
        return Group(entries: Dictionary(pairs) { first, _ in first }, span: node.span)
    }

    /// A group's values by key.
    struct Group {
        let entries: [String: Node]
        let span: SourceSpan

        subscript(key: String) -> Node? {
            guard let node = entries[key], !node.isNull else { return nil }
            return node
        }
    }

    /// Reports that something else was expected of `node`.
    mutating func expected(_ what: LocalizedText, _ node: Node) {
        let found = node.scalar.map { "“\($0.text.prefix(40))”" }
        fault(
            "wrong-type",
            LocalizedText(
                "应为\(what.zh)，这里是\(found ?? node.kindName.zh)",
                en: "expected \(what.en), found \(found ?? node.kindName.en)"),
            at: node.span)
    }

    /// The value of `key`, which must be there.
    mutating func required(_ key: String, in group: Group) -> Node? {
        if let node = group[key] { return node }
        fault("missing-key", LocalizedText("缺少“\(key)”", en: "missing key “\(key)”"), at: group.span)
        return nil
    }

    /// The elements of a list; empty with a fault where there is none.
    mutating func list(_ node: Node?) -> [Node] {
        guard let node else { return [] }
        if let elements = node.sequence { return elements }
        expected(LocalizedText("列表", en: "a list"), node)
        return []
    }

    /// A text; `nil` where the key is not stated.
    mutating func text(_ node: Node?) -> String? {
        value(node, LocalizedText("文字", en: "a text")) { $0 }
    }

    /// A length such as 40mm or 10.5pt.
    mutating func length(_ node: Node?) -> Length? {
        value(node, LocalizedText("长度，如 40mm、10.5pt", en: "a length such as 40mm or 10.5pt"), Units.length)
    }

    /// A size of type.
    mutating func size(_ node: Node?) -> Length? {
        value(node, LocalizedText("字号，如 三号、10.5pt", en: "a size such as 三号 or 10.5pt"), Units.size)
    }

    /// A plain number.
    mutating func number(_ node: Node?) -> Double? {
        value(node, LocalizedText("数字", en: "a number")) { Units.number($0) }
    }

    /// A whole number within `range`.
    mutating func integer(_ node: Node?, _ range: ClosedRange<Int>) -> Int? {
        let name = LocalizedText(
            "\(range.lowerBound) 到 \(range.upperBound) 的整数",
            en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        return value(node, name) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    /// A switch: true or false.
    mutating func flag(_ node: Node?) -> Bool? {
        value(node, LocalizedText("true 或 false", en: "true or false")) { text in
            switch text {
            case "true": true
            case "false": false
            default: nil
            }
        }
    }

    /// One of the words of `Value`.
    mutating func word<Value: RawRepresentable<String> & CaseIterable>(_ node: Node?, _: Value.Type) -> Value? {
        let words = Value.allCases.map(\.rawValue)
        let name = LocalizedText(words.joined(separator: "、") + " 之一", en: "one of " + words.joined(separator: ", "))
        return value(node, name) { Value(rawValue: $0) }
    }

    /// A single value that `convert` understands.
    mutating func value<Value>(_ node: Node?, _ name: LocalizedText, _ convert: (String) -> Value?) -> Value? {
        guard let node else { return nil }
        if let text = node.scalar?.text, let value = convert(text) { return value }
        expected(name, node)
        return nil
    }
}

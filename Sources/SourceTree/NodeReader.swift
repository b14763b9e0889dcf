package import Diagnostics

/// Reads the nodes of layouts and rules and collects every fault on the way.
package struct NodeReader {
    /// The faults so far.
    package var findings: [Diagnostic] { list.findings }
    private var list = FindingList()
    /// The paths of the files that were asked for, in the order in which they first were.
    package private(set) var paths: [String] = []
    private var told = Set<Fault>()

    /// What tells one fault from another.
    private struct Fault: Hashable {
        let message: LocalizedText
        let file: String
        let start: SourcePosition
    }

    /// A reader that has found nothing yet.
    package init() {}

    /// Reports a fault.
    package mutating func fault(
        _ id: String, _ message: LocalizedText, at span: SourceSpan, hints: [LocalizedText] = []
    ) {
        add(.error, id, message, at: span, hints: hints)
    }

    /// Reports what can be read, but is hardly meant.
    package mutating func warning(
        _ id: String, _ message: LocalizedText, at span: SourceSpan, hints: [LocalizedText] = []
    ) {
        add(.warning, id, message, at: span, hints: hints)
    }

    private mutating func add(
        _ severity: Severity, _ id: String, _ message: LocalizedText, at span: SourceSpan, hints: [LocalizedText]
    ) {
        // What is read more than once is at fault once.
        let fault = Fault(message: message, file: span.file.name, start: span.start)
        guard list.isFull || told.insert(fault).inserted else { return }
        list.add(severity, at: span) { Diagnostic(severity, id: id, message, at: span, hints: hints) }
    }

    /// Takes over what another step found.
    package mutating func add(_ diagnostics: [Diagnostic]) { diagnostics.forEach { list.add($0) } }

    /// The root of a file; `nil` where it cannot be read.
    /// - Parameters:
    ///   - reference: where the file is named, if another file names it.
    ///   - use: where it is used, if it is a part of other files.
    package mutating func root(path: String, namedBy reference: Node? = nil, usedAt use: SourceSpan? = nil) -> Node? {
        if !paths.contains(path) { paths.append(path) }
        do throws(Rejection) {
            let (root, notes) = try NodeComposer.compose(try SourceFile.read(path: path).used(at: use))
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

    /// A group that may hold `keys` and no others.
    package mutating func group(_ node: Node, keys: [String]) -> Group {
        guard let entries = node.mapping else {
            expected(LocalizedText("一组“键: 值”", en: "a group of “key: value”"), node)
            return Group(entries: [:], span: node.span)
        }
        if let bare = BarePlaceholder(node), !keys.contains(entries[0].key) {
            add([bare.diagnostic])
            return Group(entries: [:], span: node.span, isNone: true)
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
    package struct Group {
        /// Every value.
        package let entries: [String: Node]
        /// Where the group stands.
        package let span: SourceSpan
        /// Whether something else was meant, so that nothing is missed in it.
        fileprivate let isNone: Bool

        /// Creates a group.
        package init(entries: [String: Node], span: SourceSpan) {
            self.init(entries: entries, span: span, isNone: false)
        }

        fileprivate init(entries: [String: Node], span: SourceSpan, isNone: Bool) {
            self.entries = entries
            self.span = span
            self.isNone = isNone
        }

        /// The value of `key`; `nil` where it is not stated or empty.
        package subscript(key: String) -> Node? {
            guard let node = entries[key], !node.isNull else { return nil }
            return node
        }
    }

    /// Reports that something else was expected of `node`.
    package mutating func expected(_ what: LocalizedText, _ node: Node) {
        let found = node.scalar.map { "“\($0.text.prefix(40))”" }
        fault(
            "wrong-type",
            LocalizedText(
                "应为\(what.zh)，这里是\(found ?? node.kindName.zh)",
                en: "expected \(what.en), found \(found ?? node.kindName.en)"),
            at: node.span, hints: [node.hintAtQuotes].compactMap { $0 })
    }

    /// The value of `key`, which must be there.
    package mutating func required(_ key: String, in group: Group) -> Node? {
        if let node = group[key] { return node }
        guard !group.isNone else { return nil }
        fault("missing-key", LocalizedText("缺少“\(key)”", en: "missing key “\(key)”"), at: group.span)
        return nil
    }

    /// The elements of a list; empty with a fault where there is none.
    package mutating func list(_ node: Node?) -> [Node] {
        guard let node else { return [] }
        if let elements = node.sequence { return elements }
        expected(LocalizedText("列表", en: "a list"), node)
        return []
    }

    /// A text; `nil` where the key is not stated.
    package mutating func text(_ node: Node?) -> String? {
        value(node, LocalizedText("文字", en: "a text")) { $0 }
    }

    /// A whole number within `range`.
    package mutating func integer(_ node: Node?, _ range: ClosedRange<Int>) -> Int? {
        value(
            node,
            LocalizedText(
                "\(range.lowerBound) 到 \(range.upperBound) 的整数",
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    /// A switch: true or false.
    package mutating func flag(_ node: Node?) -> Bool? {
        value(node, LocalizedText("true 或 false", en: "true or false")) { text in
            switch text {
            case "true": true
            case "false": false
            default: nil
            }
        }
    }

    /// One of the words of `Value`.
    package mutating func word<Value: RawRepresentable<String> & CaseIterable>(_ node: Node?, _: Value.Type) -> Value? {
        value(node, Self.name(of: Value.self)) { Value(rawValue: $0) }
    }

    private static func name<Value: RawRepresentable<String> & CaseIterable>(of: Value.Type) -> LocalizedText {
        let words = Value.allCases.map(\.rawValue)
        return LocalizedText(words.joined(separator: "、") + " 之一", en: "one of " + words.joined(separator: ", "))
    }

    /// A single value that `convert` understands, which is called `name` where it is missed.
    package mutating func value<Value>(
        _ node: Node?, _ name: @autoclosure () -> LocalizedText, _ convert: (String) -> Value?
    ) -> Value? {
        guard let node else { return nil }
        if let text = node.scalar?.text {
            if let scalar = text.unicodeScalars.first(where: { $0.isControlOrNoncharacter && !Self.breaks.contains($0) }
            ) {
                unprintable(scalar, node)
                return nil
            }
            if let value = convert(text) { return value }
        }
        expected(name(), node)
        return nil
    }

    /// Controls that end lines.
    private static let breaks: [Unicode.Scalar] = ["\n", "\u{B}", "\u{C}", "\r", "\u{85}"]

    private mutating func unprintable(_ scalar: Unicode.Scalar, _ node: Node) {
        fault(
            "unprintable-character",
            LocalizedText(
                "含有不能打印的字符 \(scalar.codePoint)", en: "holds a character that cannot be printed, \(scalar.codePoint)"),
            at: node.span)
    }
}

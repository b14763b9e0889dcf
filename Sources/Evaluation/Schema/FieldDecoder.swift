import Diagnostics
import SourceTree

/// Carries the findings, the path and the numbers of values through decoding.
struct FieldDecoder {
    /// The findings so far.
    var findings: [Diagnostic] { list.findings }
    private var list = FindingList()
    private var path = FieldPath()
    /// The numbers of leaves.
    var ids = FieldIDSequence()
    /// What the current field is, as its description says.
    private(set) var isIdentity = false
    private(set) var isPersonal = false
    private(set) var isMeasure = false

    /// What a field wants where something else was found.
    enum Expectation {
        case value, list, group

        var name: LocalizedText {
            switch self {
            case .value: LocalizedText("单个值", en: "a single value")
            case .list: LocalizedText("列表（每项以“- ”开头）", en: "a list (each element begins with “- ”)")
            case .group: LocalizedText("一组“键: 值”", en: "a group of “key: value”")
            }
        }
    }

    /// Runs `body` one step deeper.
    mutating func descend<Result>(_ component: FieldPath.Component, _ body: (inout Self) -> Result) -> Result {
        path.components.append(component)
        defer { path.components.removeLast() }
        return body(&self)
    }

    /// Decodes the value of a field, where it has one: a required field must.
    mutating func decode(_ entry: Node.Entry, as field: FieldDescription, _ body: (Node, inout Self) -> Void) {
        (isIdentity, isPersonal, isMeasure) = (field.isIdentity, field.isPersonal, field.isMeasure)
        descend(.key(entry.key)) { decoder in
            if field.isStated(by: entry.value) {
                body(entry.value, &decoder)
            } else if field.isRequired {
                decoder.empty(field, at: entry.keySpan, hints: LostHeadings(below: entry.value).map { [$0.hint] } ?? [])
            }
        }
    }

    /// The elements of a list; one that is at fault does not keep the others from being decoded. A fault and `nil` if
    /// the node is none.
    mutating func elements<Element>(of node: Node, _ decode: (Node, inout Self) -> Element?) -> [Element]? {
        guard let nodes = node.sequence else {
            wrongType(node, expected: .list)
            return nil
        }
        return nodes.enumerated().compactMap { index, node in
            descend(.index(index)) { decode(node, &$0) }
        }
    }

    /// Reports a fault of the current field.
    mutating func report(
        _ severity: Severity, id: String, _ message: LocalizedText, at span: SourceSpan, hints: [LocalizedText] = []
    ) {
        list.add(severity, at: span) {
            Diagnostic(
                severity, id: id, message, at: span, field: path.components.isEmpty ? nil : path.description,
                hints: hints)
        }
    }

    /// The text of a scalar without the white space around it; a fault if the node is none.
    mutating func scalar(of node: Node) -> Node.Scalar? {
        guard let scalar = node.scalar else {
            wrongType(node, expected: .value)
            return nil
        }
        return scalar
    }

    /// The entries of a group; a fault if the node is none.
    mutating func entries(of node: Node) -> [Node.Entry]? {
        guard let entries = node.mapping else {
            wrongType(node, expected: .group)
            return nil
        }
        return entries
    }

    /// Reports that `node` is of the wrong kind.
    mutating func wrongType(_ node: Node, expected: Expectation) {
        report(
            .error, id: "wrong-type",
            LocalizedText(
                "应为\(expected.name.zh)，这里是\(node.kindName.zh)",
                en: "expected \(expected.name.en), found \(node.kindName.en)"),
            at: node.span, hints: expected == .value ? [node.hintAtQuotes].compactMap { $0 } : [])
    }

    /// The field of `type` that each entry is of; reports keys that are unknown and required ones that are missing.
    mutating func match(_ entries: [Node.Entry], to type: RecordType, in node: Node) -> [Int?] {
        var matched: [Int?] = []
        matched.reserveCapacity(entries.count)
        for index in entries.indices {
            // Most files state fields in their order.
            let next = (matched.last ?? nil).map { $0 + 1 } ?? 0
            let field = type.index(of: entries[index].key, expectedAt: next)
            if field == nil { unknown(entries[index], in: type) }
            matched.append(field)
        }
        for index in type.required where !matched.contains(index) { missing(type.fields[index], at: node.span) }
        return matched
    }

    /// Reports that a required field is not stated.
    mutating func missing(_ field: FieldDescription, at span: SourceSpan) {
        let head = SourceSpan(file: span.file, start: span.start, end: span.start)
        descend(.key(field.name)) {
            $0.report(
                .error, id: "missing-key",
                LocalizedText("缺少“\(field.name)”（\(field.title)）", en: "missing key “\(field.name)”"), at: head)
        }
    }

    /// Reports that the current field is required and states nothing.
    mutating func empty(_ field: FieldDescription, at span: SourceSpan, hints: [LocalizedText] = []) {
        report(
            .error, id: "empty-value",
            LocalizedText("“\(field.name)”（\(field.title)）不能为空", en: "“\(field.name)” must not be empty"), at: span,
            hints: hints)
    }

    private mutating func unknown(_ entry: Node.Entry, in type: RecordType) {
        guard !list.isFull else {
            return report(.error, id: "unknown-key", LocalizedText("", en: ""), at: entry.keySpan)
        }
        let names = type.fields.map(\.name)
        if reportStray(in: entry.key, at: entry.keySpan, .error) { return }
        if misspaced(entry, names) { return }
        let title = entry.key.nearest(among: type.fields.map(\.title))
        let byTitle = type.fields.first { $0.title == title || entry.key.hasPrefix($0.title) }?.name
        var hints: [LocalizedText] = []
        if let nearest = byTitle ?? entry.key.nearest(among: names) {
            hints.append(.didYouMean(nearest))
        }
        hints.append(
            LocalizedText(
                "“\(type.title)”可用的键：\(names.joined(separator: "、"))",
                en: "known keys: \(names.joined(separator: ", "))"))
        report(
            .error, id: "unknown-key",
            LocalizedText("不认识的键“\(entry.key)”", en: "unknown key “\(entry.key)”"), at: entry.keySpan, hints: hints)
    }

    /// Reports a key that is known but for a full-width space before it or a full-width colon within. Whether it is one.
    private mutating func misspaced(_ entry: Node.Entry, _ names: [String]) -> Bool {
        let parts = entry.key.split(separator: "：", maxSplits: 1)
        let name = (parts.first.map(String.init) ?? "").trimmed
        guard name != entry.key, names.contains(name) else { return false }
        let isColon = parts.count == 2 || entry.key.hasSuffix("：")
        guard isColon || entry.key.unicodeScalars.contains(where: { !$0.isASCII }) else { return false }
        report(
            .error, id: "unknown-key",
            isColon
                ? LocalizedText("“\(name)”后面是全角冒号", en: "behind “\(name)” is a full-width colon")
                : LocalizedText("“\(name)”前后有全角空格或不间断空格", en: "a wide or no-break space stands beside “\(name)”"),
            at: entry.keySpan,
            hints: [
                isColon
                    ? LocalizedText(
                        "改成半角冒号加一个普通空格：\(name): 值", en: "type a plain colon and a plain space: \(name): value")
                    : LocalizedText("缩进只能用普通空格", en: "indent with plain spaces only")
            ])
        return true
    }
}

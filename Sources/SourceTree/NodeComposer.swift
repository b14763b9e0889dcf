import CYAML
package import Diagnostics

/// Composes the events of libyaml into a tree of nodes. JSON is read the same way: it is a part of YAML. Plain JSON goes a
/// shorter way (``JSONComposer``) to the same tree.
///
/// Annex composes for itself because a clerk wants every fault at once: duplicate keys are findings with both places,
/// not the end of reading. Anchors and aliases are refused (a form needs none, and they let a small file expand
/// without bound), and so is nesting deeper than ``maximumDepth``.
package struct NodeComposer {
    /// The deepest nesting of lists and groups; the forms need eight.
    package static let maximumDepth = 64

    /// The most keys, single values, lists and groups of a file; a city's report of a hundred pages has some ten thousand.
    package static let maximumNodes = 1_000_000

    private let file: SourceFile
    private var list = FindingList()
    private var nodes = 0
    private var open: [Container] = []
    private var root: Node?
    /// The pairs of surrogates in the file, where libyaml has met one.
    private let pairs: SurrogatePairs?
    private var hasMetSurrogate = false
    private var dropped: [Node.Entry] = []

    /// A list or group whose end has not been read.
    private struct Container {
        let isMapping: Bool
        let span: SourceSpan
        var elements: [Node] = []
        var entries: [Node.Entry] = []
        var known = KnownKeys()
        var key: (text: String, span: SourceSpan)?
        var keyIsUsable = true
        /// The finding about the value at the end of ``entries``, if commas part it.
        var split: Int?

        /// Takes `node` for the next key.
        /// - Returns: where the key stands first, if it is there twice.
        mutating func take(key node: Node) -> SourceSpan? {
            let text = node.scalar?.text ?? ""
            let first = known.place(of: text, in: entries).map { entries[$0].keySpan }
            key = (text, node.span)
            keyIsUsable = node.scalar != nil && first == nil
            return first
        }
    }

    private init(_ file: SourceFile, _ pairs: SurrogatePairs? = nil) {
        self.file = file
        self.pairs = pairs
    }

    /// The single document in `file`, with findings that do not keep it from being read.
    /// - Throws: ``Rejection`` where the text is no YAML or holds no document or several.
    package static func compose(_ file: SourceFile) throws(Rejection) -> (root: Node, findings: [Diagnostic]) {
        let (root, _, findings) = try composeAll(file)
        return (root, findings)
    }

    /// The single document in `file` as ``compose(_:)`` gives it, and the entries that it lacks: their keys are there twice,
    /// or they are no single values, and then stand as empty here.
    /// - Throws: ``Rejection`` where the text is no YAML or holds no document or several.
    package static func composeAll(
        _ file: SourceFile
    ) throws(Rejection) -> (root: Node, dropped: [Node.Entry], findings: [Diagnostic]) {
        if let root = JSONComposer.compose(file) { return (root, [], []) }
        if let slip = JSONSlip.first(in: file) { throw Rejection(slip.diagnostic) }
        var composer = NodeComposer(file)
        var fault = composer.readEvents()
        if composer.hasMetSurrogate, let pairs = SurrogatePairs(in: file.text) {
            composer = NodeComposer(file, pairs)
            fault = composer.readEvents()
        }
        if let fault { throw Rejection(composer.list.findings + [fault]) }
        guard let root = composer.root else {
            throw Rejection(composer.list.findings + [composer.emptyDocument])
        }
        return (root, composer.dropped, composer.list.findings)
    }

    /// What of `file` can be read, whatever ends reading: of a group the keys whose values end before the fault. `nil` where that
    /// is nothing.
    package static func composeReadable(_ file: SourceFile) -> Node? {
        if let root = JSONComposer.compose(file) { return root }
        var composer = NodeComposer(file)
        _ = composer.readEvents()
        if let root = composer.root { return root }
        guard let first = composer.open.first, first.isMapping, !first.entries.isEmpty else { return nil }
        return Node(content: .mapping(first.entries), span: first.span)
    }

    /// Calls `visit` with each member of the JSON object in `file` and its key, for a list with each element, so that what is in
    /// long lists need not be held at once.
    /// - Parameter visit: returns whether it wants another one; where it does not, the rest of the file is not read.
    /// - Returns: whether what was read of `file` is a plain JSON object; otherwise `visit` was given what stands before the
    ///   fault.
    package static func composeParts(of file: SourceFile, _ visit: (String, Node) -> Bool) -> Bool {
        JSONComposer.composeParts(of: file, visit)
    }

    private var emptyDocument: Diagnostic {
        Diagnostic(
            .error, id: "empty-file", LocalizedText("文件里没有内容", en: "the file has no content"), at: .whole(file))
    }

    /// Feeds all events to `accept`; the finding that ended it, if one did.
    private mutating func readEvents() -> Diagnostic? {
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return outOfMemory }
        defer { yaml_parser_delete(&parser) }
        var text = input
        return text.withUTF8 { bytes in
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else {
                    hasMetSurrogate = BadEscape.isMet(parser)
                    return syntaxError(parser)
                }
                defer { yaml_event_delete(&event) }
                if event.type == YAML_STREAM_END_EVENT { return nil }
                if let fault = accept(event) { return fault }
            }
        }
    }

    /// What libyaml reads.
    private var input: String { pairs?.text ?? file.text }

    private var outOfMemory: Diagnostic {
        Diagnostic(.error, id: "out-of-memory", LocalizedText("内存不足", en: "out of memory"), at: .whole(file))
    }

    /// Takes one event into the tree; a finding if reading cannot go on.
    private mutating func accept(_ event: yaml_event_t) -> Diagnostic? {
        let span = self.span(event.start_mark, event.end_mark)
        switch event.type {
        case YAML_SCALAR_EVENT, YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT: nodes += 1
        default: break
        }
        guard nodes <= Self.maximumNodes else { return tooManyNodes(span) }
        switch event.type {
        case YAML_DOCUMENT_START_EVENT where root != nil:
            return Diagnostic(
                .error, id: "several-documents",
                LocalizedText("一个文件只能有一份内容，这里又开始了一份（---）", en: "a file holds one document, here another begins"),
                at: span)
        case YAML_ALIAS_EVENT:
            return aliasRefused(span)
        case YAML_SCALAR_EVENT:
            if event.data.scalar.anchor != nil { return aliasRefused(span) }
            if event.data.scalar.tag != nil { return tagRefused(span) }
            add(scalar(event), span: span)
        case YAML_SEQUENCE_START_EVENT:
            if event.data.sequence_start.anchor != nil { return aliasRefused(span) }
            if event.data.sequence_start.tag != nil { return tagRefused(span) }
            return begin(Container(isMapping: false, span: span))
        case YAML_MAPPING_START_EVENT:
            if event.data.mapping_start.anchor != nil { return aliasRefused(span) }
            if event.data.mapping_start.tag != nil { return tagRefused(span) }
            return begin(Container(isMapping: true, span: span))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            end(at: span)
        default: break
        }
        return nil
    }

    private func scalar(_ event: yaml_event_t) -> Node.Content {
        let data = event.data.scalar
        var text = String(
            decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
        if let pairs { text = pairs.restored(text, isEscaped: data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) }
        let isBlock = data.style == YAML_LITERAL_SCALAR_STYLE || data.style == YAML_FOLDED_SCALAR_STYLE
        return .scalar(
            Node.Scalar(
                text: text, isQuoted: data.style != YAML_PLAIN_SCALAR_STYLE,
                isFolded: data.style != YAML_LITERAL_SCALAR_STYLE && event.end_mark.line > event.start_mark.line
                    && !(isBlock && event.end_mark.line - event.start_mark.line < 3),
                textLine: Int(event.start_mark.line) + (isBlock ? 2 : 1)))
    }

    private mutating func begin(_ container: Container) -> Diagnostic? {
        guard open.count < Self.maximumDepth else {
            return Diagnostic(
                .error, id: "too-deep",
                LocalizedText("嵌套超过 \(Self.maximumDepth) 层", en: "nested deeper than \(Self.maximumDepth) levels"),
                at: container.span)
        }
        open.append(container)
        return nil
    }

    private mutating func end(at span: SourceSpan) {
        guard let container = open.popLast() else { return }
        let enclosing = SourceSpan(file: file, start: container.span.start, end: span.end)
        add(container.isMapping ? .mapping(container.entries) : .sequence(container.elements), span: enclosing)
    }

    private mutating func add(_ content: Node.Content, span: SourceSpan) {
        let node = Node(content: content, span: span)
        guard let last = open.indices.last else {
            root = node
            return
        }
        if !open[last].isMapping {
            open[last].elements.append(node)
        } else if open[last].key == nil {
            setKey(node, of: last)
        } else {
            setValue(node, of: last)
        }
    }

    private mutating func setKey(_ node: Node, of container: Int) {
        let first = open[container].take(key: node)
        guard let text = node.scalar?.text else {
            dropped.append(Node.Entry(key: "", keySpan: node.span, value: node))
            list.add(
                Diagnostic(
                    .error, id: "wrong-type",
                    LocalizedText(
                        "键应为单个值，这里是\(node.kindName.zh)", en: "a key must be a single value, found \(node.kindName.en)"),
                    at: node.span))
            return
        }
        if let first { list.add(duplicate(text, at: node.span, first: first)) }
    }

    private mutating func setValue(_ node: Node, of container: Int) {
        guard let key = open[container].key.take() else { return }
        let entry = Node.Entry(key: key.text, keySpan: key.span, value: node)
        guard open[container].keyIsUsable else { return dropped.append(entry) }
        if node.isNull, node.scalar?.text.isEmpty == true, let last = open[container].entries.last,
            let value = SplitValue(last.value, key.text, at: key.span)
        {
            return join(value, of: container)
        }
        open[container].split = nil
        open[container].entries.append(entry)
    }

    /// Lets what commas part be the value of the last entry, whole.
    private mutating func join(_ value: SplitValue, of container: Int) {
        let last = open[container].entries.removeLast()
        open[container].entries.append(Node.Entry(key: last.key, keySpan: last.keySpan, value: value.node))
        if let place = open[container].split { return list.replace(at: place, with: value.diagnostic) }
        open[container].split = list.nextPlace
        list.add(value.diagnostic)
    }

    private func duplicate(_ key: String, at span: SourceSpan, first: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "duplicate-key",
            LocalizedText(
                "键“\(key)”重复：第 \(first.start.line) 行已有",
                en: "duplicate key “\(key)”: it is already on line \(first.start.line)"),
            at: span, hints: [LocalizedText("删去其中一个", en: "remove one of them")])
    }

    private func tooManyNodes(_ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "too-many-values",
            LocalizedText(
                "文件里的内容太多：超过 \(Self.maximumNodes) 项",
                en: "the file states more than \(Self.maximumNodes) keys and values"),
            at: span)
    }

    private func aliasRefused(_ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "alias",
            LocalizedText(
                "不支持 YAML 的锚点和引用（& 和 *）", en: "YAML anchors and aliases (& and *) are not supported"), at: span,
            hints: [
                LocalizedText("值以 & 或 * 开头时，请加引号", en: "quote a value that begins with & or *")
            ])
    }

    private func tagRefused(_ span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "tag", LocalizedText("不支持 YAML 的标签（!）", en: "YAML tags (!) are not supported"), at: span,
            hints: [LocalizedText("值以 ! 开头时，请加引号", en: "quote a value that begins with !")])
    }

    private func span(_ start: yaml_mark_t, _ end: yaml_mark_t) -> SourceSpan {
        SourceSpan(file: file, start: position(start), end: position(end))
    }

    private func position(_ mark: yaml_mark_t) -> SourcePosition {
        SourcePosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private func syntaxError(_ parser: yaml_parser_t) -> Diagnostic {
        let problem = parser.problem.map { String(cString: $0) } ?? "unknown"
        // Where a quote or bracket is never closed, the place to look at is where it was opened.
        let isBracket =
            problem.hasPrefix("did not find expected ','") && parser.context_mark.line < parser.problem_mark.line
        let isUnclosed = isBracket || problem == "found unexpected end of stream"
        let mark = isUnclosed && parser.context != nil ? parser.context_mark : parser.problem_mark
        if parser.error == YAML_READER_ERROR {
            return SyntaxProblem(problem, at: position(ofByte: parser.problem_offset), in: file).diagnostic
        }
        let place = position(mark)
        // What is no key goes on as text, and the fault shows on a later line. Where the text begins, libyaml may know.
        let isText = parser.context.map { String(cString: $0) } == "while scanning a simple key"
        let start = isText ? position(parser.context_mark).line : nil
        if let escape = BadEscape(parser, in: file) { return escape.diagnostic }
        if let text = OutdentedText(in: file, upTo: place) { return text.diagnostic }
        if let sign = WideSign(before: place, in: file, problem) { return sign.diagnostic }
        if let colon = MistypedColon(in: file, upTo: place, since: start) { return colon.diagnostic }
        if let bare = BarePlaceholder(on: place.line, in: file) { return bare.diagnostic }
        return SyntaxProblem(problem, at: place, in: file).diagnostic
    }

    private func position(ofByte offset: Int) -> SourcePosition {
        let before = input.utf8.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let column = Substring(before.suffix(while: { $0 != 0x0A })).unicodeScalars.count + 1
        return SourcePosition(line: line, column: column)
    }
}

extension Substring.UTF8View {
    fileprivate func suffix(while condition: (UInt8) -> Bool) -> Substring.UTF8View {
        var start = endIndex
        while start > startIndex, condition(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}

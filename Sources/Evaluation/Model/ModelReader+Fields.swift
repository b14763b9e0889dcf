import Diagnostics
import SourceTree

extension ModelReader {
    /// Adds the field that `node` declares to `group` or to a group within it, or changes one that is there.
    mutating func apply(_ node: Node, to group: inout GroupDraft) {
        let declared = reader.group(node, keys: ModelGroup.field.keys)
        count(1)
        guard let nameNode = reader.required("name", in: declared), let name = fieldName(nameNode) else { return }
        let place = declared["in"]
        let way = reader.text(place)?.split(separator: ".").map(String.init) ?? []
        do throws(GroupDraft.MissingGroup) {
            try group.edit(at: way[...]) { edit(name, declared: declared, nameNode: nameNode, in: &$0) }
        } catch {
            report(error, at: (place ?? node).span)
        }
    }

    private mutating func edit(
        _ name: String, declared: NodeReader.Group, nameNode: Node, in group: inout GroupDraft
    ) {
        let index = group.index(of: name)
        if declared["type"] != nil || declared["like"] != nil {
            guard index == nil else { return reportTaken(name, at: nameNode.span) }
            guard let field = newField(name, declared) else {
                lostFields.insert(name)
                return
            }
            group.fields.insert(field, at: place(declared["before"], in: group) ?? group.fields.endIndex)
            return
        }
        guard let index else { return reportUnknown(name, in: group, at: nameNode.span) }
        guard reader.flag(declared["drop"]) != true else {
            group.fields.remove(at: index)
            return
        }
        if let new = declared["as"], let newName = fieldName(new) {
            if newName != name, group.index(of: newName) != nil { return reportTaken(newName, at: new.span) }
            group.fields[index].name = newName
        }
        state(declared, of: &group.fields[index])
        if let before = place(declared["before"], in: group), before != index {
            let field = group.fields.remove(at: index)
            group.fields.insert(field, at: before > index ? before - 1 : before)
        }
    }

    private mutating func newField(_ name: String, _ declared: NodeReader.Group) -> FieldDraft? {
        for key in ["as", "drop"] {
            guard let node = declared[key] else { continue }
            reader.fault(
                "unfit-key",
                LocalizedText("新的字段不能写“\(key)”", en: "a new field takes no “\(key)”"), at: node.span)
        }
        var base: GroupDraft?
        if let like = declared["like"] {
            guard let found = self.base(like) else { return nil }
            if found.document != nil { reader.expected(Self.fragment, like) }
            base = found.group
        }
        let kind = declared["type"] == nil ? .group : reader.word(declared["type"], FieldKind.self)
        guard let kind else { return nil }
        if let like = declared["like"], kind != .group, kind != .list {
            reader.fault(
                "unfit-key",
                LocalizedText("“like”只用于 type 为 group、list 的字段", en: "“like” is for fields of type group or list"),
                at: like.span)
        }
        guard let title = title(declared, base) else { return nil }
        var field = FieldDraft(span: declared.span, name: name, title: title, kind: kind)
        if kind == .group || kind == .list { field.group = base ?? GroupDraft(title: title) }
        requireContent(of: kind, declared)
        state(declared, of: &field)
        return field
    }

    private static let fragment = LocalizedText(
        "一组字段的文件，其中没有 document", en: "the file of a group, which has no document")

    private mutating func title(_ declared: NodeReader.Group, _ base: GroupDraft?) -> String? {
        if declared["title"] == nil, let base { return base.title }
        return reader.text(reader.required("title", in: declared))
    }

    /// A choice must state its words, and a group its fields, unless it is like another.
    private mutating func requireContent(of kind: FieldKind, _ declared: NodeReader.Group) {
        switch kind {
        case .choice: _ = reader.required("values", in: declared)
        case .group, .list: if declared["like"] == nil { _ = reader.required("fields", in: declared) }
        default: break
        }
    }

    /// Takes over what `declared` states of `field`.
    private mutating func state(_ declared: NodeReader.Group, of field: inout FieldDraft) {
        checkKeys(of: field.kind, declared)
        if let title = reader.text(declared["title"]) {
            if field.group?.title == field.title { field.group?.title = title }
            field.title = title
        }
        if let element = reader.text(declared["element"]) { field.group?.title = element }
        if let flag = reader.flag(declared["required"]) { field.isRequired = flag }
        if let flag = reader.flag(declared["personal"]) { field.isPersonal = flag }
        if let flag = reader.flag(declared["identity"]) { field.isIdentity = flag }
        if let flag = reader.flag(declared["measure"]) { field.isMeasure = flag }
        if let note = reader.text(declared["note"]) { field.note = note }
        if let values = declared["values"] { (field.words, field.wordTitles) = words(values) }
        if let least = reader.integer(declared["min"], Self.numbers) { field.least = least }
        if let most = reader.integer(declared["max"], Self.numbers) { field.most = most }
        if field.least > field.most {
            reader.fault(
                "wrong-type", LocalizedText("min 不能大于 max", en: "min must not be above max"), at: declared.span)
            field.most = field.least
        }
        field.initial = declared["default"] ?? field.initial
        field.unit = reader.word(declared["unit"], MoneyUnit.self) ?? field.unit
        field.recognition = declared["knownBy"] ?? field.recognition
        field.heir = declared["inherits"] ?? field.heir
        field.emptyList = declared["whenEmpty"] ?? field.emptyList
        guard var group = field.group else { return }
        for node in reader.list(declared["fields"]) { apply(node, to: &group) }
        field.group = group
    }

    private mutating func checkKeys(of kind: FieldKind, _ declared: NodeReader.Group) {
        for (key, kinds) in FieldKind.ofKeys where !kinds.contains(kind) {
            guard let node = declared[key] else { continue }
            let names = kinds.map(\.rawValue)
            reader.fault(
                "unfit-key",
                LocalizedText(
                    "“\(key)”只用于 type 为 \(names.joined(separator: "、")) 的字段，这里是 \(kind.rawValue)",
                    en: "“\(key)” is for fields of type \(names.joined(separator: " or ")), this is a \(kind.rawValue)"),
                at: node.span)
        }
    }

    /// The words that a field may hold, with the titles of those that have one. No word or title stands for two of them.
    private mutating func words(_ node: Node) -> (words: [String], titles: [String: String]) {
        var words: [String] = []
        var titles: [String: String] = [:]
        var taken: Set<String> = []
        for element in reader.list(node) {
            guard let value = value(element) else { continue }
            let clash = Set([value.word, value.title]).sorted().first { !taken.insert($0).inserted }
            if let clash {
                reportTaken(clash, at: element.span)
                continue
            }
            words.append(value.word)
            if value.title != value.word { titles[value.word] = value.title }
        }
        if words.isEmpty { reader.expected(LocalizedText("至少一个词", en: "at least one word"), node) }
        return (words, titles)
    }

    /// One of the words that a field may hold: alone, or with what clerks call it.
    private mutating func value(_ node: Node) -> (word: String, title: String)? {
        guard node.mapping != nil else { return reader.text(node).map { ($0, $0) } }
        let group = reader.group(node, keys: ModelGroup.value.keys)
        guard let word = reader.text(reader.required("value", in: group)) else { return nil }
        return (word, reader.text(group["title"]) ?? word)
    }

    private mutating func fieldName(_ node: Node) -> String? {
        reader.value(node, LocalizedText("英文字母和数字组成的名字", en: "a name of letters and digits")) {
            $0.isFieldName ? $0 : nil
        }
    }

    /// The position of the field that `before` names.
    private mutating func place(_ before: Node?, in group: GroupDraft) -> Int? {
        guard let before, let name = reader.text(before) else { return nil }
        if let index = group.index(of: name) { return index }
        reportUnknown(name, in: group, at: before.span)
        return nil
    }

    // MARK: Faults

    mutating func reportTaken(_ name: String, at span: SourceSpan) {
        reader.fault(
            "name-taken", LocalizedText("这里已有“\(name)”", en: "there is a “\(name)” already"), at: span)
    }

    private mutating func reportUnknown(_ name: String, in group: GroupDraft, at span: SourceSpan) {
        let known = group.fields.map(\.name)
        let list = LocalizedText("可用：\(known.joined(separator: "、"))", en: "known: \(known.joined(separator: ", "))")
        let new = LocalizedText("新的字段要写 type 或 like", en: "a new field states its type, or like")
        reader.fault(
            "unknown-field", LocalizedText("没有名为“\(name)”的字段", en: "no field is called “\(name)”"), at: span,
            hints: [name.suggestion(among: known), known.isEmpty ? nil : list, new].compactMap { $0 })
    }

    private mutating func report(_ missing: GroupDraft.MissingGroup, at span: SourceSpan) {
        let (name, known) = (missing.name, missing.known)
        let list = LocalizedText("可用：\(known.joined(separator: "、"))", en: "known: \(known.joined(separator: ", "))")
        reader.fault(
            "unknown-field", LocalizedText("没有名为“\(name)”的一组字段", en: "no group is called “\(name)”"), at: span,
            hints: [name.suggestion(among: known), known.isEmpty ? nil : list].compactMap { $0 })
    }
}

extension String {
    /// Whether the text can be named in an expression.
    fileprivate var isFieldName: Bool {
        let isLetter: (UInt8) -> Bool = { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
        let isDigit: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard utf8.first.map(isLetter) == true, utf8.allSatisfy({ isLetter($0) || isDigit($0) }) else { return false }
        return !["and", "or", "not"].contains(self)
    }
}

import Diagnostics
import SourceTree

/// Makes the type of a submission of what files declare, once all have had their say.
struct ModelTypeReader {
    /// The submission's own groups, by their names: groups may take their values.
    private let root: GroupDraft

    /// The type of a submission that declares `root`. Its first field says which form set it is for.
    static func type(of root: GroupDraft, _ reader: inout NodeReader) -> RecordType {
        let formSet = FieldDescription(
            name: SubmissionModel.formSetField, title: "表样", type: .text, isRequired: true, isIdentity: true)
        return ModelTypeReader(root: root).type(of: root, after: [formSet], &reader)
    }

    private func type(
        of group: GroupDraft, after first: [FieldDescription] = [], _ reader: inout NodeReader
    ) -> RecordType {
        let fields = first + group.fields.map { field($0, &reader) }
        checkRecognitions(of: group, &reader)
        let lists = group.fields.filter { $0.emptyList != nil }
        guard !lists.isEmpty else { return RecordType(title: group.title, fields: fields) }
        let scope = ExpressionScope(root: .record(RecordType(title: group.title, fields: fields)))
        let checked = fields.map { field in
            guard let node = lists.first(where: { $0.name == field.name })?.emptyList else { return field }
            var extras = field.extras
            extras.emptyList = Self.emptyList(node, scope: scope, &reader)
            return field.with(extras: extras)
        }
        return RecordType(title: group.title, fields: checked)
    }

    private func field(_ draft: FieldDraft, _ reader: inout NodeReader) -> FieldDescription {
        let type = type(of: draft, &reader)
        let extras = FieldDescription.Extras(
            note: draft.note, wordTitles: draft.wordTitles,
            initial: draft.initial.flatMap { Self.initial($0, type: type, &reader) },
            heir: draft.heir.flatMap { heir($0, of: draft, &reader) },
            recognition: draft.recognition.flatMap { Self.recognition($0, of: draft, &reader) }, unit: draft.unit)
        return FieldDescription(
            name: draft.name, title: draft.title, type: type, isRequired: draft.isRequired,
            isPersonal: draft.isPersonal, isIdentity: draft.isIdentity, isMeasure: draft.isMeasure, extras: extras)
    }

    private func type(of draft: FieldDraft, _ reader: inout NodeReader) -> FieldType {
        switch draft.kind {
        case .text: return .text
        case .prose: return .prose
        case .report: return .report
        case .figure: return .figure
        case .rate: return .rate
        case .date: return .date
        case .image: return .image
        case .integer: return .integer(draft.least...draft.most)
        case .choice: return .choice(draft.words)
        case .group: return .record(type(of: draft.group ?? GroupDraft(title: draft.title), &reader))
        case .list: return .list(.record(type(of: draft.group ?? GroupDraft(title: draft.title), &reader)))
        }
    }

    /// By which words in another field of its group a choice is known.
    private static func recognition(
        _ node: Node, of draft: FieldDraft, _ reader: inout NodeReader
    ) -> ChoiceRecognition? {
        let group = reader.group(node, keys: ModelGroup.knownBy.keys)
        guard let field = reader.text(reader.required("field", in: group)) else { return nil }
        guard let words = reader.required("words", in: group) else { return nil }
        let entries = reader.group(words, keys: draft.words).entries
        return ChoiceRecognition(
            field: field,
            words: draft.words.compactMap { value in
                entries[value].map { (value, reader.list($0).compactMap { reader.text($0) }) }
            })
    }

    /// Choices are known by texts that stand beside them.
    private func checkRecognitions(of group: GroupDraft, _ reader: inout NodeReader) {
        for draft in group.fields {
            guard let node = draft.recognition?["field"], let name = node.scalar?.text else { continue }
            let texts = group.fields.filter { $0.kind == .text }.map(\.name)
            guard !texts.contains(name) else { continue }
            reader.fault(
                "unknown-field",
                LocalizedText("同一组里没有名为“\(name)”的文字字段", en: "the group has no text called “\(name)”"),
                at: node.span, hints: [name.suggestion(among: texts)].compactMap { $0 })
        }
    }

    /// The value of a field that is not stated.
    private static func initial(_ node: Node, type: FieldType, _ reader: inout NodeReader) -> Leaf? {
        switch type {
        case .integer(let range): return reader.integer(node, range).map(Leaf.integer)
        case .choice(let words):
            let name = LocalizedText(
                "values 中的一个：\(words.joined(separator: "、"))", en: "one of \(words.joined(separator: ", "))")
            return reader.value(node, name) { words.contains($0) ? .choice($0) : nil }
        default: return nil
        }
    }

    /// The name of the submission's group whose values a group takes: fields that have the same name are of the same kind.
    private func heir(_ node: Node, of draft: FieldDraft, _ reader: inout NodeReader) -> String? {
        let groups = root.fields.filter { $0.kind == .group }
        guard let name = reader.text(node) else { return nil }
        guard let source = groups.first(where: { $0.name == name }), let fields = source.group?.fields else {
            let known = groups.map(\.name)
            reader.fault(
                "unknown-field",
                LocalizedText("材料里没有名为“\(name)”的一组字段", en: "the submission has no group called “\(name)”"),
                at: node.span,
                hints: [name.suggestion(among: known)].compactMap { $0 })
            return nil
        }
        let differing = draft.group?.fields.first { own in
            fields.contains { $0.name == own.name && ($0.kind != own.kind || $0.group != nil) }
        }
        guard let differing else { return name }
        reader.fault(
            "wrong-type",
            LocalizedText(
                "“\(name)”中的“\(differing.name)”是另一种字段，不能沿用", en: "“\(differing.name)” of “\(name)” is of another kind"),
            at: node.span)
        return nil
    }

    private static func emptyList(
        _ node: Node, scope: ExpressionScope, _ reader: inout NodeReader
    ) -> EmptyListFinding? {
        let group = reader.group(node, keys: ModelGroup.emptyList.keys)
        let texts = ColumnTexts(column: nil, scope: scope)
        guard let message = texts.message(reader.required("message", in: group), &reader) else { return nil }
        return EmptyListFinding(message: message, hint: texts.message(group["hint"], &reader))
    }
}

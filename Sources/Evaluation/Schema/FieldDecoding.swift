import SourceTree

extension FieldType {
    /// Decodes a node that is present; faults go to `decoder`. `nil` where nothing usable is there.
    func decode(_ node: Node, _ decoder: inout FieldDecoder) -> ModelValue? {
        switch self {
        case .record(let record): return record.decode(node, &decoder)
        case .list(let element):
            return decoder.elements(of: node) { element.decode($0, &$1) }.map(ModelValue.list)
        default:
            guard let leaf = leaf(node, &decoder) else { return nil }
            return .leaf(leaf, id: decoder.ids.take())
        }
    }

    /// A single value; `nil` where it is at fault.
    private func leaf(_ node: Node, _ decoder: inout FieldDecoder) -> Leaf? {
        switch self {
        case .text, .image: String.decode(node, &decoder).map { $0.isEmpty ? .empty : .text($0) }
        case .prose: Prose.decode(node, &decoder).map { $0.paragraphs.isEmpty ? .empty : .prose($0) }
        case .report: ReportText.decode(node, &decoder).map { $0.lines.isEmpty ? .empty : .report($0) }
        case .figure: Figure.decode(node, &decoder).map { $0 == .empty ? .empty : .figure($0) }
        case .rate: Figure.decodeRate(node, &decoder).map { $0 == .empty ? .empty : .figure($0) }
        case .date: FilingDate.decode(node, &decoder).map(Leaf.date)
        case .integer(let range): decoder.integer(of: node, in: range).map(Leaf.integer)
        case .choice(let words): decoder.word(of: node, among: words).map(Leaf.choice)
        case .list, .record: nil
        }
    }
}

extension RecordType {
    /// Decodes a group: unknown and missing keys are faults, and every field is decoded whatever the others hold.
    fileprivate func decode(_ node: Node, _ decoder: inout FieldDecoder) -> ModelValue? {
        guard let entries = decoder.entries(of: node) else { return nil }
        var values = [ModelValue](repeating: .absent, count: fields.count)
        for (field, entry) in zip(decoder.match(entries, to: self, in: node), entries) {
            guard let field else { continue }
            decoder.decode(entry, as: fields[field]) { node, decoder in
                if let value = fields[field].type.decode(node, &decoder) { values[field] = value }
            }
        }
        for index in values.indices {
            if case .absent = values[index] { values[index] = unstated[index].numbered(&decoder.ids) }
        }
        return .record(values)
    }
}

extension SubmissionModel {
    /// The values that `root` states, groups that it does not state with those of the groups whose heirs they are; `nil`
    /// where it is no group. Faults go to `decoder`.
    func decode(_ root: Node, _ decoder: inout FieldDecoder) -> ModelValue? {
        guard case .record(let values)? = FieldType.record(type).decode(root, &decoder) else { return nil }
        return inheriting(.record(values), type: type, from: values, ids: &decoder.ids)
    }

    private func inheriting(
        _ value: ModelValue, type record: RecordType, from root: [ModelValue], ids: inout FieldIDSequence
    ) -> ModelValue {
        guard record.hasHeirs else { return value }
        switch value {
        case .list(let elements): return .list(elements.map { inheriting($0, type: record, from: root, ids: &ids) })
        case .record(var values):
            for (index, field) in record.fields.enumerated() {
                if case .absent = values[index], let heir = field.extras.heir {
                    values[index] = inherited(heir, as: field.type, from: root, &ids)
                } else if let inner = field.type.innerRecord {
                    values[index] = inheriting(values[index], type: inner, from: root, ids: &ids)
                }
            }
            return .record(values)
        case .leaf, .absent: return value
        }
    }

    /// The values of the submission's field `name` as those of a group of `type`, which may have other fields.
    private func inherited(
        _ name: String, as type: FieldType, from root: [ModelValue], _ ids: inout FieldIDSequence
    ) -> ModelValue {
        guard let place = self.type.index(of: name), case .record(let values) = root[place],
            let source = self.type.fields[place].type.innerRecord, let heir = type.innerRecord
        else { return .absent }
        return .record(
            heir.fields.indices.map { index in
                let field = source.index(of: heir.fields[index].name, expectedAt: index)
                return (field.map { values[$0] } ?? heir.unstated[index]).numbered(&ids)
            })
    }
}

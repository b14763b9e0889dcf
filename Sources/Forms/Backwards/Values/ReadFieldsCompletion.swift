import Diagnostics
import Evaluation

/// Adds what follows from the fields that were read.
struct ReadFieldsCompletion {
    private(set) var fields: ReadFields
    /// Labels by which no choice is known, with their places.
    private(set) var unknown: [(place: SourceFile.Place, label: String)] = []
    private let model: RecordType
    private let start: SubmissionSource?

    init(_ fields: ReadFields, _ model: RecordType, _ start: SubmissionSource?) {
        self.fields = fields
        self.model = model
        self.start = start
    }

    mutating func complete() {
        complete(.record(model), at: FieldPath())
        for field in model.fields where Self.isGroup(field.type) { stateOnce(field) }
    }

    private static func isGroup(_ type: FieldType) -> Bool { if case .record = type { true } else { false } }

    // MARK: Choices

    private mutating func complete(_ type: FieldType, at path: FieldPath) {
        switch type {
        case .record(let record):
            for field in record.fields {
                let own = path.adding(.key(field.name))
                if case .choice(let words) = field.type { choose(among: words, field, at: own) }
                if let recognition = field.recognition, fields.leaves[own] == nil {
                    recognize(recognition, at: own, in: record, path)
                }
                complete(field.type, at: own)
            }
        case .list(let element):
            for index in 0..<(fields.lengths[path] ?? 0) { complete(element, at: path.adding(.index(index))) }
        default: break
        }
    }

    /// A choice may be written as its word or as its title, whatever their width and spaces are.
    private mutating func choose(among words: [String], _ field: FieldDescription, at path: FieldPath) {
        guard let leaf = fields.leaves[path], !words.contains(leaf.text) else { return }
        let key = PlainText(leaf.text).key
        let word = words.first { PlainText($0).key == key || PlainText(field.title(of: $0)).key == key }
        if let word { fields.leaves[path]?.text = word }
    }

    private mutating func recognize(
        _ recognition: ChoiceRecognition, at path: FieldPath, in record: RecordType, _ element: FieldPath
    ) {
        guard let label = fields.leaves[element.adding(.key(recognition.field))] else { return }
        guard let value = recognition.value(of: PlainText(label.text).key) else {
            unknown.append((label.place, label.text))
            return
        }
        fields.leaves[path] = .init(text: value, place: label.place)
        addWhatStartSays(of: value, at: path, record, element)
    }

    /// Fields that nobody wrote are as in the row of the same choice that the form set always prints.
    private mutating func addWhatStartSays(
        of value: String, at path: FieldPath, _ record: RecordType, _ element: FieldPath
    ) {
        let list = element.prefix(element.components.count - 1).inFirstElements
        guard let start, let choice = path.components.last else { return }
        let rows = (0..<start.count(of: list)).map { list.adding(.index($0)) }
        guard let row = rows.first(where: { start.text(at: $0.adding(choice)) == value }) else { return }
        for field in record.fields {
            guard case .integer = field.type, fields.leaves[element.adding(.key(field.name))] == nil else { continue }
            guard let text = start.text(at: row.adding(.key(field.name))), let place = fields.leaves[path]?.place else {
                continue
            }
            fields.leaves[element.adding(.key(field.name))] = .init(text: text, place: place)
        }
    }

    // MARK: Groups that others take their values from

    /// States the values of a group once where the groups that take them over all say the same.
    private mutating func stateOnce(_ group: FieldDescription) {
        guard case .record(let record) = group.type else { return }
        let root = FieldPath(components: [.key(group.name)])
        var heirs: [FieldPath] = []
        findHeirs(of: group.name, .record(model), at: FieldPath(), &heirs)
        let stated = heirs.map { heir in record.fields.map { fields.leaves[heir.adding(.key($0.name))]?.text } }
        let filled = zip(heirs, stated).filter { $0.1.contains { $0 != nil } }
        // What most of them say.
        let votes = Dictionary(grouping: filled) { $0.1 }
        guard
            let common = votes.max(by: {
                ($0.value.count, -first($0.value, heirs)) < ($1.value.count, -first($1.value, heirs))
            })
        else { return }
        let isStated = record.fields.contains { fields.leaves[root.adding(.key($0.name))] != nil }
        if !isStated, let model = common.value.first?.0 {
            for field in record.fields {
                fields.leaves[root.adding(.key(field.name))] = fields.leaves[model.adding(.key(field.name))]
            }
        }
        let rootValues = record.fields.map { fields.leaves[root.adding(.key($0.name))]?.text }
        for (heir, values) in filled where zip(values, rootValues).allSatisfy({ $0 == nil || $0 == $1 }) {
            for field in record.fields { fields.leaves[heir.adding(.key(field.name))] = nil }
        }
    }

    private func first(_ votes: [(FieldPath, [String?])], _ heirs: [FieldPath]) -> Int {
        votes.first.flatMap { vote in heirs.firstIndex(of: vote.0) } ?? 0
    }

    private func findHeirs(of name: String, _ type: FieldType, at path: FieldPath, _ heirs: inout [FieldPath]) {
        switch type {
        case .record(let record):
            for field in record.fields {
                let own = path.adding(.key(field.name))
                if field.source == name { heirs.append(own) } else { findHeirs(of: name, field.type, at: own, &heirs) }
            }
        case .list(let element):
            for index in 0..<(fields.lengths[path] ?? 0) {
                findHeirs(of: name, element, at: path.adding(.index(index)), &heirs)
            }
        default: break
        }
    }
}

extension FieldPath {
    /// The same way through the first element of each list.
    fileprivate var inFirstElements: FieldPath {
        FieldPath(
            components: components.map { component in
                if case .index = component { .index(0) } else { component }
            })
    }
}

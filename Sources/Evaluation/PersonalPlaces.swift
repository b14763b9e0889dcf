import Diagnostics
import SourceTree

/// Where a file names persons or says how to reach them, or may do so: what is not where its key belongs, or not what belongs
/// there, may be a person's.
struct PersonalPlaces {
    /// The stretches, in no order.
    private(set) var spans: [SourceSpan] = []

    /// Looks through the tree of a file.
    /// - Parameters:
    ///   - dropped: what the tree lacks, because its key is there twice or is none.
    ///   - type: what the tree should hold.
    init(_ root: Node, dropped: [Node.Entry], of type: FieldType) {
        add(root, type)
        let names = type.personalNames
        spans += dropped.filter { $0.key.isEmpty || names.contains($0.key) }.map(\.value.span)
    }

    private mutating func add(_ node: Node, _ type: FieldType) {
        switch type {
        case .record(let record):
            guard let entries = node.mapping else { return addMisplaced(node, type) }
            for entry in entries { add(entry, record) }
        case .list(let element):
            guard let elements = node.sequence else { return addMisplaced(node, type) }
            for node in elements { add(node, element) }
        default:
            // A group where a value belongs may hold anything.
            if node.scalar == nil { spans.append(node.span) }
        }
    }

    private mutating func add(_ entry: Node.Entry, _ record: RecordType) {
        if let index = record.index(of: entry.key) {
            let field = record.fields[index]
            field.isPersonal ? spans.append(entry.value.span) : add(entry.value, field.type)
        } else if !FieldType.record(record).personalNames.isEmpty {
            // A misspelt key may be that of a person.
            spans.append(entry.value.span)
        }
    }

    private mutating func addMisplaced(_ node: Node, _ type: FieldType) {
        if node.scalar == nil || !type.personalNames.isEmpty { spans.append(node.span) }
    }
}

extension FieldType {
    /// The names of the fields that are of persons, or hold such.
    var personalNames: Set<String> {
        switch self {
        case .list(let element): element.personalNames
        case .record(let record):
            record.fields.reduce(into: []) { names, field in
                let inner = field.type.personalNames
                if field.isPersonal || !inner.isEmpty { names.insert(field.name) }
                names.formUnion(inner)
            }
        default: []
        }
    }

    /// The names of all fields.
    var names: Set<String> {
        switch self {
        case .list(let element): element.names
        case .record(let record): record.fields.reduce(into: []) { $0.formUnion($1.type.names.union([$1.name])) }
        default: []
        }
    }
}

/// The fields of a submission: those that every one has, and those that its form set adds.
package struct SubmissionSchema: Sendable {
    /// A submission's type.
    package private(set) var type = Submission.fieldType
    /// The groups that have fields added, by the names on the way to them.
    private var extended: [[String]: RecordType] = [:]

    /// The fields that every submission has.
    package init() {}

    /// Why a field cannot be added.
    package enum Fault: Error, Sendable {
        /// No group of fields is at the end of the way; those fields are where it ends.
        case noGroup(at: String, known: [String])
        /// The group has a field of that name.
        case nameTaken
    }

    /// Adds `field` to the groups at the end of `way`, for example `projects`, `evaluation`, `groups`: the elements of a
    /// list where the way ends at one.
    /// - Throws: ``Fault``.
    package mutating func add(_ field: FieldDescription, to way: [String]) throws(Fault) {
        let group = try type.group(at: way[...])
        guard group.index(of: field.name) == nil else { throw .nameTaken }
        let larger = RecordType(title: group.title, fields: group.fields + [field])
        type = type.replacing(with: larger, at: way[...])
        extended[way] = larger
    }

    /// The type of the group at the end of `way`, if fields were added to it.
    func extended(at way: [String]) -> RecordType? { extended[way] }

    /// Whether any field was added.
    var isExtended: Bool { !extended.isEmpty }
}

extension FieldType {
    /// The group at the end of `way`.
    fileprivate func group(at way: ArraySlice<String>) throws(SubmissionSchema.Fault) -> RecordType {
        switch self {
        case .list(let element): return try element.group(at: way)
        case .record(let record):
            guard let name = way.first else { return record }
            guard let index = record.index(of: name) else {
                throw .noGroup(at: name, known: record.fields.map(\.name))
            }
            return try record.fields[index].type.group(at: way.dropFirst())
        default: throw .noGroup(at: way.first ?? "", known: [])
        }
    }

    /// The type with the group at the end of `way`, which exists, replaced.
    fileprivate func replacing(with group: RecordType, at way: ArraySlice<String>) -> FieldType {
        switch self {
        case .list(let element): return .list(element.replacing(with: group, at: way))
        case .record(let record):
            guard let name = way.first else { return .record(group) }
            let fields = record.fields.map { field in
                field.name == name ? field.with(type: field.type.replacing(with: group, at: way.dropFirst())) : field
            }
            return .record(RecordType(title: record.title, fields: fields))
        default: return self
        }
    }
}

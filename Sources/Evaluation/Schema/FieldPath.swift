/// The way from the submission to a field: `projects[0].report.budget`.
public struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    /// One step of the way.
    public enum Component: Hashable, Sendable {
        /// Into the field of a group.
        case key(String)
        /// Into the element of a list, from 0.
        case index(Int)
    }

    /// The steps.
    public var components: [Component] = []

    /// The path in the notation of templates.
    public var description: String {
        components.reduce(into: "") { text, component in
            switch component {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}

extension FieldPath {
    /// The path of the leaf `id` in `value`, with the titles that a clerk knows it by.
    static func find(_ id: FieldID, in value: ModelValue, _ type: FieldType) -> (path: FieldPath, titles: [String])? {
        switch (value, type) {
        case (.leaf(_, id), _):
            return (FieldPath(), [])
        case (.list(let elements), .list(let element)):
            for (index, value) in elements.enumerated() {
                guard var found = find(id, in: value, element) else { continue }
                found.path.components.insert(.index(index), at: 0)
                found.titles.insert("第\(index + 1)项", at: 0)
                return found
            }
        case (.record(let values), .record(let record)):
            for (field, value) in zip(record.fields, values) {
                guard var found = find(id, in: value, field.type) else { continue }
                found.path.components.insert(.key(field.name), at: 0)
                found.titles.insert(field.title, at: 0)
                return found
            }
        default: break
        }
        return nil
    }
}

/// The kinds of groups in the files that declare models, each with the keys that it may hold. `layouts/model.schema.json`
/// describes them for editors under the same names.
package enum ModelGroup: String, CaseIterable {
    case model, document, field, value, emptyList, knownBy, message

    /// The keys in the order in which they are explained.
    package var keys: [String] {
        switch self {
        case .model: ["title", "like", "document", "fields"]
        case .document: ["title", "file", "job", "office", "year", "date", "archive", "waivers"]
        case .field:
            [
                "name", "title", "type", "like", "required", "fields", "element", "values", "min", "max", "default",
                "knownBy", "unit", "personal", "identity", "measure", "note", "inherits", "whenEmpty", "in", "before",
                "as",
                "drop",
            ]
        case .value: ["value", "title"]
        case .emptyList: ["message", "hint"]
        case .knownBy: ["field", "words"]
        case .message: ["zh", "en"]
        }
    }
}

/// The kinds of values that a field may hold, as files name them.
enum FieldKind: String, CaseIterable {
    case text, prose, report, figure, rate, date, integer, choice, image, group, list

    /// The keys that only fields of some kinds may have, with those kinds.
    static let ofKeys: KeyValuePairs<String, [FieldKind]> = [
        "fields": [.group, .list], "element": [.list], "values": [.choice], "min": [.integer], "max": [.integer],
        "default": [.integer, .choice], "knownBy": [.choice], "unit": [.figure], "measure": [.text],
        "inherits": [.group],
        "whenEmpty": [.list],
    ]
}

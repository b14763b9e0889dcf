package import SourceTree

/// One key of an object of a report. Its schema stands beside its value, so that the one cannot change without the other.
package struct ReportKey<Subject>: Sendable {
    let name: String
    /// What it means, for the schema.
    let meaning: String
    /// The schema of the value, without its description.
    let type: [(key: String, value: JSONValue)]
    let value: @Sendable (Subject) -> JSONValue

    private init(
        _ name: String, _ meaning: String, type: [(key: String, value: JSONValue)],
        value: @escaping @Sendable (Subject) -> JSONValue
    ) {
        self.name = name
        self.meaning = meaning
        self.type = type
        self.value = value
    }

    /// A text that is always the same.
    package static func constant(_ name: String, _ meaning: String, value constant: JSONValue) -> Self {
        Self(name, meaning, type: [("const", constant)]) { _ in constant }
    }

    /// A text.
    package static func text(_ name: String, _ meaning: String, value: @escaping @Sendable (Subject) -> String)
        -> Self
    {
        Self(name, meaning, type: [("type", "string")]) { .string(value($0)) }
    }

    /// A text that may be missing: then the key is there with `null`.
    package static func optional(
        _ name: String, _ meaning: String, value: @escaping @Sendable (Subject) -> String?
    ) -> Self {
        Self(name, meaning, type: [("type", ["string", "null"])]) { .optional(value($0)) }
    }

    /// One of `words`, or nothing where one of them is `null`.
    package static func word(
        _ name: String, _ meaning: String, oneOf words: [String?], value: @escaping @Sendable (Subject) -> String?
    ) -> Self {
        Self(name, meaning, type: [("enum", .array(words.map(JSONValue.optional)))]) { .optional(value($0)) }
    }

    /// A number that counts from `minimum`; with `nil` it may be missing.
    package static func number(
        _ name: String, _ meaning: String, from minimum: Int = 0, isOptional: Bool = false,
        value: @escaping @Sendable (Subject) -> Int?
    ) -> Self {
        let type: JSONValue = isOptional ? ["integer", "null"] : "integer"
        return Self(name, meaning, type: [("type", type), ("minimum", .integer(minimum))]) { subject in
            value(subject).map(JSONValue.integer) ?? .null
        }
    }

    /// Texts.
    package static func texts(_ name: String, _ meaning: String, value: @escaping @Sendable (Subject) -> [String])
        -> Self
    {
        Self(name, meaning, type: [("type", "array"), ("items", ["type": "string"])]) {
            .array(value($0).map(JSONValue.string))
        }
    }

    /// Texts by keys that are not the same for all.
    package static func texts(
        _ name: String, _ meaning: String, byKey value: @escaping @Sendable (Subject) -> [(key: String, value: String)]
    ) -> Self {
        Self(name, meaning, type: [("type", "object"), ("additionalProperties", ["type": "string"])]) {
            .object(value($0).map { (key: $0.key, value: .string($0.value)) })
        }
    }

    /// Numbers that count from 1.
    package static func numbers(_ name: String, _ meaning: String, value: @escaping @Sendable (Subject) -> [Int])
        -> Self
    {
        Self(name, meaning, type: [("type", "array"), ("items", ["type": "integer", "minimum": 1])]) {
            .array(value($0).map(JSONValue.integer))
        }
    }

    /// True or false.
    package static func flag(_ name: String, _ meaning: String, value: @escaping @Sendable (Subject) -> Bool) -> Self {
        Self(name, meaning, type: [("type", "boolean")]) { .bool(value($0)) }
    }

    /// An object.
    package static func object<Part>(
        _ name: String, _ meaning: String, keys: [ReportKey<Part>], value: @escaping @Sendable (Subject) -> Part
    ) -> Self {
        Self(name, meaning, type: keys.schema()) { keys.object(value($0)) }
    }

    /// An object that may be missing: then the key is there with `null`.
    package static func optional<Part>(
        _ name: String, _ meaning: String, keys: [ReportKey<Part>], value: @escaping @Sendable (Subject) -> Part?
    ) -> Self {
        Self(name, meaning, type: [("anyOf", [.object(keys.schema()), ["type": "null"]])]) {
            value($0).map(keys.object) ?? .null
        }
    }

    /// A list of objects, each as `value` gives it.
    package static func list<Part>(
        _ name: String, _ meaning: String, keys: [ReportKey<Part>],
        value: @escaping @Sendable (Subject) -> [JSONValue]
    ) -> Self {
        Self(name, meaning, type: [("type", "array"), ("items", .object(keys.schema()))]) { .array(value($0)) }
    }

    /// A list of objects that may be long: `value` gives a series, each of which is made only when it is written.
    package static func series<Part>(
        _ name: String, _ meaning: String, keys: [ReportKey<Part>],
        value: @escaping @Sendable (Subject) -> JSONValue
    ) -> Self {
        Self(name, meaning, type: [("type", "array"), ("items", .object(keys.schema()))], value: value)
    }
}

extension Array {
    /// The object that states every key of `subject`.
    package func object<Subject>(_ subject: Subject) -> JSONValue where Element == ReportKey<Subject> {
        .object(map { (key: $0.name, value: $0.value(subject)) })
    }

    /// The schema of that object.
    package func schema<Subject>() -> [(key: String, value: JSONValue)] where Element == ReportKey<Subject> {
        let properties = map { key in
            (key: key.name, value: JSONValue.object([("description", .string(key.meaning))] + key.type))
        }
        return [
            ("type", "object"), ("additionalProperties", false),
            ("required", .array(map { .string($0.name) })), ("properties", .object(properties)),
        ]
    }
}

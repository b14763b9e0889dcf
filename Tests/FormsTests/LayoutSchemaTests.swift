import Evaluation
import Foundation
import TestSupport
import Testing

@testable import Forms

/// The JSON Schemas of the layout language say what the readers accept.
@Suite struct LayoutSchemaTests {
    /// A part of a schema, as far as its descriptions go.
    private indirect enum JSONValue: Decodable {
        case object([String: JSONValue])
        case list([JSONValue])
        case flag(Bool)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let value = try? container.decode([String: JSONValue].self) {
                self = .object(value)
            } else if let value = try? container.decode([JSONValue].self) {
                self = .list(value)
            } else {
                self = (try? container.decode(Bool.self)).map(JSONValue.flag) ?? .other
            }
        }

        /// How many groups below refuse other keys.
        var closedGroups: Int {
            switch self {
            case .object(let entries):
                var own = 0
                if case .flag(false) = entries["additionalProperties"] { own = 1 }
                return entries.values.reduce(own) { $0 + $1.closedGroups }
            case .list(let elements): return elements.reduce(0) { $0 + $1.closedGroups }
            case .flag, .other: return 0
            }
        }
    }

    private struct Schema: Decodable {
        let definitions: [String: JSONValue]

        private enum CodingKeys: String, CodingKey { case definitions = "$defs" }
    }

    private func schemas(_ names: String...) throws -> [Schema] {
        try names.map { name in
            let text = Fixtures.text("\(Fixtures.project)/layouts/\(name).schema.json")
            return try JSONDecoder().decode(Schema.self, from: Data(text.utf8))
        }
    }

    @Test func namesTheKeysThatTheReadersAccept() throws {
        let groups = LayoutGroup.allCases.map { ($0.rawValue, $0.keys) }
        try check(schemas("formset", "form", "fragment", "words"), against: groups)
        try check(schemas("rules"), against: RuleGroup.allCases.map { ($0.rawValue, $0.keys) })
        try check(schemas("carry"), against: CarryGroup.allCases.map { ($0.rawValue, $0.keys) })
        try check(schemas("model"), against: ModelGroup.allCases.map { ($0.rawValue, $0.keys) })
    }

    private func check(_ schemas: [Schema], against groups: [(name: String, keys: [String])]) throws {
        var keys: [String: Set<String>] = [:]
        for schema in schemas {
            for case (let name, .object(let entries)) in schema.definitions {
                guard case .flag(false) = entries["additionalProperties"] else { continue }
                guard case .object(let properties) = entries["properties"] else { continue }
                #expect(keys[name] == nil, "\(name) is described twice")
                keys[name] = Set(properties.keys)
            }
            let nested = schema.definitions.values.reduce(0) { $0 + $1.closedGroups }
            let direct = schema.definitions.values.count { value in
                if case .object(let entries) = value, case .flag(false) = entries["additionalProperties"] {
                    true
                } else {
                    false
                }
            }
            #expect(nested == direct, "every closed group has a name")
        }
        #expect(Set(keys.keys) == Set(groups.map(\.name)))
        for group in groups {
            #expect(keys[group.name] == Set(group.keys), "\(group.name)")
            #expect(Set(group.keys).count == group.keys.count)
        }
    }

    @Test func explainsEveryKeyInTheReference() throws {
        let reference = Fixtures.text(Fixtures.project + "/layouts/README.md")
        let rules = RuleGroup.allCases.flatMap(\.keys) + CarryGroup.allCases.flatMap(\.keys)
        let keys = LayoutGroup.allCases.flatMap(\.keys) + rules
        for key in keys + ModelGroup.allCases.flatMap(\.keys) {
            #expect(try reference.contains(Regex("\\b\(key)\\b")), "\(key)")
        }
    }
}

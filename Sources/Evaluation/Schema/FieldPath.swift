/// The way from the submission to a field: `projects[0].report.budget`.
package struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    /// One step of the way.
    package enum Component: Hashable, Sendable {
        /// Into the field of a group.
        case key(String)
        /// Into the element of a list, from 0.
        case index(Int)
    }

    /// The steps.
    package var components: [Component] = []

    /// Creates a path of `components`.
    package init(components: [Component] = []) {
        self.components = components
    }

    /// The path in the notation of templates.
    package var description: String {
        components.reduce(into: "") { text, component in
            switch component {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}

extension FieldPath {
    /// Reads the notation of templates; `nil` where `text` is none.
    package init?(_ text: String) {
        self.init()
        for part in text.split(separator: ".") {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            components.append(.key(String(pieces[0])))
            for piece in pieces.dropFirst() {
                guard piece.last == "]", let index = Int(piece.dropLast()) else { return nil }
                components.append(.index(index))
            }
        }
    }
}

/// The paths of some leaves of a model, with the titles that a clerk knows them by.
struct FieldPathTable: Sendable {
    private var paths: [FieldID: (path: FieldPath, titles: [String])] = [:]
    private let wanted: Set<FieldID>

    /// Walks through `value` once for the leaves `ids`.
    init(of ids: Set<FieldID>, in value: ModelValue, _ type: FieldType) {
        wanted = ids
        add(value, type: type, at: FieldPath(), titles: [])
    }

    /// The path and titles of the leaf `id`.
    subscript(id: FieldID) -> (path: FieldPath, titles: [String])? { paths[id] }

    private mutating func add(_ value: ModelValue, type: FieldType, at path: FieldPath, titles: [String]) {
        switch (value, type) {
        case (.leaf(_, let id), _): if wanted.contains(id) { paths[id] = (path, titles) }
        case (.list(let elements), .list(let element)):
            for (index, value) in elements.enumerated() {
                add(value, type: element, at: path.adding(.index(index)), titles: titles + ["第\(index + 1)项"])
            }
        case (.record(let values), .record(let record)):
            for (field, value) in zip(record.fields, values) {
                add(value, type: field.type, at: path.adding(.key(field.name)), titles: titles + [field.title])
            }
        default: break
        }
    }
}

extension FieldPath {
    /// The first `count` steps.
    package func prefix(_ count: Int) -> FieldPath { FieldPath(components: Array(components.prefix(count))) }

    package func adding(_ component: Component) -> FieldPath {
        FieldPath(components: components + [component])
    }
}

extension FieldPath {
    /// The names on the way, the numbers of elements left out.
    package var fieldNames: [String] {
        components.compactMap { if case .key(let name) = $0 { name } else { nil } }
    }
}

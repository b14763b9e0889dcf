/// A field that may be filled in.
package struct FillableField: Sendable {
    /// What it is.
    package let description: FieldDescription
    /// The way to it.
    package let path: FieldPath
    /// The titles that clerks know it by, from the outermost to its own. Elements of lists are 第1项, 第2项 and so on.
    package let titles: [String]
    /// Its leaf; `nil` where it is in a group that is not there, or in an element behind the last.
    package let id: FieldID?
    /// What it holds.
    package let leaf: Leaf
    /// What the group is called whose values are taken where this one's group is empty; `nil` where there is none.
    package let heir: String?
    /// The names on the way to the outermost group around the field that is not there; `nil` where all are.
    package let absentGroup: [String]?
    /// The last list on the way to it, and the way from its element.
    package let list: (path: FieldPath, names: [String])?
}

extension FillableSubmission {
    /// The fields in the order of the model. Fields of groups that are not there are among them.
    /// - Parameter needsSpare: asked of each list in which something is filled in, by the numbers of the leaves in it: whether
    ///   the fields of one more element are wanted.
    package func fields(needsSpare: @escaping ([FieldID]) -> Bool = { _ in false }) -> [FillableField] {
        var walk = FieldWalker(root: type, needsSpare: needsSpare)
        walk.add(model, .record(type))
        return walk.fields
    }
}

/// Goes through a model and what may be filled in where it has nothing.
private struct FieldWalker {
    let root: RecordType
    let needsSpare: ([FieldID]) -> Bool
    private(set) var fields: [FillableField] = []
    private var path = FieldPath()
    private var titles: [String] = []
    private var heir: String?
    private var absentGroup: [String]?
    private var list: (path: FieldPath, depth: Int)?

    init(root: RecordType, needsSpare: @escaping ([FieldID]) -> Bool) {
        self.root = root
        self.needsSpare = needsSpare
    }

    mutating func add(_ value: ModelValue?, _ type: FieldType) {
        switch type {
        case .record(let record):
            var values: [ModelValue]?
            if case .record(let stated)? = value { values = stated }
            for (index, field) in record.fields.enumerated() { add(values?[index], field) }
        case .list(let element):
            var elements: [ModelValue?] = []
            if case .list(let stated)? = value { elements = stated }
            let isFilledIn = elements.contains { $0?.isBlank == false }
            if isFilledIn, needsSpare(elements.flatMap { $0?.leafIDs ?? [] }) { elements.append(nil) }
            let outer = list
            list = (path, path.components.count + 1)
            for (index, value) in elements.enumerated() {
                descend(.index(index), "第\(index + 1)项") { $0.add(value, element) }
            }
            list = outer
        default: preconditionFailure("single values are fields of groups")
        }
    }

    private mutating func add(_ value: ModelValue?, _ field: FieldDescription) {
        let outer = (heir, absentGroup)
        if let name = field.extras.heir { heir = root.fields.first { $0.name == name }?.title }
        descend(.key(field.name), field.title) { walk in
            switch field.type {
            case .record, .list:
                if case .absent? = value, walk.absentGroup == nil { walk.absentGroup = walk.path.fieldNames }
                walk.add(value, field.type)
            default: walk.addLeaf(value, field)
            }
        }
        (heir, absentGroup) = outer
    }

    private mutating func addLeaf(_ value: ModelValue?, _ field: FieldDescription) {
        var (leaf, number) = (Leaf.empty, FieldID?.none)
        if case .leaf(let stated, let id)? = value { (leaf, number) = (stated, id) }
        let inner = list.map { list in
            (list.path, path.components[list.depth...].map { FieldPath(components: [$0]).description })
        }
        fields.append(
            FillableField(
                description: field, path: path, titles: titles, id: number, leaf: leaf, heir: heir,
                absentGroup: absentGroup, list: inner))
    }

    private mutating func descend(_ component: FieldPath.Component, _ title: String, _ body: (inout Self) -> Void) {
        path.components.append(component)
        titles.append(title)
        body(&self)
        path.components.removeLast()
        titles.removeLast()
    }
}

extension ModelValue {
    /// Whether nothing is filled in.
    fileprivate var isBlank: Bool {
        switch self {
        case .leaf(let leaf, _): leaf.isEmpty
        case .list(let values), .record(let values): values.allSatisfy(\.isBlank)
        case .absent: true
        }
    }

    /// The numbers of all leaves in it.
    package var leafIDs: [FieldID] {
        switch self {
        case .leaf(_, let id): [id]
        case .list(let values), .record(let values): values.flatMap(\.leafIDs)
        case .absent: []
        }
    }

    /// The numbers of the leaves that belong to the value itself, not to a list in it.
    package var ownLeafIDs: [FieldID] {
        switch self {
        case .leaf(_, let id): [id]
        case .record(let values): values.flatMap(\.ownLeafIDs)
        case .list, .absent: []
        }
    }
}

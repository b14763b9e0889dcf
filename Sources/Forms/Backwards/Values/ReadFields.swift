import Diagnostics
import Evaluation

/// Fields that were read from an office's file, each with the cell that it came from.
struct ReadFields {
    /// What a field holds, as a submission writes it, and where it stood.
    struct Leaf {
        var text: String
        var place: SourceFile.Place
        /// Where each line of the text stood, if they stood apart.
        var linePlaces: [SourceFile.Place] = []
    }

    /// Fields that hold something.
    var leaves: [FieldPath: Leaf] = [:]
    /// How many elements lists have.
    var lengths: [FieldPath: Int] = [:]
    /// Lists whose elements stand in columns: which one an element is its column says, so that blank ones stay.
    var positional: Set<FieldPath> = []

    /// The position of a further element of the list at `path`.
    mutating func addElement(to path: FieldPath) -> Int {
        defer { lengths[path, default: 0] += 1 }
        return lengths[path, default: 0]
    }

    /// Takes over the fields of `other`, whose paths begin with `prefix`, under `replacement`.
    mutating func add(_ other: ReadFields, replacing prefix: FieldPath, by replacement: FieldPath) {
        for (path, leaf) in other.leaves { leaves[path.replacing(prefix, by: replacement)] = leaf }
        for (path, length) in other.lengths { lengths[path.replacing(prefix, by: replacement)] = length }
        positional.formUnion(other.positional.map { $0.replacing(prefix, by: replacement) })
    }
}

extension ReadFields.Leaf {
    /// That the same field was read before with another text.
    func differs(from first: ReadFields.Leaf) -> LocalizedText {
        let other = first.place.seen(from: place)
        return LocalizedText(
            "与 \(other) 不一致：那里是“\(first.text.quoted)”，这里是“\(text.quoted)”，读的是前一个",
            en: "differs from \(other): “\(first.text.quoted)” there, “\(text.quoted)” here; the first was taken")
    }
}

extension SourceFile.Place {
    /// How a message on `place` says this one: with the file where it is another one.
    func seen(from place: SourceFile.Place) -> String {
        guard let cell else { return file }
        return file == place.file ? cell : "\(file):\(cell)"
    }
}

extension ReadFields {
    /// The same without elements of lists in which nothing stands.
    func withoutEmptyElements() -> ReadFields {
        var used: [FieldPath: Set<Int>] = [:]
        for path in leaves.keys {
            for (place, component) in path.components.enumerated() {
                if case .index(let index) = component { used[path.prefix(place), default: []].insert(index) }
            }
        }
        for (path, indices) in used where positional.contains(path) {
            used[path] = Set(0...(indices.max() ?? 0))
        }
        let positions = used.mapValues { indices in
            Dictionary(uniqueKeysWithValues: indices.sorted().enumerated().map { ($0.element, $0.offset) })
        }
        var fields = ReadFields()
        for (path, leaf) in leaves { fields.leaves[path.renumbered(positions)] = leaf }
        for (path, indices) in used { fields.lengths[path.renumbered(positions)] = indices.count }
        return fields
    }
}

extension FieldPath {
    /// The path with other steps at its beginning.
    fileprivate func replacing(_ prefix: FieldPath, by replacement: FieldPath) -> FieldPath {
        guard components.starts(with: prefix.components) else { return self }
        return FieldPath(components: replacement.components + components.dropFirst(prefix.components.count))
    }

    fileprivate func renumbered(_ positions: [FieldPath: [Int: Int]]) -> FieldPath {
        var renumbered = FieldPath()
        for (place, component) in components.enumerated() {
            if case .index(let index) = component, let position = positions[prefix(place)]?[index] {
                renumbered.components.append(.index(position))
            } else {
                renumbered.components.append(component)
            }
        }
        return renumbered
    }
}

import Diagnostics
import SourceTree

/// Where the values and groups of a submission stand. The tree of its file knows; it is asked seldom.
struct FieldPlaces: Sendable {
    /// The tree of the file.
    let root: Node
    /// A submission's type.
    let type: FieldType

    /// Where the value or group at `path` stands; `nil` where the file does not state it, or not as such.
    subscript(path: FieldPath) -> SourceSpan? {
        let spans = spans(along: path)
        return spans.count > path.components.count ? spans[path.components.count] : nil
    }

    /// Where the value or group at `path` stands, or the nearest group around it that is stated.
    func nearest(to path: FieldPath) -> SourceSpan? { spans(along: path).lazy.compactMap { $0 }.last }

    /// The places on the way from the submission along `path`, as far as the file states it; a list with elements has
    /// none.
    private func spans(along path: FieldPath) -> [SourceSpan?] {
        var (node, type) = (root, type)
        var spans = [type.isHeld(by: node) ? node.span : nil]
        for component in path.components {
            guard let next = step(component, from: node, type) else { break }
            (node, type) = next
            spans.append(type.isHeld(by: node) ? node.span : nil)
        }
        return spans
    }

    private func step(
        _ component: FieldPath.Component, from node: Node, _ type: FieldType
    ) -> (Node, FieldType)? {
        switch (component, node.content, type) {
        case (.key(let name), .mapping(let entries), .record(let record)):
            guard let field = record.index(of: name), let entry = entries.first(where: { $0.key == name }),
                record.fields[field].isStated(by: entry.value)
            else { return nil }
            return (entry.value, record.fields[field].type)
        case (.index(let index), .sequence(let elements), .list(let element)):
            return elements.indices.contains(index) ? (elements[index], element) : nil
        default: return nil
        }
    }
}

extension FieldType {
    /// Whether `node` is a single value, a group or a list without elements, as the type is.
    fileprivate func isHeld(by node: Node) -> Bool {
        switch self {
        case .list: node.sequence?.isEmpty == true
        case .record: node.mapping != nil
        default: node.scalar != nil
        }
    }
}

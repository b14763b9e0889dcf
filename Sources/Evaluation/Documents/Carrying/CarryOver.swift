package import Diagnostics
import SourceTree

/// What new submissions of a form set take over from others (`carry.yaml`): from last year's, or from those for the forms that
/// the same office has filed earlier in the year.
package struct CarryOver: Sendable {
    /// The form sets that something is taken over from.
    package var sources: [String] { entries.map(\.formSet) }
    private let entries: [Entry]

    /// What is taken from submissions for one form set.
    private struct Entry: Sendable {
        let formSet: String
        /// How many years later the new submission is.
        let years: Int
        let fields: [CarriedField]
    }

    /// The name of the file in a form set's folder.
    package static let fileName = "carry.yaml"

    /// The year of the new submission, as the file names it.
    private enum Year: String, CaseIterable {
        case same, next
    }

    /// Reads the file at `path`.
    /// - Parameters:
    ///   - model: the fields of new submissions.
    ///   - models: the fields of submissions for a form set that the file names.
    /// - Throws: ``Rejection`` with every fault of the file.
    package init(
        path: String, model: SubmissionModel, models: (String) throws(Rejection) -> SubmissionModel
    ) throws(Rejection) {
        var reader = NodeReader()
        guard let root = reader.root(path: path) else { throw Rejection(reader.findings) }
        let file = reader.group(root, keys: CarryGroup.file.keys)
        var entries: [Entry] = []
        for node in reader.list(reader.required("carry", in: file)) {
            let group = reader.group(node, keys: CarryGroup.entry.keys)
            let year = reader.word(group["year"], Year.self) ?? .same
            let fields = reader.required("fields", in: group)
            guard let id = reader.text(reader.required("formSet", in: group)) else { continue }
            do throws(Rejection) {
                let source = try models(id)
                let carried = reader.list(fields).compactMap {
                    CarriedField($0, from: source.type, to: model.type, &reader)
                }
                entries.append(Entry(formSet: id, years: year == .next ? 1 : 0, fields: carried))
            } catch {
                reader.add(error.diagnostics)
            }
        }
        if reader.findings.containsError { throw Rejection(reader.findings) }
        self.entries = entries
    }

    /// What a new submission of `model` begins with: `start`, and over it what it takes from `last`.
    /// - Returns: `nil` where nothing is taken over from the form set of `last`.
    package func start(
        from last: SubmissionSource, over start: SubmissionSource?, _ model: SubmissionModel
    ) -> SubmissionSource? {
        guard let id = last.formSet?.id, let entry = entries.first(where: { $0.formSet == id }) else { return nil }
        var draft = CarriedValues()
        for field in entry.fields { draft.take(field, from: last.root) }
        if let year = last.year(model, later: entry.years) { draft.put(year, at: model.roles.year.way) }
        let carried = draft.node(at: last.root.span)
        return last.with(root: start.map { carried.laid(over: $0.root) } ?? carried)
    }
}

/// The kinds of groups in `carry.yaml`, each with the keys that it may hold.
package enum CarryGroup: String, CaseIterable {
    case file, entry, field

    /// The keys in the order in which they are explained.
    package var keys: [String] {
        switch self {
        case .file: ["carry"]
        case .entry: ["formSet", "year", "fields"]
        case .field: ["from", "to"]
        }
    }
}

extension SubmissionSource {
    /// The year that the submission states where submissions of `model` do, some years later.
    fileprivate func year(_ model: SubmissionModel, later years: Int) -> Node? {
        let path = FieldPath(components: model.roles.year.way.map(FieldPath.Component.key))
        guard let node = node(at: path), let year = node.scalar.flatMap({ Int($0.text) }) else { return nil }
        return Node(plain: String(year + years), at: node.span)
    }
}

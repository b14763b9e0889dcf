package import Diagnostics
import SourceTree

/// What a file says of its submission, as far as it can be told before it is decoded; of a file that is no YAML, from what
/// stands before its fault.
package struct SubmissionHead: Sendable {
    /// The full name of the office; `nil` where it cannot be told.
    package private(set) var office: String?
    /// The year that it is of; `nil` where it cannot be told or is none that a submission may be of.
    package private(set) var year: Int?
    private var model: SubmissionModel?
    private var parts: [String: Node] = [:]

    /// Reads `file`, of plain JSON only as much as it takes: submissions begin with what is asked for.
    /// - Parameter models: the model of submissions that name a form set, or none, and have the keys; where these are not yet
    ///   known, of those only that name one.
    package init(_ file: SourceFile, models: (String?, [String]?) -> SubmissionModel?) {
        let isPlain = NodeComposer.composeParts(of: file) { key, node in
            parts[key] = node
            if key == SubmissionModel.formSetField { model = models(formSet, nil) }
            return !isComplete
        }
        if !isPlain {
            (model, parts) = (nil, [:])
            guard let entries = NodeComposer.composeReadable(file)?.mapping else { return }
            for entry in entries { parts[entry.key] = entry.value }
        }
        if model == nil { model = models(formSet, parts.keys.sorted()) }
        year = model.flatMap { model -> Int? in
            guard case .integer(let range) = model.roles.year.type, let year = Int(text(of: model.roles.year)) else {
                return nil
            }
            return range.contains(year) ? year : nil
        }
        office = model.map { text(of: $0.roles.office) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What the file of the submission is called, in two pieces: up to the office's name, which may be cut short, and what
    /// follows.
    /// - Parameter standIn: what stands for an office that cannot be told.
    package func fileName(office standIn: String) -> (lead: String, ending: String) {
        guard let model else { return (standIn, "") }
        return model.roles.file.name(office: standIn, text)
    }

    /// The form set that it asks for; `nil` where it names none.
    package var formSet: String? { parts[SubmissionModel.formSetField]?.scalar?.text.trimmed }

    /// Whether all has been read that is asked for.
    private var isComplete: Bool {
        guard let model else { return false }
        let ways = model.roles.file.ways + [model.roles.office.way, model.roles.year.way]
        return ways.allSatisfy { $0.first.map { parts[$0] != nil } ?? true }
    }

    private func text(of field: FieldReference) -> String {
        var node = field.way.first.flatMap { parts[$0] }
        for name in field.way.dropFirst() { node = node?[name] }
        guard let text = node?.scalar?.text.trimmed else { return "" }
        switch field.type {
        case .integer: return Int(text.halfWidth).map(String.init) ?? ""
        case .choice(let words): return words.contains(text) ? text : ""
        default: return text
        }
    }
}

import Diagnostics
import SourceTree

/// What a submission is held against besides its own figures: the submissions of the same office for another form set, or for
/// the year before.
package struct RelatedDocument: Hashable, Sendable {
    /// The name by which rules know the list of these submissions.
    let name: String
    /// What a clerk calls it.
    let title: String
    /// The form set that they are for.
    package let formSet: String
    /// Of which year they are, counted from that of the submission: 0, or -1 for the year before.
    package let yearOffset: Int

    /// The year that a rule file names.
    private enum Year: String, CaseIterable {
        case same, previous
    }

    /// Reads what a rule file says of the document called `name`; `nil` with a fault where it says too little.
    init?(_ name: String, _ node: Node, _ reader: inout NodeReader) {
        let group = reader.group(node, keys: RuleGroup.document.keys)
        let title = reader.text(reader.required("title", in: group))
        let formSet = reader.text(reader.required("formSet", in: group))
        let year = reader.word(group["year"], Year.self) ?? .same
        guard let title, let formSet else { return nil }
        (self.name, self.title, self.formSet) = (name, title, formSet)
        yearOffset = year == .previous ? -1 : 0
    }
}

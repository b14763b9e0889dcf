package import Diagnostics
import SourceTree

/// What a file says of its submission, as far as it can be told before it is decoded.
package struct SubmissionHead: Sendable {
    /// The full name of the office.
    package private(set) var office: String?
    /// The year that is evaluated.
    package private(set) var year: String?

    /// Reads `file`, of plain JSON only as much as it takes: submissions begin with both.
    package init(_ file: SourceFile) {
        let isPlain = NodeComposer.composeParts(of: file) { key, node in
            note(key, node)
            return office == nil || year == nil
        }
        guard !isPlain else { return }
        (office, year) = (nil, nil)
        guard let (root, _) = try? NodeComposer.compose(file) else { return }
        for entry in root.mapping ?? [] { note(entry.key, entry.value) }
    }

    private mutating func note(_ key: String, _ value: Node) {
        switch key {
        case "office": office = value["name"]?.scalar?.text.trimmed
        case "year": year = value.scalar.flatMap { Int($0.text.trimmed.halfWidth) }.map(String.init)
        default: break
        }
    }
}

package import Diagnostics
import SourceTree

/// The file of a submission, read but not decoded: which fields it may have is for its form set to say.
package struct SubmissionSource: Sendable {
    /// The file.
    package let file: SourceFile
    /// What reading its YAML or JSON found: faults that leave the rest readable.
    private var findings: [Diagnostic]
    /// The tree of the file.
    let root: Node
    /// What the tree lacks, because its key is there twice or is none.
    private let dropped: [Node.Entry]

    /// Reads the YAML or JSON of `file`.
    /// - Throws: ``Rejection`` where it is none.
    package init(_ file: SourceFile) throws(Rejection) {
        self.file = file
        (root, dropped, findings) = try NodeComposer.composeAll(file)
    }

    /// What of `file` can be read, though it may be no YAML or JSON; `nil` where that is nothing.
    package init?(readable file: SourceFile) {
        guard let root = NodeComposer.composeReadable(file) else { return nil }
        self.init(file, root: root)
    }

    /// The same with what was found before it was read.
    package func adding(_ earlier: [Diagnostic]) -> SubmissionSource {
        var source = self
        source.findings = earlier + findings
        return source
    }

    /// Creates a submission of which `file` holds the values, in a tree made of it.
    private init(_ file: SourceFile, root: Node) {
        self.file = file
        self.root = root
        (dropped, findings) = ([], [])
    }

    /// A submission with the values of `root`, which come from this one.
    func with(root: Node) -> SubmissionSource { SubmissionSource(file, root: root) }

    /// The form set that the submission asks for, and where; `nil` where it names none.
    package var formSet: (id: String, span: SourceSpan)? {
        guard let node = root[SubmissionModel.formSetField] else { return nil }
        guard let text = node.scalar?.text.trimmed, !text.isEmpty else { return nil }
        return (text, node.span)
    }

    /// The keys of the submission.
    package var keys: [String] { root.mapping?.map(\.key) ?? [] }

    /// The single value that stands at `path`.
    package func text(at path: FieldPath) -> String? { node(at: path)?.scalar.flatMap { $0.isNull ? nil : $0.text } }

    /// How many elements the list at `path` has.
    package func count(of path: FieldPath) -> Int { node(at: path)?.sequence?.count ?? 0 }

    func node(at path: FieldPath) -> Node? {
        path.components.reduce(root) { node, component in
            switch component {
            case .key(let key): node?[key]
            case .index(let index): node?.sequence.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
        }
    }

    /// Decodes the submission as far as it can be: what is at fault is left out, and the findings say so.
    /// - Parameter formSet: the name of the form set that it asks for, where that is not what it says: it may say a path.
    package func decode(_ model: SubmissionModel, formSet: String? = nil) -> DecodedSubmission {
        var decoder = FieldDecoder()
        var values = model.decode(root, &decoder)
        if let formSet { values = values?.naming(formSet) }
        return DecodedSubmission(
            values: values, file: file, model: model, findings: findings + decoder.findings,
            places: FieldPlaces(root: root, type: .record(model.type)), root: root, dropped: dropped)
    }

    /// The findings in a file whose fields nobody knows: what may be a person's is blanked out, and that is all of it.
    package func withoutLikelyPersons(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        file.withoutLikelyPersons(findings + diagnostics, models: [])
    }
}

/// A submission as its file states it, with the places of its fields.
package struct DecodedSubmission: Sendable {
    /// The values of the fields, without those that are at fault; `nil` where nothing of it could be read.
    let values: ModelValue?
    /// The file it was read from.
    package let file: SourceFile
    /// The fields that it may have.
    let model: SubmissionModel
    /// What was found on the way, faults included.
    package let findings: [Diagnostic]
    /// Where fields stand.
    let places: FieldPlaces
    /// The tree of the file.
    fileprivate let root: Node
    /// What the tree lacks, because its key is there twice or is none.
    fileprivate let dropped: [Node.Entry]

    fileprivate init(
        values: ModelValue?, file: SourceFile, model: SubmissionModel, findings: [Diagnostic],
        places: FieldPlaces, root: Node, dropped: [Node.Entry]
    ) {
        self.values = values
        self.file = file
        self.model = model
        self.findings = findings
        self.places = places
        self.root = root
        self.dropped = dropped
    }

    /// Findings as they may be shown: where they quote the file, persons' names and numbers are blanked out.
    package func withoutPersons(_ findings: [Diagnostic]) -> [Diagnostic] {
        guard findings.contains(where: { $0.span?.file === file }) else { return findings }
        let persons = PersonalPlaces(root, dropped: dropped, of: .record(model.type)).spans
        return Redaction(file, persons).applied(to: findings)
    }

    /// What the engine knows of the submission; `nil` where nothing of it could be read.
    package var facts: DocumentFacts? { values.map { DocumentFacts($0, model) } }

    /// Whether the file states the submission's own field `name`.
    func states(_ name: String) -> Bool { root[name].map { !$0.isNull } ?? false }

    /// Where the field at `path` stands, or the nearest group around it that is stated.
    func span(of path: FieldPath) -> SourceSpan { places.nearest(to: path) ?? .whole(file) }
}

extension ModelValue {
    /// The same with `formSet` for what the first field of a submission says.
    fileprivate func naming(_ formSet: String) -> ModelValue {
        guard case .record(var values) = self, case .leaf(let leaf, let id)? = values.first, !leaf.isEmpty else {
            return self
        }
        values[0] = .leaf(.text(formSet), id: id)
        return .record(values)
    }
}

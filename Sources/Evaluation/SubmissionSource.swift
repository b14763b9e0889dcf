package import Diagnostics
import SourceTree

/// The file of a submission, read but not decoded: which fields it may have is for its form set to say.
package struct SubmissionSource: Sendable {
    /// The file.
    package let file: SourceFile
    /// What reading its YAML or JSON found: faults that leave the rest readable.
    private let findings: [Diagnostic]
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

    /// The form set that the submission asks for, and where; `nil` where it names none.
    package var formSet: (id: String, span: SourceSpan)? {
        guard let node = root["formSet"] else { return nil }
        guard let text = node.scalar?.text.trimmed, !text.isEmpty else { return nil }
        return (text, node.span)
    }

    /// Decodes the submission as far as it can be: what is at fault is left out, and the findings say so.
    package func decode(_ schema: SubmissionSchema = SubmissionSchema()) -> DecodedSubmission {
        var decoder = FieldDecoder(schema)
        let submission = Submission.decode(root, &decoder)
        return DecodedSubmission(
            submission: submission, file: file, schema: schema, diagnostics: findings + decoder.diagnostics,
            places: FieldPlaces(root: root, type: schema.type), root: root, dropped: dropped)
    }
}

/// A submission as its file states it, with the places of its fields.
package struct DecodedSubmission: Sendable {
    /// The submission, without the parts that are at fault; `nil` where nothing of it could be read.
    let submission: Submission?
    /// The file it was read from.
    package let file: SourceFile
    /// The fields that it may have.
    let schema: SubmissionSchema
    /// What was found on the way, faults included.
    package let diagnostics: [Diagnostic]
    /// Where fields stand.
    let places: FieldPlaces
    /// The tree of the file.
    fileprivate let root: Node
    /// What the tree lacks, because its key is there twice or is none.
    fileprivate let dropped: [Node.Entry]

    fileprivate init(
        submission: Submission?, file: SourceFile, schema: SubmissionSchema, diagnostics: [Diagnostic],
        places: FieldPlaces, root: Node, dropped: [Node.Entry]
    ) {
        self.submission = submission
        self.file = file
        self.schema = schema
        self.diagnostics = diagnostics
        self.places = places
        self.root = root
        self.dropped = dropped
    }

    /// Findings as they may be shown: where they quote the file, persons' names and numbers are blanked out.
    package func withoutPersons(_ findings: [Diagnostic]) -> [Diagnostic] {
        guard findings.contains(where: { $0.span?.file === file }) else { return findings }
        let persons = PersonalPlaces(root, dropped: dropped, of: schema.type).spans
        return Redaction(file, persons).applied(to: findings)
    }

    /// Where the field at `path` stands, or the nearest group around it that is stated.
    func span(of path: FieldPath) -> SourceSpan { places.nearest(to: path) ?? .whole(file) }
}

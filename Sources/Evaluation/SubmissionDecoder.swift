public import Diagnostics
import SourceTree

/// A submission as its file states it, with the places of its fields.
public struct DecodedSubmission: Sendable {
    /// The submission.
    public var submission: Submission
    /// The file it was read from.
    public let file: SourceFile
    /// What was noticed and did not keep it from being read: notes and warnings.
    public let diagnostics: [Diagnostic]
    /// Where fields stand.
    let spans: [FieldPath: SourceSpan]
}

/// Reads submissions from YAML or JSON.
public enum SubmissionDecoder {
    /// Decodes a submission.
    /// - Throws: ``Rejection`` with every fault of the file, in the order of the lines.
    public static func decode(_ file: SourceFile) throws(Rejection) -> DecodedSubmission {
        let (root, composing) = try NodeComposer.compose(file)
        var decoder = FieldDecoder()
        let submission = Submission.decode(root, &decoder)
        let findings = (composing + decoder.diagnostics).sorted { left, right in
            guard let left = left.span, let right = right.span else { return right.span != nil }
            return left.start < right.start
        }
        guard let submission, !findings.containsError else { throw Rejection(findings) }
        return DecodedSubmission(submission: submission, file: file, diagnostics: findings, spans: decoder.spans)
    }
}

public import Diagnostics
import SourceTree

/// A submission as its file states it, with the places of its fields.
public struct DecodedSubmission: Sendable {
    /// The submission, without the parts that are at fault; `nil` where nothing of it could be read.
    let submission: Submission?
    /// The file it was read from.
    public let file: SourceFile
    /// What was found on the way, faults included.
    public let diagnostics: [Diagnostic]
    /// Where fields stand.
    let spans: [FieldPath: SourceSpan]
}

/// Reads submissions from YAML or JSON.
public enum SubmissionDecoder {
    /// Decodes a submission as far as it can be: what is at fault is left out, and the findings say so.
    /// - Throws: ``Rejection`` where the file is no YAML.
    public static func decode(_ file: SourceFile) throws(Rejection) -> DecodedSubmission {
        let (root, composing) = try NodeComposer.compose(file)
        var decoder = FieldDecoder()
        let submission = Submission.decode(root, &decoder)
        return DecodedSubmission(
            submission: submission, file: file, diagnostics: composing + decoder.diagnostics, spans: decoder.spans)
    }
}

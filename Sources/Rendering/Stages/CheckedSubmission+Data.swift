package import Diagnostics
import Evaluation

extension CheckedSubmission {
    /// What was found in it, persons blanked out.
    package var shownFindings: [Diagnostic] { audit.withoutPersons(audit.findings) }

    /// What it says as canonical JSON, for programs that go by the names of its fields.
    package var canonicalJSON: [UInt8] { audit.canonicalJSON }

    /// Where the field at `path` stands, for example `section.code`; the whole file where it does not state it.
    package func span(of path: String) -> SourceSpan { audit.span(of: path) }
}

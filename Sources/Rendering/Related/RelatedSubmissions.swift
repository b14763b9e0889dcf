import Diagnostics
import Evaluation
import SourceTree

/// Submissions that offices have filed before, for submissions of now to be held against.
package struct RelatedSubmissions: Sendable {
    private var filed: [Key: [AuditedSubmission]] = [:]
    /// The files that are held against nothing, with the reason for each.
    package private(set) var refused: [(path: String, reason: RenderError)] = []

    /// What one office has filed for one form set and year.
    private struct Key: Hashable {
        let formSet: Spelling
        let office: Spelling
        let year: Int

        init(_ facts: DocumentFacts, formSet: String? = nil, yearOffset: Int = 0) {
            self.formSet = Spelling(formSet ?? facts.formSet)
            office = Spelling(facts.office)
            year = facts.year + yearOffset
        }
    }

    /// Reads the submissions at `paths`, or those inside the PDFs there; one that is at fault does not stop the others.
    package init(paths: [String], _ renderer: Renderer) {
        for path in paths {
            do throws(RenderError) {
                let audit = try renderer.checked(.filed(at: path)).audit
                let errors = audit.findings.count { $0.severity == .error && $0.waiver == nil }
                guard errors == 0 else { throw .rejected([Self.atFault(audit.file, count: errors)]) }
                filed[Key(audit.document), default: []].append(audit)
            } catch {
                refused.append((path, error))
            }
        }
    }

    /// What the office of a submission has filed of the kind that `document` says.
    func submissions(_ document: RelatedDocument, for facts: DocumentFacts) -> [AuditedSubmission] {
        filed[Key(facts, formSet: document.formSet, yearOffset: document.yearOffset)] ?? []
    }

    private static func atFault(_ file: SourceFile, count: Int) -> Diagnostic {
        Diagnostic(
            .error, id: "not-compared",
            LocalizedText(
                "这份材料自己有 \(count) 处错误，没有拿来对照", en: "it has \(count) errors of its own and is compared with nothing"),
            at: .whole(file), hints: [LocalizedText("先用 annex check 核对它", en: "check it first")])
    }
}

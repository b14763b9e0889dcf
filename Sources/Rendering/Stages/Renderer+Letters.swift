package import Diagnostics
import Evaluation
import Files
import Forms
package import Graphics
import Layout

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// A submission as far as it can be known, be it that it is refused: read without its rules, of a file that is no YAML what
/// stands before its fault.
package struct KnownSubmission {
    fileprivate let checked: CheckedSubmission

    /// What is known of a submission that could be checked.
    package init(_ checked: CheckedSubmission) { self.checked = checked }

    /// The full name of the office; `nil` where it cannot be told.
    package var office: String? {
        let name = checked.audit.document.office
        return name.isEmpty ? nil : name
    }

    /// The form set that it is most likely for.
    package var formSet: String { checked.prepared.formSet.id }

    /// The amounts of money that it states, by the keys of ``MoneyColumns``.
    package var amounts: [(key: String, amount: Decimal)] {
        checked.prepared.formSet.model.money.amounts(in: checked.audit.model)
    }
}

/// A letter to an office whose submission was refused.
package struct Letter: Sendable {
    /// What is said in it besides what the submission itself tells.
    package struct Content: Sendable {
        /// What was found, of what the office is to mend or look at.
        package var findings: [Diagnostic]
        /// What the submission's files are called.
        package var files: [String]
        /// The office that hands the submission back; empty where nobody said.
        package var bureau: String

        /// Creates a content.
        package init(findings: [Diagnostic], files: [String], bureau: String) {
            self.findings = findings
            self.files = files
            self.bureau = bureau
        }
    }

    /// The letter on pages.
    package let pdf: FinishedPDF
    /// The letter as lines of text.
    package let lines: [String]
}

extension Renderer {
    /// What can be known of the submission in `file`; `nil` where nobody can tell for which form set it is, or that is at fault.
    package func known(_ file: SourceFile) -> KnownSubmission? {
        let folder = FilePath.parts(file.name).folder
        guard let source = SubmissionSource(readable: file),
            let prepared = context.likelyFormSet(source.formSet?.id, keys: source.keys, from: folder)
        else { return nil }
        let decoded = source.decode(prepared.formSet.model, formSet: prepared.formSet.id)
        guard let audit = try? AuditedSubmission(auditing: decoded, rules: RulePack()) else { return nil }
        return KnownSubmission(CheckedSubmission(audit: audit, prepared: prepared, images: nil))
    }

    /// The letter to the office of a submission that was refused; `nil` where the office cannot be told, or the form set does
    /// not say how letters look.
    /// - Throws: ``RenderError`` where a face lacks a character of it, or drawing or finishing fails.
    package func letter(
        _ content: Letter.Content, on known: KnownSubmission, for profile: ArchiveProfile?
    ) throws(RenderError) -> Letter? {
        guard let office = known.office else { return nil }
        let (audit, formSet) = (known.checked.audit, known.checked.prepared.formSet)
        let sheet = LetterSheet(
            office: office, document: audit.statedTitle ?? formSet.title, files: content.files, bureau: content.bureau)
        guard let composed = try composed(sheet, findings: content.findings, of: known.checked) else { return nil }
        // Findings quote what faces may not have; often that is what they are about.
        let lacking = try lackingCharacters(of: composed)
        let shown =
            lacking.isEmpty
            ? composed : try self.composed(sheet, findings: content.findings, without: lacking, of: known.checked)
        let paged = try paged(shown ?? composed)
        let drawn = try drawn(paged, for: profile)
        let pdf = try finished(drawn, of: paged, holding: [], RenderingOptions(profile: profile))
        return Letter(pdf: pdf, lines: FormText(composed.forms).lines)
    }

    private func lackingCharacters(of composed: ComposedSubmission) throws(RenderError) -> Set<Unicode.Scalar> {
        let faces: RenderingContext.Faces
        do throws(Rejection) { faces = try composed.checked.prepared.faces() } catch {
            throw .rejected(error.diagnostics)
        }
        var lacking = Set<Unicode.Scalar>()
        for section in composed.forms.sections {
            section.forEachRun { run in
                lacking.formUnion(faces.layout.shaper.shape(run.text, style: run.style).missing)
            }
        }
        return lacking
    }

    /// Lays out a letter with a finding of each kind, as if the submission had been refused.
    /// - Throws: ``RenderError`` where it cannot be.
    func proveLetter(on paged: PagedSubmission) throws(RenderError) {
        let findings = [Severity.error, .warning].map { severity in
            var finding = Diagnostic(
                severity, id: "proof", LocalizedText("两个数不相等", en: "two figures differ"), at: .whole(paged.audit.file),
                hints: [LocalizedText("核对后改正", en: "mend it")])
            finding.comparison = Diagnostic.Comparison(found: "1", relation: .equal, expected: "2", computation: nil)
            return finding
        }
        let sheet = LetterSheet(office: paged.office, document: paged.audit.document.title, files: [], bureau: "")
        guard let composed = try composed(sheet, findings: findings, of: paged.checked) else { return }
        _ = try self.paged(composed)
    }
}

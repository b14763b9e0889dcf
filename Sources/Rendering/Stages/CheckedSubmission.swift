import Diagnostics
import Evaluation
import Forms
import Logging
import SourceTree

/// A submission that was read and held against the rules of its form set. It may have faults: what was found is a part of it.
package struct CheckedSubmission {
    let audit: AuditedSubmission
    let prepared: RenderingContext.PreparedFormSet
    /// The images that it came with, by their paths in it; `nil` where they are files.
    let images: [Spelling: [UInt8]]?
}

extension Renderer {
    /// A submission as it is read, with what its form set's rules find.
    func checked(_ input: SubmissionInput) throws(RenderError) -> CheckedSubmission {
        let read: SubmissionFile
        do throws(Rejection) { read = try input.text(context.submissions) } catch { throw .rejected(error.diagnostics) }
        return try checked(read.file, images: input.images, findings: read.findings)
    }

    /// The submission in `file`, with what its form set's rules find.
    /// - Parameter findings: what was found before it was read.
    func checked(
        _ file: SourceFile, images: [Spelling: [UInt8]]?, findings: [Diagnostic] = []
    ) throws(RenderError) -> CheckedSubmission {
        let source = try parse(file).adding(findings)
        let prepared = try preparedFormSet(for: source)
        do throws(Rejection) {
            let audit = try AuditedSubmission(auditing: source.decode(prepared.formSet.model), rules: prepared.rules) {
                FormComposer.cells(of: $0, in: $1, formSet: prepared.formSet)
            }
            logger.debug("audited", metadata: ["input": "\(file.name)", "findings": "\(audit.findings.count)"])
            return CheckedSubmission(audit: audit, prepared: prepared, images: images)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    private func parse(_ file: SourceFile) throws(RenderError) -> SubmissionSource {
        do throws(Rejection) {
            return try SubmissionSource(file)
        } catch {
            guard !showsPersons else { throw .rejected(error.diagnostics) }
            let models = context.possibleModels(file.likelyFormSet)
            throw .rejected(file.withoutLikelyPersons(error.diagnostics, models: models))
        }
    }

    /// The form set that a submission asks for; where there is none, what else is wrong is told, too.
    private func preparedFormSet(for source: SubmissionSource) throws(RenderError) -> RenderingContext.PreparedFormSet {
        do throws(RenderError) {
            guard let formSet = source.formSet else { throw RenderError.rejected([]) }
            return try context.preparedFormSet(formSet.id, askedAt: formSet.span)
        } catch {
            guard case .rejected(let faults) = error else { throw error }
            guard let model = context.likelyModel(source.formSet?.id, keys: source.keys) else {
                throw .rejected(source.withoutLikelyPersons(faults))
            }
            let decoded = source.decode(model)
            throw .rejected(
                showsPersons ? faults + decoded.findings : decoded.withoutPersons(faults + decoded.findings))
        }
    }

    /// Findings as they are shown: persons are blanked out unless they are asked for.
    func shown(_ findings: [Diagnostic], of checked: CheckedSubmission) -> [Diagnostic] {
        showsPersons ? findings : checked.audit.withoutPersons(findings)
    }
}

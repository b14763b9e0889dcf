import Diagnostics
import Evaluation
import Files
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
    /// - Throws: ``RenderError`` where it cannot be read.
    package func checked(_ input: SubmissionInput) throws(RenderError) -> CheckedSubmission {
        let read: SubmissionFile
        do throws(Rejection) { read = try context.submissions.read(input) } catch { throw .rejected(error.diagnostics) }
        return try checked(read.file, images: input.images, findings: read.findings)
    }

    /// The submission in `file`, with what its form set's rules find.
    /// - Parameters:
    ///   - images: the images that it came with; `nil` where they are files, as its form set may be.
    ///   - formSetHash: the SHA-256 of the files of its form set, where it is known.
    ///   - findings: what was found before it was read.
    func checked(
        _ file: SourceFile, images: [Spelling: [UInt8]]?, formSetHash: String? = nil, findings: [Diagnostic] = []
    ) throws(RenderError) -> CheckedSubmission {
        let folder = images == nil ? FilePath.parts(file.name).folder : nil
        let source = try parse(file, in: folder).adding(findings)
        let prepared = try preparedFormSet(for: source, in: folder, hash: formSetHash)
        let formSet = prepared.formSet
        do throws(Rejection) {
            let decoded = source.decode(formSet.model, formSet: formSet.id)
            let audit = try AuditedSubmission(
                auditing: decoded, rules: prepared.rules, related: try relatedValues(for: decoded, prepared)
            ) {
                FormComposer.cells(of: $0, in: $1, formSet: formSet)
            }
            logger.debug("audited", metadata: ["input": "\(file.name)", "findings": "\(audit.findings.count)"])
            return CheckedSubmission(audit: audit, prepared: prepared, images: images)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// What the office of a submission has filed before, as far as the rules of its form set ask for it; `nil` where nobody
    /// asks.
    private func relatedValues(
        for decoded: DecodedSubmission, _ prepared: RenderingContext.PreparedFormSet
    ) throws(Rejection) -> RelatedValues? {
        guard let related, let facts = decoded.facts else { return nil }
        return try context.relatedRules(of: prepared).map { rules in
            RelatedValues(rules) { related.submissions($0, for: facts) }
        }
    }

    private func parse(_ file: SourceFile, in folder: String?) throws(RenderError) -> SubmissionSource {
        do throws(Rejection) {
            return try SubmissionSource(file)
        } catch {
            guard !showsPersons else { throw .rejected(error.diagnostics) }
            let models = context.possibleModels(file.likelyFormSet, from: folder)
            throw .rejected(file.withoutLikelyPersons(error.diagnostics, models: models))
        }
    }

    /// The form set that a submission asks for; where there is none, what else is wrong is told, too.
    private func preparedFormSet(
        for source: SubmissionSource, in folder: String?, hash: String?
    ) throws(RenderError) -> RenderingContext.PreparedFormSet {
        do throws(RenderError) {
            guard let formSet = source.formSet else { throw RenderError.rejected([]) }
            return try context.preparedFormSet(formSet.id, from: folder, hash: hash, askedAt: formSet.span)
        } catch {
            guard case .rejected(let faults) = error else { throw error }
            guard let model = context.likelyModel(source.formSet?.id, keys: source.keys, from: folder) else {
                throw .rejected(source.withoutLikelyPersons(faults))
            }
            let decoded = source.decode(model)
            let isGuess = faults.allSatisfy { $0.id == "unknown-form-set" }
            let told = faults + (isGuess ? decoded.findings.byGuessedModel : decoded.findings)
            throw .rejected(showsPersons ? told : decoded.withoutPersons(told))
        }
    }

    /// Findings as they are shown: persons are blanked out unless they are asked for.
    func shown(_ findings: [Diagnostic], of checked: CheckedSubmission) -> [Diagnostic] {
        showsPersons ? findings : checked.audit.withoutPersons(findings)
    }
}

extension [Diagnostic] {
    /// What was found by a model that was guessed: keys that it does not know, or that it lacks, show that another one is meant,
    /// and then only what is said of the form set itself holds.
    fileprivate var byGuessedModel: [Diagnostic] {
        let ofFormSet = filter { $0.field == "formSet" }
        let isOther = contains { $0.id == "unknown-key" || $0.id == "missing-key" && $0.field != "formSet" }
        return isOther ? ofFormSet : self
    }
}

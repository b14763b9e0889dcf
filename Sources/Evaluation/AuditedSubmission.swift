package import Diagnostics

/// A submission with everything that was found in it. What may be printed is a ``ValidatedSubmission``.
package struct AuditedSubmission: Sendable {
    /// The submission, with ``Filing`` filled in for every form.
    package let submission: Submission
    /// The submission as templates see it, the placeholders of its texts filled in.
    package let model: ModelValue
    /// What was found, in the order of the file; waived findings say so.
    package let findings: [Diagnostic]
    let decoded: DecodedSubmission

    /// Audits a submission: its structure, the placeholders in its texts, and `rules`.
    /// - Parameter cells: names the cells that show some fields of a model as they are printed, for example 附件5 第14行;
    ///   asked only where a rule is broken.
    /// - Throws: ``Rejection`` where nothing of the submission could be read.
    package init(
        auditing decoded: DecodedSubmission, rules: RulePack,
        cells: (Set<FieldID>, ModelValue) -> [FieldID: String] = { _, _ in [:] }
    ) throws(Rejection) {
        guard let stated = decoded.submission else { throw Rejection(decoded.diagnostics) }
        submission = stated.withFilings
        var ids = FieldIDSequence()
        let budget = EvaluationBudget()
        var placeholders = PlaceholderFiller(decoded, root: submission.modelValue(&ids), within: budget)
        model = placeholders.filled()
        self.decoded = decoded
        var findings = decoded.diagnostics + placeholders.findings + StructureCheck(submission, in: decoded).findings
        findings += RuleAudit(decoded, model, faults: findings).findings(rules, within: budget, cells)
        let waivers = WaiverAudit(submission.waivers, decoded)
        self.findings = waivers.applied(to: findings, rules).sorted { left, right in
            guard let left = left.span, let right = right.span else { return right.span != nil }
            return left.start < right.start
        }
    }

    /// The ids of findings that are about how a file is written, and which the same submission in canonical form has not.
    package static let notationFindings: Set = ["folded-text", "full-width-number", "heading-mark", "table-mark"]

    /// The file that the submission was read from.
    package var file: SourceFile { decoded.file }

    /// The fields that it may have.
    package var schema: SubmissionSchema { decoded.schema }

    /// The paths and places of the leaves `ids` of ``model``, and the titles that a clerk knows them by.
    package func places(of ids: some Sequence<FieldID>) -> [FieldID: FieldPlace] {
        decoded.places(of: ids, in: model)
    }

    /// Where the field at `path` stands, for example `projects[0]`; the whole file where the submission does not state it.
    package func span(of path: String) -> SourceSpan {
        FieldPath(path).flatMap { decoded.places[$0] } ?? .whole(file)
    }

    /// Findings as they may be shown: where they quote the file, persons' names and numbers are blanked out.
    package func withoutPersons(_ findings: [Diagnostic]) -> [Diagnostic] {
        decoded.withoutPersons(findings)
    }
}

/// A submission that may be printed. The only way to one is ``init(_:)``.
package struct ValidatedSubmission: Sendable {
    /// The submission with what was found in it: no errors but waived ones.
    package let audit: AuditedSubmission

    /// Lets a submission without errors pass.
    /// - Throws: ``Rejection`` with every finding where there is an error that is not waived.
    package init(_ audit: AuditedSubmission) throws(Rejection) {
        if audit.findings.containsError { throw Rejection(audit.findings) }
        self.audit = audit
    }
}

/// A submission that is printed as a draft only, whatever was found in it.
package struct DraftSubmission: Sendable {
    /// The submission with what was found in it.
    package let audit: AuditedSubmission

    /// Makes a draft.
    package init(_ audit: AuditedSubmission) {
        self.audit = audit
    }
}

/// Where a field is: for the program, for the clerk, and in the file.
package struct FieldPlace: Sendable {
    /// The path in the model.
    package let path: FieldPath
    /// The titles from the outermost to the innermost.
    package let titles: [String]
    /// Where the value stands, or the group around it, or the start of the file.
    package let span: SourceSpan

    /// The titles in one line.
    package var title: String { titles.joined(separator: " › ") }
}

extension DecodedSubmission {
    /// The places of the leaves `ids` of `model`.
    func places(of ids: some Sequence<FieldID>, in model: ModelValue) -> [FieldID: FieldPlace] {
        let ids = Set(ids)
        let table = FieldPathTable(of: ids, in: model, schema.type)
        var places: [FieldID: FieldPlace] = [:]
        for id in ids {
            guard let found = table[id] else { preconditionFailure("ids come from this model") }
            places[id] = place(of: found.path, titles: found.titles)
        }
        return places
    }

    /// A form's filing that the form does not state is the submission's.
    private func place(of path: FieldPath, titles: [String]) -> FieldPlace {
        var path = path
        var titles = titles
        let isInherited = places[path] == nil && path.components.dropLast().last == .key("filing")
        if isInherited, path.components.count > 2 {
            path.components = Array(path.components.suffix(2))
            titles = Array(titles.suffix(2))
        }
        return FieldPlace(path: path, titles: titles, span: span(of: path))
    }
}

extension Submission {
    /// The submission with its own filing wherever a form states none.
    fileprivate var withFilings: Submission {
        var result = self
        result.baseData?.filing = baseData?.filing ?? filing
        result.overall?.filing = overall?.filing ?? filing
        for index in projects.indices {
            result.projects[index].report?.filing = projects[index].report?.filing ?? filing
            result.projects[index].evaluation?.filing = projects[index].evaluation?.filing ?? filing
        }
        return result
    }
}

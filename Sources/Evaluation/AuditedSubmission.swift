package import Diagnostics

/// A submission with everything that was found in it. What may be printed is a ``ValidatedSubmission``.
package struct AuditedSubmission: Sendable {
    /// The submission as templates see it, the placeholders of its texts filled in.
    package let model: ModelValue
    /// What the engine knows of it.
    package let document: DocumentFacts
    /// What was found, in the order of the file; waived findings say so.
    package let findings: [Diagnostic]
    let decoded: DecodedSubmission

    /// Audits a submission: its structure, the placeholders in its texts, and `rules`.
    /// - Parameters:
    ///   - related: what the office has filed before, and the rules over all of it; `nil` where that is not looked at.
    ///   - cells: says where some fields of a model are printed; asked only where a rule is broken.
    /// - Throws: ``Rejection`` where nothing of the submission could be read.
    package init(
        auditing decoded: DecodedSubmission, rules: RulePack, related: RelatedValues? = nil,
        cells: @escaping (Set<FieldID>, ModelValue) -> [FieldID: PrintedCell] = { _, _ in [:] }
    ) throws(Rejection) {
        guard let stated = decoded.values else { throw Rejection(decoded.findings) }
        let budget = EvaluationBudget()
        var placeholders = PlaceholderFiller(decoded, root: stated, within: budget)
        model = placeholders.filled()
        document = DocumentFacts(model, decoded.model)
        self.decoded = decoded
        let faults = decoded.findings + placeholders.findings + StructureCheck(stated, in: decoded).findings
        var waivers = WaiverAudit(stated, decoded, rules)
        var postponed = PostponedChecks()
        var findings = RuleAudit(decoded, model, faults: faults, cells).findings(
            rules, within: budget, &waivers, &postponed)
        if let related {
            let audit = RelatedAudit(decoded, model, related, faults: faults, cells)
            findings += audit.findings(within: budget, &waivers, &postponed)
        }
        findings = postponed.added(to: faults) + findings
        findings += waivers.unused(beside: findings, checksRelated: related != nil)
        self.findings = findings.sorted { left, right in
            guard let left = left.span, let right = right.span else { return right.span != nil }
            return left.start < right.start
        }
    }

    /// The ids of findings that are about how a file is written, and which the same submission in canonical form has not.
    package static let notationFindings: Set = [
        "folded-text", "full-width-number", "heading-mark", "lost-heading", "table-mark",
    ]

    /// The file that the submission was read from.
    package var file: SourceFile { decoded.file }

    /// What the document is called; `nil` where the file states no year that can be read, without which it has another's name.
    package var statedTitle: String? {
        let way = FieldPath(components: decoded.model.roles.year.way.map(FieldPath.Component.key))
        let isStated = decoded.places[way] != nil && !decoded.findings.contains { $0.field == way.description }
        return isStated ? document.title : nil
    }

    /// The fields that it may have.
    package var declared: SubmissionModel { decoded.model }

    /// The paths and places of the leaves `ids` of ``model``, and the titles that a clerk knows them by.
    package func places(of ids: some Sequence<FieldID>) -> [FieldID: FieldPlace] {
        decoded.places(of: ids, in: model)
    }

    /// Where the field at `path` stands, for example `projects[0]`; the whole file where the submission does not state it.
    package func span(of path: String) -> SourceSpan {
        FieldPath(path).flatMap { decoded.places[$0] } ?? .whole(file)
    }

    /// Where the file states the field at `path`; `nil` where it does not.
    package func place(of path: FieldPath) -> SourceSpan? { decoded.places[path] }

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
        let table = FieldPathTable(of: ids, in: model, .record(self.model.type))
        var places: [FieldID: FieldPlace] = [:]
        for id in ids {
            guard let found = table[id] else { preconditionFailure("ids come from this model") }
            places[id] = place(of: found.path, titles: found.titles)
        }
        return places
    }

    /// What a group takes over from another, because it is not stated itself, stands where that one does.
    private func place(of path: FieldPath, titles: [String]) -> FieldPlace {
        guard let heir = model.type.heir(on: path), places[path.prefix(heir.length)] == nil else {
            return FieldPlace(path: path, titles: titles, span: span(of: path))
        }
        let source = FieldPath(components: [.key(heir.source.name)] + path.components.dropFirst(heir.length))
        let sourceTitles = [heir.source.title] + titles.dropFirst(heir.length)
        return FieldPlace(path: source, titles: sourceTitles, span: span(of: source))
    }
}

extension RecordType {
    /// The submission's group whose values a group on the way `path` takes over, and how many steps lead to that group.
    fileprivate func heir(on path: FieldPath) -> (source: FieldDescription, length: Int)? {
        guard hasHeirs else { return nil }
        var record = self
        for (step, component) in path.components.enumerated() {
            guard case .key(let name) = component, let place = record.index(of: name) else { continue }
            if let name = record.fields[place].extras.heir, let source = index(of: name) {
                return (fields[source], step + 1)
            }
            guard let inner = record.fields[place].type.innerRecord else { return nil }
            record = inner
        }
        return nil
    }
}

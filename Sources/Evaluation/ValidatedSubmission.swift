public import Diagnostics

/// A submission that may be printed. The only way to one is ``init(validating:)``.
public struct ValidatedSubmission: Sendable {
    /// The submission, with ``Filing`` filled in for every form.
    public let submission: Submission
    /// The submission as templates see it.
    public let model: ModelValue
    /// What was noticed and does not keep it from being printed.
    public let diagnostics: [Diagnostic]
    private let decoded: DecodedSubmission

    /// Checks what decoding cannot: structure that drawing needs.
    /// - Throws: ``Rejection`` with every fault, those of decoding included, in the order of the file.
    public init(validating decoded: DecodedSubmission) throws(Rejection) {
        let findings = (decoded.diagnostics + StructureCheck(decoded).findings).sorted { left, right in
            guard let left = left.span, let right = right.span else { return right.span != nil }
            return left.start < right.start
        }
        guard let submission = decoded.submission, !findings.containsError else { throw Rejection(findings) }
        self.submission = submission.withFilings
        var ids = FieldIDSequence()
        model = self.submission.modelValue(&ids)
        diagnostics = findings
        self.decoded = decoded
    }

    /// The file that the submission was read from.
    public var file: SourceFile { decoded.file }

    /// The paths and places of the leaves `ids` of ``model``, and the titles that a clerk knows them by.
    public func places(of ids: some Sequence<FieldID>) -> [FieldID: FieldPlace] {
        let table = FieldPathTable(model, Submission.fieldType)
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
        let isInherited = decoded.spans[path] == nil && path.components.dropLast().last == .key("filing")
        if isInherited, path.components.count > 2 {
            path.components = Array(path.components.suffix(2))
            titles = Array(titles.suffix(2))
        }
        return FieldPlace(
            path: path, title: titles.joined(separator: " › "), span: decoded.spans[path] ?? .whole(decoded.file))
    }

    /// Where the field called `name` of the submission itself stands.
    public func span(of name: String) -> SourceSpan {
        decoded.spans[FieldPath(components: [.key(name)])] ?? .whole(decoded.file)
    }
}

/// Where a field is: for the program, for the clerk, and in the file.
public struct FieldPlace: Sendable {
    /// The path in the model.
    public let path: FieldPath
    /// The titles from the outermost to the innermost.
    public let title: String
    /// Where the value stands, or the start of the file if the submission does not state it.
    public let span: SourceSpan
}

extension Submission {
    /// The submission with its own filing wherever a form states none.
    fileprivate var withFilings: Submission {
        var result = self
        result.baseData?.filing = baseData?.filing ?? filing
        result.overall?.filing = overall?.filing ?? filing
        for index in projects.indices {
            result.projects[index].report.filing = projects[index].report.filing ?? filing
            result.projects[index].evaluation.filing = projects[index].evaluation.filing ?? filing
        }
        return result
    }
}

/// Finds groups that would leave a table without the rows that its labels span.
private struct StructureCheck {
    private(set) var findings: [Diagnostic] = []
    private let decoded: DecodedSubmission

    init(_ decoded: DecodedSubmission) {
        self.decoded = decoded
        guard let submission = decoded.submission else { return }
        if let overall = submission.overall { check(overall.groups, [.key("overall")]) }
        for (index, project) in submission.projects.enumerated() {
            check(project.evaluation.groups, [.key("projects"), .index(index), .key("evaluation")])
        }
    }

    private mutating func check(_ groups: [IndicatorGroup], _ path: [FieldPath.Component]) {
        for (index, group) in groups.enumerated() {
            let here = path + [.key("groups"), .index(index)]
            requireRows(group.subgroups.count, here, "一级指标“\(group.name)”下没有二级指标")
            for (index, subgroup) in group.subgroups.enumerated() {
                let name = "二级指标“\(subgroup.name)”下没有三级指标"
                requireRows(subgroup.indicators.count, here + [.key("subgroups"), .index(index)], name)
            }
        }
    }

    private mutating func requireRows(_ count: Int, _ path: [FieldPath.Component], _ message: String) {
        guard count == 0 else { return }
        add("empty-group", LocalizedText(message, en: "an indicator group has no rows"), path)
    }

    private mutating func add(_ id: String, _ message: LocalizedText, _ components: [FieldPath.Component]) {
        let path = FieldPath(components: components)
        // Rows that are missing because they are at fault have been told of.
        guard !decoded.diagnostics.contains(where: { $0.field?.hasPrefix(path.description) == true }) else { return }
        let span = decoded.spans[path] ?? .whole(decoded.file)
        findings.append(Diagnostic(.error, id: id, message, at: span, field: path.description))
    }
}

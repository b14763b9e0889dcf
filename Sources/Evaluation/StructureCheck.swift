import Diagnostics

/// Finds groups that would leave a table without the rows that its labels span.
struct StructureCheck {
    private(set) var findings: [Diagnostic] = []
    private let decoded: DecodedSubmission

    /// Checks the indicators of a submission.
    init(_ submission: Submission, in decoded: DecodedSubmission) {
        self.decoded = decoded
        if let overall = submission.overall { check(overall.groups, [.key("overall")]) }
        for (index, project) in submission.projects.enumerated() {
            guard let evaluation = project.evaluation else { continue }
            check(evaluation.groups, [.key("projects"), .index(index), .key("evaluation")])
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
        add(LocalizedText(message, en: "an indicator group has no rows"), path)
    }

    private mutating func add(_ message: LocalizedText, _ components: [FieldPath.Component]) {
        let path = FieldPath(components: components)
        // Rows that are missing because they are at fault have been told of.
        guard !decoded.diagnostics.contains(where: { $0.field?.hasPrefix(path.description) == true }) else { return }
        findings.append(
            Diagnostic(.error, id: "empty-group", message, at: decoded.span(of: path), field: path.description))
    }
}

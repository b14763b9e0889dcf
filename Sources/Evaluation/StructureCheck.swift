import Diagnostics

/// Finds tables without rows, and groups that would leave a table without the rows that its labels span.
struct StructureCheck {
    /// What was found.
    var findings: [Diagnostic] { list.findings }
    private var list = FindingList()
    private let decoded: DecodedSubmission
    /// The ways to the fields at fault, and to all groups around them.
    private let faulty: Set<String>

    /// Checks the indicators of a submission.
    init(_ submission: Submission, in decoded: DecodedSubmission) {
        self.decoded = decoded
        faulty = decoded.diagnostics.reduce(into: []) { ways, finding in
            finding.field.map { ways.formUnion($0.fieldsAround) }
        }
        if let overall = submission.overall { check(overall.groups, [.key("overall")]) }
        for (index, project) in submission.projects.enumerated() {
            guard let evaluation = project.evaluation else { continue }
            check(evaluation.groups, [.key("projects"), .index(index), .key("evaluation")])
        }
    }

    private mutating func check(_ groups: [IndicatorGroup], _ path: [FieldPath.Component]) {
        if groups.isEmpty {
            add(
                LocalizedText("表里没有绩效指标：groups 是空的", en: "the form has no indicators: groups is empty"),
                path + [.key("groups")],
                hints: [LocalizedText("写上各级指标；不交这张表的，删去整张表", en: "state indicators, or leave the whole form out")])
        }
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

    private mutating func add(
        _ message: LocalizedText, _ components: [FieldPath.Component], hints: [LocalizedText] = []
    ) {
        let path = FieldPath(components: components)
        // Rows that are missing because they are at fault have been told of.
        guard !faulty.contains(path.description) else { return }
        let span = decoded.span(of: path)
        list.add(.error, at: span) {
            Diagnostic(.error, id: "empty-group", message, at: span, field: path.description, hints: hints)
        }
    }
}

extension String {
    /// The ways to a field and to the groups and lists around it: `a[0].b` has `a`, `a[0]` and `a[0].b`.
    fileprivate var fieldsAround: [String] {
        utf8.indices.filter { utf8[$0] == UInt8(ascii: ".") || utf8[$0] == UInt8(ascii: "[") }.map {
            String(self[..<$0])
        }
            + [self]
    }
}

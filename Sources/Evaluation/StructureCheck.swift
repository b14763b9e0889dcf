import Diagnostics

/// Finds lists without elements that need some: tables without rows, and groups that would leave a table without the rows
/// that their labels span.
struct StructureCheck {
    /// What was found.
    var findings: [Diagnostic] { list.findings }
    private var list = FindingList()
    private let decoded: DecodedSubmission
    private let budget = EvaluationBudget()
    /// The ways to the fields at fault, and to all groups around them.
    private let faulty: Set<String>
    /// The way to where the check is.
    private var path = FieldPath()

    /// Checks the lists of a submission.
    init(_ values: ModelValue, in decoded: DecodedSubmission) {
        self.decoded = decoded
        faulty = decoded.findings.reduce(into: []) { ways, finding in
            finding.field.map { ways.formUnion($0.fieldsAround) }
        }
        check(values, decoded.model.type)
    }

    private mutating func check(_ value: ModelValue, _ record: RecordType) {
        guard record.hasListsToFill else { return }
        switch value {
        case .list(let elements):
            for (index, element) in elements.enumerated() { descend(.index(index)) { $0.check(element, record) } }
        case .record(let values):
            for (field, inner) in zip(record.fields, values) {
                if let finding = field.extras.emptyList, inner.isEmptyList { add(finding, of: field.name, in: value) }
                guard let type = field.type.innerRecord else { continue }
                descend(.key(field.name)) { $0.check(inner, type) }
            }
        case .leaf, .absent: return
        }
    }

    private mutating func descend(_ component: FieldPath.Component, _ body: (inout Self) -> Void) {
        path.components.append(component)
        body(&self)
        path.components.removeLast()
    }

    /// Adds what is found of the list `name` of `group`. It is told of the element that lacks it, or of the list itself where
    /// its group is no element.
    private mutating func add(_ finding: EmptyListFinding, of name: String, in group: ModelValue) {
        var path = path
        if case .index? = path.components.last {} else { path.components.append(.key(name)) }
        // Rows that are missing because they are at fault have been told of.
        guard !faulty.contains(path.description) else { return }
        let span = decoded.span(of: path)
        let environment = ExpressionEnvironment(root: group, budget: budget)
        list.add(.error, at: span) {
            Diagnostic(
                .error, id: "empty-group", finding.message.text(in: environment), at: span, field: path.description,
                hints: [finding.hint?.text(in: environment)].compactMap { $0 })
        }
    }
}

extension ModelValue {
    fileprivate var isEmptyList: Bool {
        if case .list(let elements) = self { elements.isEmpty } else { false }
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

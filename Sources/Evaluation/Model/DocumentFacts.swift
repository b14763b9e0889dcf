/// What the engine knows of a submission, wherever its form set has it.
package struct DocumentFacts: Sendable {
    /// What the document is called.
    package let title: String
    /// What stands behind the offices in the title of a print job.
    package let job: String
    /// The form set that the submission names.
    package let formSet: String
    /// The full name of the office.
    package let office: String
    /// The year that is evaluated.
    package let year: Int
    /// When the submission was filled in, if it says so.
    package let date: FilingDate?
    /// What the archive's stamp says: the name and title of each field, and its text, which is empty where it is left to be
    /// filled in by hand.
    package let archive: [(name: String, title: String, text: String)]

    /// What `values` state, which are of a submission of `model`.
    init(_ values: ModelValue, _ model: SubmissionModel) {
        let environment = ExpressionEnvironment(root: values)
        let roles = model.roles
        title = roles.title.text(in: environment)
        job = roles.job
        formSet = values.field(0)?.leaf?.text ?? ""
        office = roles.office.value(in: environment).leaf?.text ?? ""
        if case .integer(let number)? = roles.year.value(in: environment).leaf { year = number } else { year = 0 }
        if case .date(let day)? = roles.date?.value(in: environment).leaf { date = day } else { date = nil }
        archive = Self.archive(roles.archive, environment)
    }

    private static func archive(
        _ group: FieldReference?, _ environment: ExpressionEnvironment
    ) -> [(name: String, title: String, text: String)] {
        guard let group, case .record(let record) = group.type, case .record(let values) = group.value(in: environment)
        else { return [] }
        return zip(record.fields, values).map { ($0.name, $0.title, $1.leaf?.text ?? "") }
    }
}

extension ModelValue {
    /// The value of a group's field by its position.
    func field(_ index: Int) -> ModelValue? {
        guard case .record(let values) = self, values.indices.contains(index) else { return nil }
        return values[index]
    }
}

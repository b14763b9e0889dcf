package import Evaluation

extension SubmissionModel {
    /// The model of the form set for Hunan, by which tests state submissions.
    package static let hunan: SubmissionModel = {
        do {
            return try load(folder: Fixtures.project + "/layouts/hunan-2023")
        } catch {
            preconditionFailure("\(error)")
        }
    }()
}

extension ExpressionScope {
    /// A scope without variables, of submissions of ``SubmissionModel/hunan``.
    package init() { self.init(root: .record(SubmissionModel.hunan.type)) }
}

extension SubmissionSource {
    /// Decodes a submission of ``SubmissionModel/hunan``.
    package func decode() -> DecodedSubmission { decode(.hunan) }
}

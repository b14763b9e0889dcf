import Evaluation

/// What a letter says to an office whose submission was refused, as its layout sees it beside the findings: `letter.office`.
package struct LetterSheet: Sendable {
    /// The full name of the office.
    package var office: String
    /// What the submission is called.
    package var document: String
    /// What its files are called.
    package var files: [String]
    /// The office that hands it back; empty where nobody said.
    package var bureau: String

    /// Creates a letter.
    package init(office: String, document: String, files: [String], bureau: String) {
        self.office = office
        self.document = document
        self.files = files
        self.bureau = bureau
    }

    /// The name by which layouts know it.
    static let variable = "letter"

    /// What it states.
    static let fieldType = FieldType.record(
        RecordType(
            title: "退回单",
            fields: [
                FieldDescription(name: "office", title: "单位全称", type: .text),
                FieldDescription(name: "document", title: "材料的名称", type: .text),
                FieldDescription(name: "files", title: "材料的文件", type: .text),
                FieldDescription(name: "bureau", title: "退回材料的单位", type: .text),
            ]))

    /// What it states.
    /// - Parameter lacking: characters that no face has; their code points are shown instead.
    func value(without lacking: Set<Unicode.Scalar>) -> ModelValue {
        let texts = [office, document, files.joined(separator: "、"), bureau]
        return .record(texts.map { FindingsSheet.leaf($0, without: lacking) })
    }
}

import Evaluation
import Forms
import Graphics

extension Renderer {
    /// What a file of a submission's forms says of itself.
    func metadata(of composed: ComposedSubmission) -> DocumentMetadata {
        let submission = composed.checked.audit.submission
        let (office, year) = (submission.office.name, submission.year.value)
        var properties = [
            DocumentMetadata.Property("office", "单位", office),
            DocumentMetadata.Property("year", "评价年度", String(year)),
            DocumentMetadata.Property(
                "formSet", "表样", "\(submission.formSet) \(composed.checked.bench.formSet.title)"),
        ]
        if let mark = submission.archive {
            properties += [
                DocumentMetadata.Property("fonds", "全宗号", mark.fonds),
                DocumentMetadata.Property("item", "件号", mark.item),
                DocumentMetadata.Property("category", "机构或问题", mark.category),
                DocumentMetadata.Property("retention", "保管期限", mark.retention),
                DocumentMetadata.Property("pages", "页数", mark.pages),
            ]
        }
        return DocumentMetadata(
            title: "\(office)\(year)年度绩效自评材料\(composed.isDraft ? Self.draftMark : "")", author: office,
            creator: "Annex \(Self.version)", creationDate: (creationDate ?? CreationDate(of: submission)).text,
            properties: properties.filter { !$0.value.isEmpty })
    }
}

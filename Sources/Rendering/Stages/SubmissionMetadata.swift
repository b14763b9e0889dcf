import Evaluation
import Forms
import Graphics

extension Renderer {
    /// What a file of a submission's forms says of itself.
    func metadata(of composed: ComposedSubmission) -> DocumentMetadata {
        let document = composed.checked.audit.document
        let title = composed.checked.prepared.formSet.title
        let properties = [
            DocumentMetadata.Property("office", "单位", document.office),
            DocumentMetadata.Property("year", "评价年度", String(document.year)),
            DocumentMetadata.Property("formSet", "表样", "\(document.formSet) \(title)"),
        ]
        // What is no document of the office's is not kept where that one is.
        let archive = (composed.title == nil ? document.archive : []).map {
            DocumentMetadata.Property($0.name, $0.title, $0.text)
        }
        return DocumentMetadata(
            title: composed.title ?? document.title + (composed.isDraft ? Self.draftMark : ""), author: document.office,
            creator: "Annex \(Self.version)", creationDate: (creationDate ?? CreationDate(of: document)).text,
            properties: (properties + archive).filter { !$0.value.isEmpty })
    }
}

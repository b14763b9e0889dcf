package import Diagnostics
import SourceTree

/// The rules of a form set over several documents (`across.yaml`): what a submission says must agree with what the same office
/// has filed before.
package struct RelatedRules: Sendable {
    /// What submissions are held against.
    package let documents: [RelatedDocument]
    let pack: RulePack

    /// The name of the file in a form set's folder.
    package static let fileName = "across.yaml"

    /// Reads the rules in the file at `path`.
    /// - Parameters:
    ///   - model: the fields of the submissions that the rules are on.
    ///   - folders: where files that it builds on are looked for.
    ///   - models: the fields of submissions for another form set, which `across.yaml` names.
    /// - Throws: ``Rejection`` with every fault of the file and of those that it builds on.
    package static func load(
        path: String, model: SubmissionModel, among folders: LayoutFolders = .none,
        models: (String) throws(Rejection) -> SubmissionModel
    ) throws(Rejection) -> RelatedRules {
        var reader = NodeReader()
        var files = RulePackReader.Files()
        RulePackReader(model, folders).add(path: path, to: &files, &reader)
        var documents: [RelatedDocument] = []
        var fields: [FieldDescription] = []
        for (entry, node) in files.documents {
            guard let document = RelatedDocument(entry, node, &reader) else { continue }
            if model.type.index(of: entry) != nil { reader.fault(taken: entry, at: node.span) }
            do throws(Rejection) {
                let type = FieldType.list(.record(try models(document.formSet).type))
                fields.append(FieldDescription(name: entry, title: document.title, type: type))
                documents.append(document)
            } catch {
                reader.fault(unknown: document.formSet, at: node.span, because: error)
            }
        }
        if reader.findings.containsError { throw Rejection(reader.findings) }
        let packs = RulePackReader(model, folders, beside: fields)
        let pack = packs.pack(files, &reader)
        if reader.findings.containsError { throw Rejection(reader.findings) }
        return RelatedRules(documents: documents, pack: pack)
    }

    /// The names of the rules that the file at `path` and those that it builds on state; none where it cannot be read.
    package static func ids(path: String, model: SubmissionModel, among folders: LayoutFolders) -> Set<String> {
        var reader = NodeReader()
        var files = RulePackReader.Files()
        RulePackReader(model, folders).add(path: path, to: &files, &reader)
        return Set(files.entries.map(\.id))
    }
}

extension NodeReader {
    fileprivate mutating func fault(taken name: String, at span: SourceSpan) {
        fault(
            "duplicate-name",
            LocalizedText(
                "“\(name)”是材料自己的字段，对照的材料要另取名字",
                en: "“\(name)” is a field of the submission; call the document otherwise"),
            at: span)
    }

    fileprivate mutating func fault(unknown formSet: String, at span: SourceSpan, because rejection: Rejection) {
        fault(
            "unknown-form-set",
            LocalizedText(
                "用不了表样“\(formSet)”：\(rejection.diagnostics.first?.message.zh ?? "")",
                en: "the form set “\(formSet)” cannot be used: \(rejection.diagnostics.first?.message.en ?? "")"),
            at: span)
    }
}

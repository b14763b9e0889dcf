import Diagnostics
import Evaluation
import Forms
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a form set offers those who write submissions: their JSON Schema, and a template to fill in.
package struct FormSetDocuments {
    private let formSet: FormSet
    private let folder: String

    /// Reads a form set.
    /// - Parameter name: its name; it may be `nil` where there is a single one.
    /// - Throws: ``RenderError/rejected(_:)`` where there is none of that name, or it is at fault.
    package init(formSet name: String?, resources: Resources) throws(RenderError) {
        let names = resources.formSetNames
        guard let name = name ?? (names.count == 1 ? names[0] : nil) else { throw .rejected([Self.unnamed(names)]) }
        guard names.contains(name) else { throw .rejected([resources.unknownFormSet(name)]) }
        folder = "\(resources.layouts)/\(name)"
        do throws(Rejection) { formSet = try FormSet.load(folder: folder) } catch { throw .rejected(error.diagnostics) }
    }

    /// The JSON Schema of its submissions.
    package var schema: String { formSet.outline.jsonSchema }

    /// A submission to be filled in, which states what `new.yaml` of the form set does.
    /// - Throws: ``RenderError/rejected(_:)`` where that file is at fault.
    package func template() throws(RenderError) -> String {
        do throws(Rejection) {
            let path = folder + "/new.yaml"
            var start: SubmissionSource?
            if FileManager.default.fileExists(atPath: path) {
                start = try SubmissionSource(SourceFile.read(path: path))
            }
            return try SubmissionTemplate(formSet.outline, start: start, model: formSet.model).text
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    private static func unnamed(_ names: [String]) -> Diagnostic {
        Diagnostic(
            .error, id: "no-form-set",
            LocalizedText(
                "有几套表样，请写明用哪一套：\(names.joined(separator: "、"))",
                en: "there are several form sets; name one of \(names.joined(separator: ", "))"))
    }
}

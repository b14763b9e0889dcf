import Diagnostics
import Evaluation
import Files
package import Forms
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a form set offers those who write submissions: their JSON Schema, and a template to fill in.
package struct FormSetDocuments {
    private let formSet: FormSet
    private let place: FormSetPlace
    private let resources: Resources
    private let formSets: FormSetCache

    /// Reads a form set.
    /// - Parameter name: its name, or the path of its folder; it may be `nil` where there is a single one.
    /// - Throws: ``RenderError/rejected(_:)`` where there is none of that name, or it is at fault.
    package init(formSet name: String?, resources: Resources) throws(RenderError) {
        let names = resources.formSetNames
        guard let name = name ?? (names.count == 1 ? names[0] : nil) else { throw .rejected([Self.unnamed(names)]) }
        guard let place = resources.place(of: name, from: "") else {
            throw .rejected([resources.unknownFormSet(name, from: "")])
        }
        self.place = place
        self.resources = resources
        formSets = FormSetCache(resources)
        do throws(Rejection) {
            formSet = try FormSet.load(folder: place.folder, among: resources.folders)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// The JSON Schema of its submissions.
    package var schema: String { formSet.outline.jsonSchema }

    /// The line by which editors find the schema of a submission, with a file URL; `nil` where the form set brings none. It is a
    /// comment for all others, and leads nowhere on machines without the file.
    package var schemaLine: String? {
        place.file("submission.schema.json").flatMap(FilePath.real).map { path in
            "# yaml-language-server: $schema=\(URL(fileURLWithPath: path, isDirectory: false).absoluteString)\n"
        }
    }

    /// What a new submission states from the beginning, besides what `new.yaml` of the form set does.
    package enum Beginning {
        /// Nothing.
        case blank
        /// What the form set takes over (`carry.yaml`) from the submission at a path, or the one inside the PDF there; all of
        /// it, where the form set takes nothing over from those of its kind.
        case after(String)
        /// All that the submission there states.
        case copy(String)
    }

    /// A submission to be filled in.
    /// - Throws: ``RenderError/rejected(_:)`` where a file that it begins with is at fault.
    package func template(_ beginning: Beginning = .blank) throws(RenderError) -> String {
        let start = try start(beginning)
        do throws(Rejection) {
            return try SubmissionTemplate(formSet.outline, start: start.source, model: formSet.model).text
        } catch {
            throw .rejected(resources.hinting(error, at: "new.yaml", of: place).diagnostics)
        }
    }

    /// A workbook to be filled in.
    /// - Throws: ``RenderError/rejected(_:)`` where a file that it begins with is at fault.
    package func workbook(_ beginning: Beginning) throws(RenderError) -> FormWorkbook {
        let start = try start(beginning)
        do throws(Rejection) {
            let rules = try RulePack.load(
                paths: resources.ruleFiles(of: place), model: formSet.model, among: resources.folders)
            let outline = formSet.outline
            let submission = try start.source.map { (source) throws(Rejection) in
                try FillableSubmission(source, outline, model: formSet.model, isStated: start.isStated)
            }
            return try FormWorkbook(submission ?? FillableSubmission(outline), formSet: formSet, rules: rules)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// Reads what the form set says of other documents: its rules over them (`across.yaml`) and what is taken over from them.
    /// - Throws: ``RenderError/rejected(_:)`` where one of the files is at fault.
    package func proveRelations() throws(RenderError) {
        _ = try carryOver()
        guard let path = place.file(RelatedRules.fileName) else { return }
        do throws(Rejection) {
            _ = try formSets.relatedRules(path: path, model: formSet.model)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    // MARK: Beginnings

    /// What a submission begins with.
    private struct Start {
        var source: SubmissionSource?
        /// Whether an office has stated all of it.
        var isStated = false
    }

    private func start(_ beginning: Beginning) throws(RenderError) -> Start {
        let blank: SubmissionSource?
        do throws(Rejection) { blank = try resources.start(of: place) } catch { throw .rejected(error.diagnostics) }
        switch beginning {
        case .blank: return Start(source: blank)
        case .copy(let path): return Start(source: try copied(try submission(path)), isStated: true)
        case .after(let path):
            let last = try submission(path)
            guard let carried = try carryOver()?.start(from: last, over: blank, formSet.model) else {
                return Start(source: try copied(last), isStated: true)
            }
            return Start(source: carried)
        }
    }

    /// What is taken over into new submissions; `nil` where the form set does not say.
    private func carryOver() throws(RenderError) -> CarryOver? {
        guard let path = place.file(CarryOver.fileName) else { return nil }
        do throws(Rejection) {
            return try CarryOver(path: path, model: formSet.model) { (id) throws(Rejection) in
                try formSets.requiredModel(id)
            }
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// A submission that is stated whole, which must be for the form set.
    private func copied(_ source: SubmissionSource) throws(RenderError) -> SubmissionSource {
        guard let asked = source.formSet, Spelling(asked.id) != Spelling(formSet.id) else { return source }
        throw .rejected([Self.otherFormSet(asked.id, formSet.id, known: try carryOver()?.sources ?? [], at: asked.span)]
        )
    }

    /// The submission at `path`, or the one inside the PDF there.
    private func submission(_ path: String) throws(RenderError) -> SubmissionSource {
        let input = try SubmissionInput.filed(at: path)
        do throws(Rejection) {
            return try SubmissionSource(OfficeSubmissions(formSets).read(input).file)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    private static func otherFormSet(
        _ id: String, _ wanted: String, known: [String], at span: SourceSpan
    ) -> Diagnostic {
        let sources = known.isEmpty ? "" : "，或 \(known.joined(separator: "、"))"
        let others = known.isEmpty ? "" : " or " + known.joined(separator: ", ")
        return Diagnostic(
            .error, id: "other-form-set",
            LocalizedText(
                "这份材料用的是表样 \(id)，不是 \(wanted)\(sources)",
                en: "the submission is for form set \(id), not \(wanted)\(others)"),
            at: span, hints: [LocalizedText("写 annex new \(id)", en: "write annex new \(id)")])
    }

    private static func unnamed(_ names: [String]) -> Diagnostic {
        Diagnostic(
            .error, id: "no-form-set",
            LocalizedText(
                "有几套表样，请写明用哪一套：\(names.joined(separator: "、"))",
                en: "there are several form sets; name one of \(names.joined(separator: ", "))"))
    }
}

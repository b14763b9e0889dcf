import Diagnostics
import Evaluation
package import Forms
import SourceTree

/// What a form set offers those who write submissions: their JSON Schema, and a template to fill in.
package struct FormSetDocuments {
    private let formSet: FormSet
    private let place: FormSetPlace
    private let resources: Resources

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
        do throws(Rejection) {
            formSet = try FormSet.load(folder: place.folder, among: resources.folders)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    /// The JSON Schema of its submissions.
    package var schema: String { formSet.outline.jsonSchema }

    /// A submission to be filled in, which states what `new.yaml` of the form set does.
    /// - Throws: ``RenderError/rejected(_:)`` where that file is at fault.
    package func template() throws(RenderError) -> String {
        do throws(Rejection) {
            return try SubmissionTemplate(formSet.outline, start: try resources.start(of: place), model: formSet.model)
                .text
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    // MARK: Workbooks

    /// A workbook to be filled in.
    /// - Parameter path: a submission that it states, or a PDF that holds one; without it the workbook states what `new.yaml`
    ///   of the form set does.
    /// - Throws: ``RenderError/rejected(_:)`` where one of these files is at fault.
    package func workbook(from path: String?) throws(RenderError) -> FormWorkbook {
        let file = try path.map { (path) throws(RenderError) in try Self.submission(path) }
        do throws(Rejection) {
            let rules = try RulePack.load(
                paths: resources.ruleFiles(of: place), model: formSet.model, among: resources.folders)
            return try FormWorkbook(try fillable(file), formSet: formSet, rules: rules)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    private func fillable(_ file: SourceFile?) throws(Rejection) -> FillableSubmission {
        let (outline, model) = (formSet.outline, formSet.model)
        guard let file else {
            guard let start = try resources.start(of: place) else { return FillableSubmission(outline) }
            return try FillableSubmission(start, outline, model: model, isStated: false)
        }
        let source = try SubmissionSource(file)
        if let asked = source.formSet, asked.id != formSet.id {
            throw Rejection([Self.otherFormSet(asked.id, formSet.id, at: asked.span)])
        }
        return try FillableSubmission(source, outline, model: model, isStated: true)
    }

    /// The submission at `path`, or the one inside the PDF there.
    private static func submission(_ path: String) throws(RenderError) -> SourceFile {
        guard path.lowercased().hasSuffix(".pdf") else {
            do throws(Rejection) { return try SourceFile.read(path: path) } catch { throw .rejected(error.diagnostics) }
        }
        let data = try ArchiveInspector.files(path: path).first { $0.name == RenderRecord.submissionName }
        let name = "\(path)#\(RenderRecord.submissionName)"
        do throws(Rejection) {
            return try SourceFile.decode(data?.bytes ?? [], name: name)
        } catch {
            throw .rejected(error.diagnostics)
        }
    }

    private static func otherFormSet(_ id: String, _ wanted: String, at span: SourceSpan) -> Diagnostic {
        Diagnostic(
            .error, id: "other-form-set",
            LocalizedText("这份材料用的是表样 \(id)，不是 \(wanted)", en: "the submission is for form set \(id), not \(wanted)"),
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

package import Diagnostics
package import Evaluation
package import Layout
import SourceTree

/// A county's forms of one year: the styles, the pages and one layout a form, read from a folder at run time.
package struct FormSet: Sendable {
    /// The name by which a submission asks for it.
    package let id: String
    /// What it is called.
    package let title: String
    /// A folder of faces that take roles over, if the form set has one.
    package let fontsFolder: String?
    /// Words that short texts keep whole.
    package let words: WordList
    /// The roles of faces that its styles use.
    package let roles: Set<String>
    /// What its submissions hold.
    package let model: SubmissionModel
    /// Whether it says how drafts look.
    package var hasDrafts: Bool { draft != nil }
    /// Whether it says how print jobs look.
    package var hasPrintJobs: Bool { printJob != nil }
    let entries: [Entry]
    let draft: Draft?
    let printJob: PrintLook?
    /// What a county's submissions are compared by; `nil` where the form set does not say.
    package let report: ReportFigures?
    /// What was found in its files that does not keep them from being used: for those who write them.
    package private(set) var findings: [Diagnostic] = []

    /// What a print job has besides the forms.
    struct PrintLook: Sendable {
        /// What stands on blank pages.
        let blankNote: TextRun
        /// The sheet before the forms of an office; its only variable is what the sheet counts.
        let separator: FormTemplate
    }

    /// How drafts are told from what is signed.
    struct Draft: Sendable {
        /// What is printed across each page.
        let watermark: Watermark
        /// Where that is stated.
        let span: SourceSpan
        /// The last sheet; its only variable is the list of findings.
        let findings: FormTemplate
    }

    /// A form, or forms that are repeated together for each element of a list.
    enum Entry: Sendable {
        case form(Form)
        case each(FieldReference, [Form])
    }

    /// A form with what it needs.
    struct Form: Sendable {
        let template: FormTemplate
        let requirements: [Requirement]
    }

    /// A part of the submission that a form cannot do without.
    struct Requirement: Sendable {
        let field: FieldReference
        let name: String
    }

    /// Reads the form set in `folder`: its model, `formset.yaml` and the layouts that it names.
    /// - Throws: ``Rejection`` with every fault of every file, of the model alone where that is at fault: nobody knows then what
    ///   layouts may name.
    package static func load(folder: String) throws(Rejection) -> FormSet {
        try load(folder: folder, model: SubmissionModel.load(folder: folder))
    }

    /// Reads the form set in `folder`, whose submissions are of `model`.
    /// - Throws: ``Rejection`` with every fault of every file.
    package static func load(folder: String, model: SubmissionModel) throws(Rejection) -> FormSet {
        var reader = NodeReader()
        let set = FormSetReader(folder: folder, model: model).read(&reader)
        guard var set, !reader.findings.containsError else { throw Rejection(reader.findings) }
        set.findings = reader.findings
        return set
    }
}

/// Reads `formset.yaml`.
private struct FormSetReader {
    let folder: String
    let model: SubmissionModel

    func read(_ reader: inout NodeReader) -> FormSet? {
        guard let root = reader.root(path: folder + "/formset.yaml") else { return nil }
        let group = reader.group(root, .formset)
        let id = reader.text(reader.required("id", in: group))
        let title = reader.text(reader.required("title", in: group))
        let sheet = StyleSheetReader.read(texts: group["styles"], cells: group["cells"], &reader)
        let words = reader.list(group["words"]).compactMap { reader.text($0) }
        guard let pageNode = reader.required("page", in: group) else { return nil }
        let scope = ExpressionScope(root: .record(model.type))
        let page = PageStyleReader(styles: sheet, scope: scope).read(pageNode, &reader)
        let forms = reader.list(reader.required("forms", in: group))
        let entries = forms.compactMap { entry($0, scope: scope, sheet: sheet, page: page, &reader) }
        SharedPages.check(entries, &reader)
        guard let id, let title else { return nil }
        return FormSet(
            id: id, title: title, fontsFolder: fontsFolder(group["fonts"], &reader),
            words: WordList(words), roles: Set(sheet.texts.values.map(\.run.role.name)), model: model,
            entries: entries,
            draft: group["draft"].flatMap { draft($0, scope: scope, sheet: sheet, page: page, &reader) },
            printJob: group["print"].flatMap { printJob($0, scope: scope, sheet: sheet, page: page, &reader) },
            report: group["report"].map { ReportFigures($0, scope: scope, &reader) })
    }

    private func printJob(
        _ node: Node, scope: ExpressionScope, sheet: StyleSheet, page: PageTemplate, _ reader: inout NodeReader
    ) -> FormSet.PrintLook? {
        let group = reader.group(node, .print)
        let words = reader.text(reader.required("blank", in: group))
        let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: sheet.texts, &reader)
        let inner = scope.adding(SeparatorSheet.variable, SeparatorSheet.fieldType)
        guard let file = reader.required("separator", in: group) else { return nil }
        guard let words, let style,
            let separator = template(
                file, scope: inner, sheet: sheet, page: page, isForm: false, &reader)
        else { return nil }
        return FormSet.PrintLook(blankNote: TextRun(words, style: style.run), separator: separator)
    }

    private func draft(
        _ node: Node, scope: ExpressionScope, sheet: StyleSheet, page: PageTemplate, _ reader: inout NodeReader
    ) -> FormSet.Draft? {
        let group = reader.group(node, .draft)
        let words = reader.text(reader.required("watermark", in: group))
        let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: sheet.texts, &reader)
        let inner = scope.adding(FindingsSheet.variable, FindingsSheet.fieldType)
        guard let file = reader.required("file", in: group) else { return nil }
        guard let words, let style,
            let sheet = template(
                file, scope: inner, sheet: sheet, page: page, isForm: false, &reader)
        else {
            return nil
        }
        return FormSet.Draft(
            watermark: Watermark(TextRun(words, style: style.run)), span: group["watermark"]?.span ?? node.span,
            findings: sheet)
    }

    /// The folder of faces that the form set brings: one within its own.
    private func fontsFolder(_ node: Node?, _ reader: inout NodeReader) -> String? {
        let name = LocalizedText("表样文件夹中的文件夹名", en: "the name of a folder within the form set's")
        return reader.value(node, name) { text in
            text.contains("/") || text.hasPrefix(".") || text.isEmpty ? nil : folder + "/" + text
        }
    }

    private func entry(
        _ node: Node, scope: ExpressionScope, sheet: StyleSheet, page: PageTemplate, _ reader: inout NodeReader
    ) -> FormSet.Entry? {
        guard node["each"] != nil else {
            return form(node, scope: scope, sheet: sheet, page: page, &reader).map(FormSet.Entry.form)
        }
        let group = reader.group(node, keys: ["each", "forms"])
        guard let clause = group["each"], let loop = reader.loop(clause, scope: scope) else { return nil }
        let inner = scope.adding(loop.name, elementOf: loop.list)
        let forms = reader.list(reader.required("forms", in: group)).compactMap {
            form($0, scope: inner, sheet: sheet, page: page, &reader)
        }
        return .each(loop.list, forms)
    }

    /// A form: the name of its file, or a group that says what it requires, too.
    private func form(
        _ node: Node, scope: ExpressionScope, sheet: StyleSheet, page: PageTemplate, _ reader: inout NodeReader
    ) -> FormSet.Form? {
        guard node.mapping != nil else {
            return template(node, scope: scope, sheet: sheet, page: page, &reader).map {
                FormSet.Form(template: $0, requirements: [])
            }
        }
        let group = reader.group(node, .formEntry)
        let requirements = reader.list(group["requires"]).compactMap { node -> FormSet.Requirement? in
            guard let field = reader.reference(node, scope: scope) else { return nil }
            return FormSet.Requirement(field: field, name: reader.text(node) ?? "")
        }
        guard let file = reader.required("file", in: group) else { return nil }
        return template(file, scope: scope, sheet: sheet, page: page, &reader).map {
            FormSet.Form(template: $0, requirements: requirements)
        }
    }

    /// Reads the layout file that `node` names, which must lie in the form set's folder.
    private func template(
        _ node: Node, scope: ExpressionScope, sheet: StyleSheet, page: PageTemplate, isForm: Bool = true,
        _ reader: inout NodeReader
    ) -> FormTemplate? {
        guard let name = reader.text(node) else { return nil }
        guard !name.contains("/"), !name.hasPrefix(".") else {
            reader.expected(LocalizedText("同一文件夹中的文件名", en: "the name of a file in the same folder"), node)
            return nil
        }
        guard let root = reader.root(path: folder + "/" + name, namedBy: node) else { return nil }
        let group = reader.group(root, .form)
        guard let title = reader.required("title", in: group) else { return nil }
        let own = group["page"].map { PageStyleReader(styles: sheet, scope: scope).read($0, base: page, &reader) }
        let blocks = BlockReader(
            styles: sheet, scope: scope, width: (own ?? page).style.area.width, isForm: isForm)
        return FormTemplate(
            title: LayoutText(title, scope: scope, &reader),
            name: LayoutText(group["name"] ?? title, scope: scope, &reader),
            isListed: reader.flag(group["listed"]) ?? true, page: own ?? page,
            header: group["header"].flatMap { blocks.header($0, &reader) },
            footer: group["footer"].flatMap { blocks.footer($0, &reader) },
            stamp: group["stamp"].flatMap { blocks.stamp($0, &reader) },
            blocks: blocks.blocks(reader.required("body", in: group), &reader))
    }
}

import Diagnostics
import Evaluation
import Layout
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads `formset.yaml`.
struct FormSetReader {
    let folder: String
    let model: SubmissionModel
    let files: LayoutFiles

    /// What a form is read with.
    private struct Surroundings {
        let sheet: StyleSheet
        let page: PageTemplate
        /// The folders in which files are looked for: the form set's own, then those of the form sets that it builds on.
        let folders: [String]
    }

    func read(_ reader: inout NodeReader) -> FormSet? {
        guard let whole = files.formSet(path: folder + "/formset.yaml", &reader) else { return nil }
        let group = reader.group(whole.root, .formset)
        let id = reader.text(reader.required("id", in: group))
        let title = reader.text(reader.required("title", in: group))
        let sheet = StyleSheetReader.read(texts: group["styles"], cells: group["cells"], &reader)
        let own = reader.list(group["words"]).compactMap { reader.text($0) }
        guard let pageNode = reader.required("page", in: group) else { return nil }
        let scope = ExpressionScope(root: .record(model.type))
        let page = PageStyleReader(styles: sheet, scope: scope).read(pageNode, &reader)
        let surroundings = Surroundings(sheet: sheet, page: page, folders: whole.folders)
        let entries = RepeatableReader(each: .repeatedForms, when: .formWhen, parts: "forms") { node, scope, reader in
            form(node, scope: scope, surroundings, &reader)
        }.parts(reader.required("forms", in: group), scope: scope, &reader)
        SharedPages.check(entries, &reader)
        let fonts = fontsFolder(group["fonts"], &reader)
        let draft = group["draft"].flatMap { self.draft($0, scope: scope, surroundings, &reader) }
        let printJob = group["print"].flatMap { self.printJob($0, scope: scope, surroundings, &reader) }
        let letter = group["letter"].flatMap { self.letter($0, scope: scope, surroundings, &reader) }
        let report = group["report"].map { ReportFigures($0, scope: scope, &reader) }
        let words = WordList(files.commonWords(for: folder, &reader) + own)
        guard let id, let title else { return nil }
        return FormSet(
            id: id, title: title, fontsFolder: fonts, words: words,
            roles: Set(sheet.texts.values.map(\.run.role.name)), model: model, entries: entries, draft: draft,
            printJob: printJob, letter: letter, report: report, paths: reader.paths)
    }

    private func letter(
        _ file: Node, scope: ExpressionScope, _ surroundings: Surroundings, _ reader: inout NodeReader
    ) -> FormTemplate? {
        let inner = scope.adding(FindingsSheet.variable, FindingsSheet.fieldType).adding(
            LetterSheet.variable, LetterSheet.fieldType)
        return template(file, scope: inner, surroundings, isForm: false, &reader)
    }

    private func printJob(
        _ node: Node, scope: ExpressionScope, _ surroundings: Surroundings, _ reader: inout NodeReader
    ) -> FormSet.PrintLook? {
        let group = reader.group(node, .print)
        let words = reader.text(reader.required("blank", in: group))
        let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: surroundings.sheet.texts, &reader)
        let inner = scope.adding(SeparatorSheet.variable, SeparatorSheet.fieldType)
        guard let file = reader.required("separator", in: group) else { return nil }
        guard let words, let style,
            let separator = template(file, scope: inner, surroundings, isForm: false, &reader)
        else { return nil }
        return FormSet.PrintLook(blankNote: TextRun(words, style: style.run), separator: separator)
    }

    private func draft(
        _ node: Node, scope: ExpressionScope, _ surroundings: Surroundings, _ reader: inout NodeReader
    ) -> FormSet.Draft? {
        let group = reader.group(node, .draft)
        let words = reader.text(reader.required("watermark", in: group))
        let style = StyleSheetReader.lookUp(reader.required("style", in: group), in: surroundings.sheet.texts, &reader)
        let inner = scope.adding(FindingsSheet.variable, FindingsSheet.fieldType)
        guard let file = reader.required("file", in: group) else { return nil }
        guard let words, let style,
            let findings = template(file, scope: inner, surroundings, isForm: false, &reader)
        else { return nil }
        return FormSet.Draft(
            watermark: Watermark(TextRun(words, style: style.run)), span: group["watermark"]?.span ?? node.span,
            findings: findings)
    }

    /// The folder of faces that the form set brings: one within that of the file that says so.
    private func fontsFolder(_ node: Node?, _ reader: inout NodeReader) -> String? {
        let name = LocalizedText("表样文件夹中的文件夹名", en: "the name of a folder within the form set's")
        return reader.value(node, name) { text in
            guard let node, !text.contains("/"), !text.hasPrefix("."), !text.isEmpty else { return nil }
            return LayoutFolders.folder(of: node.span.file.name) + "/" + text
        }
    }

    /// A form: the name of its file, or a group that says what it requires, too.
    private func form(
        _ node: Node, scope: ExpressionScope, _ surroundings: Surroundings, _ reader: inout NodeReader
    ) -> FormSet.Form? {
        guard node.mapping != nil else {
            return template(node, scope: scope, surroundings, &reader).map {
                FormSet.Form(template: $0, requirements: [])
            }
        }
        let group = reader.group(node, .formEntry)
        let requirements = reader.list(group["requires"]).compactMap { node -> FormSet.Requirement? in
            guard let field = reader.reference(node, scope: scope) else { return nil }
            return FormSet.Requirement(field: field, name: reader.text(node) ?? "")
        }
        guard let file = reader.required("file", in: group) else { return nil }
        return template(file, scope: scope, surroundings, &reader).map {
            FormSet.Form(template: $0, requirements: requirements)
        }
    }

    /// Reads the layout file that `node` names, which must lie in the form set's folder or in one that it builds on.
    /// - Parameter isForm: whether it is one of the forms, and not a sheet beside them.
    private func template(
        _ node: Node, scope: ExpressionScope, _ surroundings: Surroundings, isForm: Bool = true,
        _ reader: inout NodeReader
    ) -> FormTemplate? {
        guard let name = reader.text(node) else { return nil }
        guard !name.contains("/"), !name.hasPrefix(".") else {
            reader.expected(LocalizedText("同一文件夹中的文件名", en: "the name of a file in the same folder"), node)
            return nil
        }
        let paths = surroundings.folders.map { "\($0)/\(name)" }
        let path = paths.first(where: FileManager.default.fileExists) ?? paths[0]
        guard let root = files.form(path: path, namedBy: node, &reader) else { return nil }
        let (sheet, page) = (surroundings.sheet, surroundings.page)
        let group = reader.group(root, .form)
        guard let title = reader.required("title", in: group) else { return nil }
        let own = group["page"].map { PageStyleReader(styles: sheet, scope: scope).read($0, base: page, &reader) }
        let blocks = BlockReader(
            styles: sheet, scope: scope, width: (own ?? page).style.area.width, isForm: isForm,
            fragments: FragmentReader(files: files))
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

package import Diagnostics
import Evaluation
import Forms
import Layout

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Proves a form set against its own example: for those who write layouts.
package struct FormSetProof {
    private let resources: Resources
    /// The example of the form set.
    package let example: String
    private let folder: String

    /// Creates a proof of the form set in `folder`; faces are those of `resources`.
    /// - Throws: ``RenderError`` where the folder holds no form set or no example.
    package init(folder: String, resources: Resources) throws(RenderError) {
        let url = URL(fileURLWithPath: folder).resolvingSymlinksInPath()
        self.folder = url.path
        example = url.appendingPathComponent("example/submission.yaml").path
        var own = resources
        own.ownLayouts.insert(url.deletingLastPathComponent().path, at: 0)
        self.resources = own
        for file in [url.appendingPathComponent("formset.yaml").path, example]
        where !FileManager.default.fileExists(atPath: file) {
            throw .rejected([
                Diagnostic(
                    .error, id: "no-form-set",
                    LocalizedText("表样缺少文件“\(file)”", en: "the form set has no file “\(file)”"))
            ])
        }
    }

    /// The pages of the example, with the form set as its files are now, and what was found in both. Its starting point of new
    /// submissions, what it says of other documents, its drafts, its letters and its sheets between the offices of a print
    /// job are proved on the way.
    /// - Throws: ``RenderError`` with every fault of the form set or the example.
    package func layOut() throws(RenderError) -> (
        renderer: Renderer, laidOut: PagedSubmission, findings: [Diagnostic]
    ) {
        let renderer = Renderer(RenderingContext(resources))
        let documents = try FormSetDocuments(
            formSet: URL(fileURLWithPath: folder).lastPathComponent, resources: resources)
        _ = try documents.template()
        try documents.proveRelations()
        let laidOut = try renderer.layOut(path: example)
        if laidOut.prepared.formSet.hasDrafts { _ = try renderer.layOut(path: example, isDraft: true) }
        if laidOut.prepared.formSet.hasPrintJobs {
            _ = try renderer.separator(Self.sheet(before: laidOut), of: laidOut)
        }
        if laidOut.prepared.formSet.hasLetters { try renderer.proveLetter(on: laidOut) }
        let prepared = laidOut.prepared
        return (renderer, laidOut, prepared.formSet.findings + prepared.rules.findings + laidOut.findings)
    }

    private static func sheet(before laidOut: PagedSubmission) -> SeparatorSheet {
        let pages = laidOut.document.pages.count
        return SeparatorSheet(
            number: 1, offices: 1, pages: pages, sheets: (pages + 1) / 2,
            forms: laidOut.document.sections.map { SeparatorSheet.Form(title: $0.title, pages: 1) })
    }

    /// When each file of the form set was last changed, and each that it builds on: two equal states mean that nothing
    /// was.
    package var state: [String: Date] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let own = names.filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
        var state: [String: Date] = [:]
        for path in own + FormSet.paths(folder: folder, among: resources.folders) {
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            state[path] = attributes?[.modificationDate] as? Date
        }
        return state
    }
}

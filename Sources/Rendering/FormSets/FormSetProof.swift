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
        try proveFiles()
        let laidOut = try renderer.layOut(path: example)
        try provePages(beside: laidOut, with: renderer)
        let prepared = laidOut.prepared
        return (renderer, laidOut, prepared.formSet.findings + prepared.rules.findings + laidOut.findings)
    }

    /// Reads every file of the form set, whatever is at fault in the others; all of them read what its model declares.
    private func proveFiles() throws(RenderError) {
        let name = URL(fileURLWithPath: folder).lastPathComponent
        let cache = FormSetCache(resources)
        do throws(Rejection) { _ = try cache.requiredModel(name) } catch { throw .rejected(error.diagnostics) }
        var faults = FaultsOfParts()
        let documents = try faults.of { () throws(RenderError) in
            try FormSetDocuments(formSet: name, resources: resources)
        }
        if let documents {
            try faults.of { () throws(RenderError) in _ = try documents.template() }
            try faults.of { () throws(RenderError) in try documents.proveRelations() }
        }
        if let place = resources.places(of: name).first {
            faults.of { () throws(Rejection) in try cache.proveRules(place) }
        }
        try faults.end()
    }

    /// Lays out what is printed besides the pages of a submission.
    private func provePages(beside laidOut: PagedSubmission, with renderer: Renderer) throws(RenderError) {
        let formSet = laidOut.prepared.formSet
        var faults = FaultsOfParts()
        if formSet.hasDrafts {
            try faults.of { () throws(RenderError) in _ = try renderer.layOut(path: example, isDraft: true) }
        }
        if formSet.hasPrintJobs {
            try faults.of { () throws(RenderError) in
                _ = try renderer.separator(Self.sheet(before: laidOut), of: laidOut)
            }
        }
        if formSet.hasLetters {
            try faults.of { () throws(RenderError) in try renderer.proveLetter(on: laidOut) }
        }
        try faults.end()
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

import Batch
package import Diagnostics
import Files
import Forms
package import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Packs a year's documents for an archive: numbered items with a catalogue, marks, metadata and a report of what was checked,
/// as a bag (RFC 8493).
package struct ArchivePack {
    /// What is packed, and where to.
    package struct Request {
        /// The folder of outputs, with its manifest.
        package let outputs: String
        /// The folder of signed copies, under the names of the outputs; `nil` where the outputs themselves are packed.
        package let scans: String?
        /// The file of the archive's data.
        package let settings: String
        /// The folder of the pack.
        package let pack: String

        /// Creates a request.
        package init(outputs: String, scans: String?, settings: String, pack: String) {
            (self.outputs, self.scans, self.settings, self.pack) = (outputs, scans, settings, pack)
        }
    }

    /// What was packed.
    package struct Summary {
        /// How many items and pages there are.
        package let items, pages: Int
        /// The codes of the first and the last item of each series.
        package let ranges: [(first: String, last: String)]
        /// What was found in the archive's data, no errors.
        package fileprivate(set) var notes: [Diagnostic] = []
        /// What the pack lacks: it was written all the same, and its report says so, too.
        package let findings: [Diagnostic]
    }

    private let renderer: Renderer
    private let context: RenderingContext

    /// Creates a packer that renders catalogues, marks and reports with `context`.
    package init(_ context: RenderingContext) {
        self.context = context
        renderer = Renderer(context)
    }

    /// Writes a pack: all of it, or nothing.
    /// - Throws: ``RenderError`` where something is at fault that must not be packed, or the pack cannot be written.
    package func write(_ request: Request) throws(RenderError) -> Summary {
        try PackPlace.check(request.pack)
        let checked = try renderer.checked(.file(request.settings))
        let settings = try PackSettings(checked)
        let folder = request.outputs.hasSuffix("/") ? request.outputs : request.outputs + "/"
        let place = FilePath.parts(PackPlace.path(request.pack)).folder
        let manifest = try Self.manifest(folder, spool: TextSpool(in: place.isEmpty ? "." : place))
        let plan = try PackPlan(folder, manifest, settings) { hasStamp($0) }
        let strangers = settings.strangers(among: Set(plan.items.map(\.office)))
        guard strangers.isEmpty else {
            throw .rejected(
                strangers.map { .stranger($0.office, checked.span(of: "exceptions[\($0.index)].office")) })
        }
        let temporary = OutputFile.temporaryPath(beside: PackPlace.path(request.pack))
        try? FileManager.default.removeItem(atPath: temporary)
        do throws(RenderError) {
            let writer = try PackWriter(temporary, settings, renderer)
            var summary = try writer.write(plan, from: folder, scans: request.scans)
            summary.notes = checked.shownFindings
            try PackPlace.put(temporary, at: request.pack)
            return summary
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    /// The manifest in `folder`; the texts of its entries are kept in `spool`.
    private static func manifest(_ folder: String, spool: TextSpool?) throws(RenderError) -> Manifest {
        do throws(Rejection) {
            if let manifest = try Manifest.read(in: folder, spool: spool) { return manifest }
        } catch {
            throw .rejected(error.diagnostics)
        }
        throw .rejected([
            Diagnostic(
                .error, id: "no-manifest",
                LocalizedText("这个文件夹没有清单 \(Manifest.fileName)", en: "the folder has no \(Manifest.fileName)"),
                at: .whole(SourceFile(name: folder, text: "")),
                hints: [LocalizedText("写 annex render 的输出文件夹", en: "name the folder that annex render wrote")])
        ])
    }

    /// Whether the form set called `name` prints an archive's mark; `true` where nobody can tell.
    private func hasStamp(_ name: String) -> Bool {
        let nowhere = SourceSpan.whole(SourceFile(name: name, text: ""))
        return (try? context.preparedFormSet(name, from: nil, askedAt: nowhere).formSet.hasStamp) ?? true
    }
}

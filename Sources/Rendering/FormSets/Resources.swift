package import Diagnostics
import Evaluation
import Files
import Graphics
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where form sets and faces are read from. Besides the inputs named on the command line, and the
/// images that they name in their own folders, nothing else is.
package struct Resources: Sendable {
    /// The folder of form sets, one folder each.
    package let layouts: String
    /// The folder of faces with its `fonts.yaml`.
    package let fonts: String
    /// An office's own faces, which take roles over.
    package var ownFonts: String?
    /// Rule files that are laid over the form sets' own, in order.
    package var ownRules: [String] = []
    /// What is read of faces, once for all who use these resources.
    let faces = FaceCache()

    /// Creates resources from folders.
    package init(layouts: String, fonts: String, ownFonts: String? = nil) {
        self.layouts = layouts
        self.fonts = fonts
        self.ownFonts = ownFonts
    }

    /// The resources beside the program: the nearest folder above `executable` that holds `layouts` and `fonts`.
    /// - Throws: ``Rejection`` where no folder holds both.
    package static func beside(executable: String) throws(Rejection) -> Resources {
        var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
        while true {
            let layouts = folder.appendingPathComponent("layouts").path
            let fonts = folder.appendingPathComponent("fonts").path
            if FilePath.isFolder(layouts), FileManager.default.fileExists(atPath: fonts + "/fonts.yaml") {
                return Resources(layouts: layouts, fonts: fonts)
            }
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path else { break }
            folder = parent
        }
        throw Rejection(
            Diagnostic(
                .error, id: "no-resources",
                LocalizedText(
                    "程序所在文件夹及其上级中没有 layouts 和 fonts", en: "no folder above the program holds layouts and fonts")))
    }

    /// Begins to read the faces on a thread of its own; whoever needs one that is being read waits for it.
    package func readFacesAhead() { faces.readAhead(folder: fonts) }

    /// The names of the form sets.
    package var formSetNames: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: layouts)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(layouts)/\($0)/formset.yaml") }.sorted()
    }

    /// The rules of the form set `id`, if it has any, then those that the user names.
    func ruleFiles(of id: String) -> [String] {
        let own = "\(layouts)/\(id)/rules.yaml"
        return (FileManager.default.fileExists(atPath: own) ? [own] : []) + ownRules
    }

    /// What the form set `id` states before anybody fills it in (`new.yaml`); `nil` where it states nothing.
    /// - Throws: ``Rejection`` where that file is at fault.
    func start(of id: String) throws(Rejection) -> SubmissionSource? {
        let path = "\(layouts)/\(id)/new.yaml"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try SubmissionSource(SourceFile.read(path: path))
    }

    /// The finding that there is no form set called `id`.
    func unknownFormSet(_ id: String, askedAt span: SourceSpan? = nil) -> Diagnostic {
        let known = LocalizedText(
            "已有的表样：\(formSetNames.joined(separator: "、"))",
            en: "known form sets: \(formSetNames.joined(separator: ", "))")
        return Diagnostic(
            .error, id: "unknown-form-set",
            LocalizedText("没有名为“\(id.prefix(60))”的表样", en: "no form set is called “\(id.prefix(60))”"), at: span,
            field: span == nil ? nil : "formSet",
            hints: [id.suggestion(among: formSetNames), known].compactMap { $0 })
    }
}

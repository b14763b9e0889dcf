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

/// Where form sets and faces are read from. Besides the inputs named on the command line, and the images and form sets that
/// they name, nothing else is.
package struct Resources: Sendable {
    /// The folder of form sets, one folder each.
    package let layouts: String
    /// The folder of faces with its `fonts.yaml`.
    package let fonts: String
    /// An office's own folders of form sets, which are looked through first, in order.
    package var ownLayouts: [String] = []
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

    /// The resources in `folder`, as its `layouts` and `fonts`; `nil` where it does not hold both.
    package init?(in folder: String) {
        let (layouts, fonts) = (FilePath.inside(folder, "layouts"), FilePath.inside(folder, "fonts"))
        guard FilePath.isFolder(layouts), FileManager.default.fileExists(atPath: fonts + "/fonts.yaml") else {
            return nil
        }
        self.init(layouts: layouts, fonts: fonts)
    }

    /// The resources beside the program: in the nearest folder above `executable` that holds `layouts` and `fonts`, as the
    /// project's own does, or whose `share/annex` holds them, as where the program is installed.
    /// - Throws: ``Rejection`` where no folder holds both.
    package static func beside(executable: String) throws(Rejection) -> Resources {
        var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
        while true {
            for place in [folder.path, folder.appendingPathComponent("share/annex").path] {
                if let found = Resources(in: place) { return found }
            }
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path else { break }
            folder = parent
        }
        throw Rejection(
            Diagnostic(
                .error, id: "no-resources",
                LocalizedText(
                    "没有找到表样和字体：程序所在文件夹及其上级中没有 layouts 和 fonts，也没有 share/annex",
                    en: "no form sets and faces: no folder above the program holds layouts and fonts, or share/annex"),
                hints: [
                    LocalizedText(
                        "安装软件包的，把 annex-fonts 也装上；只复制了程序的，把 layouts、fonts 两个文件夹放到程序旁边",
                        en: "install annex-fonts, too, or put the folders layouts and fonts beside the program")
                ]))
    }

    /// Begins to read the faces on a thread of its own; whoever needs one that is being read waits for it.
    package func readFacesAhead() { faces.readAhead(folder: fonts) }

    /// The rules of the form set at `place`, or of the one that it builds on, if there are any, then those that the user names.
    func ruleFiles(of place: FormSetPlace) -> [String] {
        [folders.path(of: "rules.yaml", in: place.folder)].compactMap { $0 } + ownRules
    }

    /// What was found in the file called `name` that counts for the form set at `place`, with the way out where it has none of its
    /// own and takes over that of the one that it builds on.
    func hinting(_ rejection: Rejection, at name: String, of place: FormSetPlace) -> Rejection {
        let own = "\(place.folder)/\(name)"
        guard let path = folders.path(of: name, in: place.folder), path != own else { return rejection }
        var diagnostics = rejection.diagnostics
        diagnostics[diagnostics.count - 1].hints.append(
            LocalizedText(
                "本套没有自己的 \(name)，用的是 \(path)；字段不同的，写一个 \(own)",
                en: "\(path) is taken over; where the fields are others, write \(own)"))
        return Rejection(diagnostics)
    }

    /// What the form set at `place` states before anybody fills it in (`new.yaml`); `nil` where it states nothing.
    /// - Throws: ``Rejection`` where that file is at fault.
    func start(of place: FormSetPlace) throws(Rejection) -> SubmissionSource? {
        guard let path = folders.path(of: "new.yaml", in: place.folder) else { return nil }
        return try SubmissionSource(SourceFile.read(path: path))
    }
}

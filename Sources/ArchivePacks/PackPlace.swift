import Diagnostics
import Files
import Rendering
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#endif

/// Where a pack is put: a new folder, an empty one, or that of an earlier pack which nobody has changed since.
enum PackPlace {
    /// `path` without slashes at its end.
    static func path(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// Makes sure that a pack may be put at `path`.
    /// - Throws: ``RenderError/rejected(_:)`` where something else is there.
    static func check(_ path: String) throws(RenderError) {
        guard OutputFile.exists(path) else { return }
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        if let names, names.isEmpty { return }
        if names?.contains(BagWriter.information) == true, isOwn(path), BagCheck(path).findings.isEmpty { return }
        throw .rejected([
            Diagnostic(
                .error, id: "pack-place-taken",
                LocalizedText(
                    "这里已有别的文件，或写成后改动过的归档包，没有改动它",
                    en: "there are other files, or a pack that was changed since; all was left alone"),
                at: .whole(SourceFile(name: path, text: "")),
                hints: [LocalizedText("用 -o 另写一个文件夹", en: "name another folder with -o")])
        ])
    }

    /// Whether the bag at `path` says that this program made it.
    private static func isOwn(_ path: String) -> Bool {
        guard let text = try? RegularFile.text("\(path)/\(BagWriter.information)") else { return false }
        return text.split(separator: "\n").contains { $0.hasPrefix("Bag-Software-Agent: Annex ") }
    }

    /// Puts the folder `temporary` at `path`, in the place of what may be there.
    static func put(_ temporary: String, at place: String) throws(RenderError) {
        let path = path(place)
        let old = OutputFile.temporaryPath(beside: path)
        let isThere = OutputFile.exists(path)
        if isThere, rename(path, old) != 0 { throw .unwritable(OutputFile.Failure(path)) }
        guard rename(temporary, path) == 0 else {
            let failure = OutputFile.Failure(path)
            if isThere { _ = rename(old, path) }
            throw .unwritable(failure)
        }
        if isThere { try? FileManager.default.removeItem(atPath: old) }
        OutputFile.syncFolder(of: path)
    }
}

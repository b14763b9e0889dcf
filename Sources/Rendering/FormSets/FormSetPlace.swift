package import Diagnostics
package import Evaluation
import Files
import SourceTree

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a form set is: in a folder that has its name.
struct FormSetPlace: Sendable {
    /// The path of the folder.
    let folder: String

    /// The name of the form set.
    var id: String { FilePath.pieces(folder).last.map(String.init) ?? folder }

    /// The form set in `folder`; `nil` where there is none.
    init?(_ folder: String) {
        guard FileManager.default.fileExists(atPath: folder + "/formset.yaml") else { return nil }
        self.folder = folder
    }

    /// The path of the file called `name` in the folder; `nil` where there is none.
    func file(_ name: String) -> String? {
        let path = "\(folder)/\(name)"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Whether `name` is the path of a folder rather than the name of a form set.
    static func isPath(_ name: String) -> Bool { name.contains("/") || name == "." || name == ".." }
}

extension Resources {
    /// Whether `folder` is that of a form set.
    package static func isFormSet(_ folder: String) -> Bool { FormSetPlace(folder) != nil }

    /// The folders of form sets, those of the office first.
    package var folders: LayoutFolders { LayoutFolders(ownLayouts + [layouts]) }

    /// The names of the form sets.
    package var formSetNames: [String] {
        let names = folders.paths.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
                FormSetPlace("\(folder)/\($0)") != nil
            }
        }
        return Set(names.map(Spelling.init)).map(\.text).sorted()
    }

    /// Where the form sets called `id` are; the first is the one that counts.
    func places(of id: String) -> [FormSetPlace] {
        guard !id.isEmpty, !FormSetPlace.isPath(id) else { return [] }
        return folders.paths.compactMap { FormSetPlace("\($0)/\(id)") }
    }

    /// Where the form set is that `name` asks for: one of that name, or the one in the folder at that path.
    /// - Parameter folder: where paths begin; `nil` where they are not allowed.
    func place(of name: String, from folder: String?) -> FormSetPlace? {
        guard FormSetPlace.isPath(name) else { return places(of: name).first }
        return folder.flatMap { FilePath.real(FilePath.inside($0, name)) }.flatMap(FormSetPlace.init)
    }

    /// What is to be said of form sets of which another one of the same name is used.
    package var shadowedFormSets: [Diagnostic] {
        guard !ownLayouts.isEmpty else { return [] }
        return formSetNames.flatMap { name in
            let places = places(of: name)
            return places.dropFirst().map { Self.shadowed($0, by: places[0]) }
        }
    }

    private static func shadowed(_ place: FormSetPlace, by first: FormSetPlace) -> Diagnostic {
        Diagnostic(
            .note, id: "shadowed-form-set",
            LocalizedText(
                "名为“\(place.id)”的表样不止一套：用 \(first.folder)，不用 \(place.folder)",
                en: "there are several form sets called “\(place.id)”: \(first.folder) is used, not \(place.folder)"))
    }

    /// The finding that there is no form set that `name` asks for.
    /// - Parameters:
    ///   - span: where a submission asks for it.
    ///   - folder: where paths begin; `nil` where they are not allowed.
    func unknownFormSet(_ name: String, askedAt span: SourceSpan? = nil, from folder: String?) -> Diagnostic {
        let name = String(name.prefix(60))
        let message =
            FormSetPlace.isPath(name)
            ? LocalizedText(
                "“\(name)”不是表样的文件夹：里面没有 formset.yaml", en: "“\(name)” is no form set: it holds no formset.yaml")
            : LocalizedText("没有名为“\(name)”的表样", en: "no form set is called “\(name)”")
        return Diagnostic(
            .error, id: "unknown-form-set", message, at: span, field: span == nil ? nil : "formSet",
            hints: hints(on: name, from: folder))
    }

    private func hints(on name: String, from folder: String?) -> [LocalizedText] {
        let names = formSetNames
        let beside = folder.flatMap { FormSetPlace(FilePath.inside($0, name)) }.map { _ in
            LocalizedText("旁边的文件夹“\(name)”是一套表样，写 ./\(name)", en: "the folder beside is a form set: write ./\(name)")
        }
        let known = LocalizedText(
            "已有的表样：\(names.joined(separator: "、"))", en: "known form sets: \(names.joined(separator: ", "))")
        let searched = folders.paths
        let places = LocalizedText(
            "查过的文件夹：\(searched.joined(separator: "、"))；别处的表样用 --layouts 或 ANNEX_LAYOUTS 给出",
            en: "looked in \(searched.joined(separator: ", ")); --layouts and ANNEX_LAYOUTS give further folders")
        return [name.suggestion(among: names), beside, known, places].compactMap { $0 }
    }
}

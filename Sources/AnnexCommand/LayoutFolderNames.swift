import ArgumentParser
import Files
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The folders of form sets that the user names: on the command line, then in the environment.
struct LayoutFolderNames {
    /// Each folder with what names it.
    private let named: [(folder: String, origin: String)]

    /// - Parameter layouts: what `--layouts` names.
    init(_ layouts: [String]) {
        let environment = ProcessInfo.processInfo.environment["ANNEX_LAYOUTS", default: ""].split(separator: ":")
        named = layouts.map { ($0, "--layouts") } + environment.map { (String($0), "ANNEX_LAYOUTS") }
    }

    /// The folders, each once and without `last`.
    /// - Throws: `ValidationError` where one is no folder of form sets.
    func folders(before last: String) throws -> [String] {
        var known = Set([FilePath.real(last)])
        return try named.compactMap { folder, origin in
            guard FilePath.isFolder(folder) else {
                throw ValidationError(say("没有文件夹“\(folder)”（\(origin)）", "there is no folder “\(folder)” (\(origin))"))
            }
            if Resources.isFormSet(folder) {
                throw ValidationError(
                    say(
                        "“\(folder)”本身是一套表样，\(origin) 要写它所在的文件夹",
                        "“\(folder)” is a form set; \(origin) wants the folder that it is in"))
            }
            return known.insert(FilePath.real(folder)).inserted ? folder : nil
        }
    }

    /// The folders that there are among those that are named.
    var present: [String] { named.map(\.folder).filter { FilePath.isFolder($0) } }
}

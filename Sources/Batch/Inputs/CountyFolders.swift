import Diagnostics
import Files

/// Which county a submission is of, by the folder that it lies in.
///
/// Of all folders in which submissions lie, the innermost one around them is the province's. Each folder directly in it, with
/// all below, is a county; submissions that lie in the province's folder itself are together, too.
struct CountyFolders {
    /// How many names lead to the folder of the province.
    private let depth: Int

    /// - Parameter paths: the paths of all submissions, each of its file or of the folder of its files.
    init(_ paths: some Sequence<String>) {
        var common: [Spelling]?
        for path in paths {
            let folder = Self.folder(of: path)
            common = common.map { zip($0, folder).prefix { $0 == $1 }.map(\.0) } ?? folder
        }
        depth = common?.count ?? 0
    }

    /// The path of the county's folder in which the submission at `path` lies.
    func folder(of path: String) -> String {
        let names = Self.folder(of: path).prefix(depth + 1).map(\.text)
        return (path.hasPrefix("/") ? "/" : "") + names.joined(separator: "/")
    }

    /// What the county in `folder` is called.
    static func name(of folder: String) -> String { FilePath.pieces(folder).last.map(String.init) ?? "." }

    private static func folder(of path: String) -> [Spelling] {
        FilePath.pieces(path).dropLast().map { Spelling(String($0)) }
    }
}

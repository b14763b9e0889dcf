import Diagnostics
import Files

/// The files that one submission is read from: one, or several of one office.
package struct SubmissionFiles: Sendable {
    /// The path that it is known by from run to run: that of its file; of several that of the folder which is their office's,
    /// or else of the first.
    package let path: String
    /// The paths of its files, at least one.
    package let files: [String]

    /// Whether it is known by its only file.
    var isAlone: Bool { files.count == 1 && Spelling(files[0]) == Spelling(path) }

    /// What people are told of it by: its file, or the folder of several, or all of them.
    package var name: String {
        files.count > 1 && !files.contains(path) ? path : files.joined(separator: "、")
    }

    /// A submission in the file at `path`.
    package init(_ path: String) { self.init(path: path, files: [path]) }

    /// A submission in several files, the first of which it is known by.
    package init(_ files: [String]) { self.init(path: files.first ?? "", files: files.isEmpty ? [""] : files) }

    /// - Parameter path: what it is known by.
    init(path: String, files: [String]) {
        self.path = path
        self.files = files
    }
}

/// Which files of those that are named are of one office, and so make one submission.
package enum FileGrouping: Sendable {
    /// Each is a submission of its own.
    case none
    /// All of them are of one office.
    case oneOffice
    /// Those in a folder below one that is named, and below that, are of one office: of folders in each other the outermost in
    /// which files lie. Each file that lies in no such folder is a submission of its own.
    case officeFolders
}

extension [InputFiles.Found] {
    /// The submissions that are named, with what names each; that of several arguments counts to the last of them.
    package func submissions(_ grouping: FileGrouping) -> [(found: InputFiles.Found, submissions: [SubmissionFiles])] {
        switch grouping {
        case .none: return map { ($0, $0.paths.map { SubmissionFiles($0) }) }
        case .officeFolders: return map { ($0, $0.inFolders) }
        case .oneOffice:
            let files = flatMap(\.paths)
            let last = lastIndex { !$0.paths.isEmpty }
            let folder = count == 1 && FilePath.isFolder(self[0].input) ? self[0].input : files.first
            return enumerated().map { index, found in
                (found, index == last ? [SubmissionFiles(path: folder ?? "", files: files)] : [])
            }
        }
    }
}

extension InputFiles.Found {
    /// The submissions in folders of offices, and single ones, in the order of their first files.
    fileprivate var inFolders: [SubmissionFiles] {
        let holders = Set(paths.map { Spelling(FilePath.parts($0).folder) })
        var order: [Spelling] = []
        var files: [Spelling: [String]] = [:]
        for path in paths {
            let folder = Spelling(officeFolder(of: path, among: holders) ?? path)
            if files[folder] == nil { order.append(folder) }
            files[folder, default: []].append(path)
        }
        return order.map { SubmissionFiles(path: $0.text, files: files[$0] ?? []) }
    }

    /// The outermost folder around `path` in which files lie, below the one that was named; `nil` where there is none.
    private func officeFolder(of path: String, among holders: Set<Spelling>) -> String? {
        let around = folders.filter { path.utf8.starts(with: $0.utf8) }
        guard var folder = around.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
        for piece in FilePath.pieces(String(path.utf8.dropFirst(folder.utf8.count)) ?? "").dropLast() {
            folder += piece + "/"
            if holders.contains(Spelling(folder)) { return String(folder.dropLast()) }
        }
        return nil
    }
}

import ArgumentParser
import Batch
import Printing
import Rendering

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a shell offers for the arguments of the program when the user asks it to complete one.
extension CompletionKind {
    /// Submissions, and folders of them.
    static var submission: Self { files(InputFiles.submissions) }
    /// What offices have filed: submissions, PDFs made of them, and folders of both.
    static var filed: Self { files(InputFiles.filed) }
    /// PDFs, and folders of them.
    static var pdf: Self { files(InputFiles.prints) }
    /// Workbooks, and folders of them.
    static var workbook: Self { .file(extensions: ["xlsx", "xlsm"]) }

    /// Scans, and folders of them.
    static var scan: Self { .file(extensions: ["pdf", "tif", "tiff", "jpg", "jpeg", "png"]) }

    private static func files(_ kind: InputFiles) -> Self {
        .file(extensions: kind.extensions.map { String($0.dropFirst()) })
    }

    /// The names of form sets, and the folders of form sets below the one that is typed.
    static var formSet: Self {
        .custom { words, _, typed in
            guard var resources = try? Interface.resources.get() else { return [] }
            resources.ownLayouts = LayoutFolderNames(words.values(of: "--layouts")).present
            return resources.formSetNames + formSetFolders(below: typed)
        }
    }

    /// The queues of the print server; none where it does not answer.
    static var printer: Self {
        .custom { _, _, _ in ((try? PrintServer.queues()) ?? []).map(\.name) }
    }

    /// The folders of form sets in the folder that `typed` begins with.
    private static func formSetFolders(below typed: String) -> [String] {
        guard let slash = typed.lastIndex(of: "/") else { return [] }
        let folder = String(typed[...slash])
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { folder + $0 }.filter { Resources.isFormSet($0) }
    }
}

extension [String] {
    /// What stands behind each `option` among the words of a command line.
    fileprivate func values(of option: String) -> [String] {
        zip(self, dropFirst()).filter { $0.0 == option }.map(\.1)
            + filter { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
    }
}

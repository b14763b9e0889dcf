import Foundation
import Rendering
import TestSupport

/// The form sets of the project, and copies of one that tests change.
enum FormSets {
    static let layouts = Fixtures.project + "/layouts"

    /// Their names.
    static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: layouts)) ?? [])
        .filter { FileManager.default.fileExists(atPath: "\(layouts)/\($0)/formset.yaml") }.sorted()

    /// A folder `layouts` with the form set for Hunan, changed by `edit`, which takes the path of its folder, and the files that
    /// it builds on.
    static func copy(_ edit: (String) throws -> Void) throws -> (folder: TemporaryFolder, resources: Resources) {
        let folder = try TemporaryFolder()
        let copy = folder.path + "/hunan-2023"
        try FileManager.default.copyItem(atPath: layouts + "/hunan-2023", toPath: copy)
        try FileManager.default.copyItem(atPath: layouts + "/common", toPath: folder.path + "/common")
        try edit(copy)
        return (folder, Resources(layouts: folder.path, fonts: Fixtures.project + "/fonts"))
    }
}

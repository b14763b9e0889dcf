import Foundation

/// The form sets of the project, and copies of one that tests change.
package enum FormSets {
    /// The folder that they are in.
    package static let layouts = Fixtures.project + "/layouts"
    /// The folder of the faces that they print in.
    package static let fonts = Fixtures.project + "/fonts"

    /// Their names.
    package static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: layouts)) ?? [])
        .filter { FileManager.default.fileExists(atPath: "\(layouts)/\($0)/formset.yaml") }.sorted()

    /// The names of those that offices fill in; what archives print is filled in by the program, and never a draft.
    package static let forOffices = names.filter { !$0.hasPrefix("archive-") }

    /// The path of the example of the form set called `name`.
    package static func example(_ name: String) -> String { "\(layouts)/\(name)/example/submission.yaml" }

    /// A folder for layouts with the form set for Hunan, changed by `edit`, which takes the path of its folder, and the files
    /// that it builds on.
    package static func copy(_ edit: (String) throws -> Void) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let copy = folder.path + "/hunan-2023"
        try FileManager.default.copyItem(atPath: layouts + "/hunan-2023", toPath: copy)
        try FileManager.default.copyItem(atPath: layouts + "/common", toPath: folder.path + "/common")
        try edit(copy)
        return folder
    }
}

import Diagnostics
import Evaluation
import Forms
import Foundation
import TestSupport
import Testing

@testable import Files
@testable import Rendering

/// What tells the states of a form set apart.
@Suite struct FormSetHashTests {
    /// The hash of the form set for Hunan, changed by `edit`, which takes the path of its folder.
    private func hash(_ edit: (String) throws -> Void) throws -> String {
        let folder = try FormSets.copy(edit)
        let path = folder.path + "/hunan-2023"
        return FileHash.sha256(of: try FormSet.load(folder: path), in: path)
    }

    /// Gives the form set in `folder` faces of its own, none of which is read here.
    private func addFaces(_ folder: String, _ face: String, _ catalog: String) throws {
        let path = folder + "/formset.yaml"
        try Data((Fixtures.text(path) + "\nfonts: faces\n").utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.createDirectory(atPath: folder + "/faces", withIntermediateDirectories: false)
        for (name, text) in [("a.ttf", face), ("fonts.yaml", catalog), ("README", face)] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/faces/\(name)"))
        }
    }

    @Test func itsFacesAreAPartOfIt() throws {
        let first = try hash { try addFaces($0, "甲", "roles: {}") }
        #expect(try hash { try addFaces($0, "甲", "roles: {}") } == first)
        #expect(try hash { try addFaces($0, "乙", "roles: {}") } != first)
        #expect(try hash { try addFaces($0, "甲", "") } != first)
    }

    /// Archived files record it.
    @Test func withoutFacesItIsThatOfItsFilesAndThoseThatItBuildsOn() throws {
        let folder = FormSets.layouts + "/hunan-2023"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        let common = try SubmissionModel.load(folder: folder).paths.filter { $0.contains("/common/") }
        #expect(common.count > 10)
        let shared = try FormSet.load(folder: folder).paths.filter { $0.contains("/common/") }
        #expect(shared.contains { $0.hasSuffix("/forms/signature.yaml") })
        let files = FileHash.sha256(ofFiles: names.sorted().map { "\(folder)/\($0)" } + common + shared)
        #expect(try hash { _ in } == files)
        let title = try hash { copy in
            let path = copy.replacing("/hunan-2023", with: "/common/office.yaml")
            try Fixtures.text(path).replacing("单位简称", with: "简称").write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(title != files)
    }
}

import Foundation

/// A folder with the project's faces, of which one can be broken.
package struct FaceFolder {
    /// The file of the face that can be broken.
    package static let breakable = "AnnexKai.ttf"

    private let folder: TemporaryFolder

    /// Where the faces are.
    package var path: String { folder.path }

    /// Makes a folder of links to the project's faces.
    package init() throws {
        folder = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: FormSets.fonts) {
            try FileManager.default.createSymbolicLink(
                atPath: "\(path)/\(name)", withDestinationPath: "\(FormSets.fonts)/\(name)")
        }
    }

    /// Puts a file that is no face into the place of ``breakable``.
    package func breakFace() throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(Self.breakable)")
        _ = try folder.write(Self.breakable, "坏")
    }
}

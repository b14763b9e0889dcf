import Foundation
import TestSupport

@testable import Graphics

/// A folder of an office's own faces.
final class OwnFolder {
    let path: String

    /// - Parameters:
    ///   - files: by their names.
    ///   - roles: `fonts.yaml`, if there is one.
    init(_ files: [String: Data], catalog: String? = nil) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "annex-\(UUID())").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, data) in files { try data.write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
        if let catalog { try Data(catalog.utf8).write(to: URL(fileURLWithPath: path + "/fonts.yaml")) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The project's faces after those of this folder.
    func adopted() throws -> FontCatalog {
        var catalog = try FontCatalog.load(folder: Fixtures.project + "/fonts")
        try catalog.adopt(folder: path, faces: FaceCache().faces)
        return catalog
    }
}

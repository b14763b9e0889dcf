import Foundation
import TestSupport
import Testing

/// Workbooks that tests make and look into.
enum Workbooks {
    private static let python = Program(path: "/usr/bin/python3", leading: ["-m", "zipfile"])

    /// The notes in the workbook at `path`, as they are written.
    static func notes(_ path: String) throws -> String {
        let folder = try TemporaryFolder()
        try #require(try python.run(["-e", path, folder.path]).code == 0)
        return Fixtures.text(folder.path + "/xl/comments1.xml")
    }
}

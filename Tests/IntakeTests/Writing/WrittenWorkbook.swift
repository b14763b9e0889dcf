import Forms
import Foundation
import Intake

/// A workbook that was written to a file, which goes when the test is over.
final class WrittenWorkbook {
    private let folder: URL
    /// Where it is.
    let path: String

    init(_ workbook: FormWorkbook) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("annex-\(UUID().uuidString)")
        path = folder.appendingPathComponent("表.xlsx").path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try WorkbookWriter.create(workbook, at: path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The bytes of the file.
    var bytes: Data { get throws { try Data(contentsOf: URL(fileURLWithPath: path)) } }

    /// The names of all files in the folder.
    var neighbours: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path) } }

    /// The text of a part, such as `xl/workbook.xml`; empty where there is none.
    func part(_ name: String) throws -> String {
        let reader = "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", reader, path, name]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    /// The XML of a sheet, counted from 1.
    func sheet(_ number: Int) throws -> String { try part("xl/worksheets/sheet\(number).xml") }
}

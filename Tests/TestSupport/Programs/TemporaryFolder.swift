package import Foundation

/// A folder that goes when the test is over.
package final class TemporaryFolder: Sendable {
    /// Where it is.
    package let path: String

    /// Makes a new folder.
    package init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("annex-\(UUID().uuidString)")
        path = folder.path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    package func write(_ name: String, _ data: Data) throws -> String {
        try data.write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    /// Writes a text and gives its path.
    package func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    /// A new file that is open for writing.
    package func handle(_ name: String) throws -> FileHandle {
        try FileHandle(forWritingTo: URL(fileURLWithPath: try write(name, "")))
    }

    /// The names of all files below `name`; none if there is no such folder.
    package func files(in name: String) -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(name)")) ?? []).sorted()
    }

    /// The outputs in `name`, without the manifest, the report, letters and the lock.
    package func outputs(in name: String) -> [String] {
        let others = ["manifest.json", "report.html", "report.csv", "findings.csv", "figures.csv"]
        return files(in: name).filter { !others.contains($0) && !$0.hasPrefix(".") && !$0.hasPrefix("退回单") }
    }

    /// The path of the only output in `name`, beside the manifest.
    package func onlyFile(in name: String) -> String? {
        let names = outputs(in: name)
        return names.count == 1 ? "\(path)/\(name)/\(names[0])" : nil
    }
}

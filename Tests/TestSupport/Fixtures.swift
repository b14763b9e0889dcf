#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Finds files beside a test's source, and the project's own.
package enum Fixtures {
    /// The folder called `name` beside the test source `file`.
    package static func folder(_ name: String, beside file: String = #filePath) -> String {
        URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// The top folder of the project.
    package static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The paths of the files in `folder` whose names end in `suffix`, sorted.
    package static func files(in folder: String, suffix: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
    }

    /// The text of the file at `path`; empty if there is none.
    package static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// Compares what a test makes with what was recorded.
package enum Golden {
    /// Whether `actual` equals the recorded text at `path`. With `ANNEX_RECORD=all` it is recorded instead, with
    /// `ANNEX_RECORD=missing` only where nothing was. A difference leaves `actual` beside the record as `.actual`.
    package static func matches(_ actual: String, _ path: String) -> Bool {
        let mode = ProcessInfo.processInfo.environment["ANNEX_RECORD"] ?? "never"
        let exists = FileManager.default.fileExists(atPath: path)
        if mode == "all" || mode == "missing" && !exists {
            try? Data(actual.utf8).write(to: URL(fileURLWithPath: path))
            return true
        }
        if exists, Fixtures.text(path) == actual { return true }
        try? Data(actual.utf8).write(to: URL(fileURLWithPath: path + ".actual"))
        return false
    }
}

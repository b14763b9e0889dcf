package import Foundation

/// A folder `in` of small submissions, each of an office of its own, and what is made of them.
package struct SmallCounty {
    /// The folder around all of it.
    package let folder: TemporaryFolder

    /// The submission that the others are made from.
    package static let text = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")

    /// A county of `count` offices.
    package init(_ count: Int) throws {
        folder = try TemporaryFolder()
        try makeFolder("in")
        for index in 0..<count { try write("in/\(index).yaml", "第\(index)局") }
    }

    /// The path of ``folder``.
    package var path: String { folder.path }

    /// Makes a folder inside.
    package func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }

    /// Writes a submission of the office called `name`; its path.
    @discardableResult
    package func write(_ file: String, _ name: String, _ change: (String) -> String = { $0 }) throws -> String {
        try folder.write(file, change(Self.text.replacing("name: 清岚县教育局,", with: "name: \(name),")))
    }

    /// Changes the submission `in/<index>.yaml`.
    package func change(_ index: Int, _ change: (String) -> String) throws {
        try write("in/\(index).yaml", "第\(index)局", change)
    }

    /// Changes what all submissions give.
    package func change(to date: String) throws {
        for name in folder.files(in: "in") {
            let text = Fixtures.text("\(path)/in/\(name)")
            _ = try folder.write("in/\(name)", text.replacing(#/date: 2024-03-\d\d/#, with: "date: \(date)"))
        }
    }

    /// Runs `annex render`.
    package func render(
        _ inputs: [String] = ["in"], to out: String = "out", _ options: [String] = [],
        environment: [String: String] = [:]
    ) throws -> Program.Outcome {
        let paths = inputs.map { $0.hasPrefix("/") ? $0 : "\(path)/\($0)" }
        return try Program.annex.run(
            ["render"] + paths + ["-o", "\(path)/\(out)"] + options, environment: environment)
    }

    /// Makes a symbolic link inside.
    package func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    /// The PDFs in `out`, without letters, with their bytes.
    package func pdfs(_ out: String = "out") throws -> [String: Data] {
        let names = folder.outputs(in: out).filter { $0.hasSuffix(".pdf") }
        return try names.reduce(into: [:]) { files, name in
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(out)/\(name)"))
        }
    }
}

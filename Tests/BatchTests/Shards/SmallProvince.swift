import Foundation
import TestSupport
import Testing

/// A province of small submissions in folders of counties, its plan and what its shards give.
struct SmallProvince {
    private let county: SmallCounty

    /// The folder around all of it.
    var path: String { county.path }
    /// The folder around all of it.
    var folder: TemporaryFolder { county.folder }

    /// A province whose counties have as many offices.
    init(_ offices: [Int]) throws {
        county = try SmallCounty(0)
        for (index, count) in offices.enumerated() {
            try county.makeFolder("in/县\(index)")
            for office in 0..<count { try write(county: index, office: office) }
        }
    }

    /// Writes the submission of an office.
    func write(county index: Int, office: Int, _ change: (String) -> String = { $0 }) throws {
        try county.write("in/县\(index)/\(office).yaml", "第\(index)县第\(office)局", change)
    }

    /// Makes the submission of an office faulty.
    func spoil(county: Int, office: Int) throws {
        try write(county: county, office: office) { $0.replacing("year: 2023", with: "year: 二〇二三") }
    }

    /// Runs the program with paths in the folder: `@` stands for it.
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Outcome {
        try Program.annex.run(arguments.map { $0.replacing("@", with: path) }, environment: environment)
    }

    /// Plans so many shards.
    func plan(_ shards: Int, _ name: String = "plan.json") throws -> Program.Outcome {
        try run("plan", "@/in", "--shards", "\(shards)", "-o", "@/\(name)")
    }

    /// Renders a shard.
    func render(_ shard: Int, _ options: [String] = [], to shards: String = "shards") throws -> Program.Outcome {
        try Program.annex.run(
            ["render", "--plan", path + "/plan.json", "--shard", "\(shard)", "-o", "\(path)/\(shards)"] + options)
    }

    /// The path of the folder of a shard.
    func shard(_ number: Int, in shards: String = "shards") -> String { "\(path)/\(shards)/shard-\(number)" }

    /// Merges shards.
    func merge(_ numbers: [Int], _ options: [String] = [], to out: String = "merged") throws -> Program.Outcome {
        try Program.annex.run(["merge"] + numbers.map { shard($0) } + ["-o", "\(path)/\(out)"] + options)
    }

    /// All files of a folder with their bytes, those in folders below included.
    func files(_ name: String) throws -> [String: Data] {
        let root = URL(fileURLWithPath: "\(path)/\(name)")
        let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        return try names.reduce(into: [:]) { files, name in
            let file = root.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
            if !isFolder.boolValue { files[name] = try Data(contentsOf: file) }
        }
    }
}

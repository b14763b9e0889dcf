import Foundation
import TestSupport
import Testing

/// `annex new --workbook`.
@Suite struct WorkbookCommandTests {
    private static let example = FormSets.layouts + "/hunan-2023/example/submission.yaml"

    private func write(_ arguments: String..., in folder: TemporaryFolder) throws -> Program.Outcome {
        try Program.annex.run(["new"] + arguments.map { $0.replacing("@", with: folder.path) })
    }

    private func bytes(_ name: String, in folder: TemporaryFolder) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }

    @Test func writesAWorkbookOnce() throws {
        let folder = try TemporaryFolder()
        let first = try write("hunan-2023", "--workbook", "-o", "@/a.xlsx", in: folder)
        #expect(first.code == 0 && first.errors.isEmpty && first.output.contains("a.xlsx"))
        #expect(try bytes("a.xlsx", in: folder).starts(with: Data("PK".utf8)))
        let again = try write("hunan-2023", "--workbook", "-o", "@/a.xlsx", in: folder)
        #expect(again.code == 1 && again.errors.contains("[file-exists]"))
    }

    @Test func statesASubmissionOrThePDFMadeOfIt() throws {
        let folder = try TemporaryFolder()
        let rendered = try Program.annex.run(["render", Self.example, "-o", folder.path + "/out"])
        #expect(rendered.code == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out")
        let pdf = try #require(names.first { $0.hasSuffix(".pdf") })
        for (name, source) in [("a.xlsx", Self.example), ("b.xlsx", "@/out/" + pdf)] {
            let outcome = try write(
                "hunan-2023", "--workbook", "-o", "@/" + name, "--from", source, "--whole", in: folder)
            #expect(outcome.code == 0 && outcome.errors.isEmpty)
        }
        #expect(try bytes("a.xlsx", in: folder) == bytes("b.xlsx", in: folder))
    }

    @Test func refusesWhatWouldLoseValues() throws {
        let folder = try TemporaryFolder()
        let head = "formSet: hunan-2023\nyear: 2023\noffice: {name: 甲, shortName: 乙}\nfiling: {}\n"
        let text = head + "baseData: {staffing: {actual: 三}}\n"
        let bad = try folder.write("坏.yaml", text)
        let outcome = try write("hunan-2023", "--workbook", "-o", "@/a.xlsx", "--from", bad, "--whole", in: folder)
        #expect(outcome.code == 1 && outcome.errors.contains("坏.yaml:5:") && outcome.errors.contains("[bad-number]"))
        let other = try write(
            "national-project", "--workbook", "-o", "@/a.xlsx", "--from", Self.example, in: folder)
        #expect(other.code == 1 && other.errors.contains("[other-form-set]"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/a.xlsx"))
    }

    @Test func asksForWhatGoesTogether() throws {
        let folder = try TemporaryFolder()
        #expect(try write("hunan-2023", "--workbook", in: folder).code == 2)
        #expect(try write("hunan-2023", "-o", "@/a.yaml", "--whole", in: folder).code == 2)
        let nowhere = try write("hunan-2023", "--workbook", "-o", "@/没有/a.xlsx", in: folder)
        #expect(nowhere.code == 3 && !nowhere.errors.contains("ERROR"))
    }
}

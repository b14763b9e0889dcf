import Foundation
import TestSupport
import Testing

/// Signed copies of what was scanned: `annex stack SCAN… --against OUT --collect DIR`.
@Suite struct CollectTests {
    private static let text = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")
    private static let name = "清岚县教育局2023年度绩效自评.pdf"

    /// A folder whose `out` holds an office with two pages, with codes.
    private func rendered() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/in", withIntermediateDirectories: false)
        _ = try folder.write("in/office.yaml", Self.text)
        let outcome = try Program.annex.run(
            ["render", folder.path + "/in", "-o", folder.path + "/out", "--page-codes"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    private func scan(_ folder: TemporaryFolder, to name: String, _ arguments: String...) throws {
        let scan = Program(path: "/usr/bin/python3", leading: [Fixtures.project + "/Tools/scan.py"])
        let outcome = try scan.run(
            ["\(folder.path)/out/\(Self.name)", "\(folder.path)/\(name)"] + arguments)
        try #require(outcome.code == 0, "\(outcome.errors)")
    }

    private func collect(
        _ folder: TemporaryFolder, _ scans: String..., to target: String = "signed"
    ) throws -> Program.Outcome {
        try Program.annex.run(
            ["stack"] + scans.map { "\(folder.path)/\($0)" }
                + ["--against", folder.path + "/out", "--unsigned", "--collect", "\(folder.path)/\(target)"])
    }

    private func output(_ tool: String, _ arguments: String...) throws -> String {
        let outcome = try #require(Program.tool(tool)).run(arguments)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.output
    }

    private func bytes(_ folder: TemporaryFolder, _ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
    }

    private func record(_ folder: TemporaryFolder) throws -> String {
        Fixtures.text(folder.path + "/signed/signed.json")
    }

    @Test func collectsPagesUprightWithTheirTextAndTheData() throws {
        let folder = try rendered()
        try scan(folder, to: "scans", "--turn", "90", "--skew", "3")
        let outcome = try collect(folder, "scans")
        let (copy, printed) = ("\(folder.path)/signed/\(Self.name)", "\(folder.path)/out/\(Self.name)")
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("签字件 \(copy)：2 页\n"), "\(outcome.output)")
        #expect(try output("pdftotext", copy, "-") == output("pdftotext", printed, "-"))
        #expect(try output("pdfdetach", "-list", copy) == output("pdfdetach", "-list", printed))
        _ = try output("qpdf", "--check", copy)
        // The JPEG is in it, byte by byte.
        let jpeg = try bytes(folder, "scans/scan-0001.jpg")
        #expect(try bytes(folder, "signed/" + Self.name).range(of: jpeg) != nil)
        let again = try collect(folder, "scans", to: "again")
        #expect(again.code == 0)
        #expect(try bytes(folder, "again/" + Self.name) == bytes(folder, "signed/" + Self.name))
        #expect(try bytes(folder, "again/signed.json") == bytes(folder, "signed/signed.json"))
    }

    @Test func namesWhatIsMissing() throws {
        let folder = try rendered()
        try scan(folder, to: "scans", "--mode", "fax")
        let outcome = try collect(folder, "scans/scan-0002.tif")
        #expect(outcome.code == 1)
        let copy = "\(folder.path)/signed/\(Self.name)"
        #expect(outcome.output.contains("签字件 \(copy)：1 页，缺第 1 页\n"), "\(outcome.output)")
        #expect(try output("pdfinfo", copy).contains("Pages:           1\n"))
        let metadata = try output("pdfinfo", "-meta", copy)
        #expect(metadata.contains("<annex:missingPages>1（"), "\(metadata)")
        #expect(metadata.contains("<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>"))
        let record = try record(folder)
        #expect(record.contains("\"missing\" : [\n        {\n          \"form\" : "), "\(record)")
    }

    @Test func takesALaterScanAndSaysSo() throws {
        let folder = try rendered()
        try scan(folder, to: "first")
        try scan(folder, to: "later", "--mode", "bw", "--skew", "-2")
        let outcome = try collect(folder, "first", "later/scan-0002.png")
        #expect(outcome.code == 1, "a page is there twice")
        let (first, later) = ("\(folder.path)/first/scan-0002.jpg", "\(folder.path)/later/scan-0002.png")
        #expect(
            outcome.errors.contains("\(first):1:1: 说明：第 2 页不止扫了一次：收了 \(later)，没有收这一张 [scanned-again]"),
            "\(outcome.errors)")
        #expect(try record(folder).contains("\"file\" : \"\(later)\""))
    }

    @Test func replacesNothingThatShowsMoreOrIsAnothers() throws {
        let folder = try rendered()
        try scan(folder, to: "scans")
        #expect(try collect(folder, "scans").code == 0)
        let whole = try bytes(folder, "signed/" + Self.name)
        let fewer = try collect(folder, "scans/scan-0001.jpg")
        #expect(fewer.code == 1 && fewer.errors.contains("[fewer-pages]"), "\(fewer.errors)")
        #expect(try bytes(folder, "signed/" + Self.name) == whole)
        #expect(try collect(folder, "scans").code == 0, "the same scans give the same copy")
        try FileManager.default.createDirectory(
            atPath: folder.path + "/foreign", withIntermediateDirectories: false)
        _ = try folder.write("foreign/" + Self.name, Data([1]))
        let foreign = try collect(folder, "scans", to: "foreign")
        #expect(foreign.code == 1 && foreign.errors.contains("[foreign-file]"), "\(foreign.errors)")
        #expect(try bytes(folder, "foreign/" + Self.name) == Data([1]))
        let same = try collect(folder, "scans", to: "out")
        #expect(same.code == 1 && same.errors.contains("[same-folder]"), "\(same.errors)")
    }

    /// Without its record nobody knows what a copy shows.
    @Test func replacesNothingWhereTheRecordIsUnreadable() throws {
        let folder = try rendered()
        try scan(folder, to: "scans")
        #expect(try collect(folder, "scans").code == 0)
        let whole = try bytes(folder, "signed/" + Self.name)
        let record = try record(folder)
        _ = try folder.write("signed/signed.json", record.replacing("\"version\" : 1", with: "\"version\" : 2"))
        let outcome = try collect(folder, "scans/scan-0001.jpg")
        #expect(outcome.code == 1 && outcome.errors.contains("[bad-record]"), "\(outcome.errors)")
        #expect(try bytes(folder, "signed/" + Self.name) == whole)
        // As a run leaves it that was stopped before it noted what it had written.
        let unfinished = record.replacing(#/"sha256" : "[0-9a-f]{64}"/#, with: "\"sha256\" : \"\"")
        _ = try folder.write("signed/signed.json", unfinished)
        let fewer = try collect(folder, "scans/scan-0001.jpg")
        #expect(fewer.code == 1 && fewer.errors.contains("[fewer-pages]"), "\(fewer.errors)")
        #expect(try bytes(folder, "signed/" + Self.name) == whole)
    }

    /// Pages of a PDF whose pictures are taken out as they are, and one that shows more than pictures.
    @Test func takesPicturesOutOfPDFs() throws {
        let folder = try rendered()
        try scan(folder, to: "scans")
        let script = """
            import sys; from PIL import Image
            pages = [Image.open(path) for path in sys.argv[2:]]
            pages[0].save(sys.argv[1], save_all=True, append_images=pages[1:], resolution=200)
            """
        let images = ["scan-0001.jpg", "scan-0002.jpg"].map { "\(folder.path)/scans/\($0)" }
        let pdf = "\(folder.path)/scans.pdf"
        let made = try Program(path: "/usr/bin/python3").run(["-c", script, pdf] + images)
        try #require(made.code == 0, "\(made.errors)")
        let outcome = try collect(folder, "scans.pdf")
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.output)\(outcome.errors)")
        // A page of a printed PDF is no scan, but may be among them: text is no picture.
        let printed = try collect(folder, "out/" + Self.name, to: "printed")
        #expect(printed.errors.contains("[drawn-anew]"), "\(printed.errors)")
        #expect(try output("pdfinfo", "\(folder.path)/printed/\(Self.name)").contains("Pages:           2\n"))
    }
}

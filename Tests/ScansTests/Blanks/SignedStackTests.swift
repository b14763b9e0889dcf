import Foundation
import TestSupport
import Testing

/// Paper that came back from an office, signed or not: `annex stack SCAN… --against OUT`.
@Suite struct SignedStackTests {
    private static let example = Fixtures.project + "/layouts/national-project/example/submission.yaml"

    /// A folder whose `out` holds an office with two pages, each with a place to sign and one for a seal; of other data where
    /// `name` is another one.
    private func rendered(_ folder: TemporaryFolder, _ name: String = "甲", to out: String = "out") throws {
        let text = Fixtures.text(Self.example).replacing("name: 清岚县教育局,", with: "name: 清岚县\(name)局,")
        let path = try folder.write("\(name).yaml", text)
        let outcome = try Program.annex.run(["render", path, "-o", "\(folder.path)/\(out)", "--page-codes"])
        try #require(outcome.code == 0, "\(outcome.errors)")
    }

    /// The places of the page `number` in the manifest, as `Tools/scan.py` takes them.
    private func places(_ folder: TemporaryFolder, page number: Int) throws -> [(kind: String, box: String)] {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out/manifest.json"))
        let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let entry = try #require((manifest["outputs"] as? [[String: Any]])?.first)
        let codes = try #require(entry["pageCodes"] as? [String: Any])
        let blanks = try #require(codes["blanks"] as? [[String: Any]]).filter { $0["page"] as? Int == number }
        return try blanks.map { blank -> (kind: String, box: String) in
            let sides = try #require(blank["place"] as? String).split(separator: " ").compactMap { Double($0) }
            return (try #require(blank["kind"] as? String), sides.map { String($0 / 10) }.joined(separator: " "))
        }
    }

    private func scan(
        _ folder: TemporaryFolder, _ name: String = "甲", in out: String = "out", to scans: String, _ arguments: [String]
    ) throws {
        let pdf = "\(folder.path)/\(out)/清岚县\(name)局2023年度绩效自评.pdf"
        let scan = Program(path: "/usr/bin/python3", leading: [Fixtures.project + "/Tools/scan.py"])
        let outcome = try scan.run([pdf, "\(folder.path)/\(scans)"] + arguments)
        try #require(outcome.code == 0, "\(outcome.errors)")
    }

    private func stack(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Outcome {
        try Program.annex.run(
            ["stack"] + arguments.map { $0.hasPrefix("-") ? $0 : "\(folder.path)/\($0)" }
                + ["--against", folder.path + "/out", "--list", folder.path + "/list.tsv"])
    }

    @Test func tellsWhatIsSignedAndWhatIsNot() throws {
        let folder = try TemporaryFolder()
        try rendered(folder)
        let places = try places(folder, page: 1)
        #expect(places.map(\.kind) == ["signature", "seal"])
        let hands = places.flatMap { ["--hand", ($0.kind == "seal" ? "sealed " : "signature ") + $0.box] }
        try scan(folder, to: "signed", ["--mode", "colour"] + hands)
        try scan(folder, to: "bare", [])
        let signed = try stack(folder, "signed/scan-0001.jpg", "bare/scan-0002.jpg", "--report", "report.html")
        #expect(signed.code == 1, "the second page is not signed")
        #expect(signed.output.contains("清岚县甲局2023年度绩效自评.pdf 第 2 页 单位负责人签字：空白，墨占 0.0%"), "\(signed.output)")
        #expect(
            signed.output.contains("签字处 2 处：有字迹 1，空白 1，存疑 0；盖章处 2 处：有印迹 1，空白 1，存疑 0\n齐：1 份，2 页\n"),
            "\(signed.output)")
        let list = Fixtures.text(folder.path + "/list.tsv").split(separator: "\n")
        #expect(list.dropFirst().first?.contains("signature filled 0.") == true, "\(list)")
        let report = Fixtures.text(folder.path + "/report.html")
        #expect(report.split(separator: "<figure class=\"filled\"").count == 3, "two places are filled")
        #expect(report.contains("<img alt=\"\" src=\"data:image/png;base64,iVBORw0KGgo"))
    }

    @Test func isContentWherePaperIsNotSignedYetOrAllIs() throws {
        let folder = try TemporaryFolder()
        try rendered(folder)
        let hands = try [1, 2].flatMap { try self.places(folder, page: $0) }
            .flatMap { ["--hand", ($0.kind == "seal" ? "sealed " : "signature ") + $0.box] }
        try scan(folder, to: "signed", ["--mode", "colour", "--turn", "180"] + hands)
        let signed = try stack(folder, "signed")
        #expect(signed.code == 0, "\(signed.output)")
        #expect(signed.output.contains("签字处 2 处：有字迹 2，空白 0，存疑 0；盖章处 2 处：有印迹 2，空白 0，存疑 0\n"))
        try scan(folder, to: "bare", [])
        let unsigned = try stack(folder, "bare", "--unsigned")
        #expect(unsigned.code == 0 && !unsigned.output.contains("签字"), "\(unsigned.output)")
    }

    @Test func showsWhatWasWrittenInByHand() throws {
        let folder = try TemporaryFolder()
        try rendered(folder)
        try scan(folder, to: "scans", ["--hand", "corrected 150 60 14 7"])
        let outcome = try stack(folder, "scans", "--report", "report.html")
        #expect(outcome.output.contains("第 1 页：签字处以外有手写的墨 1 处"), "\(outcome.output)")
        #expect(Fixtures.text(folder.path + "/report.html").contains("<figure class=\"mark\""))
    }

    @Test func doesNotTakeAPageOfAnotherOfficeForOne() throws {
        let folder = try TemporaryFolder()
        try rendered(folder)
        let other = Fixtures.project + "/layouts/project-content/example/submission.yaml"
        let outcome = try Program.annex.run(["render", other, "-o", folder.path + "/other", "--page-codes"])
        try #require(outcome.code == 0, "\(outcome.errors)")
        let pdf = try #require(folder.files(in: "other").first { $0.hasSuffix(".pdf") })
        let scan = Program(path: "/usr/bin/python3", leading: [Fixtures.project + "/Tools/scan.py"])
        let scanned = try scan.run(["\(folder.path)/other/\(pdf)", "\(folder.path)/scans", "--marks", "lost"])
        try #require(scanned.code == 0, "\(scanned.errors)")
        let stack = try stack(folder, "scans")
        #expect(stack.code == 1)
        #expect(stack.output.contains("全缺，2 页"), "\(stack.output)")
        #expect(!stack.output.contains("按版面认出"), "\(stack.output)")
    }

    @Test func saysWhatItCannotLookAt() throws {
        let folder = try TemporaryFolder()
        try rendered(folder)
        try scan(folder, to: "scans", [])
        let name = "清岚县甲局2023年度绩效自评.pdf"
        _ = try folder.write("out/\(name)", "%PDF-1.4 changed")
        let outcome = try stack(folder, "scans")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("它的签字、盖章处没有看 [output-changed]"), "\(outcome.errors)")
    }
}

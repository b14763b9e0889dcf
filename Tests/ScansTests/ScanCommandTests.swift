import Foundation
import TestSupport
import Testing

/// Paper back from the offices, as it is scanned: `annex stack SCAN… --against OUT`.
@Suite struct ScanCommandTests {
    private static let text = Fixtures.text(Fixtures.project + "/layouts/national-project/example/submission.yaml")

    /// A folder whose `out` holds two offices with two pages each, with codes.
    private func rendered() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, sum) in [("甲", "1"), ("乙", "2")] {
            let text = Self.text.replacing("name: 清岚县教育局,", with: "name: 清岚县\(name)局,")
            try FileManager.default.createDirectory(
                atPath: folder.path + "/in", withIntermediateDirectories: true)
            _ = try folder.write("in/\(name)\(sum).yaml", text)
        }
        let outcome = try Program.annex.run(
            ["render", folder.path + "/in", "-o", folder.path + "/out", "--page-codes"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        return folder
    }

    private func scan(_ folder: TemporaryFolder, _ office: String, to name: String, _ arguments: String...) throws {
        let pdf = "\(folder.path)/out/清岚县\(office)局2023年度绩效自评.pdf"
        let scan = Program(path: "/usr/bin/python3", leading: [Fixtures.project + "/Tools/scan.py"])
        let outcome = try scan.run([pdf, "\(folder.path)/\(name)"] + arguments)
        try #require(outcome.code == 0, "\(outcome.errors)")
    }

    private func stack(_ folder: TemporaryFolder, _ arguments: String...) throws -> Program.Outcome {
        try Program.annex.run(
            ["stack"] + arguments.map { "\(folder.path)/\($0)" }
                + ["--against", folder.path + "/out", "--list", folder.path + "/list.tsv", "--unsigned"])
    }

    /// The columns of the table of scanned pages, without the paths of files.
    private func list(_ folder: TemporaryFolder) -> [[String]] {
        Fixtures.text(folder.path + "/list.tsv").split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).dropFirst().map(String.init)
        }
    }

    @Test func readsPicturesOfBothOfficesUprightOrNot() throws {
        let folder = try rendered()
        try scan(folder, "甲", to: "scans/a", "--skew", "4", "--mode", "bw")
        try scan(folder, "乙", to: "scans/b", "--turn", "180", "--quality", "30")
        let outcome = try stack(folder, "scans")
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
        #expect(
            outcome.output == """
                清岚县乙局2023年度绩效自评.pdf：2 页，齐
                清岚县甲局2023年度绩效自评.pdf：2 页，齐
                扫描件：倒放或横放的 2 页；歪斜超过 3 度的 2 页
                齐：2 份，4 页\n
                """)
        let rows = list(folder)
        #expect(rows.map { $0[1] } == ["code", "code", "code", "code"])
        #expect(rows.map { $0[3] } == ["0", "0", "180", "180"])
        let skews = rows.compactMap { Double($0[4]) }
        for (skew, drawn) in zip(skews, [-4.0, 4, -2, 2]) { #expect(abs(skew - drawn) < 0.2, "\(skews)") }
    }

    @Test func tellsAPageByItsLookWhereItsCodeIsLostAndSaysSo() throws {
        let folder = try rendered()
        try scan(folder, "甲", to: "a", "--marks", "lost")
        try scan(folder, "乙", to: "b")
        let outcome = try stack(folder, "a/scan-0001.jpg", "b")
        #expect(outcome.code == 1)
        let path = folder.path + "/a/scan-0001.jpg"
        #expect(
            outcome.output == """
                清岚县乙局2023年度绩效自评.pdf：2 页，齐
                清岚县甲局2023年度绩效自评.pdf：2 页中缺 1 页
                  缺第 2 页（项目支出绩效自评表（乡村教师人才津贴））
                  第 1 页的识别码读不出，是按版面认出的，请核对（\(path)）
                不齐：应有 4 页，扫到 3 页，缺 1 页，重 0 张，不该有的 0 张\n
                """)
        #expect(list(folder).first?[2] == "清岚县甲局2023年度绩效自评.pdf 1")
    }

    @Test func saysWhatItLeavesOutAndWhatItCannotRead() throws {
        let folder = try rendered()
        try scan(folder, "甲", to: "scans")
        try scan(folder, "乙", to: "other")
        let text = try folder.write("scans/notes.txt", "ANX1")
        // A page of white paper, and a picture that is cut off.
        let size = (width: 827, height: 1169)
        let head = [UInt8]("P5 \(size.width) \(size.height) 255\n".utf8)
        _ = try folder.write("white.pgm", Data(head + [UInt8](repeating: 235, count: size.width * size.height)))
        try convert(folder, "white.pgm", to: "scans/white.tif")
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/other/scan-0001.jpg"))
        let cut = try folder.write("scans/cut.jpg", whole.prefix(whole.count / 2))
        let outcome = try stack(folder, "scans", "other/scan-0001.jpg", "other/scan-0002.jpg")
        #expect(outcome.code == 1, "a file that cannot be read may hold anything")
        #expect(outcome.errors.contains("\(text):1:1: 警告：不是扫描件，没有计入 [not-a-scan]"), "\(outcome.errors)")
        #expect(outcome.errors.contains("\(cut):1:1: 错误：扫描件损坏或不完整，读不出 [damaged-scan]"), "\(outcome.errors)")
        #expect(outcome.output.contains("扫描件：空白的 1 页，没有计入\n"), "\(outcome.output)")
        #expect(outcome.output.hasSuffix("齐：2 份，4 页\n"))
    }

    private func convert(_ folder: TemporaryFolder, _ from: String, to name: String) throws {
        let python = Program(path: "/usr/bin/python3")
        let script = "import sys; from PIL import Image; Image.open(sys.argv[1]).save(sys.argv[2])"
        let outcome = try python.run(["-c", script, "\(folder.path)/\(from)", "\(folder.path)/\(name)"])
        try #require(outcome.code == 0, "\(outcome.errors)")
    }
}

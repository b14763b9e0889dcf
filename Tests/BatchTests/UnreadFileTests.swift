import Foundation
import TestSupport
import Testing

/// What is handed in besides submissions that can be read: it is called what it is, and no office vanishes with it.
@Suite struct UnreadFileTests {
    /// A file by its name, with its first bytes.
    struct Foreign: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let title: String
        var testDescription: String { name }

        init(_ name: String, _ bytes: [UInt8], _ title: String) {
            (self.name, self.bytes, self.title) = (name, bytes, title)
        }
    }

    private static let ofd = StoredZip.zip([
        ("OFD.xml", Array("<ofd:OFD/>".utf8)), ("Doc_0/Document.xml", Array("<a/>".utf8)),
    ])
    static let foreign = [
        Foreign("扫描件.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "图片（PNG）"),
        Foreign("照片.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], "图片（JPEG）"),
        Foreign("盖章页.pdf", Array("%PDF-1.7\n".utf8), "PDF"), Foreign("公文.ofd", ofd, "版式文件（OFD）"),
        Foreign("材料.rar", Array("Rar!\u{1A}\u{07}".utf8) + [1, 0], "压缩包（RAR）"),
        Foreign("材料.zip", StoredZip.zip([("表/自评.txt", [65])]), "压缩包（ZIP）"),
        Foreign("材料.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], "压缩包（7Z）"),
        Foreign("汇报.ppt", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "幻灯片"),
        Foreign("表.csv", Array("单位,金额\n".utf8), "文本表格（CSV）"),
    ]

    @Test(arguments: foreign) func namesWhatAFolderHoldsBesides(_ file: Foreign) throws {
        let county = try SmallCounty(1)
        _ = try county.folder.write("in/\(file.name)", Data(file.bytes))
        let rendered = try county.render()
        #expect(
            rendered.code == 1 && rendered.errors.contains("/in/\(file.name):1:1: 错误：是\(file.title)，没有读 [not-read]"))
        #expect(try county.pdfs().count == 1, "what can be read is rendered")
        let checked = try Program.annex.run(["check", county.path + "/in"])
        #expect(checked.code == 1 && checked.output.contains("/in/\(file.name):1:1: 错误：是\(file.title)，没有读 [not-read]"))
    }

    /// As a submission, under its own name and under that of one.
    @Test(arguments: foreign.filter { !$0.name.hasSuffix("csv") && !$0.name.hasSuffix("ppt") })
    func callsWhatIsGivenByWhatItHolds(_ file: Foreign) throws {
        let folder = try TemporaryFolder()
        for name in [file.name, "县委办.yaml"] {
            let path = try folder.write(name, Data(file.bytes))
            let outcome = try Program.annex.run(["check", path])
            #expect(outcome.code == 1)
            let words = file.title.hasPrefix("压缩包（ZIP") ? "压缩包" : file.title
            #expect(outcome.output.contains("是\(words)") && outcome.output.contains("提示："), "\(outcome.output)")
        }
    }

    @Test func aPictureThatASubmissionNamesIsRead() throws {
        let county = try SmallCounty(0)
        _ = try county.folder.write("in/签名.png", Data(PNGFile.stroke(width: 30, height: 10)))
        try county.write("in/a.yaml", "甲局") {
            $0.replacing("leader: 戊某某}", with: "leader: 戊某某, signature: 签名.png}")
        }
        for _ in 0..<2 {
            let outcome = try county.render()
            #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        }
        #expect(try Program.annex.run(["check", county.path + "/in"]).code == 0)
        try county.write("in/a.yaml", "甲局")
        #expect(try county.render().errors.contains("/in/签名.png:1:1: 错误：是图片（PNG），没有读"))
    }

    /// Notes and files of the system are listed, but nobody misses them.
    @Test func whatNobodyHandsInIsNoFault() throws {
        let county = try SmallCounty(1)
        for name in ["说明.txt", "Thumbs.db", "desktop.ini"] { _ = try county.folder.write("in/\(name)", "\u{1}说明") }
        let outcome = try county.render()
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("不是材料，没有读：\n  \(county.path)/in/Thumbs.db\n"))
    }
}

import Foundation
import Rendering
import TestSupport
import Testing

/// Faces of an office's own, which mostly have a Chinese and an English name.
@Suite struct OwnFaceTests {
    @Test(arguments: ["C", "zh_CN.UTF-8"])
    func findsAFaceByEitherName(_ language: String) throws {
        let folder = try TemporaryFolder()
        let face = try Data(contentsOf: URL(fileURLWithPath: Fixtures.project + "/fonts/AnnexFang.ttf"))
        let own = try TemporaryFolder()
        _ = try own.write("simfang.ttf", try face.named(english: "FangSong", chinese: "仿宋"))
        let environment = ["LANG": language, "LC_ALL": language, "FC_LANG": language == "C" ? "en" : "zh-cn"]
        let outcome = try Program.annex.run(
            ["render", Example.path, "--fonts", own.path, "-o", folder.path + "/out"], environment: environment)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let pdf = try #require(folder.onlyFile(in: "out"))
        let fonts = try #require(Program.tool("pdffonts")).run([pdf]).output
        #expect(fonts.contains("FangSong"))
        #expect(!fonts.contains("AnnexFang"))
    }
}

extension Data {
    /// The font with a family of two names (ISO/IEC 14496-22, 5.2.7), in a table behind all others.
    fileprivate func named(english: String, chinese: String) throws -> Data {
        let names = [(language: 0x409, name: english), (language: 0x804, name: chinese)]
        var (records, texts) = (Data(), Data())
        for (language, name) in names {
            for id in [1, 4, 6] {
                let text = Data((id == 6 ? english : name).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
                for number in [3, 1, language, id, text.count, texts.count] { records.append(bigEndian: number, 2) }
                texts += text
            }
        }
        var table = Data()
        for number in [0, 3 * names.count, 6 + records.count] { table.append(bigEndian: number, 2) }
        table += records + texts
        var font = self
        let tags = (0..<Int(font[5])).map { 12 + 16 * $0 }
        let place = try #require(tags.first { font[$0..<$0 + 4] == Data("name".utf8) })
        var entry = Data()
        entry.append(bigEndian: font.count, 4)
        entry.append(bigEndian: table.count, 4)
        font.replaceSubrange(place + 8..<place + 16, with: entry)
        return font + table
    }

    private mutating func append(bigEndian number: Int, _ size: Int) {
        for byte in (0..<size).reversed() { append(UInt8(number >> (8 * byte) & 0xFF)) }
    }
}

import Foundation
import TestSupport
import Testing

/// `annex archive --check` finds what was done to a pack.
@Suite struct PackCheckTests {
    /// Something that is done to a pack of three items, and the finding that tells of it.
    struct Defect: Sendable, CustomTestStringConvertible {
        let name: String
        let finding: String
        /// Whether the bag's lists are written anew, so that only what the pack says gives it away.
        var isSealed = true
        let make: @Sendable (PackedCounty) throws -> Void
        var testDescription: String { name }
    }

    private static let sound = Result {
        let county = try PackedCounty(3)
        #expect(try county.archive().code == 0)
        return county
    }

    private static let first = PackedCounty.records + "0086-WS.2024-D30-JXK-0001"
    private static let second = PackedCounty.records + "0086-WS.2024-D30-JXK-0002"
    private static let catalogue = "文件目录.XML"

    private static func remove(_ county: PackedCounty, _ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(county.pack)/\(name)")
    }

    private static func qpdf(_ county: PackedCounty, _ arguments: [String]) throws {
        let path = "\(county.pack)/\(first).pdf"
        let outcome = try #require(Program.tool("qpdf")).run([path] + arguments + ["--replace-input"])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    /// Changes what stands in the first item's PDF.
    private static func rewrite(_ county: PackedCounty, _ old: String, _ new: String) throws {
        try qpdf(county, ["--qdf", "--object-streams=disable"])
        let path = "\(county.pack)/\(first).pdf"
        let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .isoLatin1)
        #expect(text.contains(old))
        let changed = try county.folder.write(
            "changed", try #require(text.replacing(old, with: new).data(using: .isoLatin1)))
        let outcome = try Program(path: "/bin/sh").run(["-c", "fix-qdf \"$1\" > \"$2\"", "fix", changed, path])
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    private static func append(_ county: PackedCounty, _ name: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(county.pack)/\(name)"))
        try file.seekToEnd()
        try file.write(contentsOf: Data("\n".utf8))
    }

    static let defects: [Defect] = [
        // The bag.
        Defect(name: "a changed file", finding: "bag-changed", isSealed: false) { try append($0, first + ".pdf") },
        Defect(name: "a changed catalogue", finding: "bag-changed", isSealed: false) { try append($0, catalogue) },
        Defect(name: "a missing file", finding: "bag-missing", isSealed: false) { try remove($0, first + ".pdf") },
        Defect(name: "an extra file", finding: "bag-extra", isSealed: false) {
            _ = try $0.folder.write("pack/data/extra.pdf", "extra")
        },
        Defect(name: "an extra file beside the payload", finding: "bag-extra", isSealed: false) {
            _ = try $0.folder.write("pack/notes.txt", "extra")
        },
        Defect(name: "a line less in the manifest", finding: "bag-extra", isSealed: false) {
            try $0.edit("manifest-sha256.txt") { $0.split(separator: "\n").dropLast().joined(separator: "\n") + "\n" }
        },
        Defect(name: "a wrong size", finding: "bag-size", isSealed: false) {
            try $0.edit("bag-info.txt") { $0.replacing("Payload-Oxum: ", with: "Payload-Oxum: 1") }
        },
        Defect(name: "no declaration", finding: "bag-declaration", isSealed: false) { try remove($0, "bagit.txt") },
        Defect(name: "another version of bags", finding: "bag-declaration") {
            try $0.edit("bagit.txt") { $0.replacing("1.0", with: "0.97") }
        },
        // What the pack says of itself.
        Defect(name: "a page short", finding: "pack-pages") { try qpdf($0, ["--pages", ".", "1-1", "--"]) },
        Defect(name: "a wrong count of pages", finding: "pack-pages") {
            try $0.edit(catalogue) { $0.replacing(#/<页数>\d+<\/页数>/#, with: "<页数>99</页数>", maxReplacements: 1) }
        },
        Defect(name: "wrong totals", finding: "pack-totals") {
            try $0.edit(catalogue) { $0.replacing("<合计 件数=\"3\"", with: "<合计 件数=\"4\"") }
        },
        Defect(name: "a gap in the numbers", finding: "pack-gap") { county in
            for ending in [".pdf", ".xml"] { try remove(county, second + ending) }
            try county.edit(catalogue) { $0.replacing(#/<文件 顺序号="2">.*\n/#, with: "") }
        },
        Defect(name: "a number twice", finding: "pack-code-twice") {
            try $0.edit(catalogue) { $0.replacing("JXK-0002</档号>", with: "JXK-0001</档号>") }
        },
        Defect(name: "a line out of order", finding: "pack-order") {
            try $0.edit(catalogue) { $0.replacing("顺序号=\"2\"", with: "顺序号=\"5\"") }
        },
        Defect(name: "another fonds", finding: "pack-code") {
            try $0.edit(catalogue) { $0.replacing("全宗号=\"0086\"", with: "全宗号=\"0087\"") }
        },
        Defect(name: "metadata without a file", finding: "pack-missing") { try remove($0, first + ".xml") },
        Defect(name: "metadata of something else", finding: "pack-metadata") {
            try $0.edit(first + ".xml") { $0.replacing("<题名>", with: "<题名>另") }
        },
        Defect(name: "a title that differs", finding: "pack-workbook") {
            try $0.edit(catalogue) { $0.replacing("<题名>", with: "<题名>另", maxReplacements: 1) }
        },
        Defect(name: "a printed catalogue of other items", finding: "pack-volume") {
            try $0.edit(catalogue) { $0.replacing("<备注></备注>", with: "<备注>x</备注>", maxReplacements: 1) }
        },
        Defect(name: "a line of another kind in the catalogue", finding: "pack-catalogue") {
            try $0.edit(catalogue) { $0.replacing("<合计", with: "<文件/>\n<合计") }
        },
        Defect(name: "a file that the catalogue lacks", finding: "pack-unlisted") {
            _ = try $0.folder.write("pack/\(PackedCounty.records)0086-WS.2024-D30-JXK-0009.pdf", "extra")
        },
        Defect(name: "a file of nothing", finding: "pack-unlisted") {
            _ = try $0.folder.write("pack/data/catalogue/more.pdf", "extra")
        },
        Defect(name: "no printed catalogue", finding: "pack-volume") {
            try remove($0, "data/catalogue/0086-WS.2024-D30-JXK-001.pdf")
        },
        Defect(name: "no workbook", finding: "pack-workbook") { try remove($0, "data/catalogue/catalogue.xlsx") },
        Defect(name: "no report", finding: "pack-missing") { try remove($0, "data/report/report.pdf") },
        Defect(name: "no PDF at all", finding: "bad-pdf") {
            _ = try $0.folder.write("pack/\(first).pdf", "no PDF")
        },
        Defect(name: "an encrypted file", finding: "encrypted-pdf") {
            try qpdf($0, ["--encrypt", "", "x", "256", "--"])
        },
        Defect(name: "a file that runs a script", finding: "pack-actions") {
            try rewrite($0, "/Type /Catalog", "/OpenAction << /S /JavaScript /JS (app.alert) >> /Type /Catalog")
        },
        Defect(name: "a font that is not inside", finding: "pack-fonts") {
            try rewrite($0, "/FontFile2", "/FontFileX")
        },
        Defect(name: "a file for no archive", finding: "pack-standard") {
            try rewrite($0, "<pdfaid:part>3</pdfaid:part>", "")
        },
        Defect(name: "no description", finding: "pack-description") { try remove($0, "说明文件.TXT") },
        Defect(name: "a description of another amount", finding: "pack-description") {
            try $0.edit("说明文件.TXT") { $0.replacing("数量：3 件", with: "数量：30 件") }
        },
    ]

    @Test(arguments: defects) func findsADefect(_ defect: Defect) throws {
        let county = try PackedCounty(copying: try Self.sound.get())
        try defect.make(county)
        if defect.isSealed { try county.seal() }
        let outcome = try county.check()
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[\(defect.finding)]"), "\(outcome.errors)")
    }

    @Test func findsNothingInAPackThatWasOnlySealedAnew() throws {
        let county = try PackedCounty(copying: try Self.sound.get())
        try county.seal()
        let outcome = try county.check()
        #expect(outcome.code == 0, "\(outcome.errors)")
    }

    @Test func aFolderThatIsNoPackIsToldSo() throws {
        let folder = try TemporaryFolder()
        let outcome = try Program.annex.run(["archive", folder.path, "--check"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("[no-pack]"))
        #expect(outcome.errors.components(separatedBy: "错误").count == 2)
    }
}

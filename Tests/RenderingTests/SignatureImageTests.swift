import Foundation
import TestSupport
import Testing

/// A submission that names the image of a signature: what is printed, and what is said of an image that cannot be.
@Suite struct SignatureImageTests {
    /// The example with `path` as its signature, in a folder of its own.
    private func submission(_ path: String, in folder: TemporaryFolder) throws -> String {
        let text = Example.text.replacing("  leader: 乙某某", with: "  leader: 乙某某\n  signature: \(path)")
        return try folder.write("材料.yaml", text)
    }

    /// 附件2, 附件3, and 附件4 and 附件5 for each of the two projects.
    private static let signedForms = 2 + 2 * 2

    @Test func drawsTheImageOnceForAllFormsWithItsAlpha() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("sign.png", Data(PNGFile.stroke(width: 300, height: 100)))
        let path = try submission("sign.png", in: folder)
        #expect(try Program.annex.run(["render", path, "-o", folder.path + "/out"]).code == 0)
        let pdf = try #require(folder.onlyFile(in: "out"))
        let lines = try #require(Program.tool("pdfimages")).run(["-list", pdf]).output.split(separator: "\n").dropFirst(
            2)
        let fields = lines.map { $0.split(separator: " ").map(String.init) }
        // The signed pages share one object; its alpha is a mask of its own.
        #expect(try fields.count { try $0[at: 2] == "image" } == fields.count { try $0[at: 2] == "smask" })
        #expect(Set(fields.map { "\($0[2]) \($0[3])×\($0[4])" }) == ["image 300×100", "smask 300×100"])
        #expect(try Set(fields.filter { try $0[at: 2] == "image" }.map { try $0[at: 10] }).count == 1)
        #expect(try fields.allSatisfy { try $0[at: 9] == "no" }, "PDF/A forbids interpolation")
        #expect(try fields.count { try $0[at: 2] == "image" } == Self.signedForms)
    }

    @Test func givesTheSameBytesEachTime() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("sign.png", Data(PNGFile.stroke(width: 300, height: 100)))
        let path = try submission("./sign.png", in: folder)
        let files = try ["a", "b"].map { name in
            #expect(try Program.annex.run(["render", path, "-o", "\(folder.path)/\(name)"]).code == 0)
            return try Data(contentsOf: URL(fileURLWithPath: try #require(folder.onlyFile(in: name))))
        }
        #expect(files[0] == files[1])
    }

    /// The images stand in the record by their names, whatever names them first; the files inside are numbered alike.
    @Test func recordsImagesInTheOrderOfTheirNames() throws {
        let folder = try TemporaryFolder()
        var text = Example.text.replacing("  leader: 乙某某", with: "  leader: 乙某某\n  signature: z.png")
        let names = ["z.png", "b.png", "y.png", "a.png", "m.png"]
        for (place, name) in zip(["baseData:", "overall:"], names.dropFirst()) {
            text = text.replacing("\n\(place)\n", with: "\n\(place)\n  filing: {preparer: 甲某某, signature: \(name)}\n")
        }
        for (place, name) in zip(["report", "evaluation"], names.dropFirst(3)) {
            let first = try #require(text.firstRange(of: "\n    \(place):\n"))
            text.replaceSubrange(
                first, with: "\n    \(place):\n      filing: {preparer: 甲某某, signature: \(name)}\n")
        }
        for (index, name) in names.enumerated() {
            _ = try folder.write(name, Data(PNGFile.stroke(width: 30 + index, height: 10)))
        }
        let path = try folder.write("材料.yaml", text)
        let outcome = try Program.annex.run(["render", path, "-o", folder.path + "/out"])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let pdf = try #require(folder.onlyFile(in: "out"))
        #expect(try Program.annex.run(["extract", pdf, "-o", folder.path + "/data"]).code == 0)
        let record = Fixtures.text(folder.path + "/data/record.json")
        let listed = record.matches(of: #/"file": "(image-?\d+\.png|[^"]*\.png)",\s*"path": "(.*?)"/#)
        #expect(listed.map { String($0.2) } == names.sorted())
        #expect(listed.map { String($0.1) } == listed.map { String($0.1) }.sorted())
        for name in names {
            #expect(
                FileManager.default.contentsEqual(
                    atPath: "\(folder.path)/data/\(name)", andPath: "\(folder.path)/\(name)"))
        }
    }

    @Test func drawsTheImageToPNG() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/图", withIntermediateDirectories: false)
        _ = try folder.write("图/sign.png", Data(PNGFile.stroke(width: 300, height: 100)))
        let plain = try folder.write("plain.yaml", Example.text)
        let signed = try submission("图/sign.png", in: folder)
        for (path, name) in [(plain, "plain"), (signed, "signed")] {
            let arguments = ["render", path, "-o", "\(folder.path)/\(name)", "--format", "png", "--dpi", "30"]
            #expect(try Program.annex.run(arguments).code == 0)
        }
        let differing = try folder.outputs(in: "plain").filter { file in
            let paths = ["plain", "signed"].map { URL(fileURLWithPath: "\(folder.path)/\($0)/\(file)") }
            return try Data(contentsOf: paths[0]) != Data(contentsOf: paths[1])
        }
        #expect(differing.filter { $0.hasSuffix(".png") }.count == Self.signedForms)
    }

    /// An image that cannot be used.
    struct BadImage: Sendable, CustomTestStringConvertible {
        let id: String
        let words: String
        let path: String
        var bytes: [UInt8]?
        var testDescription: String { "\(id) \(path)" }
    }

    static let badImages = [
        BadImage(id: "cannot-read", words: "找不到文件", path: "none.png"),
        BadImage(id: "cannot-read", words: "是文件夹", path: "folder"),
        BadImage(id: "image-outside", words: "不在材料所在的文件夹中", path: "/etc/hostname"),
        BadImage(id: "image-outside", words: "不在材料所在的文件夹中", path: "../sign.png"),
        BadImage(id: "image-outside", words: "不在材料所在的文件夹中", path: "a/../../sign.png"),
        BadImage(id: "image-outside", words: "不在材料所在的文件夹中", path: "link.png"),
        BadImage(id: "bad-image", words: "不是 PNG 图片", path: "sign.png", bytes: Array("签名".utf8)),
        BadImage(
            id: "bad-image", words: "60000×60000", path: "sign.png",
            bytes: PNGFile.start + PNGFile.header(width: 60000, height: 60000)),
        BadImage(
            id: "bad-image", words: "已损坏", path: "sign.png",
            bytes: PNGFile.stroke(width: 300, height: 100).dropLast(5000)),
        BadImage(
            id: "bad-image", words: "已损坏", path: "sign.png", bytes: PNGFile.start + PNGFile.header(width: 9, height: 9)),
        BadImage(
            id: "too-large", words: "最大为 4 MiB", path: "sign.png",
            bytes: PNGFile.stroke(width: 30, height: 10) + [UInt8](repeating: 0, count: 4 << 20)),
    ]

    @Test(arguments: badImages) func saysWhatIsWrongWithAnImage(_ image: BadImage) throws {
        let folder = try TemporaryFolder()
        if let bytes = image.bytes { _ = try folder.write("sign.png", Data(bytes)) }
        try FileManager.default.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.png", withDestinationPath: "/etc/hostname")
        let path = try submission(image.path, in: folder)
        let line =
            try #require(
                Fixtures.text(path).split(separator: "\n", omittingEmptySubsequences: false)
                    .firstIndex { $0.hasPrefix("  signature: ") }) + 1
        let outcome = try Program.annex.run(["render", path, "-o", folder.path + "/out"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("\(path):\(line):14: 错误：填报信息 › 签名图片："), "\(outcome.errors)")
        #expect(outcome.errors.contains(image.words))
        #expect(outcome.errors.split(separator: "[\(image.id)]").count == 2, "told once")
        #expect(outcome.errors.contains("提示："))
        #expect(folder.outputs(in: "out").isEmpty)
        let english = try Program.annex.run(["check", path, "--lang", "en"])
        #expect(english.code == 1)
        #expect(english.output.contains("hint: "))
    }
}

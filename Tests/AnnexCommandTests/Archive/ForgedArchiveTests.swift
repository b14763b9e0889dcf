import Foundation
import TestSupport
import Testing

@testable import Files
@testable import Rendering

/// What `annex verify` says of PDFs that others have changed beside their pages.
@Suite struct ForgedArchiveTests {
    private let folder: TemporaryFolder
    private let qpdf: Program

    init() throws {
        folder = try TemporaryFolder()
        qpdf = try #require(Program.tool("qpdf"))
        #expect(try Program.annex.run(["render", Example.path, "-o", folder.path + "/out"]).code == 0)
    }

    /// Has qpdf write the PDF anew and verifies that.
    /// - Parameter forge: changes what qpdf has written.
    private func verified(
        _ options: [String], _ forge: (String) -> String = { $0 }
    ) throws -> Program.Outcome {
        let path = folder.path + "/changed.pdf"
        let outcome = try qpdf.run([try #require(folder.onlyFile(in: "out"))] + options + [path])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let text = try #require(String(data: bytes, encoding: .isoLatin1))
        _ = try folder.write("changed.pdf", try #require(forge(text).data(using: .isoLatin1)))
        return try Program.annex.run(["verify", path])
    }

    @Test(arguments: [
        ["--object-streams=disable"], ["--object-streams=generate"], ["--linearize"], ["--stream-data=uncompress"],
        ["--stream-data=uncompress", "--object-streams=generate"], ["--linearize", "--object-streams=disable"],
        ["--recompress-flate", "--compression-level=9"],
    ])
    func takesAFileThatIsOnlyWrittenDifferently(_ options: [String]) throws {
        let outcome = try verified(options)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("文件的写法不同"))
    }

    /// Has qpdf write the PDF so that its objects can be read, and verifies that with `old` replaced.
    private func verified(replacing old: String, with new: String) throws -> Program.Outcome {
        #expect(old.utf8.count == new.utf8.count, "what is behind keeps its place")
        let old = String(decoding: old.utf8.map { UInt16($0) }, as: UTF16.self)
        let new = String(decoding: new.utf8.map { UInt16($0) }, as: UTF16.self)
        return try verified(["--object-streams=disable", "--stream-data=uncompress"]) { text in
            #expect(text.contains(old))
            return text.replacing(old, with: new, maxReplacements: 1)
        }
    }

    @Test func findsAnotherFileInside() throws {
        let path = try folder.write("a.txt", "甲")
        let outcome = try verified(["--add-attachment", path, "--", "--"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("错误：附件多了、少了或改过（多出 /Root/Names/EmbeddedFiles"), "\(outcome.errors)")
    }

    /// PDF/A forbids it, also where the file opens without a password.
    @Test(arguments: ["", "a"]) func refusesEncryption(_ password: String) throws {
        let outcome = try verified(["--encrypt", password, "b", "256", "--"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("错误：PDF 加了密，不能读 [encrypted-pdf]"))
        #expect(outcome.errors.contains("qpdf --decrypt"))
    }

    /// What is replaced in a file, and the part of it that then differs.
    @Test(arguments: [
        ("/Title <feff4e2d", "/Title <feff4e59", "文件信息（标题、作者等）不同（不同 /Info/Title）"),
        ("<pdfaid:part>3<", "<pdfaid:part>1<", "元数据（含归档标准的声明）不同（不同 /Root/Metadata part）"),
        (
            "/DisplayDocTitle true", "/PrintArea /TrimBox  ",
            "打开、显示或打印的方式不同（含自动执行的动作）（缺少 /Root/ViewerPreferences/DisplayDocTitle）"
        ),
        ("/Lang (zh-CN)", "/URI << >>   ", "语言、书签或页码不同（缺少 /Root/Lang）"),
        ("/Tabs /S", "/Dur 1  ", "第 1 页多了别的内容（动作、附件等）（多出 /Root/Pages/Kids[0]/Dur）"),
        ("/StructParents 1 ", "/StructParents 2 ", "给读屏软件的标记不同（不同 /Root/Pages/Kids[1]/StructParents）"),
        ("/Group <<", "/Thumb <<", "第 1 页的字体、文字或纸张不同（缺少 /Root/Pages/Kids[0]/Group）"),
        ("\"year\": 2023", "\"year\":\t2023", "其中的原始数据（submission.json）不是本程序存入的写法"),
        ("\"pageCodes\": false", "\"pageCodes\": 'no' ", "生成记录（record.json）与原始数据不符"),
        ("\"created\": \"2", "\"created\": \"x", "生成记录（record.json）与原始数据不符"),
    ])
    func findsWhatWasReplaced(_ old: String, _ new: String, _ words: String) throws {
        let outcome = try verified(replacing: old, with: new)
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("错误：\(words) [archive-differs]"), "\(outcome.errors)")
    }

    @Test func takesRoundedNumbersForTheSame() throws {
        let outcome = try verified(replacing: " 595.275391 ", with: " 595.2754   ")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try verified(replacing: " 595.275391 ", with: " 595.285391 ").code == 1)
    }

    /// The file made anew may be written in other bytes.
    @Test func whatWasAddedBehindAListedFileIsToldFromIt() {
        let (file, added) = (Array("a%%EOF\n".utf8), Array("b%%EOF\n".utf8))
        let listed = FileHash.sha256(of: file[...])
        func extent(_ expected: [UInt8], _ listed: String?) -> ArchiveVerification.Extent {
            ArchiveVerification.extent(expected: expected, found: file + added, listed: listed)
        }
        #expect(extent(file, nil) == .extended(by: added.count))
        #expect(extent(file + added, nil) == .identical)
        #expect(extent(added, listed) == .extended(by: added.count))
        #expect(extent(added, nil) == .different)
        #expect(extent(added, FileHash.sha256(of: added[...])) == .different)
    }
}

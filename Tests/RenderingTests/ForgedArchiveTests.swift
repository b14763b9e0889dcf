import Foundation
import TestSupport
import Testing

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

    @Test func findsAnotherFileInside() throws {
        let path = try folder.write("a.txt", "甲")
        let outcome = try verified(["--add-attachment", path, "--", "--"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("错误：附件多了、少了或改过 [archive-differs]"))
    }

    /// PDF/A forbids it, also where the file opens without a password.
    @Test(arguments: ["", "a"]) func refusesEncryption(_ password: String) throws {
        let outcome = try verified(["--encrypt", password, "b", "256", "--"])
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("错误：PDF 加了密，不能读 [encrypted-pdf]"))
        #expect(outcome.errors.contains("qpdf --decrypt"))
    }

    @Test func findsAnotherTitle() throws {
        let outcome = try verified(["--object-streams=disable"]) {
            $0.replacing("/Title <feff4e2d", with: "/Title <feff4e59")
        }
        #expect(outcome.code == 1)
        #expect(outcome.errors.hasSuffix("错误：文件信息（标题、作者等）不同 [archive-differs]\n"))
    }

    @Test func findsOtherMetadata() throws {
        let outcome = try verified(["--stream-data=uncompress"]) {
            $0.replacing("<pdfaid:part>3<", with: "<pdfaid:part>1<")
        }
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("元数据（含归档标准的声明）不同 [archive-differs]"))
    }
}

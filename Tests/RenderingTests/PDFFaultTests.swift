import Diagnostics
import TestSupport
import Testing

@testable import Archive
@testable import PDFFormat
@testable import Rendering

/// What is said of a PDF that cannot be read: each language in words of its own.
@Suite struct PDFFaultTests {
    /// A sound file, a step before it ends.
    private static func sample(_ change: (inout SamplePDF) -> Void = { _ in }) -> SamplePDF {
        var file = SamplePDF(catalog: "")
        change(&file)
        return file
    }

    private static func table(_ change: (inout SamplePDF) -> Void = { _ in }, trailer: String = "") -> [UInt8] {
        var file = sample(change)
        file.endWithTable(trailer: trailer)
        return file.bytes
    }

    private static func stream(_ entries: String) -> [UInt8] {
        var file = sample { $0.addStream(5, entries, [1, 2, 3]) }
        file.endWithStream(6, "/Size 7 /W [ 1 4 2 ]", file.rows(size: 7))
        return file.bytes
    }

    static let broken: [(name: String, bytes: [UInt8])] = [
        ("text", Array("甲".utf8)), ("header alone", Array("%PDF-1.7\n".utf8)),
        ("an end without a place", Array("%PDF-1.7\nstartxref\nx\n%%EOF\n".utf8)),
        ("a text behind the place", table() + Array("startxref\n9 x\n%%EOF\n".utf8)),
        ("a place outside", Array("%PDF-1.7\nstartxref\n99999\n%%EOF\n".utf8)),
        ("a place of nothing", table { $0.offsets[1] = 3 }), ("a loop", table(trailer: "/Prev 0")),
        ("an odd link", table(trailer: "/Prev /A")), ("two in one", table(trailer: "/XRefStm 9")),
        ("a size that is none", table { $0.write("5 0 obj\n<< /Length") }),
        ("an object in another", table { $0.offsets[4] = ($0.offsets[3] ?? 0) + 1 }),
        ("another filter", stream("/Filter /LZWDecode")), ("two filters", stream("/Filter [ /A /B ]")),
        ("an odd predictor", stream("/Filter /FlateDecode /DecodeParms << /Predictor 2 >>")),
        ("no deflated data", stream("/Filter /FlateDecode")), ("encrypted", table(trailer: "/Encrypt << >>")),
    ]

    /// What is said of `bytes`; `nil` where they can be read.
    private func fault(_ bytes: [UInt8]) -> PDFError? {
        do throws(PDFError) {
            let file = try ArchivedPDF(bytes)
            _ = try file.compared(with: file)
            return nil
        } catch {
            return error
        }
    }

    @Test func isSaidInEitherLanguageWhole() throws {
        let faults = Self.broken.compactMap { name, bytes in fault(bytes).map { (name, $0) } }
        #expect(faults.count > 10, "\(faults.map(\.0))")
        for (name, fault) in faults {
            if case .qpdf = fault { continue }
            #expect(!fault.message.zh.contains(#/[a-z]{2,} [a-z]{2,}/#), "\(name): \(fault.message.zh)")
            #expect(!fault.message.en.contains(#/\p{Script=Han}/#), "\(name): \(fault.message.en)")
        }
    }

    @Test func quotesTheWordsOfTheLibraryAsItsOwn() {
        let message = PDFError.qpdf("file is damaged").message
        #expect(
            message
                == LocalizedText(
                    "不是完好的 PDF；qpdf 的原话是“file is damaged”", en: "not a sound PDF; qpdf says “file is damaged”"))
    }

    @Test func saysWhatStandsBehindTheEnd() throws {
        let found = try #require(fault(Self.table() + Array("startxref\n9 x\n%%EOF\n".utf8)))
        let message = LocalizedText(
            "PDF 已损坏，或写法反常，不读：文件尾之后还有内容", en: "the PDF is damaged or oddly written: something behind the end")
        #expect(found.message == message)
    }
}

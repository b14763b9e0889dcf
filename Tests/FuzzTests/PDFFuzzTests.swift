import Foundation
import TestSupport
import Testing

@testable import Archive
@testable import Files
@testable import PDFFormat

/// PDFs that are changed at random: reading one ends with a value or an error, and costs no more than its budget.
@Suite(.serialized) struct PDFFuzzTests {
    /// A page and an attachment, and an update of the page, all in tables.
    private static let plain = """
        1 object
        << /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.json) 5 0 R] >> >> /Lang (zh-CN) >>
        ====
        2 object
        << /Type /Pages /Kids [3 0 R 8 0 R] /Count 2 /MediaBox [0 0 595.3 -841.9] >>
        ====
        3 object
        << /Type /Page /Parent 2 0 R /Contents 4 0 R
        /Resources << /Font << /F1 9 0 R >> /ExtGState << >> >> /Annots [10 0 R] >>
        ====
        4 deflated
        q 1 0 0 1 0 0 cm BT /F1 12 Tf (\\(a) Tj ET
        Q
        ====
        5 object
        << /Type /Filespec /UF (a.json) /F <FEFF0061> /EF << /F 6 0 R >> >>
        ====
        6 deflated /Type /EmbeddedFile /Subtype /application#2Fjson
        {"a": 1}
        ====
        8 object
        << /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R] >>
        ====
        9 object
        << /Type /Font /Widths [500 500 false null true] >>
        ====
        10 object
        << /FT /Sig /T (s) /Rect [0 0 9 9] /P 3 0 R >>
        ====
        0 table /Info 9 0 R /ID [<00ff> (b)]
        ====
        3 object
        << /Type /Page /Parent 2 0 R /Contents 4 0 R % a comment
         >>
        ====
        0 table /Info 9 0 R /Prev @
        """

    /// Object streams and cross-reference streams, with predictors, and an update.
    private static let packed = """
        6 packed
        1 << /Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R >>
        2 << /Type /Pages /Kids [3 0 R] /Count 1 >>
        3 << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>
        5 << /K [[[3 0 R] 7] << /S /P /Pg 3 0 R /K 0 >>] >>
        ====
        4 stream /Length2 0
        q Q
        ====
        7 references /X 0
        ====
        8 packed /Extends 6 0 R
        5 << /K [] /ParentTree 9 0 R >>
        9 << /Nums [0 [5 0 R]] >>
        ====
        4 deflated /DecodeParms << /Predictor 12 /Columns 1 >>
        \u{2}q
        ====
        10 references /Prev @
        """

    @Test func recipes() throws {
        for seed in [Self.plain, Self.packed] { #expect(read(PDFRecipe.bytes(seed)).hasPrefix("read")) }
        try Fuzzer(name: "pdfs", share: 150, corpus: [Self.plain, Self.packed]).run { read(PDFRecipe.bytes($0)) }
    }

    /// Files as they are, their bytes written as the characters of the same numbers.
    @Test func files() throws {
        let seeds = [Self.plain, Self.packed].map { Fuzzer.text(PDFRecipe.bytes($0)) }
        try Fuzzer(name: "pdf-files", share: 50, corpus: seeds).run { read(Fuzzer.bytes($0)) }
    }

    /// Reads all that a PDF holds, and says what came of it.
    private func read(_ bytes: [UInt8]) -> String {
        do throws(PDFError) {
            let contents = try contents(bytes)
            _ = try? ArchivedPDF(bytes)
            // Whatever is read is the same in the file that qpdf is given, which is a PDF, too.
            let plain = bytes + (try PlainTable.appendix(to: bytes, ReadingBudget(size: bytes.count)))
            #expect(try self.contents(plain) == contents)
            return "read \(min(contents.count, 40))"
        } catch {
            return String("\(error)".filter { !$0.isNumber }.prefix(90))
        }
    }

    /// All objects that the trailer leads to, each once.
    private func contents(_ bytes: [UInt8]) throws(PDFError) -> [String] {
        let file = try QPDFFile(bytes)
        var contents: [String] = []
        var expanded = 0
        var waiting = ["/Root", "/Info", "/ID"].map { file.trailer[$0] }
        var met: Set<Int> = []
        while let object = waiting.popLast() {
            guard object.number == 0 || met.insert(object.number).inserted else { continue }
            if object.isStream {
                let data = try object.streamData()
                expanded += data.count
                contents.append(data.hexadecimal)
            }
            contents.append(
                object.isArray || object.isDictionary || object.isStream ? "\(object.number)" : object.source)
            waiting += object.elements + object.keys.map { object[$0] }
        }
        #expect(expanded <= (64 << 20) + 64 * bytes.count)
        try file.check()
        return contents
    }
}

import TestSupport
import Testing

@testable import Archive
@testable import Files
@testable import PDFFormat

/// PDFs that are small, and would take gigabytes or minutes to read.
@Suite struct HostilePDFTests {
    /// Why a file is refused.
    enum Refusal { case none, tooLarge, unfamiliar, encrypted, other }

    private func refusal(_ pdf: SamplePDF) -> Refusal { refusal(pdf.bytes) }

    private func refusal(_ bytes: [UInt8]) -> Refusal {
        do throws(PDFError) {
            _ = try ArchivedPDF(bytes).compared(with: ArchivedPDF(bytes))
            return .none
        } catch {
            switch error {
            case .tooLarge: return .tooLarge
            case .unfamiliar: return .unfamiliar
            case .encrypted: return .encrypted
            default: return .other
            }
        }
    }

    /// More than a file of a megabyte may expand to, in a tenth of one.
    private static let bomb = Deflater().compressed([UInt8](repeating: 0, count: 80 << 20))

    private static func deflated(_ text: String) -> [UInt8] { Deflater().compressed(Array(text.utf8)) }

    // MARK: Streams

    private func attached(_ entries: String, _ data: [UInt8]) -> SamplePDF {
        var pdf = SamplePDF(catalog: "/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>")
        pdf.add(5, "<< /Type /Filespec /UF (a) /EF << /F 6 0 R >> >>")
        pdf.addStream(6, entries, data)
        pdf.endWithTable()
        return pdf
    }

    @Test func refusesAnAttachmentThatExpandsTooFar() {
        #expect(refusal(attached("/Filter /FlateDecode", Self.bomb)) == .tooLarge)
        #expect(refusal(attached("/Filter [/FlateDecode]", Self.bomb)) == .tooLarge)
        let rows = "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 7 >>"
        #expect(refusal(attached(rows, Self.bomb)) == .tooLarge)
    }

    @Test func refusesAContentThatExpandsTooFar() {
        var pdf = SamplePDF(catalog: "")
        pdf.addStream(4, "/Filter /FlateDecode", Self.bomb)
        pdf.endWithTable()
        #expect(refusal(pdf) == .tooLarge)
    }

    @Test func countsAllStreamsOfAFileTogether() {
        let half = Deflater().compressed([UInt8](repeating: 0, count: 36 << 20))
        var pdf = SamplePDF(catalog: "/OpenAction [5 0 R 6 0 R]")
        pdf.addStream(5, "/Filter /FlateDecode", half)
        pdf.addStream(6, "", [])
        var both = pdf
        both.addStream(6, "/Filter /FlateDecode", half)
        pdf.endWithTable()
        both.endWithTable()
        #expect(refusal(pdf) == .none)
        #expect(refusal(both) == .tooLarge)
    }

    @Test(arguments: [
        "/Filter [/FlateDecode /FlateDecode]", "/Filter [/ASCIIHexDecode /FlateDecode]", "/Filter /ASCIIHexDecode",
        "/Filter /ASCII85Decode", "/Filter /LZWDecode", "/Filter /RunLengthDecode",
        "/Filter [/FlateDecode /RunLengthDecode]",
        "/Filter /#46lateDecod#65x", "/Filter /DCTDecode", "/Filter 7",
        "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 >>",
        "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 /Colors 2000000000 >>",
        "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns -4 >>",
        "/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 4 >>",
    ])
    func refusesAnotherFilter(_ entries: String) {
        #expect(refusal(attached(entries, Self.deflated("abcd"))) == .unfamiliar)
    }

    @Test func undoesTheFilterThatProgramsUse() throws {
        let rows: [UInt8] = [0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1]
        let plain: [UInt8] = [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5]
        let entries = "/Filter [/FlateDecode] /DecodeParms [<< /Predictor 15 /Columns 3 >>]"
        #expect(try ArchivedPDF(attached(entries, Deflater().compressed(rows)).bytes).attachments == ["a": plain])
        #expect(try ArchivedPDF(attached("", plain).bytes).attachments == ["a": plain])
        #expect(refusal(attached(entries, Deflater().compressed(rows.dropLast()))) == .unfamiliar)
        #expect(refusal(attached(entries, Deflater().compressed([5, 1, 2, 3]))) == .unfamiliar)
    }

    // MARK: Cross-reference streams

    private func referenced(_ entries: String, _ rows: (SamplePDF) -> [UInt8]) -> SamplePDF {
        var pdf = SamplePDF(catalog: "")
        pdf.offsets[7] = pdf.bytes.count
        pdf.endWithStream(7, entries, rows(pdf))
        return pdf
    }

    @Test func readsCrossReferenceStreams() {
        #expect(refusal(referenced("/Size 8 /W [1 4 2]") { $0.rows(size: 8) }) == .none)
        let rows: (SamplePDF) -> [UInt8] = { Deflater().compressed($0.rows(size: 8)) }
        #expect(refusal(referenced("/Size 8 /W [1 4 2] /Index [0 3 3 5] /Filter /FlateDecode", rows)) == .none)
        let up = referenced("/Size 8 /W [1 4 2] /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 7 >>") {
            let rows = $0.rows(size: 8)
            var stored: [UInt8] = []
            for (index, byte) in rows.enumerated() {
                if index.isMultiple(of: 7) { stored.append(2) }
                stored.append(index < 7 ? byte : byte &- rows[index - 7])
            }
            return Deflater().compressed(stored)
        }
        #expect(refusal(up) == .none)
    }

    @Test func refusesACrossReferenceStreamThatExpandsTooFar() {
        #expect(refusal(referenced("/Size 8 /W [1 4 2] /Filter /FlateDecode") { _ in Self.bomb }) == .tooLarge)
        // Entries that take no room, and as many that lead to the same place.
        for row in [0, 20] as [UInt8] {
            let rows = Deflater().compressed([UInt8](repeating: row, count: 400_000))
            let pdf = referenced("/Size 400000 /W [\(row == 0 ? "1 0" : "0 1") 0] /Filter /FlateDecode") { _ in rows }
            #expect(refusal(pdf) == .tooLarge)
        }
    }

    @Test(arguments: [
        "/Size 2000000000 /W [1 4 2]", "/Size 8 /W [0 0 0]", "/Size 8 /W [1 4 9]", "/Size 8 /W [1 4]",
        "/Size 8 /W [1 -4 2]", "/Size 8 /W [1 4 2] /Index [0 8 9]", "/Size 8 /W [1 4 2] /Index [0 999999999999]",
        "/Size 8 /W [1 4 2] /Index [0 9]", "/Size 8 /W [1 4 2] /Index 8",
        "/Size 8 /W [1 4 2] /Filter [/FlateDecode /FlateDecode]",
        "/Size 8 /W [1 4 2] /Filter 8 0 R", "/Size 8 /W [1 4 2] /W [1 4 2]", "/Size 8 /W [1 4 2] /#57 [1 4 2]",
        "/Size 8 /W [1 4 2] /Prev 15 0 R", "/Size 8 /W [1 4 2] /XRefStm 15", "/W [1 4 2]",
    ])
    func refusesAnOddCrossReferenceStream(_ entries: String) {
        #expect(refusal(referenced(entries) { $0.rows(size: 8) }) == .unfamiliar)
    }

    @Test func refusesNumbersThatNoFileNeeds() {
        let pdf = referenced("/Size 9 /W [1 4 2] /Index [0 7 1048577 1]") { $0.rows(size: 8) }
        #expect(refusal(pdf) == .tooLarge)
    }

    @Test func refusesSectionsInALoop() {
        var pdf = SamplePDF(catalog: "")
        pdf.endWithTable(trailer: "/Prev \(pdf.bytes.count)")
        #expect(refusal(pdf) == .unfamiliar)
        let itself = referenced("/Size 8 /W [1 4 2] /Prev \(SamplePDF(catalog: "").bytes.count)") { $0.rows(size: 8) }
        #expect(refusal(itself) == .unfamiliar)
    }

    @Test func refusesAnEndlessRowOfSections() {
        var pdf = SamplePDF(catalog: "")
        pdf.endWithTable()
        var start = 0
        for _ in 0..<2000 {
            let before = start
            start = pdf.bytes.count
            pdf.write("xref\n0 0\ntrailer\n<< /Size 5 /Root 1 0 R \(before > 0 ? "/Prev \(before)" : "") >>\n")
        }
        pdf.write("startxref\n\(start)\n%%EOF\n")
        #expect(refusal(pdf) == .tooLarge)
    }

    // MARK: Object streams

    /// A file whose catalog, tree of pages and page are in an object stream.
    private func packed(
        _ entries: String = "/Filter /FlateDecode", page: String = "", behind: String = "", count: Int? = nil,
        encode: ([UInt8]) -> [UInt8] = { Deflater().compressed($0) }
    ) -> SamplePDF {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] \(page) >>",
        ]
        var head = ""
        var body = ""
        for (index, object) in objects.enumerated() {
            head += "\(index + 1) \(body.utf8.count) "
            body += object + "\n"
        }
        var pdf = SamplePDF()
        let data = encode(Array((head + body + behind).utf8))
        pdf.addStream(6, "/Type /ObjStm /N \(count ?? 3) /First \(head.utf8.count) \(entries)", data)
        pdf.offsets[7] = pdf.bytes.count
        let places = [1: (stream: 6, position: 0), 2: (6, 1), 3: (6, 2)]
        pdf.endWithStream(7, "/Size 8 /W [1 4 2]", pdf.rows(size: 8, packed: places))
        return pdf
    }

    @Test func readsObjectStreams() {
        #expect(refusal(packed()) == .none)
        #expect(refusal(packed("", encode: { $0 })) == .none)
        #expect(refusal(packed(behind: " % \n")) == .none)
    }

    @Test func refusesAnObjectStreamThatExpandsTooFar() {
        #expect(refusal(packed(behind: String(repeating: " ", count: 80 << 20))) == .tooLarge)
        #expect(refusal(packed(page: "/X [\(String(repeating: "0 ", count: 300_000))]")) == .tooLarge)
    }

    @Test func refusesAnOddObjectStream() {
        #expect(
            refusal(packed("/Filter [/FlateDecode /FlateDecode]") { Deflater().compressed(Deflater().compressed($0)) })
                == .unfamiliar)
        #expect(refusal(packed("/Filter /ASCIIHexDecode") { Array($0.hexadecimal.utf8) }) == .unfamiliar)
        #expect(refusal(packed(count: 999_999_999)) == .unfamiliar)
        #expect(refusal(packed(count: 2)) == .unfamiliar)
        #expect(refusal(packed(page: "/X (")) == .unfamiliar)
        #expect(refusal(packed(page: "/X endobj")) == .unfamiliar)
        #expect(refusal(packed(behind: "<< >>")) == .unfamiliar)
        #expect(refusal(packed("/Type /ObjStm /Filter /FlateDecode")) == .unfamiliar)
    }

    // MARK: Objects

    private func opened(_ action: String, _ body: (inout SamplePDF) -> Void = { _ in }) -> SamplePDF {
        var pdf = SamplePDF(catalog: "/OpenAction \(action)")
        body(&pdf)
        pdf.endWithTable()
        return pdf
    }

    @Test func refusesDeepNesting() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(refusal(opened(nested(63))) == .none)
        #expect(refusal(opened(nested(64))) == .tooLarge)
        #expect(refusal(opened(nested(100_000))) == .tooLarge)
    }

    @Test func refusesAMillionObjects() {
        var pdf = SamplePDF(catalog: "")
        let start = pdf.bytes.count
        pdf.write("xref\n0 1050000\n0000000000 65535 f \nstartxref\n\(start)\n%%EOF\n")
        #expect(refusal(pdf) == .tooLarge)
    }

    /// Each would be read to the end of the file, and the next one again.
    @Test func refusesObjectsInOneAnother() {
        let strings = opened("[5 0 R 6 0 R]") { pdf in
            for number in [5, 6] {
                pdf.offsets[number] = pdf.bytes.count
                pdf.write("\(number) 0 obj\n((")
            }
            pdf.write("))))\nendobj\n")
        }
        #expect(refusal(strings) == .unfamiliar)
        let streams = opened("[5 0 R 6 0 R]") { pdf in
            pdf.offsets[5] = pdf.bytes.count
            pdf.write("5 0 obj\n<< /Length 58 >>\nstream\n")
            pdf.offsets[6] = pdf.bytes.count
            pdf.write("6 0 obj\n<< /Length 2 >>\nstream\n12\nendstream\nendobj\n1234567\nendstream\nendobj\n")
        }
        #expect(refusal(streams) == .unfamiliar)
        #expect(refusal(opened("[3 0 R 5 0 R]") { $0.offsets[5] = $0.offsets[3] }) == .unfamiliar)
    }

    @Test(arguments: [
        "<< /Length 6 0 R >>\nstream\n\nendstream", "<< /Length 5 0 R >>\nstream\n\nendstream",
        "<< >>\nstream\n\nendstream",
        "<< /Length 99999999 >>\nstream\n\nendstream", "<< /Length 1 >>\nstream\n1234\nendstream",
        "<< /Length 0 /Length 0 >>\nstream\n\nendstream", "<< /#4Cength 0 >>\nstream\n\nendstream",
        "<< /Length 0 >>\nstream\n%\nendstream", "[] stream\n\nendstream", "5 0 R", "{ }", "<0g>", "[ >>", "<< ]", ")",
        "R",
        "(a", "<< /A", "/A\u{B}", "1 2", "+", "1.2.3", "xyz", "<", "> >",
    ])
    func refusesOddSyntax(_ object: String) {
        let pdf = opened("5 0 R") { pdf in
            pdf.add(5, object)
            pdf.add(6, "<< /Length 5 0 R >>\nstream\n\nendstream")
        }
        #expect(refusal(pdf) == .unfamiliar)
    }

    @Test func readsALengthThatIsAnObject() {
        let pdf = opened("5 0 R") { pdf in
            pdf.add(5, "<< /Length 6 0 R >>\nstream\r\n123\nendstream")
            pdf.add(6, "3")
        }
        #expect(refusal(pdf) == .none)
    }

    // MARK: The whole file

    @Test func refusesATreeOfPagesThatIsNone() {
        func tree(_ kids: String, _ more: String = "") -> SamplePDF {
            var pdf = SamplePDF(catalog: "")
            pdf.add(2, "<< /Type /Pages /Kids [\(kids)] /Count 1 \(more) >>")
            pdf.add(5, "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>")
            pdf.endWithTable()
            return pdf
        }
        #expect(refusal(tree("3 0 R")) == .none)
        for kids in ["3 0 R 3 0 R", "2 0 R", "5 0 R", "9 0 R", "null", "<< /Type /Page >>"] {
            #expect(refusal(tree(kids)) == .unfamiliar)
        }
        #expect(refusal(tree("3 0 R", "/Parent 5 0 R")) == .unfamiliar)
    }

    @Test func refusesADeepTreeOfPages() {
        var pdf = SamplePDF(catalog: "")
        pdf.add(2, "<< /Type /Pages /Kids [10 0 R] /Count 1 >>")
        let last = 2000
        for number in 10...last {
            let kid = number < last ? number + 1 : 3
            pdf.add(
                number, "<< /Type /Pages /Parent \(number == 10 ? 2 : number - 1) 0 R /Kids [\(kid) 0 R] /Count 1 >>")
        }
        pdf.endWithTable()
        #expect(refusal(pdf) == .tooLarge)
    }

    @Test func saysWhereNotAllWasRead() throws {
        var pdf = SamplePDF(catalog: "")
        pdf.endWithTable()
        let file = try QPDFFile(pdf.bytes)
        #expect(!file.catalog["/Pages"].isNull)
        try file.check()
        _ = file.budget.spend(steps: ReadingBudget.maximumSteps)
        #expect(file.catalog["/Pages"].isNull)
        #expect(file.catalog.keys == [])
        #expect(throws: PDFError.self) { try file.check() }
    }

    @Test func refusesEncryption() {
        var pdf = SamplePDF(catalog: "")
        pdf.endWithTable(trailer: "/Encrypt << /Filter /Standard /V 5 >>")
        #expect(refusal(pdf) == .encrypted)
    }

    @Test func refusesALargeFile() {
        #expect(refusal([UInt8](repeating: 0, count: ReadingBudget.maximumSize + 1)) == .tooLarge)
    }

    @Test func refusesWhatStandsBeforeAndBehind() {
        var pdf = SamplePDF(catalog: "")
        pdf.endWithTable()
        #expect(refusal(pdf) == .none)
        #expect(refusal(pdf.bytes + Array("\n% a comment\n".utf8)) == .none)
        #expect(refusal(pdf.bytes + Array("more".utf8)) == .unfamiliar)
        #expect(refusal(Array("\n".utf8) + pdf.bytes) == .unfamiliar)
        #expect(refusal([]) == .unfamiliar)
        #expect(refusal(Array("%PDF-1.7\n".utf8)) == .unfamiliar)
        for start in [0, 1, 15, pdf.bytes.count, 1 << 40] {
            var lost = SamplePDF(catalog: "")
            lost.endWithTable(start: start)
            #expect(refusal(lost) == .unfamiliar)
        }
    }

    @Test func readsTheNewestVersionOfAnObject() throws {
        var pdf = SamplePDF(catalog: "")
        pdf.add(5, "<< /Title (a) >>")
        let first = pdf.bytes.count
        pdf.endWithTable(trailer: "/Info 5 0 R /ID [(\\001\\377) (b)]")
        pdf.add(5, "<< /Title (b) >>")
        pdf.endWithTable(trailer: "/Info 5 0 R /Prev \(first)")
        #expect(try ArchivedPDF(pdf.bytes).title == "b")
    }
}

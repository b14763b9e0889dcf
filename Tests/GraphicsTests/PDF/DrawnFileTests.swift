import Testing

@testable import Graphics
@testable import PDFFormat

/// Files with a cross-reference table, as Cairo 1.16 writes them, and others.
@Suite struct DrawnFileTests {
    /// A file of `objects`, numbered from 1, the first of which is the catalog.
    private func file(_ objects: [String]) -> [UInt8] {
        var text = "%PDF-1.5\n"
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(text.utf8.count)
            table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        return Array(
            "\(text)\(table)trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
    }

    private let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [ 3 0 R 5 0 R ] /Count 2 >>",
        "<< /Type /Page % the first\n   /Parent 2 0 R /MediaBox [ 0 0 9 9 ] /Contents 4 0 R >>",
        "<< /Length 6 0 R >>\nstream\n(endstream endobj) Tj\nendstream",
        "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] /Contents 4 0 R >>",
        "   21",
    ]

    @Test func findsPagesAndStreams() throws {
        let drawn = try DrawnFile.read(file(objects))
        #expect(drawn.size == 7)
        #expect(drawn.pageTree == 2)
        #expect(drawn.pages == [3, 5])
        let content = try #require(drawn.object(4))
        #expect(content.data.map { String(decoding: $0, as: UTF8.self) } == "(endstream endobj) Tj")
        #expect(content.entries?["/Length"]?.references == [6])
        let page = drawn.object(3)?.entries?.source { $0 }
        #expect(page == "/Type /Page /Parent 2 0 R /MediaBox [ 0 0 9 9 ] /Contents 4 0 R ")
        #expect(drawn.object(6).map { $0.source.contains(UInt8(ascii: "2")) } == true)
        #expect(drawn.object(0) == nil && drawn.object(7) == nil && drawn.object(-1) == nil)
    }

    @Test func findsPagesBelowNodes() throws {
        var objects = objects
        objects[1] = "<< /Type /Pages /Kids [ 7 0 R 3 0 R ] /Count 2 >>"
        objects.append("<< /Type /Pages /Parent 2 0 R /Kids [ 5 0 R ] /Count 1 >>")
        #expect(try DrawnFile.read(file(objects)).pages == [5, 3])
    }

    /// Objects in streams and a cross-reference stream, as later versions of Cairo may write them.
    @Test func readsFilesWithoutATable() throws {
        var assembler = PDFAssembler(size: 1)
        let content = assembler.addStream("", Array("q Q".utf8))
        let pages = assembler.reserve()
        let page = assembler.add(
            "<< /Type /Page /Parent \(pages) 0 R /MediaBox [0 0 9 9] /Contents \(content) 0 R >>")
        assembler.write(pages) { $0.write("<< /Type /Pages /Kids [\(page) 0 R] /Count 1 >>") }
        let root = assembler.add("<< /Type /Catalog /Pages \(pages) 0 R >>")
        let info = assembler.add("<< >>")
        let drawn = try DrawnFile.read(assembler.finished(root: root, info: info).bytes)
        let contents = drawn.pages.compactMap { drawn.object($0)?.entries?["/Contents"]?.references.first }
        try #require(contents.count == 1)
        let stream = try #require(drawn.object(contents[0]))
        #expect(stream.entries?["/Filter"]?.is("/FlateDecode") == true)
        #expect(stream.data?.withUnsafeBufferPointer { Inflater.expanded($0) } == Array("q Q".utf8))
    }

    @Test func refusesWhatIsNotWhole() {
        let whole = file(objects)
        for count in stride(from: 0, to: whole.count - 8, by: 13) {
            #expect(throws: FinishingError.self) { try DrawnFile.read(Array(whole.prefix(count))) }
        }
        for broken in ["<< /Type /Pages /Kids [ 2 0 R ] >>", "<< /Kids [ 9 0 R ] >>", "<< /Kids [ 3 0 R ", "5"] {
            var objects = objects
            objects[1] = broken
            #expect(throws: FinishingError.self) { try DrawnFile.read(file(objects)) }
        }
    }
}

/// Entries of dictionaries as they are written.
@Suite struct DictionarySourceTests {
    private func dictionary(_ text: String) -> DictionarySource? {
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer { buffer in
            var tokens = TokenScanner(buffer)
            guard tokens.next() != nil else { return nil }
            return DictionarySource(bytes, &tokens)
        }
    }

    @Test(arguments: [
        ("<</A/B/C[1 2<</D 3>>]>>", "/A /B /C [1 2<</D 3>>] "),
        ("<< /A (a>>b\\)(c)) /B <feff> >>", "/A (a>>b\\)(c)) /B <feff> "),
        ("<< /A 1 /B 2 0 R /C 3 4 >>", nil),
        ("<< /A 1 0 R /B -1.5 /C true>> /D", "/A 1 0 R /B -1.5 /C true "),
        ("<< /A << /B << >> >> >>", "/A << /B << >> >> "),
        ("<< /A", nil), ("<< /A ] >>", nil), ("<< /A >>", nil), ("<< 1 /A >>", nil), ("<< >>", ""),
    ])
    func readsEntries(_ text: String, _ source: String?) {
        #expect(dictionary(text)?.source { $0 } == source)
    }

    @Test func putsEntriesInPlaceOfOthers() throws {
        var entries = try #require(dictionary("<< /A 1 /B [ 2 0 R (3 0 R) 10 0 R ] /C 4 0 R >>"))
        #expect(entries.source { $0 * 3 } == "/A 1 /B [ 6 0 R (3 0 R) 30 0 R ] /C 12 0 R ")
        entries["/B"] = Array("5 0 R".utf8)[...]
        entries["/A"] = nil
        entries["/D"] = Array("6".utf8)[...]
        #expect(entries.source { $0 } == "/B 5 0 R /C 4 0 R /D 6 ")
        #expect(entries["/A"] == nil)
        #expect(entries["/D"]?.is("6") == true)
    }
}

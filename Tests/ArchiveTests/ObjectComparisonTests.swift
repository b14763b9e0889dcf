import Testing

@testable import Archive
@testable import Graphics
@testable import PDFFormat

@Suite struct ObjectComparisonTests {
    /// A file whose catalog has the first of `objects` as `/Value`; their numbers count from 1.
    private func file(_ objects: [String]) throws -> QPDFFile {
        var file = PDFAssembler(size: 1)
        let first = file.reserve(objects.count)
        for (index, text) in objects.enumerated() {
            file.write(first + index) { $0.write(text) }
        }
        let pages = file.add("<< /Type /Pages /Kids [] /Count 0 >>")
        let root = file.add("<< /Type /Catalog /Pages \(pages) 0 R /Value \(first) 0 R >>")
        return try QPDFFile(file.finished(root: root, info: file.add("<< >>")).bytes)
    }

    /// What differs between the values of two files.
    private func differences(_ expected: [String], _ found: [String]) throws -> [ArchiveDifference] {
        let (expected, found) = (try file(expected), try file(found))
        var objects = ObjectComparison()
        try objects.compare(expected.catalog["/Value"], found.catalog["/Value"], part: .catalog, at: "/Value")
        return objects.differences
    }

    @Test(arguments: [
        ("1", "1"), ("1.5", "1.50"), ("841.889648", "841.88967"), ("2.0", "2"), ("/A#42", "/AB"), ("(a)", "<61>"),
        ("(a)", "<FEFF0061>"), ("<< /A null /B 1 >>", "<< /B 1 >>"), ("[ true null ]", "[true null]"),
    ])
    func takesTheSameValueWrittenOtherwise(_ expected: String, _ found: String) throws {
        #expect(try differences([expected], [found]) == [])
    }

    @Test(arguments: [
        ("1", "2"), ("1.5", "1.502"), ("/A", "/B"), ("(a)", "/a"), ("(a)", "(b)"), ("[1]", "[1 1]"),
        ("[1 2]", "[2 1]"), ("<< /A 1 >>", "<< /B 1 >>"), ("<< /A 1 >>", "<< /A 1 /B 1 >>"), ("true", "false"),
        ("[[1] 2]", "[[1 2]]"), ("[<< /A 1 >> 2]", "[<< /A [1] >> 2]"), ("null", "0"), ("<< /Length 1 >>", "<< >>"),
    ])
    func tellsValuesApart(_ expected: String, _ found: String) throws {
        #expect(try differences([expected], [found]).count == 1)
        #expect(try differences([found], [expected]).count == 1)
    }

    @Test func wantsWholeNumbersToStayWhole() throws {
        #expect(try differences(["1"], ["1.0"]).count == 1)
        #expect(try differences(["1.0"], ["1"]) == [])
    }

    @Test func saysWhereTheDifferenceIs() throws {
        let found = try differences(["<< /A [1 << /B 1 >>] >>"], ["<< /A [1 << /B 1 /C 2 >>] >>"])
        #expect(found == [ArchiveDifference(part: .catalog, path: "/Value/A[1]/C", kind: .added)])
    }

    @Test func takesEqualObjectsThatWereMergedForTheSame() throws {
        let expected = ["[ 2 0 R 3 0 R ]", "<< /A 1 >>", "<< /A 1 >>"]
        #expect(try differences(expected, ["[ 2 0 R 2 0 R ]", "<< /A 1 >>"]) == [])
        #expect(try differences(expected, ["[ << /A 1 >> 2 0 R ]", "<< /A 1 >>"]) == [])
    }

    @Test func tellsACopyFromTheObjectItself() throws {
        let expected = ["[ 2 0 R 2 0 R ]", "<< /A 1 >>"]
        #expect(try differences(expected, ["[ 2 0 R 3 0 R ]", "<< /A 1 >>", "<< /A 1 >>"]).count == 1)
        #expect(try differences(expected, ["[ << /A 1 >> << /A 1 >> ]"]).count == 1)
    }

    @Test func comparesObjectsThatLeadBackToThemselves() throws {
        #expect(try differences(["<< /A 1 0 R >>"], ["<< /A 1 0 R >>"]) == [])
        #expect(try differences(["<< /A 1 0 R >>"], ["<< /A 2 0 R >>", "<< /A 1 0 R >>"]).count == 1)
    }

    /// Dictionaries, each within the one before it, around `text`.
    private func nested(depth: Int, _ text: String) -> [String] {
        (2...depth).map { "<< /Next [\($0) 0 R] >>" } + ["(\(text))"]
    }

    @Test(arguments: [2, 3, 100_000]) func tellsObjectsApartHoweverDeepTheyAre(_ depth: Int) throws {
        #expect(try differences(nested(depth: depth, "a"), nested(depth: depth, "a")) == [])
        let found = try differences(nested(depth: depth, "a"), nested(depth: depth, "b"))
        #expect(found.count == 1)
        #expect((found.first?.path.utf8.count ?? 0) < 100)
    }

    /// A file whose catalog has a stream.
    private func stream(_ entries: String, _ data: [UInt8]) throws -> QPDFFile {
        var file = PDFAssembler(size: 1)
        let number = file.reserve()
        file.writeEncodedStream(number, entries: entries, data)
        let pages = file.add("<< /Type /Pages /Kids [] /Count 0 >>")
        let root = file.add("<< /Type /Catalog /Pages \(pages) 0 R /Value \(number) 0 R >>")
        return try QPDFFile(file.finished(root: root, info: file.add("<< >>")).bytes)
    }

    @Test func comparesStreamsByWhatTheyHold() throws {
        let expected = try stream("/A 1", Array("abc".utf8))
        func count(_ entries: String, _ data: String) throws -> Int {
            let isDeflated = entries.contains("FlateDecode")
            let found = try stream(entries, isDeflated ? Deflater().compressed(Array(data.utf8)) : Array(data.utf8))
            var objects = ObjectComparison()
            try objects.compare(expected.catalog["/Value"], found.catalog["/Value"], part: .catalog, at: "")
            return objects.differences.count
        }
        #expect(try count("/A 1 /Filter /FlateDecode", "abc") == 0)
        #expect(try count("/A 1", "abd") == 1)
        #expect(try count("/A 2", "abc") == 1)
        #expect(try count("/A 1 /F (a.bin)", "abc") == 1)
    }
}

import Testing

@testable import Archive

@Suite struct ObjectDigestTests {
    /// A file whose catalog leads to `depth` dictionaries, each within the one before it, around `text`.
    private func file(depth: Int, _ text: String) throws -> QPDFFile {
        var file = PDFAssembler(size: 1)
        let pages = file.add("<< /Type /Pages /Kids [] /Count 0 >>")
        let first = file.reserve(depth)
        for number in first..<first + depth - 1 { file.write(number) { $0.write("<< /Next [\(number + 1) 0 R] >>") } }
        file.write(first + depth - 1) { $0.write("(\(text))") }
        let root = file.add("<< /Type /Catalog /Pages \(pages) 0 R /Nested \(first) 0 R >>")
        return try QPDFFile(file.finished(root: root, info: file.add("<< >>")).bytes)
    }

    private func digest(depth: Int, _ text: String) throws -> String {
        var digest = ObjectDigest(pages: [])
        try digest.add(try file(depth: depth, text).catalog["/Nested"])
        return digest.finished
    }

    @Test(arguments: [1, 3, 100_000]) func tellsObjectsApartHoweverDeepTheyAre(_ depth: Int) throws {
        #expect(try digest(depth: depth, "a") == digest(depth: depth, "a"))
        #expect(try digest(depth: depth, "a") != digest(depth: depth, "b"))
    }

    @Test func tellsWhatIsInAGroupFromWhatIsBehindIt() throws {
        let digests = try ["[[1] 2]", "[[1 2]]", "[<< /A 1 >> 2]", "[<< /A [1] >> 2]", "[<< /A [1 2] >>]"].map { text in
            var file = PDFAssembler(size: 1)
            let pages = file.add("<< /Type /Pages /Kids [] /Count 0 >>")
            let root = file.add("<< /Type /Catalog /Pages \(pages) 0 R /Value \(text) >>")
            let read = try QPDFFile(file.finished(root: root, info: file.add("<< >>")).bytes)
            var digest = ObjectDigest(pages: [])
            try digest.add(read.catalog["/Value"])
            return digest.finished
        }
        #expect(Set(digests).count == digests.count)
    }
}

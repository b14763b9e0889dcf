import Testing

@testable import Archive
@testable import Graphics

@Suite struct ArchivedPDFTests {
    private func pdf(name: String, title: String, producer: String = "(a)", more: String = "") throws -> ArchivedPDF {
        var file = PDFAssembler(size: 1)
        let pages = file.add("<< /Type /Pages /Kids [] /Count 0 >>")
        let specification = file.add("<< /Type /Filespec /UF (a.json) >>")
        let names = "<< /EmbeddedFiles << /Names [\(name) \(specification) 0 R] >> >>"
        let root = file.add(
            "<< /Type /Catalog /Pages \(pages) 0 R /Names \(names) /AF [\(specification) 0 R] \(more) >>")
        let info = file.add("<< /Title \(title) /Producer \(producer) /ModDate (a) >>")
        return try ArchivedPDF(file.finished(root: root, info: info).bytes)
    }

    /// The parts that differ where something else is found than `(a.json)` with the title 甲.
    private func parts(of found: ArchivedPDF) throws -> [ArchiveDifference.Part] {
        let expected = try pdf(name: "(a.json)", title: "<FEFF7532>")
        return try found.compared(with: expected).differences.map(\.part)
    }

    @Test func takesAStringInAnotherEncodingForTheSame() throws {
        let other = try pdf(name: "<FEFF0061002E006A0073006F006E>", title: "<EFBBBFE794B2>", producer: "(b)")
        #expect(try parts(of: other) == [])
    }

    @Test func tellsTitlesAndNamesApart() throws {
        #expect(try parts(of: pdf(name: "(a.json)", title: "<FEFF4E59>")) == [.information])
        #expect(try parts(of: pdf(name: "(b.json)", title: "<FEFF7532>")) == [.attachments])
        let longer = try pdf(name: "(a.json)", title: "<FEFF753200000061>")
        #expect(try parts(of: longer) == [.information], "nothing is hidden behind U+0000")
    }

    @Test func namesThePartThatHasMore() throws {
        let parts = try ["/AA << >>", "/Annex 1", "/Lang (a)", "/MarkInfo << >>", "/AcroForm << /Fields [] >>"].map {
            more in
            try self.parts(of: pdf(name: "(a.json)", title: "<FEFF7532>", more: more))
        }
        #expect(parts == [[.viewing], [.catalog], [.navigation], [.structure], [.form]])
    }

    @Test func takesNothingBeforeTheHeaderNorBehindTheEnd() {
        let file = Array("%PDF-1.7\nx\nstartxref\n9\n%%EOF".utf8)
        for end in ["", "\n", "\r\n", "\r"] { #expect(FileFrame.isSound((file + end.utf8)[...])) }
        for end in ["\n\n\n", " ", "x", "\n%%EOF\n", "\n% x\n"] { #expect(!FileFrame.isSound((file + end.utf8)[...])) }
        #expect(!FileFrame.isSound(([32] + file)[...]))
        #expect(!FileFrame.isSound(Array("%PDF-1.7\nstartxref\n9 % startxref 8\n%%EOF".utf8)[...]))
        #expect(!FileFrame.isSound([]))
    }
}

import Testing

@testable import Archive

@Suite struct ArchivedPDFTests {
    private func digest(name: String, title: String, producer: String = "(a)") throws -> ArchivedPDF.Digest {
        var file = PDFAssembler(size: 1)
        let pages = file.add("<< /Type /Pages /Kids [] /Count 0 >>")
        let specification = file.add("<< /Type /Filespec /UF (a.json) >>")
        let names = "<< /EmbeddedFiles << /Names [\(name) \(specification) 0 R] >> >>"
        let root = file.add("<< /Type /Catalog /Pages \(pages) 0 R /Names \(names) /AF [\(specification) 0 R] >>")
        let info = file.add("<< /Title \(title) /Producer \(producer) >>")
        return try ArchivedPDF(file.finished(root: root, info: info).bytes).digest()
    }

    @Test func takesAStringInAnotherEncodingForTheSame() throws {
        let other = try digest(name: "<FEFF0061002E006A0073006F006E>", title: "<EFBBBFE794B2>", producer: "(b)")
        #expect(try digest(name: "(a.json)", title: "<FEFF7532>") == other)
    }

    @Test func tellsTitlesApart() throws {
        let other = try digest(name: "(a.json)", title: "<FEFF4E59>")
        #expect(try digest(name: "(a.json)", title: "<FEFF7532>").information != other.information)
    }
}

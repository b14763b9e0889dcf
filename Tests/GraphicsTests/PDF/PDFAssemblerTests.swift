import Testing

@testable import Archive
@testable import Graphics
@testable import PDFFormat

@Suite struct PDFAssemblerTests {
    /// A file with a page, in which numbers below `size` are given out.
    private func finished(size: Int, objects: Int = 0) -> FinishedPDF {
        var file = PDFAssembler(size: size)
        let content = file.addStream("", Array("q Q".utf8))
        let pages = file.reserve()
        let page = file.add("<< /Type /Page /Parent \(pages) 0 R /MediaBox [0 0 9 9] /Contents \(content) 0 R >>")
        file.write(pages) { $0.write("<< /Type /Pages /Kids [\(page) 0 R] /Count 1 >>") }
        let others = (0..<objects).map { file.add("(\($0))") }
        let list = others.map { "\($0) 0 R" }.joined(separator: " ")
        let root = file.add("<< /Type /Catalog /Pages \(pages) 0 R /Others [\(list)] >>")
        let info = file.add("<< /Title \(PDFSyntax.string("甲𬱖")) >>")
        return file.finished(root: root, info: info)
    }

    private func file(size: Int, objects: Int = 0) -> [UInt8] { finished(size: size, objects: objects).bytes }

    @Test(arguments: [1, 7, 300]) func isReadBack(_ size: Int) throws {
        let pdf = try QPDFFile(file(size: size))
        let pages = pdf.catalog["/Pages"]["/Kids"].elements
        #expect(pages.count == 1)
        #expect(try pages.first?["/Contents"].streamData() == Array("q Q".utf8))
        #expect(pdf.trailer["/Info"]["/Title"].text == "甲𬱖")
        #expect(pdf.trailer["/ID"].elements.count == 2)
        try pdf.check()
    }

    @Test func packsManyObjects() throws {
        let bytes = file(size: 1, objects: 1000)
        let others = try QPDFFile(bytes).catalog["/Others"].elements
        #expect(others.enumerated().allSatisfy { $1.text == "\($0)" })
        #expect(others.count == 1000)
        #expect(bytes.count < 12_000)
    }

    @Test func isTheSameEachTimeAndKnowsOthersApart() {
        #expect(file(size: 1) == file(size: 1))
        #expect(file(size: 1).suffix(200) != file(size: 1, objects: 1).suffix(200))
    }

    @Test(arguments: [0, 1000]) func isHashedWhole(_ objects: Int) {
        let pdf = finished(size: 1, objects: objects)
        #expect(pdf.hash == FinishedPDF(pdf.bytes).hash)
    }

    @Test(arguments: [10, 100, 600]) func refusesADamagedFile(_ count: Int) {
        #expect(throws: PDFError.self) { try QPDFFile(Array(file(size: 1).prefix(count))) }
    }
}

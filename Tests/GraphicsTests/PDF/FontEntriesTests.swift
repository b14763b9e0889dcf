import Testing

@testable import Graphics
@testable import PDFFormat

/// Entries of fonts as different versions of Cairo write them.
@Suite struct FontEntriesTests {
    private func entries(_ text: String) throws -> DictionarySource {
        try #require(DictionarySource(Array(text.utf8)[...]))
    }

    @Test(arguments: [
        ("<< /Widths [ 530.020704 0 647.515528 ] >>", "/Widths [ 530 0 647 ] "),
        ("<< /W [0 [ 824.534161 1000 ] 7 [ 1000 ]] >>", "/W [0 [ 824 1000 ] 7 [ 1000 ]] "),
        ("<< /Widths [ 530 0 ] /ItalicAngle -1.5 >>", "/Widths [ 530 0 ] /ItalicAngle -1.5 "),
    ])
    func haveWidthsWithoutFractions(_ drawn: String, _ written: String) throws {
        var entries = try entries(drawn)
        FontEntries.roundWidths(&entries)
        #expect(entries.source { $0 } == written)
    }

    @Test func nameSubsetsByTheirFiles() throws {
        func named(_ drawn: String, _ checksum: UInt32) throws -> String {
            var entries = try entries(drawn)
            FontEntries.rename(&entries, checksum)
            return entries.source { $0 }
        }
        #expect(try named("<< /BaseFont /QRGDSP+Annex-Regular >>", 0) == "/BaseFont /AAAAAA+Annex-Regular ")
        #expect(try named("<< /FontName /GGFOUH+Annex-Regular >>", 27) == "/FontName /BBAAAA+Annex-Regular ")
        #expect(try named("<< /FontName /GGFOUH+A >>", .max) == "/FontName /VXLRMX+A ")
        for other in ["<< /BaseFont /Helvetica >>", "<< /BaseFont /A >>", "<< /Type /Font >>"] {
            #expect(try named(other, 5) == entries(other).source { $0 })
        }
    }
}

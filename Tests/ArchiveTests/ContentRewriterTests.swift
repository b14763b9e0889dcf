import Layout
import Testing

@testable import Archive

/// Marks in content streams, with a tree of a heading (1) and a cell (2).
@Suite struct ContentRewriterTests {
    private let tree: StructureTree = {
        var tree = StructureTree()
        tree.add(.heading(1), to: StructureTree.root)
        tree.add(.dataCell, to: StructureTree.root)
        return tree
    }()
    private let heading = DrawnPDF.Mark.content(ElementID(rawValue: 1))
    private let cell = DrawnPDF.Mark.content(ElementID(rawValue: 2))

    private func rewritten(_ content: String, _ marks: [DrawnPDF.Mark]) throws(ContentRewriter.Fault) -> String {
        String(
            decoding: try ContentRewriter.rewrite(Array(content.utf8), marks: marks, tree: tree), as: UTF8.self)
    }

    @Test func putsMarksInPlaceOfTheirStandIns() throws {
        let drawn = """
            q /P << /MCID 0 >> BDC
            (a)Tj EMC /NonStruct << /MCID 1 >>  BDC 0 0 m 1 1 l S EMC
            /P <</MCID 2>>BDC <00>Tj EMC Q
            """
        let marked = """
            q /H1 <</MCID 0>> BDC
            (a)Tj EMC /Artifact <</Type /Layout>> BDC 0 0 m 1 1 l S EMC
            /TD <</MCID 1>> BDC <00>Tj EMC Q
            """
        #expect(try rewritten(drawn, [heading, .layout, cell]) == marked)
    }

    @Test func marksPagination() throws {
        let drawn = "/NonStruct <</MCID 0>> BDC (1)Tj EMC"
        #expect(try rewritten(drawn, [.pagination]) == "/Artifact <</Type /Pagination>> BDC (1)Tj EMC")
    }

    @Test func leavesSpansWithinMarks() throws {
        let drawn = "/P <</MCID 0>> BDC /Span <</ActualText (fi)>> BDC (x)Tj EMC EMC"
        let marked = "/H1 <</MCID 0>> BDC /Span <</ActualText (fi)>> BDC (x)Tj EMC EMC"
        #expect(try rewritten(drawn, [heading]) == marked)
    }

    @Test(arguments: [
        "/P <</MCID 0>> BDC (EMC \\) S f) Tj EMC", "/P <</MCID 0>> BDC (a(S)b) Tj EMC",
        "% S f Tj\n/P <</MCID 0>> BDC EMC",
        "/P <</MCID 0>> BDC [<53>-2(S)] TJ EMC q 1 0 0 1 0 0 cm /S gs Q", "/P <</MCID 0>>BDC\rEMC\r0 0 m n",
    ])
    func takesNothingElseForAnOperator(_ drawn: String) throws {
        #expect(try rewritten(drawn, [cell]).contains("/TD <</MCID 0>> BDC"))
    }

    @Test(arguments: [
        "0 0 m 1 1 l S", "(a)Tj", "0 0 1 1 re f", "0 0 1 1 re f*", "[(a)]TJ", "/Im1 Do", "/Sh1 sh", "(a)'", "1 2 (a)\"",
        "0 0 1 1 re B", "BI ID x EI",
    ])
    func refusesWhatIsPaintedOutsideMarks(_ paint: String) {
        #expect(throws: ContentRewriter.Fault.unmarkedContent) {
            try rewritten("/P <</MCID 0>> BDC EMC " + paint, [heading])
        }
        #expect(throws: ContentRewriter.Fault.unmarkedContent) {
            try rewritten(paint + " /P <</MCID 0>> BDC EMC", [heading])
        }
    }

    @Test(arguments: [
        "", "/P <</MCID 1>> BDC EMC", "/P <</MCID 0>> BDC EMC /P <</MCID 1>> BDC EMC", "/P <</MCID 0>> BDC",
        "/P <</MCID 0>> BDC /P <</MCID 1>> BDC EMC EMC", "/Span BMC EMC /P <</MCID 0>> BDC EMC",
    ])
    func refusesMarksThatWereNotDrawn(_ content: String) {
        #expect(throws: ContentRewriter.Fault.unexpectedMarks) { try rewritten(content, [heading]) }
    }
}

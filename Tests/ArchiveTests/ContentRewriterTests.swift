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

    private func rewritten(
        _ content: String, _ tagged: [DrawnPDF.Mark], texts: [DrawnPDF.Mark] = []
    ) throws(ContentRewriter.Fault) -> String {
        var marks = DrawnPDF.PageMarks()
        (marks.tagged, marks.texts) = (tagged, texts)
        let marked = try ContentRewriter.rewrite(Array(content.utf8), marks: marks, tree: tree)
        return String(decoding: marked.bytes, as: UTF8.self)
    }

    /// What Cairo writes for a sentinel.
    private func sentinel(_ number: Int) -> String {
        let units = Array(String(TextSentinel.scalar(number)).utf16).map { String($0, radix: 16) }
        return "/Span << /ActualText <feff\(units.joined())> >> BDC\nEMC\n"
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

    @Test func putsMarksInPlaceOfSentinels() throws {
        let drawn = "BT\n\(sentinel(0))/f 1 Tf (a)Tj\n\(sentinel(1))0 1 Td (b)Tj\nET\nBT\n\(sentinel(2))(c)Tj\nET\n"
        let marked = """
            BT
            /H1 <</MCID 0>> BDC
            /f 1 Tf (a)Tj
            EMC
            /Artifact <</Type /Pagination>> BDC
            0 1 Td (b)Tj
            EMC
            ET
            BT
            /TD <</MCID 1>> BDC
            (c)Tj
            EMC
            ET

            """
        #expect(try rewritten(drawn, [], texts: [heading, .pagination, cell]) == marked)
    }

    @Test func numbersTagsAndTextsTogether() throws {
        let drawn = "/P <</MCID 0>> BDC /Im Do EMC BT \(sentinel(0))(a)Tj ET"
        let marked = "/H1 <</MCID 0>> BDC /Im Do EMC BT /TD <</MCID 1>> BDC\n(a)Tj EMC\nET"
        #expect(try rewritten(drawn, [heading], texts: [cell]) == marked)
    }

    @Test func leavesSpansWithinTexts() throws {
        let span = "/Span << /ActualText <feff4e00> >> BDC\n(x)Tj\nEMC\n"
        let drawn = "BT \(sentinel(0))\(span)(y)Tj ET"
        #expect(try rewritten(drawn, [], texts: [cell]) == "BT /TD <</MCID 0>> BDC\n\(span)(y)Tj EMC\nET")
    }

    @Test func refusesTextsThatWereNotDrawn() {
        for drawn in [
            "", "BT \(sentinel(1)) ET", "BT \(sentinel(0))\(sentinel(1)) ET", "BT \(sentinel(0))",
            "BT \(sentinel(0).replacing("EMC", with: "(a)Tj EMC")) ET", "/P <</MCID 0>> BDC \(sentinel(0)) EMC",
        ] {
            #expect(throws: ContentRewriter.Fault.unexpectedMarks) { try rewritten(drawn, [], texts: [cell]) }
        }
    }

    @Test func goesOnInAnotherTextObject() throws {
        let drawn = "BT \(sentinel(0))(a)Tj ET q 0 0 1 1 re W n BT /f 1 Tf (b)Tj ET Q"
        let marked = """
            BT /H1 <</MCID 0>> BDC
            (a)Tj EMC
            ET q 0 0 1 1 re W n BT /f 1 Tf /H1 <</MCID 1>> BDC
            (b)Tj EMC
            ET Q
            """
        #expect(try rewritten(drawn, [], texts: [heading]) == marked)
    }

    @Test func refusesTextBeforeAllSentinels() {
        #expect(throws: ContentRewriter.Fault.unmarkedContent) {
            try rewritten("BT (a)Tj \(sentinel(0)) ET", [], texts: [cell])
        }
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

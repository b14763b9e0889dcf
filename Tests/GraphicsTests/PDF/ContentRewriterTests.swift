import Layout
import Testing

@testable import Graphics
@testable import PDFFormat

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
        _ content: String, _ paints: [DrawnPDF.Mark] = [], texts: [DrawnPDF.Mark] = [], images: String = "<< >>"
    ) throws -> String {
        var marks = DrawnPDF.PageMarks()
        (marks.paints, marks.texts) = (paints, texts)
        let resources = try #require(DictionarySource(Array("<< /XObject \(images) >>".utf8)[...]))
        let marked = try ContentRewriter.rewrite(
            Array(content.utf8), marks: marks, tree: tree, images: ImageNames(resources))
        return String(decoding: marked.bytes, as: UTF8.self)
    }

    /// What Cairo writes for a sentinel.
    private func sentinel(_ number: Int) -> String {
        let units = Array(String(TextSentinel.scalar(number)).utf16).map { String($0, radix: 16) }
        return "/Span << /ActualText <feff\(units.joined())> >> BDC\nEMC\n"
    }

    @Test func marksWhatIsPaintedWithWhatItNeeds() throws {
        let drawn = """
            1 0 0 -1 0 9 cm
            q
            0 0 0 RG /a0 gs
            2 J 0 0 m 1 1 l S
            q
            9 0 0 -9 0 0 cm
            /a0 gs /x7 Do
            Q
            0 0 m 1 1 l h f
            Q
            """
        let marked = """
            1 0 0 -1 0 9 cm
            q
            /Artifact <</Type /Layout>> BDC
            0 0 0 RG /a0 gs
            2 J 0 0 m 1 1 l S
            EMC
            q
            /TD <</MCID 0>> BDC
            9 0 0 -9 0 0 cm
            /a0 gs /x7 Do
            EMC
            Q
            /Artifact <</Type /Pagination>> BDC
            0 0 m 1 1 l h f
            EMC
            Q
            """
        #expect(try rewritten(drawn, [.layout, cell, .pagination]) == marked)
    }

    @Test func marksRulesOfSeveralWidthsOnce() throws {
        let drawn = "1 w 0 0 m 1 1 l S\n2 w 0 0 m 1 1 l S\n0 0 0 rg BT \(sentinel(0))(a)Tj ET 1 1 m 2 2 l S"
        let marked = """
            /Artifact <</Type /Layout>> BDC
            1 w 0 0 m 1 1 l S
            2 w 0 0 m 1 1 l S
            EMC
            0 0 0 rg BT /TD <</MCID 0>> BDC
            (a)Tj EMC
            ET /Artifact <</Type /Layout>> BDC
            1 1 m 2 2 l S
            EMC
            """
        #expect(try rewritten(drawn, [.layout, .layout, .layout], texts: [cell]) == marked)
    }

    @Test func givesImagesNamesOfThePage() throws {
        let drawn = "q 1 0 0 1 0 0 cm /x12 Do Q q /x7 Do Q q /x12 Do Q"
        let marked = try rewritten(drawn, [cell, cell, cell], images: "<< /x7 7 0 R /x12 12 0 R >>")
        #expect(marked.matches(of: /\/x\d+ Do/).map { String($0.output) } == ["/x1 Do", "/x0 Do", "/x1 Do"])
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

    @Test func numbersPaintingsAndTextsTogether() throws {
        let drawn = "/Im Do BT \(sentinel(0))(a)Tj ET"
        let marked = "/H1 <</MCID 0>> BDC\n/Im Do\nEMC BT /TD <</MCID 1>> BDC\n(a)Tj EMC\nET"
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
            "BT \(sentinel(0).replacing("EMC", with: "(a)Tj EMC")) ET", "BT \(sentinel(0)) /Span BMC ET EMC",
            "BT \(sentinel(0)) EMC ET",
        ] {
            #expect(throws: ContentRewriter.Failure.unexpectedMarks) { try rewritten(drawn, [], texts: [cell]) }
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
        #expect(throws: ContentRewriter.Failure.unmarkedContent) {
            try rewritten("BT (a)Tj \(sentinel(0)) ET", [], texts: [cell])
        }
    }

    @Test(arguments: [
        "(EMC \\) S f) Tj", "(a(S)b) Tj", "% S f Tj\n", "[<53>-2(S)] TJ q 1 0 0 1 0 0 cm /S gs Q", "\r0 0 m n",
    ])
    func takesNothingElseForAnOperator(_ drawn: String) throws {
        #expect(try rewritten("BT \(sentinel(0))\(drawn) ET", texts: [cell]).contains(drawn))
    }

    @Test(arguments: [
        "0 0 m 1 1 l S", "(a)Tj", "0 0 1 1 re f", "0 0 1 1 re f*", "[(a)]TJ", "/Im1 Do", "/Sh1 sh", "(a)'", "1 2 (a)\"",
        "0 0 1 1 re B", "BI ID x EI",
    ])
    func refusesWhatIsPaintedOutsideMarks(_ paint: String) {
        #expect(throws: ContentRewriter.Failure.unmarkedContent) { try rewritten(paint) }
        #expect(throws: ContentRewriter.Failure.unmarkedContent) { try rewritten("0 0 m 1 1 l S " + paint, [heading]) }
    }

    @Test func refusesPaintingsWithinText() {
        #expect(throws: ContentRewriter.Failure.unmarkedContent) {
            try rewritten("BT \(sentinel(0)) 0 0 1 1 re f ET", [.layout], texts: [cell])
        }
    }

    @Test(arguments: ["", "0 0 m n", "/P <</MCID 0>> BDC 0 0 1 1 re f EMC", "0 0 1 1 re f EMC", "/Span BMC EMC /Im Do"])
    func refusesMarksThatWereNotDrawn(_ content: String) {
        #expect(throws: ContentRewriter.Failure.unexpectedMarks) { try rewritten(content, [heading]) }
    }
}

import Diagnostics
import Intake
import Testing

/// Notes are shown by boxes in a drawing that other things may share.
@Suite struct MarkedDrawingTests {
    private static let row = "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>"

    /// A workbook with a drawing of its own that the sheet names.
    private func marked(_ drawing: String, comments: String?, _ findings: [Diagnostic]) throws -> MarkedFile {
        var recipe = WorkbookRecipe(rows: Self.row, after: "<legacyDrawing rel:id=\"d\"/>")
        recipe.sheets[0].comments = comments
        var links = [("d", "\(recipe.relationships)/vmlDrawing", "../drawings/vmlDrawing1.vml")]
        if comments != nil { links.append(("c", "\(recipe.relationships)/comments", "../notes0.xml")) }
        return try MarkedFile(
            recipe, findings,
            extra: [
                (
                    "xl/worksheets/_rels/sheet1.xml.rels",
                    String(decoding: PackageRecipe.relationships(links), as: UTF8.self)
                ),
                ("xl/drawings/vmlDrawing1.vml", drawing),
            ])
    }

    private static let head =
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"\n xmlns:o=\"urn:schemas-microsoft-com:office:office\"\n xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"

    private static func box(_ number: Int, row: Int, column: Int, type: String = "Note") -> String {
        """
        <v:shape id="_x0000_s\(number)" type="#_x0000_t202"><x:ClientData ObjectType="\(type)"><x:Anchor>
         3, 15, 0, 2, 5, 31, 4, 1</x:Anchor><x:Row>\(row)</x:Row><x:Column>\(column)</x:Column></x:ClientData></v:shape>
        """
    }

    @Test func addsBoxesAndMakesRoomInThoseThatAreThere() throws {
        let old = Self.box(1030, row: 1, column: 1)
        let button = Self.box(1031, row: 3, column: 3, type: "Button")
        let other = Self.box(1032, row: 8, column: 2)
        let marked = try marked(
            "\(Self.head)<v:shapetype id=\"_x0000_t202\"/>\(old)\(button)\(other)</xml>",
            comments: """
                <comment ref="B2"><text><t>请核对</t></text></comment><comment ref="C9"><text><t>留着</t></text></comment>
                """,
            [finding("不是数", at: "附件1!B2"), finding("空着", at: "附件1!D4")])
        let drawing = marked.text("xl/drawings/vmldrawing1.vml")
        #expect(drawing.contains(button + other))
        #expect(!drawing.contains(old) && drawing.contains("id=\"_x0000_s1030\""))
        #expect(drawing.contains("<v:shape id=\"_x0000_s1033\""))
        #expect(drawing.matches(of: #/<v:shapetype/#).count == 1)
        #expect(drawing.matches(of: #/ObjectType="Note"/#).count == 3)
        #expect(!marked.changed.contains("xl/worksheets/sheet1.xml"))
        #expect(!marked.changed.contains("[content_types].xml"))
    }

    @Test func addsBoxesToADrawingThatIsNoProperXML() throws {
        let control = "<v:shape id=\"_x0000_s1025\"><v:textbox><div>一<br>二</div></v:textbox></v:shape>"
        let marked = try marked(
            "\(Self.head)\(control)</xml>\n", comments: nil, [finding("不是数", at: "附件1!B2")])
        let drawing = marked.text("xl/drawings/vmldrawing1.vml")
        #expect(drawing.hasPrefix("\(Self.head)\(control)<v:shapetype id=\"_x0000_t202\""))
        #expect(drawing.hasSuffix("</x:ClientData></v:shape></xml>\n"))
        #expect(marked.notes.keys.sorted() == ["附件1!B2"])
    }

    @Test func makesABoxAsWideInNarrowColumnsAsInWideOnes() throws {
        let columns = "<cols><col min=\"3\" max=\"40\" width=\"2\" customWidth=\"1\"/></cols>"
        let narrow = try MarkedFile(WorkbookRecipe(rows: Self.row, before: columns), [finding("不是数", at: "附件1!B2")])
        let wide = try MarkedFile(WorkbookRecipe(rows: Self.row), [finding("不是数", at: "附件1!B2")])
        // 328 pixels of columns with 14 and with 64.
        #expect(narrow.text("xl/drawings/vmldrawing1.vml").contains("<x:Anchor>2, 8, 1, 8, 25, 6, "))
        #expect(wide.text("xl/drawings/vmldrawing1.vml").contains("<x:Anchor>2, 8, 1, 8, 7, 8, "))
    }

    @Test(arguments: ["XFD1048576", "XFD1", "A1048576"]) func findsRoomAtTheEdgesOfASheet(_ address: String) throws {
        let marked = try MarkedFile(WorkbookRecipe(rows: Self.row), [finding("不是数", at: "附件1!\(address)")])
        #expect(marked.notes.keys.sorted() == ["附件1!\(address)"])
    }
}

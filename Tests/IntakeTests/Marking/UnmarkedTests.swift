import Diagnostics
import Intake
import Testing

/// What cannot be marked is told, and parts are changed whatever way they are written.
@Suite struct UnmarkedTests {
    private func refusal(of bytes: [UInt8]) throws -> String {
        let rejection = #expect(throws: Rejection.self) {
            try OfficeFile.marked(bytes, name: "表", with: [finding("不是数")], in: .zh)
        }
        return try #require(rejection?.diagnostics.first).id
    }

    @Test func refusesWhatIsNoWorkbook() throws {
        let word = try WordRecipe(WordRecipe.paragraph("一")).bytes()
        let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"
        #expect(try refusal(of: word) == "not-marked")
        #expect(try refusal(of: Array(xml.utf8)) == "not-marked")
        #expect(try refusal(of: Array("<html><table/></html>".utf8)) == "not-marked")
        #expect(try refusal(of: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == "not-marked")
        #expect(try refusal(of: Array("formSet: a\n".utf8)) == "not-marked")
    }

    @Test func refusesDamagedWorkbooks() throws {
        let bytes = try WorkbookRecipe(rows: "<row/>").bytes()
        #expect(try refusal(of: Array(bytes.dropLast(40))) == "truncated-file")
        // Excel opens no file that does not say what its parts are.
        #expect(try refusal(of: bytes) == "damaged-file")
        var broken = WorkbookRecipe(rows: "<row/>")
        broken.sheets[0].xml = "<sheetData>"
        #expect(try refusal(of: broken.bytes()) == "damaged-file")
    }

    @Test(arguments: [
        (
            "<!-- <x:sheetData/> --><?a <b>?><sheetData><row><c t=\"str\"><v><![CDATA[<a>]]></v></c></row></sheetData>",
            ""
        ),
        ("<sheetData><row a=\"/>\" b='\">'/></sheetData>", "<pageSetup/>"),
        ("<sheetData/>", "<!-- <extLst> --><extLst><ext><pageMargins/></ext></extLst>"),
    ]) func findsThePlaceForTheDrawingInAnySheet(_ before: String, _ after: String) throws {
        var recipe = WorkbookRecipe()
        recipe.sheets[0].xml = before + after
        let marked = try MarkedFile(recipe, [finding("不是数", at: "附件1!B2")])
        let place = after.hasPrefix("<page") ? before + after : before
        #expect(marked.text("xl/worksheets/sheet1.xml").contains(place + "<legacyDrawing "))
        #expect(marked.notes.count == 1)
    }

    @Test func marksSheetsInUTF16() throws {
        let recipe = WorkbookRecipe(rows: "<row r=\"2\"><c r=\"B2\" t=\"str\"><v>预算</v></c></row>")
        let parts = recipe.parts.map { part in
            guard part.name.hasSuffix("sheet1.xml") else { return part }
            let text = String(decoding: part.bytes, as: UTF8.self).replacing("UTF-8", with: "UTF-16")
            return (name: part.name, bytes: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        }
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
        let file = try ZipWriter.zip(parts + [("[Content_Types].xml", Array(types.utf8))])
        let marked = try MarkedFile(file, [finding("不是数", at: "附件1!B2")])
        #expect(marked.file.texts["附件1!B2"] == "预算" && marked.notes.count == 1)
    }
}

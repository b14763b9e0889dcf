import Diagnostics
import Forms
import Intake
import TestSupport
import Testing

/// Files that are broken, or made to break what reads them, are refused with a reason.
@Suite struct HostileFileTests {
    private func workbook(_ rows: String) throws -> [UInt8] { try WorkbookRecipe(rows: rows).bytes() }

    @Test(arguments: [
        ("<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>", "damaged-file 附件1!1048577"),
        ("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "damaged-file 附件1!XFE1"),
        ("<row r=\"0\"/>", "damaged-file 附件1!0"), ("<row r=\"1\"><c r=\"1A\"/></row>", "damaged-file 附件1!1A"),
        ("<row r=\"1048576\"/><row><c><v>1</v></c></row>", "damaged-file 附件1!1048577"),
        ("<row><c r=\"B2\"><v>1</v></c><c r=\"B2\"><v>2</v></c></row>", "damaged-file 附件1!B2"),
        ("<row><c r=\"C3\" t=\"s\"><v>5</v></c></row>", "damaged-file 附件1!C3"),
    ]) func namesTheCellThatCannotBe(_ rows: String, _ finding: String) throws {
        #expect(rejection(of: try workbook(rows)) == [finding])
    }

    @Test func refusesMoreCellsThanAnyFormHas() throws {
        let rows = { (count: Int) in
            (1...count).map { "<row><c r=\"A\($0)\"><v>\($0)</v></c><c r=\"C\($0)\"><v>\($0 * 7)</v></c></row>" }
                .joined()
        }
        #expect(rejection(of: try workbook(rows(25_000))) == [])
        #expect(rejection(of: try workbook(rows(25_001))) == ["too-large 附件1!A25001"])
    }

    @Test func refusesEntitiesAndDocumentTypes() throws {
        var parts = WorkbookRecipe(rows: "<row><c><v>1</v></c></row>").parts
        let place = try #require(parts.firstIndex { $0.name == "xl/worksheets/sheet1.xml" })
        let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
        let text = String(decoding: parts[place].bytes, as: UTF8.self)
        parts[place].bytes = Array(text.replacing("?>\n", with: "?>\(laughs)").replacing("<v>1", with: "<v>&b;").utf8)
        #expect(rejection(of: try ZipWriter.zip(parts)) == ["entities-in-file"])
        #expect(
            rejection(of: Array("<!DOCTYPE x><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>".utf8))
                == ["entities-in-file"])
    }

    @Test func refusesWhatUnpacksToFarMoreThanItHas() throws {
        let bomb = [UInt8](repeating: 0x20, count: 8 << 20)
        let parts = WorkbookRecipe().parts + [(name: "xl/media/a.png", bytes: bomb)]
        #expect(rejection(of: try ZipWriter.zip(parts)) == ["bomb-like-file"])
    }

    @Test func refusesNestingWithoutEnd() throws {
        let deep =
            String(repeating: "<w:sdt><w:sdtContent>", count: 150)
            + String(repeating: "</w:sdtContent></w:sdt>", count: 150)
        #expect(rejection(of: try WordRecipe(deep).bytes()) == ["too-large"])
    }

    /// Small files that would take much memory once they are read.
    @Test func refusesWhatIsRepeatedWithoutEnd() throws {
        let long = String(repeating: "长文 abc", count: 40_000)
        let noted = "<w:p>" + String(repeating: "<w:r><w:commentReference w:id=\"1\"/></w:r>", count: 500) + "</w:p>"
        let comments = "<w:comment w:id=\"1\">\(WordRecipe.paragraph(long))</w:comment>"
        #expect(rejection(of: try WordRecipe(noted, parts: ["comments": comments]).bytes()) == ["too-large 第1段"])

        let formats = WorkbookRecipe.styles(
            Dictionary(uniqueKeysWithValues: (0..<1_001).map { (200 + $0, "0\"\($0)\"") }), used: Array(200..<1_201))
        #expect(rejection(of: try WorkbookRecipe(styles: formats).bytes()) == ["too-large"])

        var named = WorkbookRecipe()
        named.sheets[0].name = String(repeating: "表", count: 200)
        #expect(rejection(of: try named.bytes()).map { $0.prefix(12) } == ["damaged-file"])

        let pieces = (0..<40_000).map { "<!--\($0)-->第\($0)段文字，没有尽头的一个单元格" }.joined()
        #expect(rejection(of: try workbook("<row><c t=\"str\"><v>\(pieces)</v></c></row>")) == ["too-large"])

        let shared = WorkbookRecipe(
            rows: (0..<9_000).map { "<row><c r=\"A\($0 + 1)\" s=\"1\" t=\"s\"><v>0</v></c></row>" }.joined(),
            texts: "<si><t>\(long.prefix(1_000))</t></si>",
            styles: WorkbookRecipe.styles([164: "\"注\"@"], used: [0, 164]))
        #expect(rejection(of: try shared.bytes()).map { $0.prefix(10) } == ["too-large "])
    }

    @Test func refusesMorePartsThanOfficeProgramsWrite() throws {
        var bytes = try workbook("")
        let end = bytes.count - 22
        (bytes[end + 10], bytes[end + 11]) = (0xFF, 0xFF)
        #expect(rejection(of: bytes) == ["too-large"])
    }

    @Test func refusesTwoPartsOfOneName() throws {
        let parts = WorkbookRecipe().parts
        #expect(rejection(of: try ZipWriter.zip(parts + [(name: "XL/Workbook.xml", bytes: [])])) == ["damaged-file"])
    }

    @Test func tellsOtherKindsOfFiles() throws {
        func packed(_ names: String...) throws -> [String] {
            rejection(of: try ZipWriter.zip(names.map { (name: $0, bytes: Array("x".utf8)) }))
        }
        #expect(try packed("材料.txt") == ["no-office-file"])
        #expect(try packed("mimetype", "content.xml") == ["no-office-file"])
        #expect(OfficeFile.kind(of: Array("%PDF-1.7".utf8)) == nil)
        #expect(OfficeFile.kind(of: Array("formSet: hunan-2023\n".utf8)) == nil)
        #expect(OfficeFile.kind(of: Array("{\"a\": \"<table>\"}".utf8)) == nil)
        #expect(OfficeFile.kind(of: Array("{\\rtf1".utf8)) == .legacy)
        #expect(OfficeFile.kind(of: try workbook("")) == .package)
        #expect(rejection(of: []) == ["no-office-file"])
    }

    @Test func tellsFilesThatEndTooSoon() throws {
        let bytes = try workbook("<row><c><v>1</v></c></row>")
        for count in stride(from: 4, to: bytes.count, by: 7) {
            let found = rejection(of: Array(bytes[..<count]))
            #expect(found == ["truncated-file"] || found == ["damaged-file"], "\(count) bytes")
        }
    }

    /// Files in which bits are turned round, outside of zip files so that the changes reach the readers of XML, too.
    @Test func survivesAnyChange() throws {
        var random = SeededGenerator(seed: 20)
        let cells = "<row r=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45445.5</v></c></row>"
        let workbook = WorkbookRecipe(
            rows: cells, after: "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>",
            texts: "<si><r><t>项</t></r></si>",
            styles: WorkbookRecipe.styles([164: "yyyy\"年\"m\"月\""], used: [0, 164])
        ).parts
        let page = Array("<table><tr><td rowspan=2 x:num>1<td colspan=3>甲<tr><td>乙</table>".utf8)
        let whole = try ZipWriter.zip(workbook)
        for round in 0..<3_000 {
            var bytes: [UInt8]
            switch round % 3 {
            case 0: bytes = whole
            case 1: bytes = page
            default:
                var parts = workbook
                let part = Int.random(in: parts.indices, using: &random)
                flip(&parts[part].bytes, &random)
                bytes = try ZipWriter.zip(parts)
            }
            if round % 3 < 2 { flip(&bytes, &random) }
            let found = rejection(of: bytes)
            #expect(found.count <= 1)
        }
    }

    @Test func survivesAnyChangeOfWordFiles() throws {
        var random = SeededGenerator(seed: 21)
        let cell = WordRecipe.cell("格", "<w:vMerge w:val=\"restart\"/><w:gridSpan w:val=\"2\"/>")
        let body =
            WordRecipe.paragraph("一", "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>")
            + "<w:tbl><w:tr>\(cell)</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
            + "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/></w:r></w:p>"
        let numbering =
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"1\"><w:start w:val=\"3\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>"
            + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        for _ in 0..<1_500 {
            let isBody = Bool.random(using: &random)
            var text = Array((isBody ? body : numbering).utf8)
            flip(&text, &random)
            let changed = String(decoding: text, as: UTF8.self)
            let recipe = WordRecipe(isBody ? changed : body, parts: ["numbering": isBody ? numbering : changed])
            #expect(rejection(of: try recipe.bytes()).count <= 1)
        }
    }

    private func flip(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: bytes.indices, using: &random)
            if Bool.random(using: &random) {
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            } else {
                bytes[place] = Array("0123456789<>/\"=:&#xX".utf8).randomElement(using: &random) ?? 0
            }
        }
    }

    @Test func readsManyFilesAtOnce() async throws {
        let bytes = try workbook("<row><c><v>1</v></c></row>")
        let broken = Array(bytes.dropLast(30))
        let texts = await withTaskGroup(of: [String].self) { group in
            for index in 0..<64 {
                group.addTask {
                    index % 2 == 0 ? (try? GridFile.read(bytes).texts.map(\.value)) ?? [] : rejection(of: broken)
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(texts.filter { $0 == "1" }.count == 32 && texts.filter { $0 == "truncated-file" }.count == 32)
    }
}

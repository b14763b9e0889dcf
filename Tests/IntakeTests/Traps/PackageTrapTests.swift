import Intake
import Testing

/// What the zip file and the parts inside may be, beyond what office programs write.
@Suite struct PackageTrapTests {
    private let recipe = WorkbookRecipe(rows: "<row><c t=\"inlineStr\"><is><t>预算</t></is></c></row>")

    private func changed(_ name: String, _ change: (String) -> [UInt8]) throws -> [UInt8] {
        var parts = recipe.parts
        let place = try #require(parts.firstIndex { $0.name == name })
        parts[place].bytes = change(String(decoding: parts[place].bytes, as: UTF8.self))
        return try ZipWriter.zip(parts)
    }

    /// Names that lead out of the file are names like others: nothing is unpacked, and nothing beside the file is read.
    @Test(arguments: ["../../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "xl/../../x", "file:///etc/passwd"])
    func leavesNamesThatLeadOutOfTheFileAlone(_ name: String) throws {
        #expect(outcome(of: try ZipWriter.zip(recipe.parts + [(name: name, bytes: [1])])) == ["A1 预算"])
        let found = outcome(
            of: try changed("xl/_rels/workbook.xml.rels") {
                Array($0.replacing("worksheets/sheet1.xml", with: name.replacing("\\", with: "/")).utf8)
            })
        #expect(found == ["× damaged-file "])
    }

    @Test func takesNothingFromElsewhere() throws {
        let found = outcome(
            of: try changed("xl/_rels/workbook.xml.rels") {
                Array(
                    $0.replacing(
                        "Target=\"worksheets/sheet1.xml\"", with: "Target=\"http://x/\" TargetMode=\"External\""
                    ).utf8)
            })
        #expect(found == ["× damaged-file "])
    }

    /// What a part is follows from what leads to it and what it holds, not from the list of types.
    @Test(arguments: [
        "<Types xmlns=\"urn:wrong\"/>", "<Types><Default Extension=\"xml\" ContentType=\"image/png\"/></Types>",
        "no XML", "",
    ])
    func readsWithWrongTypes(_ types: String) throws {
        let parts = recipe.parts + [(name: "[Content_Types].xml", bytes: Array(types.utf8))]
        #expect(outcome(of: try ZipWriter.zip(parts)) == ["A1 预算"])
    }

    @Test(arguments: ["utf-8 with mark", "utf-16be", "gb18030", "utf-8 that is none"])
    func readsAnyEncoding(_ encoding: String) throws {
        let bytes = try changed("xl/worksheets/sheet1.xml") { text in
            switch encoding {
            case "utf-8 with mark": [0xEF, 0xBB, 0xBF] + text.utf8
            case "utf-16be":
                [0xFE, 0xFF]
                    + text.replacing("UTF-8", with: "UTF-16").utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            case "gb18030":
                text.replacing("UTF-8", with: "GB18030").unicodeScalars.flatMap { scalar -> [UInt8] in
                    switch scalar {
                    case "预": [0xD4, 0xA4]
                    case "算": [0xCB, 0xE3]
                    default: [UInt8(truncatingIfNeeded: scalar.value)]
                    }
                }
            default: Array(text.replacing("预算", with: "\u{1}").utf8)
            }
        }
        #expect(outcome(of: bytes) == (encoding == "utf-8 that is none" ? ["× damaged-file "] : ["A1 预算"]))
    }

    /// Parts that are called otherwise, in other folders, with the other slash, in capitals.
    @Test func findsPartsByWhatTheyAre() throws {
        let parts = recipe.parts.map { part in
            (name: part.name.replacing("xl/workbook.xml", with: "XL\\Workbook.xml"), bytes: part.bytes)
        }
        #expect(outcome(of: try ZipWriter.zip(parts)) == ["A1 预算"])
    }

    /// Junk before and behind the zip file, as mail gateways leave it.
    @Test func readsAFileWithAComment() throws {
        var bytes = try ZipWriter.zip(recipe.parts)
        let text = Array("扫描通过".utf8)
        bytes[bytes.count - 2] = UInt8(text.count)
        #expect(outcome(of: bytes + text) == ["A1 预算"])
    }

    /// A part that says it is encrypted, and one whose bytes are not those that were packed.
    @Test func tellsPartsThatCannotBeUnpacked() throws {
        let whole = try ZipWriter.zip(recipe.parts)
        let directory = try #require(
            whole.indices.dropLast(4).first { Array(whole[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] })
        var locked = whole
        for place in whole.indices.dropLast(8) where Array(whole[place..<place + 4]) == [0x50, 0x4B, 1, 2] {
            locked[place + 8] |= 1
        }
        #expect(outcome(of: locked) == ["× encrypted-file "])
        var broken = whole
        for place in stride(from: 60, to: directory, by: 5) { broken[place] ^= 0x55 }
        #expect(outcome(of: broken).map { $0.prefix(15) } == ["× damaged-file "])
    }

    @Test(arguments: [
        ("xl/workbook.xml", "<workbook", "× damaged-file "), ("xl/worksheets/sheet1.xml", "<x/>", "× damaged-file "),
        ("xl/workbook.xml", "<workbook xmlns=\"urn:other\"><sheets/></workbook>", "× no-office-file "),
        ("_rels/.rels", "", "× damaged-file "), ("_rels/.rels", "<a/>", "× no-office-file "),
        ("xl/workbook.xml", "", "× damaged-file "),
    ]) func refusesPartsThatAreNone(_ name: String, _ text: String, _ line: String) throws {
        #expect(outcome(of: try changed(name) { _ in Array(text.utf8) }) == [line])
    }

    /// An encrypted workbook, a zip file of workbooks, OpenDocument, a binary workbook, slides, a picture.
    @Test(arguments: ["材料/表.xlsx", "xl/workbook.bin", "ppt/presentation.xml", "content.xml"])
    func tellsOtherPackages(_ name: String) throws {
        let parts = [(name: "mimetype", bytes: [UInt8]()), (name: name, bytes: [1, 2, 3])]
        #expect(outcome(of: try ZipWriter.zip(parts)) == ["× no-office-file "])
    }
}

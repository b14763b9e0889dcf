/// A workbook that a test makes, part by part.
struct WorkbookRecipe {
    /// A sheet: its name, what stands in its `worksheet`, and the notes on its cells.
    struct Sheet {
        var name = "附件1"
        var state: String?
        var xml = ""
        var comments: String?
    }

    var sheets: [Sheet] = []
    /// What stands in `sst`; no part where it is `nil`.
    var texts: String?
    /// What stands in `styleSheet`.
    var styles: String?
    var workbookProperties = ""
    /// The vocabulary, and where it says how parts belong together.
    var spreadsheet = transitional.spreadsheet
    var relationships = transitional.relationships
    /// What stands before every name, such as `x:`.
    var prefix = ""
    /// The folder of the sheets and how they are called; their order in the workbook is that of ``sheets``.
    var sheetName: (Int) -> String = { "worksheets/sheet\($0 + 1).xml" }

    static let transitional = (
        spreadsheet: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        relationships: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    static let strict = (
        spreadsheet: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        relationships: "http://purl.oclc.org/ooxml/officeDocument/relationships"
    )

    /// A workbook with one sheet whose `sheetData` holds `rows`.
    init(rows: String = "", before: String = "", after: String = "", texts: String? = nil, styles: String? = nil) {
        sheets = [Sheet(xml: "\(before)<sheetData>\(rows)</sheetData>\(after)")]
        self.texts = texts
        self.styles = styles
    }

    /// Number formats by their numbers, and the formats that the styles 0, 1, 2 … have.
    static func styles(_ formats: [Int: String] = [:], used: [Int]) -> String {
        let codes = formats.sorted { $0.key < $1.key }.map {
            let code = $0.value.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing(
                "<", with: "&lt;")
            return "<numFmt numFmtId=\"\($0.key)\" formatCode=\"\(code)\"/>"
        }
        let cells = used.map { "<xf numFmtId=\"\($0)\"/>" }
        return "<numFmts>\(codes.joined())</numFmts><cellXfs>\(cells.joined())</cellXfs>"
    }

    private func element(_ name: String, _ content: String) -> [UInt8] {
        let declaration = prefix.isEmpty ? "xmlns" : "xmlns:\(prefix.dropLast())"
        let prefixed =
            prefix.isEmpty
            ? content
            : content.replacing(#/<(/?)([A-Za-z])/#) { "<\($0.1)\(prefix)\($0.2)" }
        return Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <\(prefix)\(name) \(declaration)="\(spreadsheet)" xmlns:rel="\(relationships)">\(prefixed)</\(prefix)\(name)>
            """.utf8)
    }

    /// The parts of the file.
    var parts: [(name: String, bytes: [UInt8])] {
        var links = sheets.indices.map { ("sheet\($0)", "worksheet", sheetName($0)) }
        var parts: [(name: String, bytes: [UInt8])] = [
            (
                "_rels/.rels",
                PackageRecipe.relationships([("r1", "\(relationships)/officeDocument", "/xl/workbook.xml")])
            )
        ]
        for (index, sheet) in sheets.enumerated() {
            parts.append(("xl/" + sheetName(index), element("worksheet", sheet.xml)))
            guard let comments = sheet.comments else { continue }
            let name = sheetName(index).replacing("worksheets/", with: "worksheets/_rels/")
            parts.append(
                (
                    "xl/\(name).rels",
                    PackageRecipe.relationships([("c", "\(relationships)/comments", "../notes\(index).xml")])
                ))
            parts.append(("xl/notes\(index).xml", element("comments", "<commentList>\(comments)</commentList>")))
        }
        if let texts {
            links.append(("texts", "sharedStrings", "sharedStrings.xml"))
            parts.append(("xl/sharedStrings.xml", element("sst", texts)))
        }
        if let styles {
            links.append(("styles", "styles", "styles.xml"))
            parts.append(("xl/styles.xml", element("styleSheet", styles)))
        }
        let list = sheets.enumerated().map { index, sheet in
            let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
            return "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) rel:id=\"sheet\(index)\"/>"
        }
        parts.append(("xl/workbook.xml", element("workbook", "\(workbookProperties)<sheets>\(list.joined())</sheets>")))
        let typed = links.map { ($0.0, "\(relationships)/\($0.1)", $0.2) }
        parts.append(("xl/_rels/workbook.xml.rels", PackageRecipe.relationships(typed)))
        return parts
    }

    /// The file.
    func bytes() throws -> [UInt8] { try ZipWriter.zip(parts) }
}

/// Parts that all office files have.
enum PackageRecipe {
    /// The part that says what other parts are: id, type and target of each.
    static func relationships(_ links: [(String, String, String)]) -> [UInt8] {
        let list = links.map { "<Relationship Id=\"\($0.0)\" Type=\"\($0.1)\" Target=\"\($0.2)\"/>" }
        let address = "http://schemas.openxmlformats.org/package/2006/relationships"
        return Array("<Relationships xmlns=\"\(address)\">\(list.joined())</Relationships>".utf8)
    }
}

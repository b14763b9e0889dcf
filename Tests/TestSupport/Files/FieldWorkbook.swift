import Foundation

extension TemporaryFolder {
    /// Puts a workbook called `name` whose sheet states fields by their paths.
    package func writeWorkbook(_ name: String, _ fields: [(String, String)]) throws {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006"
        let sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let rows = ([("内容", "填写", "代码")] + fields.map { ("", $0.1, $0.0) }).map { row in
            "<row>" + [row.0, row.1, row.2].map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
        }
        func relationship(_ kind: String, _ target: String) -> String {
            "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"r1\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/></Relationships>"
        }
        let parts = [
            ("[Content_Types].xml", "<Types xmlns=\"\(package)/content-types\"/>"),
            ("_rels/.rels", relationship("officeDocument", "xl/workbook.xml")),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(sheet)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"其他内容\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
            ("xl/_rels/workbook.xml.rels", relationship("worksheet", "sheet.xml")),
            ("xl/sheet.xml", "<worksheet xmlns=\"\(sheet)\"><sheetData>\(rows.joined())</sheetData></worksheet>"),
        ]
        let path = "\(self.path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(StoredZip.zip(parts.map { (name: $0, bytes: Array($1.utf8)) })).write(to: URL(fileURLWithPath: path))
    }
}

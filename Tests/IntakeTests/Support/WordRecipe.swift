/// A Word file that a test makes, part by part.
struct WordRecipe {
    /// What stands in the `body`.
    var body = ""
    /// What stands in `styles`, `numbering`, `footnotes` and others, by the name of the part's root element.
    var parts: [String: String] = [:]
    var word = transitional.word
    var relationships = transitional.relationships

    static let transitional = (
        word: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        relationships: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    static let strict = (
        word: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        relationships: "http://purl.oclc.org/ooxml/officeDocument/relationships"
    )

    /// What roots are to the text, where that is not their own name.
    private static let kinds = ["hdr": "header", "ftr": "footer"]

    init(_ body: String, parts: [String: String] = [:]) {
        self.body = body
        self.parts = parts
    }

    /// A paragraph with a single run.
    static func paragraph(_ text: String, _ properties: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    /// A cell with a single paragraph.
    static func cell(_ text: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(text))</w:tc>"
    }

    private func element(_ name: String, _ content: String) -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <w:\(name) xmlns:w="\(word)" xmlns:r="\(relationships)" xmlns:v="urn:schemas-microsoft-com:vml"
              xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
              xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
              xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">\(content)</w:\(name)>
            """.utf8)
    }

    /// The file.
    func bytes() throws -> [UInt8] {
        let extra = parts.sorted { $0.key < $1.key }
        let links = extra.map { ($0.key, "\(relationships)/\(Self.kinds[$0.key] ?? $0.key)", "\($0.key).xml") }
        var all: [(name: String, bytes: [UInt8])] = [
            (
                "_rels/.rels",
                PackageRecipe.relationships([("r1", "\(relationships)/officeDocument", "word/document.xml")])
            ),
            ("word/document.xml", element("document", "<w:body>\(body)</w:body>")),
            ("word/_rels/document.xml.rels", PackageRecipe.relationships(links)),
        ]
        all += extra.map { ("word/\($0.key).xml", element($0.key, $0.value)) }
        return try ZipWriter.zip(all)
    }
}

package import PDFFormat

/// What an archive asks of a PDF before it takes it: that it can be opened and printed in the years to come, and does nothing.
package struct PDFExamination: Sendable {
    /// How many pages it has.
    package private(set) var pages = 0
    /// Its title; empty where it states none.
    package private(set) var title = ""
    /// The standard that it says it conforms to, as `PDF/A-3a`; `nil` where it states none.
    package private(set) var standard: String?
    /// What it states in the name space of this program's submissions, by name: the office, the year, the archive's mark.
    package private(set) var properties: [String: String] = [:]
    /// The names of the files inside.
    package private(set) var attachments: [String] = []
    /// What in it acts by itself, as scripts do, by the names of PDF; sorted.
    package private(set) var activeContent: [String] = []
    /// The fonts that are not inside; sorted.
    package private(set) var missingFonts: [String] = []
    /// Whether it is signed.
    package private(set) var isSigned = false

    /// Looks through every object of the PDF in `bytes`.
    /// - Throws: ``PDFError`` where it is damaged, encrypted, written otherwise than is read, or costs too much.
    package init(_ bytes: [UInt8]) throws(PDFError) {
        let file = try QPDFFile(bytes)
        pages = InheritedPage.all(in: file).count
        title = file.trailer["/Info"]["/Title"].text
        let packet = file.catalog["/Metadata"]
        if packet.isStream { read(packet: try packet.streamData()) }
        attachments = file.catalog["/Names"]["/EmbeddedFiles"]["/Names"].elements.filter(\.isDictionary)
            .map { $0["/UF"].text }
        var active = Set<String>()
        var fonts = Set<String>()
        for number in 1..<max(1, file.size) {
            let object = file.object(number)
            guard object.isDictionary || object.isStream || object.isArray else { continue }
            active.formUnion(Self.actions(in: object))
            if let font = Self.missingFont(object) { fonts.insert(font) }
            if object["/Type"].isName("/Sig") || !object["/ByteRange"].isNull { isSigned = true }
        }
        activeContent = active.sorted()
        missingFonts = fonts.sorted()
        try file.check()
    }

    // MARK: Metadata

    private mutating func read(packet: [UInt8]) {
        guard let text = String(validating: packet, as: UTF8.self), let root = XMLElement(text) else { return }
        var stated: [XMLElement.Name: String] = [:]
        Self.collect(root, into: &stated)
        for (name, value) in stated where name.space == Self.ownSpace { properties[name.local] = value }
        let conformance = stated[XMLElement.Name(space: Self.identification, local: "conformance")] ?? ""
        standard = stated[XMLElement.Name(space: Self.identification, local: "part")]
            .map { "PDF/A-\($0)\(conformance.lowercased())" }
    }

    private static let ownSpace = "urn:annex:submission:1:"
    private static let identification = "http://www.aiim.org/pdfa/ns/id/"

    private static func collect(_ element: XMLElement, into stated: inout [XMLElement.Name: String]) {
        if element.children.isEmpty { stated[element.name] = element.text }
        stated.merge(element.attributes) { first, _ in first }
        for child in element.children { collect(child, into: &stated) }
    }

    // MARK: Objects

    /// The names of what acts by itself (ISO 19005-2, 6.5 and 6.6, and what embeds media that programs play).
    private static let actions: Set = [
        "/AA", "/ImportData", "/JS", "/JavaScript", "/Launch", "/Movie", "/Rendition", "/ResetForm", "/RichMedia",
        "/Sound", "/SubmitForm", "/XFA",
    ]

    private static func actions(in object: QPDFObject) -> Set<String> {
        let source = Array((object.isArray ? object.source : object.entriesSource).utf8)
        return source.withUnsafeBufferPointer { bytes in
            var tokens = TokenScanner(bytes)
            var found = Set<String>()
            while let token = tokens.next() {
                guard bytes[token.lowerBound] == UInt8(ascii: "/"), token.count < 16 else { continue }
                let name = String(decoding: bytes[token], as: UTF8.self)
                if actions.contains(name) { found.insert(name) }
            }
            return found
        }
    }

    /// The name of the font that `object` describes without having it inside.
    private static func missingFont(_ object: QPDFObject) -> String? {
        if object["/Type"].isName("/FontDescriptor") {
            let isInside = ["/FontFile", "/FontFile2", "/FontFile3"].contains { !object[$0].isNull }
            return isInside ? nil : object["/FontName"].name
        }
        guard object["/Type"].isName("/Font"), object["/FontDescriptor"].isNull else { return nil }
        return ["/Type0", "/Type3"].contains(object["/Subtype"].name) ? nil : object["/BaseFont"].name
    }
}

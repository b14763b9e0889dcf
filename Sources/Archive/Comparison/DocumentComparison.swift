import PDFFormat

/// Compares a found PDF with the one made anew, from the trailer on: everything that differs is a difference, but what stands
/// here.
///
/// - Objects have other numbers or stand in object streams, streams have other filters; the cross-reference data and the
///   file's identity are others.
/// - `/Producer` and `/ModDate` of the information dictionary, and in the metadata what ``MetadataProperties/restated`` lists:
///   each program that writes the file states itself there.
/// - Numbers that are no whole ones differ by less than ``ObjectComparison/tolerance``; strings have another encoding.
/// - A field of ours is signed (``SignatureAdditions``).
struct DocumentComparison {
    private let expected: QPDFFile
    private let found: QPDFFile
    private var objects = ObjectComparison()
    /// The fields that are the same in both files but for their signatures, in their order.
    private var fields: [(expected: QPDFObject, found: QPDFObject)] = []

    /// What differs, each part once.
    var differences: [ArchiveDifference] { objects.differences }

    /// The fields of the found file that are signed, with the names that we gave them.
    var signedFields: [(name: String, field: QPDFObject)] {
        fields.filter { SignatureAdditions.isSigned($0.found) }.map { ($0.expected["/T"].text, $0.found) }
    }

    /// Compares `found` with `expected`.
    /// - Throws: ``PDFError`` where a part of a file is damaged.
    init(_ found: QPDFFile, with expected: QPDFFile) throws(PDFError) {
        self.expected = expected
        self.found = found
        pairFields()
        try comparePages()
        try compareFields()
        try compareCatalog()
        try compareTrailer()
        for file in [expected, found] { try file.check() }
    }

    // MARK: Trailer

    /// What a trailer has for readers of the file, not of the document (ISO 32000-1, 7.5.5 and 7.5.8.2). `/XRefStm` is not
    /// among it: by that some readers would see other objects than others.
    private static let crossReferences: Set = [
        "/Type", "/Size", "/Index", "/Prev", "/W", "/ID", "/Length", "/Filter", "/DecodeParms",
    ]

    private mutating func compareTrailer() throws(PDFError) {
        let passed = Self.crossReferences.union(["/Root", "/Info"])
        try objects.compareEntries(expected.trailer, found.trailer, at: "", besides: passed) { _ in .trailer }
        let (information, other) = (expected.trailer["/Info"], found.trailer["/Info"])
        let restated: Set = ["/ModDate", "/Producer"]
        for key in restated where other[key].kind != .string {
            objects.note(.changed, in: .information, at: "/Info\(key)")
        }
        try objects.compareEntries(information, other, at: "/Info", besides: restated) { _ in .information }
    }

    // MARK: Pages

    private mutating func comparePages() throws(PDFError) {
        var waiting = [(expected.catalog["/Pages"], found.catalog["/Pages"], "/Root/Pages")]
        var number = 0
        while let (node, other, path) = waiting.popLast() {
            objects.pair(node, with: other)
            guard node["/Kids"].isArray else {
                number += 1
                try compare(page: node, other, number: number, at: path)
                continue
            }
            try objects.compareEntries(node, other, at: path, besides: ["/Kids"]) { _ in .pages }
            let (kids, others) = (node["/Kids"].elements, other["/Kids"].elements)
            if kids.count != others.count {
                objects.note(kids.count < others.count ? .added : .missing, in: .pages, at: path)
            }
            for (index, (kid, other)) in zip(kids, others).enumerated().reversed() {
                waiting.append((kid, other, "\(path)/Kids[\(index)]"))
            }
        }
    }

    private mutating func compare(
        page: QPDFObject, _ other: QPDFObject, number: Int, at path: String
    ) throws(PDFError) {
        guard other.isDictionary else { return objects.note(.missing, in: .pages, at: path) }
        try objects.compareEntries(page, other, at: path) { key in
            switch key {
            case "/Contents": .content(page: number)
            case "/Annots": .annotations(page: number)
            case "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit",
                "/Group":
                .resources(page: number)
            case "/Parent", "/Type": .pages
            case "/StructParents", "/Tabs": .structure
            default: .pageEntries(page: number)
            }
        }
    }

    // MARK: Fields

    /// Fields stand for each other by their order; where there are more or fewer, none does.
    private mutating func pairFields() {
        let ours = expected.catalog["/AcroForm"]["/Fields"].elements
        let others = found.catalog["/AcroForm"]["/Fields"].elements
        guard ours.count == others.count, others.allSatisfy({ $0.isDictionary && $0.number > 0 }) else { return }
        for (field, other) in zip(ours, others) {
            objects.pair(field, with: other)
            fields.append((field, other))
        }
    }

    private mutating func compareFields() throws(PDFError) {
        for (index, (field, other)) in fields.enumerated() {
            let part = ArchiveDifference.Part.field(field["/T"].text)
            let path = "/Root/AcroForm/Fields[\(index)]"
            let isSigned = SignatureAdditions.isSigned(other)
            let passed = isSigned ? SignatureAdditions.fieldKeys : []
            try objects.compareEntries(field, other, at: path, besides: passed) { _ in part }
            guard isSigned else { continue }
            for key in SignatureAdditions.unwantedKeys(ofField: other) {
                objects.note(.changed, in: part, at: path + key)
            }
        }
    }

    // MARK: Catalog

    private mutating func compareCatalog() throws(PDFError) {
        let (catalog, other) = (expected.catalog, found.catalog)
        let signatures = signedFields.map { $0.field["/V"] }
        let passed = signatures.isEmpty ? [] : SignatureAdditions.catalogKeys
        let comparedApart: Set = ["/Pages", "/AcroForm", "/Metadata"]
        try objects.compareEntries(catalog, other, at: "/Root", besides: passed.union(comparedApart), part: Self.part)
        for key in passed where !SignatureAdditions.isWanted(key, other[key], behind: signatures) {
            objects.note(.added, in: .catalog, at: "/Root" + key)
        }
        try compareForm(catalog["/AcroForm"], other["/AcroForm"], isSigned: !signatures.isEmpty)
        try compareMetadata(catalog["/Metadata"], other["/Metadata"])
    }

    private mutating func compareForm(
        _ form: QPDFObject, _ other: QPDFObject, isSigned: Bool
    ) throws(PDFError) {
        guard form.isDictionary, other.isDictionary else {
            return try objects.compare(form, other, part: .form, at: "/Root/AcroForm")
        }
        let passed = isSigned ? SignatureAdditions.formKeys : []
        try objects.compareEntries(form, other, at: "/Root/AcroForm", besides: passed) { _ in .form }
        for key in passed where !SignatureAdditions.isWanted(key, other[key], behind: []) {
            objects.note(.added, in: .form, at: "/Root/AcroForm" + key)
        }
    }

    private mutating func compareMetadata(_ packet: QPDFObject, _ other: QPDFObject) throws(PDFError) {
        let path = "/Root/Metadata"
        guard packet.isStream, other.isStream else {
            return try objects.compare(packet, other, part: .metadata, at: path)
        }
        let stored: Set = ["/Length", "/Filter", "/DecodeParms"]
        try objects.compareEntries(packet, other, at: path, besides: stored) { _ in .metadata }
        let (bytes, others) = (try packet.streamData(), try other.streamData())
        guard bytes != others else { return }
        guard let ours = MetadataProperties(bytes), let theirs = MetadataProperties(others) else {
            return objects.note(.changed, in: .metadata, at: path)
        }
        if let name = ours.firstDifference(from: theirs) {
            objects.note(.changed, in: .metadata, at: "\(path) \(name)")
        }
    }

    private static func part(_ key: String) -> ArchiveDifference.Part {
        switch key {
        case "/StructTreeRoot", "/MarkInfo": .structure
        case "/Lang", "/Outlines", "/PageLabels", "/Dests", "/Threads": .navigation
        case "/Names", "/AF": .attachments
        case "/OutputIntents": .colors
        case "/ViewerPreferences", "/PageMode", "/PageLayout", "/OpenAction", "/AA", "/URI", "/Collection",
            "/OCProperties",
            "/NeedsRendering":
            .viewing
        default: .catalog
        }
    }
}

/// The vocabularies that are told apart, whatever prefix a file gives them. Strict and transitional files have different
/// addresses for the same one (ISO/IEC 29500-1 and -4, annex A).
enum XMLNamespace: UInt8 {
    case none
    case other
    case packageRelationships
    case contentTypes
    case relationships
    case spreadsheet
    case threadedComments
    case spreadsheet2003
    case word
    case word2010
    case compatibility
    case math
    case vml
    case excelShapes

    /// The vocabulary at `address`.
    init(_ address: String) {
        self = Self.addresses[address] ?? .other
    }

    private static let addresses: [String: XMLNamespace] = [
        "": .none,
        "http://schemas.openxmlformats.org/package/2006/relationships": .packageRelationships,
        "http://schemas.openxmlformats.org/package/2006/content-types": .contentTypes,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": .relationships,
        "http://purl.oclc.org/ooxml/officeDocument/relationships": .relationships,
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": .spreadsheet,
        "http://purl.oclc.org/ooxml/spreadsheetml/main": .spreadsheet,
        "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments": .threadedComments,
        "urn:schemas-microsoft-com:office:spreadsheet": .spreadsheet2003,
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": .word,
        "http://purl.oclc.org/ooxml/wordprocessingml/main": .word,
        "http://schemas.microsoft.com/office/word/2010/wordml": .word2010,
        "http://schemas.openxmlformats.org/markup-compatibility/2006": .compatibility,
        "http://schemas.openxmlformats.org/officeDocument/2006/math": .math,
        "http://purl.oclc.org/ooxml/officeDocument/math": .math,
        "urn:schemas-microsoft-com:vml": .vml,
        "urn:schemas-microsoft-com:office:excel": .excelShapes,
    ]
}

/// The name of an element or an attribute.
struct XMLName: Equatable {
    var namespace: XMLNamespace
    var local: String

    init(_ namespace: XMLNamespace, _ local: String) {
        self.namespace = namespace
        self.local = local
    }
}

extension StructureRole {
    /// Its name among the standard structure types (ISO 32000-1, tables 333, 334, 337 and 340).
    package var standardName: String {
        switch self {
        case .document: "Document"
        case .part: "Part"
        case .section: "Sect"
        case .heading(let level): "H\(level)"
        case .paragraph: "P"
        case .table: "Table"
        case .caption: "Caption"
        case .tableHead: "THead"
        case .tableBody: "TBody"
        case .row: "TR"
        case .headerCell: "TH"
        case .dataCell: "TD"
        case .figure: "Figure"
        case .contents: "TOC"
        case .contentsItem: "TOCI"
        case .reference: "Reference"
        case .link: "Link"
        }
    }
}

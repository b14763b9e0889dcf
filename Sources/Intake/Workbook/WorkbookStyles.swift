import Diagnostics

/// The number formats of a workbook's cells.
struct WorkbookStyles {
    /// Which format each style of cells has.
    private var formatIDs: [Int] = []
    /// Formats by their numbers; a workbook may define any number anew, also those that are built in.
    private var formats: [Int: NumberFormat] = [:]

    /// The most styles that are read; Excel allows 65,490.
    private static let maximumCount = 70_000

    /// The most formats that are read; Excel allows about 250 of a workbook's own.
    static let maximumFormats = 1_000

    /// No styles: every cell is shown as it is.
    init() {}

    /// Reads the part that holds styles.
    init(_ stream: XMLStream, _ reading: Reading) throws(Fault) {
        _ = try stream.root()
        var codes: [Int: String] = [:]
        var ids: [Int] = []
        try stream.children { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.spreadsheet, "numFmts"):
                try stream.children { _ throws(Fault) in
                    guard let id = stream["numFmtId"].flatMap({ Int($0) }), let code = stream["formatCode"] else {
                        return
                    }
                    try reading.keep(code)
                    codes[id] = code
                }
            case (.spreadsheet, "cellXfs"):
                try stream.children { name throws(Fault) in
                    guard name.local == "xf", ids.count < Self.maximumCount else { return }
                    ids.append(stream["numFmtId"].flatMap { Int($0) } ?? 0)
                }
            default: return
            }
        }
        formatIDs = ids
        for id in Set(ids) {
            guard formats.count < Self.maximumFormats else {
                throw .tooLarge(LocalizedText("数字格式太多", en: "the workbook has too many number formats"))
            }
            if let code = codes[id] ?? NumberFormat.builtIn(id) { formats[id] = NumberFormat(code) }
        }
    }

    /// The format of cells of `style`.
    func format(of style: Int) -> NumberFormat {
        guard formatIDs.indices.contains(style) else { return .general }
        return formats[formatIDs[style]] ?? .general
    }
}

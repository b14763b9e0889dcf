import Diagnostics
import Forms

/// Reads workbooks (ISO/IEC 29500-1, 18), Strict and transitional.
struct WorkbookReader {
    let package: OfficePackage
    let reading: Reading

    /// A sheet as the workbook lists it.
    struct Sheet {
        let name: String
        let isHidden: Bool
        /// The id of its relationship to the workbook.
        let relationship: String
    }

    /// What the part about the workbook says.
    struct Contents {
        var sheets: [Sheet] = []
        var epoch = SerialDate.Epoch.from1900
    }

    /// The most sheets that are read.
    private static let maximumSheets = 1_000

    /// The sheets in the order in which the workbook shows them.
    /// - Parameters:
    ///   - part: the part about the workbook.
    ///   - stream: stands at the root of it.
    func read(_ part: String, _ stream: XMLStream) throws(Fault) -> [GridFile.Part] {
        let relationships = try package.relationships(of: part)
        let contents = try Self.contents(stream, reading)
        let context = SheetContext(
            texts: try texts(relationships), styles: try styles(relationships), epoch: contents.epoch,
            reading: reading)
        var parts: [GridFile.Part] = []
        for sheet in contents.sheets {
            guard let target = relationships.first(where: { $0.id == sheet.relationship }) else {
                throw .damaged(
                    LocalizedText(
                        "找不到工作表“\(sheet.name)”的内容", en: "the contents of the sheet “\(sheet.name)” are missing"))
            }
            if let grid = try grid(sheet, target, context) { parts.append(.grid(grid)) }
        }
        guard !parts.isEmpty else {
            throw .damaged(LocalizedText("工作簿里没有工作表", en: "the workbook has no sheet"))
        }
        return parts
    }

    /// What the part about the workbook says.
    /// - Parameters:
    ///   - stream: stands at the root of it.
    ///   - reading: counts what names take; `nil` where the workbook was read before.
    static func contents(_ stream: XMLStream, _ reading: Reading? = nil) throws(Fault) -> Contents {
        var contents = Contents()
        try stream.children { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.spreadsheet, "workbookPr"):
                if stream["date1904"].isOn { contents.epoch = .from1904 }
            case (.spreadsheet, "sheets"):
                try stream.children { name throws(Fault) in
                    guard name == XMLName(.spreadsheet, "sheet") else { return }
                    guard contents.sheets.count < maximumSheets else { throw .tooManySheets }
                    try reading?.checkName(stream["name"] ?? "")
                    contents.sheets.append(
                        Sheet(
                            name: RichText.unescaped(stream["name"] ?? ""),
                            isHidden: ["hidden", "veryHidden"].contains(stream["state"] ?? ""),
                            relationship: stream["id", .relationships] ?? ""))
                }
            default: return
            }
        }
        return contents
    }

    private func grid(
        _ sheet: Sheet, _ target: OfficePackage.Relationship, _ context: SheetContext
    ) throws(Fault) -> Grid? {
        guard target.kind == "worksheet" else {
            reading.find(
                .note, "sheet-without-cells", at: sheet.name,
                LocalizedText(
                    "这一页不是表格（是图表或宏），没有读", en: "this sheet is a chart or a macro, not a table, and was not read"))
            return nil
        }
        guard let stream = try package.open(target.target) else {
            throw .damaged(
                LocalizedText("找不到工作表“\(sheet.name)”的内容", en: "the contents of the sheet “\(sheet.name)” are missing"))
        }
        guard try stream.root() == XMLName(.spreadsheet, "worksheet") else { throw .damagedPart(target.target) }
        var reader = SheetReader(name: sheet.name, context: context)
        try reader.read(stream)
        let comments = try CommentsReader(package: package, reading: reading).comments(of: target.target)
        return try reader.grid(isHidden: sheet.isHidden, comments: comments)
    }

    private func texts(_ relationships: [OfficePackage.Relationship]) throws(Fault) -> [String] {
        guard let stream = try stream("sharedStrings", relationships) else { return [] }
        _ = try stream.root()
        var texts: [String] = []
        try stream.children { name throws(Fault) in
            guard name == XMLName(.spreadsheet, "si") else { return }
            let text = try RichText.read(stream)
            try reading.keep(text)
            texts.append(text)
            guard texts.count <= 4 * Reading.maximumCells else {
                throw .tooLarge(LocalizedText("工作簿里的文字太多", en: "the workbook has too many texts"))
            }
        }
        return texts
    }

    private func styles(
        _ relationships: [OfficePackage.Relationship]
    ) throws(Fault) -> WorkbookStyles {
        guard let stream = try stream("styles", relationships) else { return WorkbookStyles() }
        return try WorkbookStyles(stream, reading)
    }

    private func stream(
        _ kind: String, _ relationships: [OfficePackage.Relationship]
    ) throws(Fault) -> XMLStream? {
        guard let part = relationships.first(kind: kind)?.target else { return nil }
        guard let stream = try package.open(part) else { throw .damagedPart(part) }
        return stream
    }
}

extension Fault {
    static let tooManySheets = Fault.tooLarge(LocalizedText("工作表太多", en: "the workbook has too many sheets"))
}

extension String? {
    /// Whether an attribute says yes (ISO/IEC 29500-1, 22.9.2.1).
    var isOn: Bool { self == "1" || self == "true" || self == "on" }
}

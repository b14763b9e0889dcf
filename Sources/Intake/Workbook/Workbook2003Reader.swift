import Diagnostics
import Forms

/// Reads workbooks that are a single XML file, as Excel 2003 wrote them and many programs still do (XML Spreadsheet Reference,
/// Microsoft 2003).
struct Workbook2003Reader {
    let reading: Reading

    /// The sheets in their order.
    /// - Parameter stream: the file.
    func read(_ stream: XMLStream) throws(Fault) -> [GridFile.Part] {
        guard try stream.root() == XMLName(.spreadsheet2003, "Workbook") else { throw .unknown }
        var (formats, parts) = ([String: NumberFormat](), [GridFile.Part]())
        try stream.children { name throws(Fault) in
            switch (name.namespace, name.local) {
            case (.spreadsheet2003, "Styles"): formats = try self.formats(stream)
            case (.spreadsheet2003, "Worksheet"):
                guard parts.count < 1_000 else { throw .tooManySheets }
                try reading.checkName(stream.old("Name") ?? "")
                var sheet = Sheet2003Reader(
                    name: stream.old("Name") ?? "", formats: formats, reading: reading)
                parts.append(.grid(try sheet.read(stream)))
            default: return
            }
        }
        guard !parts.isEmpty else {
            throw .damaged(LocalizedText("工作簿里没有工作表", en: "the workbook has no sheet"))
        }
        return parts
    }

    private func formats(_ stream: XMLStream) throws(Fault) -> [String: NumberFormat] {
        var formats: [String: NumberFormat] = [:]
        try stream.children { name throws(Fault) in
            guard name == XMLName(.spreadsheet2003, "Style"), let id = stream.old("ID"),
                formats.count < WorkbookStyles.maximumFormats
            else {
                return
            }
            try stream.children { name throws(Fault) in
                guard name == XMLName(.spreadsheet2003, "NumberFormat"), let code = stream.old("Format") else { return }
                formats[id] = NumberFormat(Self.named[code] ?? code)
            }
        }
        return formats
    }

    /// Formats that have a name instead of a code.
    private static let named = [
        "General Number": "General", "General Date": "yyyy/m/d h:mm", "Long Date": #"yyyy"年"m"月"d"日""#,
        "Medium Date": "d-mmm-yy", "Short Date": "yyyy/m/d", "Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM",
        "Short Time": "h:mm", "Currency": "¥#,##0.00;¥-#,##0.00", "Fixed": "0.00", "Standard": "#,##0.00",
        "Percent": "0.00%", "Yes/No": "General", "True/False": "General", "On/Off": "General",
    ]
}

extension XMLStream {
    /// The attribute `name` of an element of a workbook of 2003; not every program puts a prefix before it.
    func old(_ name: String) -> String? { self[name, .spreadsheet2003] ?? self[name] }

    /// The number in the attribute `name` of an element of a workbook of 2003, if it is one.
    func oldNumber(_ name: String) -> Int? { old(name).flatMap { Int($0) } }
}

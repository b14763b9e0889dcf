import Diagnostics
import Forms

/// Files of programs before 2007: LibreOffice turns them into those of today, where it is installed.
struct LegacyFile {
    let reading: Reading
    let converter: LibreOffice

    /// What the file is to be turned into, and what it is called for LibreOffice.
    private enum Target: String {
        case workbook = "xlsx"
        case document = "docx"
    }

    /// The file as a workbook or Word file of today.
    func converted(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> [UInt8] {
        let target = try target(of: bytes)
        let (result, name) = (target.rawValue, target == .workbook ? "input.xls" : "input.doc")
        guard converter.program != nil else { throw .noLibreOffice(for: title(of: target)) }
        let made = try converter.convert(bytes, named: name, to: result)
        reading.find(
            .note, "converted-file", at: nil,
            LocalizedText("旧格式的文件，由 LibreOffice 转换后读入", en: "a file of an old format, read as LibreOffice converted it")
        )
        return made
    }

    /// What the file is called by what it holds and by its ending: WPS writes the same formats under names of its own.
    private func title(of target: Target) -> LocalizedText {
        let ending = reading.name.lowercased().split(separator: ".").last ?? ""
        return switch target {
        case .workbook:
            ending == "et"
                ? LocalizedText("WPS 表格（.et）", en: "a workbook of WPS (.et)")
                : LocalizedText("旧版 Excel 工作簿（.xls）", en: "a workbook of an old Excel (.xls)")
        case .document:
            ending == "wps"
                ? LocalizedText("WPS 文字（.wps）", en: "a text of WPS (.wps)")
                : LocalizedText("旧版 Word 文件（.doc）", en: "a text of an old Word (.doc)")
        }
    }

    private func target(of bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> Target {
        guard let file = CompoundFile(bytes) else {
            // Workbooks before 1993 begin with a record of Excel's; everything else is text.
            return bytes.first == 0x09 ? .workbook : .document
        }
        if file.isEncrypted { throw .encrypted }
        if file.contains("Workbook") || file.contains("Book") { return .workbook }
        if file.contains("WordDocument") { return .document }
        guard !file.contains("PowerPoint Document") else {
            throw Fault(
                "no-office-file", LocalizedText("是幻灯片，不是表格或 Word 文件", en: "slides, not a workbook or Word file"))
        }
        throw .damaged(
            LocalizedText(
                "旧格式的文件，里面既没有工作簿也没有文档，可能不完整",
                en: "a file of an old format that holds neither a workbook nor a text; it may be incomplete"))
    }
}

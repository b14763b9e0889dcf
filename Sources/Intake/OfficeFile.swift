package import Diagnostics
package import Forms
import SourceTree

/// Files that office programs write: workbooks and Word files, told by what they hold, not by how they are called.
package enum OfficeFile {
    /// What wrote a file, as far as its first bytes tell.
    package enum Kind: Sendable, Equatable {
        /// A zip file: a workbook (.xlsx, .xlsm) or Word file (.docx, .docm) unless it is something else.
        case package
        /// A workbook as a single XML file (SpreadsheetML 2003), which is mostly called .xls.
        case spreadsheetXML
        /// A web page, which programs that export tables like to call .xls.
        case webPage
        /// A file of a program before 2007 (.xls, .doc, .et, .wps), or one with a password.
        case legacy
    }

    /// What `bytes` seem to be; `nil` where they are nothing that ``read(_:name:)`` reads.
    package static func kind(of bytes: [UInt8]) -> Kind? { FileSignature.kind(of: bytes) }

    /// What the file holds.
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - name: the file as it was named.
    /// - Throws: ``Rejection`` that says what it is instead: protected, truncated, too large, of another kind; with the sheet
    ///   and the cell where one shows it.
    package static func read(_ bytes: [UInt8], name: String) throws(Rejection) -> GridFile {
        try read(bytes, name: name, converter: .installed)
    }

    /// As ``read(_:name:)`` does.
    /// - Parameter converter: for files of old programs.
    static func read(_ bytes: [UInt8], name: String, converter: LibreOffice) throws(Rejection) -> GridFile {
        let reading = Reading(name: name)
        do throws(Fault) {
            let read = try XMLLibrary.silently { () throws(Fault) -> [GridFile.Part] in
                guard kind(of: bytes) == .legacy else { return try parts(bytes, reading) }
                let converted = try bytes.withUnsafeBufferPointer { bytes throws(Fault) -> [UInt8] in
                    try LegacyFile(reading: reading, converter: converter).converted(bytes)
                }
                return try parts(converted, reading)
            }
            return GridFile(name: name, parts: read, findings: reading.findings)
        } catch {
            throw reading.rejection(for: error)
        }
    }

    private static func parts(_ bytes: [UInt8], _ reading: Reading) throws(Fault) -> [GridFile.Part] {
        let kind = kind(of: bytes)
        return try bytes.withUnsafeBufferPointer { bytes throws(Fault) -> [GridFile.Part] in
            try parts(bytes, kind, reading)
        }
    }

    private static func parts(
        _ bytes: UnsafeBufferPointer<UInt8>, _ kind: Kind?, _ reading: Reading
    ) throws(Fault) -> [GridFile.Part] {
        switch kind {
        case .package: try package(OfficePackage(bytes), reading)
        case .spreadsheetXML:
            try Workbook2003Reader(reading: reading).read(XMLStream(MemorySource(bytes), part: "XML"))
        case .webPage: try WebPageReader(reading: reading).read(bytes)
        case .legacy, nil: throw .unknown
        }
    }

    private static func package(
        _ package: OfficePackage, _ reading: Reading
    ) throws(Fault) -> [GridFile.Part] {
        guard let part = try package.mainPart() else { throw .otherPackage(package.names) }
        guard let stream = try package.open(part) else { throw .damagedPart(part) }
        switch try stream.root() {
        case XMLName(.spreadsheet, "workbook"):
            return try WorkbookReader(package: package, reading: reading).read(part, stream)
        case XMLName(.word, "document"):
            return try WordFile(package: package, reading: reading).read(part, stream)
        default: throw .otherPackage(package.names)
        }
    }
}

extension Fault {
    /// The file is of no kind that is read.
    static let unknown = Fault(
        "no-office-file",
        LocalizedText("不是 Excel、WPS 或 Word 的文件", en: "not a file of Excel, WPS or Word"), hints: [saveAs])

    /// The file is a zip file, but neither a workbook nor a Word file.
    /// - Parameter names: what is packed into it, in lower case.
    static func otherPackage(_ names: some Collection<String>) -> Fault {
        if names.contains("ofd.xml") {
            let kind = ForeignFile.ofd
            return Fault(
                "no-office-file", LocalizedText("是\(kind.title.zh)", en: kind.title.en), hints: [kind.advice])
        }
        if names.contains("mimetype"), names.contains("content.xml") {
            return Fault(
                "no-office-file",
                LocalizedText("是 OpenDocument 文件（.ods、.odt）", en: "an OpenDocument file (.ods, .odt)"), hints: [saveAs])
        }
        if names.contains("xl/workbook.bin") {
            return Fault(
                "no-office-file", LocalizedText("是二进制工作簿（.xlsb）", en: "a binary workbook (.xlsb)"), hints: [saveAs])
        }
        if names.contains("ppt/presentation.xml") {
            return Fault(
                "no-office-file", LocalizedText("是幻灯片，不是表格或 Word 文件", en: "slides, not a workbook or Word file"))
        }
        return Fault(
            "no-office-file", LocalizedText("是压缩包，不是表格或 Word 文件", en: "an archive, not a workbook or Word file"),
            hints: [LocalizedText("先解压，再交里面的文件", en: "unpack it and hand in the files that are inside")])
    }

    /// What to do with a file of another kind.
    static let saveAs = LocalizedText(
        "在 Excel、WPS 或 Word 中打开，另存为 .xlsx 或 .docx", en: "open it in Excel, WPS or Word and save it as .xlsx or .docx")
}

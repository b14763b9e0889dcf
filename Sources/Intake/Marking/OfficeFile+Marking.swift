package import Diagnostics

extension OfficeFile {
    /// A workbook with findings as comments on its cells. All else in it stays as it is: every part but those that hold and show
    /// comments has the bytes that it had.
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - name: the file as it was named.
    ///   - findings: what was found in it, at least one.
    ///   - language: the language of the comments.
    /// - Throws: ``Rejection`` where it is no workbook in which comments can be put, or a damaged one.
    package static func marked(
        _ bytes: [UInt8], name: String, with findings: [Diagnostic], in language: Language
    ) throws(Rejection) -> [UInt8] {
        do throws(Fault) {
            guard kind(of: bytes) == .package else { throw Fault.notMarkable(kind(of: bytes)) }
            return try XMLLibrary.silently { () throws(Fault) -> [UInt8] in
                try bytes.withUnsafeBufferPointer { bytes throws(Fault) -> [UInt8] in
                    let package = try OfficePackage(bytes)
                    guard let part = try package.mainPart(), let stream = try package.open(part),
                        try stream.root() == XMLName(.spreadsheet, "workbook")
                    else { throw Fault.notMarkable(.package) }
                    let sheets = try MarkedSheet.all(stream, package: package, part: part)
                    return try WorkbookMarker(package, part: part, language: language)
                        .marked(MarkPlan(findings, sheets: sheets, language: language), sheets)
                }
            }
        } catch {
            throw Reading(name: name).rejection(for: error)
        }
    }
}

/// A sheet of the workbook that is marked.
struct MarkedSheet {
    let name: String
    let isHidden: Bool
    /// The part that holds it; `nil` where it has no cells.
    let part: String?

    /// The sheets in the order in which the workbook shows them.
    static func all(_ stream: XMLStream, package: OfficePackage, part: String) throws(Fault) -> [MarkedSheet] {
        let relationships = try package.relationships(of: part)
        return try WorkbookReader.contents(stream).sheets.map { sheet in
            let found = relationships.first { $0.id == sheet.relationship && $0.kind == "worksheet" }
            return MarkedSheet(name: sheet.name, isHidden: sheet.isHidden, part: found?.target)
        }
    }

    /// Whether comments on its cells are seen.
    var isShown: Bool { part != nil && !isHidden }
}

/// Puts what a plan says into the sheets.
struct WorkbookMarker {
    private let package: OfficePackage
    private let changes: PackageChanges
    private let vocabulary: OfficeVocabulary
    private let folder: String
    private let language: Language

    /// - Parameter part: the part about the workbook.
    init(_ package: OfficePackage, part: String, language: Language) throws(Fault) {
        self.package = package
        self.language = language
        changes = PackageChanges(package)
        folder = String(OfficePackage.folder(of: part))
        let isStrict = try package.relationships(of: part).contains(where: \.isStrict)
        vocabulary = isStrict ? .strict : .transitional
    }

    /// The file with what `plan` says.
    func marked(_ plan: MarkPlan, _ sheets: [MarkedSheet]) throws(Fault) -> [UInt8] {
        for (number, sheet) in sheets.enumerated() {
            guard let part = sheet.part, let marks = plan.marks[number] else { continue }
            var marker = try SheetMarker(part, changes: changes, package: package, vocabulary: vocabulary)
            try marker.mark(NotePlan(marks, on: marker.cells, language: language), folder: folder, block: number + 1)
        }
        return try changes.file()
    }
}

/// The addresses by which parts of a file are called, which are others in Strict files (ISO/IEC 29500-1 and -4, annex A).
struct OfficeVocabulary {
    let spreadsheet: String
    let relationships: String

    static let transitional = OfficeVocabulary(
        spreadsheet: "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        relationships: "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    static let strict = OfficeVocabulary(
        spreadsheet: "http://purl.oclc.org/ooxml/spreadsheetml/main",
        relationships: "http://purl.oclc.org/ooxml/officeDocument/relationships")
}

extension Fault {
    /// A file in which no comments can be put.
    static func notMarkable(_ kind: OfficeFile.Kind?) -> Fault {
        let reason =
            switch kind {
            case .legacy:
                LocalizedText(
                    "有密码的文件和旧版的二进制文件（.xls、.et、.doc、.wps）里不能加批注",
                    en: "files with a password and old binary ones (.xls, .et, .doc, .wps) cannot be marked")
            case .spreadsheetXML, .webPage:
                LocalizedText(
                    "XML 表格和网页存成的 .xls 里不能加批注", en: "tables saved as XML or as a web page (.xls) cannot be marked")
            case .package, nil:
                LocalizedText(
                    "只能在工作簿（.xlsx、.xlsm）里加批注，这个文件不是", en: "only workbooks (.xlsx, .xlsm) are marked; this is none")
            }
        let hints = [
            LocalizedText("是表格的，在 Excel、WPS 中另存为 .xlsx", en: "if it is a table, save it as .xlsx in Excel or WPS")
        ]
        return Fault("not-marked", reason, hints: hints)
    }
}

import Diagnostics
import Files
import Intake
import Rendering

#if canImport(Glibc)
    import Glibc
#endif

/// Writes the catalogue as XML and as a workbook, row by row.
final class CatalogueWriter {
    /// The workbook's path in a pack.
    static let workbook = "data/catalogue/catalogue.xlsx"
    static let columns: [ListWorkbook.Column] = [
        .init("序号", width: 6, isCentered: true), .init("档号", width: 28, isCentered: true),
        .init("文号", width: 18, isCentered: true), .init("责任者", width: 22), .init("题名", width: 48),
        .init("日期", width: 10, isCentered: true), .init("密级", width: 8, isCentered: true),
        .init("页数", width: 6, isCentered: true), .init("备注", width: 16),
    ]

    private let folder: String
    private let xml: Int32
    private var book: ListWorkbook?
    private(set) var count = 0
    private var pages = 0

    /// Begins both files in the pack that is written in `folder`.
    init(_ folder: String, _ settings: PackSettings) throws(RenderError) {
        self.folder = folder
        let path = "\(folder)/\(CatalogueXML.fileName)"
        let table = "\(folder)/\(Self.workbook)"
        do throws(OutputFile.Failure) {
            try OutputFile.createFolder(of: table)
            xml = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            guard xml >= 0 else { throw OutputFile.Failure(path) }
        } catch {
            throw .unwritable(error)
        }
        let title = "\(settings.office.name)\(settings.year)年度归档文件目录"
        do throws(WorkbookWriter.Failure) {
            book = try ListWorkbook("归档文件目录", title: title, columns: Self.columns, at: table)
        } catch {
            throw Self.failure(error)
        }
        try Self.put(CatalogueXML.head(settings.head), xml, path)
    }

    private static func put(_ text: String, _ file: Int32, _ path: String) throws(RenderError) {
        guard OutputFile.put(Array(text.utf8), into: file) else { throw .unwritable(OutputFile.Failure(path)) }
    }

    /// Adds a row.
    func add(_ row: CatalogueRow) throws(OutputFile.Failure) {
        count += 1
        pages += row.pages
        book?.add(
            [.number(row.number)]
                + [row.code, row.document, row.responsible, row.title, row.date, row.classification].map { .text($0) }
                + [.number(row.pages), .text(row.note)])
        guard OutputFile.put(Array(CatalogueXML.line(row).utf8), into: xml) else {
            throw OutputFile.Failure("\(folder)/\(CatalogueXML.fileName)")
        }
    }

    /// Ends both files and puts them into the bag.
    /// - Returns: how many pages all items have.
    func finish(_ bag: BagWriter) throws(RenderError) -> Int {
        let end = CatalogueXML.end(items: count, pages: pages)
        try Self.put(end, xml, "\(folder)/\(CatalogueXML.fileName)")
        do throws(WorkbookWriter.Failure) { try book.take()?.close() } catch { throw Self.failure(error) }
        do throws(OutputFile.Failure) {
            guard fsync(xml) == 0 else { throw OutputFile.Failure("\(folder)/\(CatalogueXML.fileName)") }
            try bag.takeTag(CatalogueXML.fileName)
            try bag.take(Self.workbook)
        } catch {
            throw .unwritable(error)
        }
        return pages
    }

    deinit { close(xml) }

    private static func failure(_ error: WorkbookWriter.Failure) -> RenderError {
        switch error {
        case .file(let failure): .unwritable(failure)
        case .library(let reason):
            .failed(
                LocalizedText(
                    "写不出工作簿；libxlsxwriter 的原话是“\(reason)”",
                    en: "the workbook was not written; libxlsxwriter says “\(reason)”"))
        case .noLibrary(let name):
            .failed(LocalizedText("这台机器没有 \(name)，写不了电子表格", en: "this machine has no \(name), which writes workbooks"))
        }
    }
}

import CXLSXWriter
import Files

/// A workbook with a single list, which is written row by row: a list of any length takes no more memory than a short one.
package struct ListWorkbook: ~Copyable {
    /// A column of the list.
    package struct Column {
        let title: String
        let width: Double
        let isCentered: Bool

        /// Creates a column.
        /// - Parameters:
        ///   - title: what stands above it.
        ///   - width: its width in characters of the default face.
        ///   - isCentered: whether its cells are centred.
        package init(_ title: String, width: Double, isCentered: Bool = false) {
            (self.title, self.width, self.isCentered) = (title, width, isCentered)
        }
    }

    /// What stands in a cell.
    package enum Cell {
        /// A text, never read as a number.
        case text(String)
        /// A whole number.
        case number(Int)
    }

    private let book: UnsafeMutablePointer<lxw_workbook>
    private let sheet: UnsafeMutablePointer<lxw_worksheet>
    private let formats: [UnsafeMutablePointer<lxw_format>?]
    private let path: String
    private var row: lxw_row_t = 0
    private var status = LXW_NO_ERROR

    /// Begins a workbook at `path`, which is new, with one sheet called `name` and its heads.
    /// - Throws: ``WorkbookWriter/Failure``.
    package init(_ name: String, title: String, columns: [Column], at path: String) throws(WorkbookWriter.Failure) {
        try XLSXWriterLibrary.load()
        do throws(OutputFile.Failure) { try OutputFile.create([], at: path) } catch { throw .file(error) }
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let book = xlsxwriter.workbook_new_opt(path, &options) else { throw .library("out of memory") }
        guard let sheet = xlsxwriter.workbook_add_worksheet(book, name) else {
            _ = xlsxwriter.workbook_close(book)
            throw .library("out of memory")
        }
        (self.book, self.sheet, self.path) = (book, sheet, path)
        formats = columns.map { Self.format(of: book, isCentered: $0.isCentered) }
        let head = Self.format(of: book, isCentered: true, isHead: true)
        WorkbookWriter.describe(book, title: title)
        for (index, column) in columns.enumerated() {
            let place = lxw_col_t(index)
            note(xlsxwriter.worksheet_set_column(sheet, place, place, column.width, nil))
        }
        for (index, column) in columns.enumerated() {
            note(xlsxwriter.worksheet_write_string(sheet, 0, lxw_col_t(index), column.title, head))
        }
        xlsxwriter.worksheet_freeze_panes(sheet, 1, 0)
        note(xlsxwriter.worksheet_repeat_rows(sheet, 0, 0))
        xlsxwriter.worksheet_set_landscape(sheet)
        xlsxwriter.worksheet_set_paper(sheet, 9)
        xlsxwriter.worksheet_fit_to_pages(sheet, 1, 0)
    }

    /// Adds a row, a cell for each column.
    package mutating func add(_ cells: [Cell]) {
        row += 1
        for (index, cell) in cells.enumerated() {
            let column = lxw_col_t(index)
            switch cell {
            case .text(let text):
                note(
                    xlsxwriter.worksheet_write_string(sheet, row, column, text.escapedForSheets, formats[index]))
            case .number(let number):
                note(xlsxwriter.worksheet_write_number(sheet, row, column, Double(number), formats[index]))
            }
        }
    }

    /// Writes the file.
    /// - Throws: ``WorkbookWriter/Failure``.
    package consuming func close() throws(WorkbookWriter.Failure) {
        let closed = xlsxwriter.workbook_close(book)
        guard closed != LXW_ERROR_CREATING_XLSX_FILE else { throw .file(OutputFile.Failure(path)) }
        let failed = status == LXW_NO_ERROR ? closed : status
        guard failed == LXW_NO_ERROR else {
            throw .library(xlsxwriter.lxw_strerror(failed).map { String(cString: $0) } ?? "")
        }
    }

    private mutating func note(_ result: lxw_error) { if status == LXW_NO_ERROR { status = result } }

    private static func format(
        of book: UnsafeMutablePointer<lxw_workbook>, isCentered: Bool, isHead: Bool = false
    ) -> UnsafeMutablePointer<lxw_format>? {
        guard let format = xlsxwriter.workbook_add_format(book) else { return nil }
        xlsxwriter.format_set_font_name(format, isHead ? "黑体" : "宋体")
        xlsxwriter.format_set_font_size(format, isHead ? 11 : 10)
        xlsxwriter.format_set_align(
            format, UInt8((isCentered ? LXW_ALIGN_CENTER : LXW_ALIGN_LEFT).rawValue))
        xlsxwriter.format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        xlsxwriter.format_set_text_wrap(format)
        for set in [
            xlsxwriter.format_set_top, xlsxwriter.format_set_right, xlsxwriter.format_set_bottom,
            xlsxwriter.format_set_left,
        ] { set(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        return format
    }
}

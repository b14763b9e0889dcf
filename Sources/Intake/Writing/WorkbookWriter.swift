import CXLSXWriter
package import Files
package import Forms
import Layout
import SourceTree

/// Writes workbooks as Office Open XML (ISO/IEC 29500), the same bytes for the same workbook.
package struct WorkbookWriter: ~Copyable {
    /// Why a workbook was not written.
    package enum Failure: Error {
        /// The system failed.
        case file(OutputFile.Failure)
        /// The library refused, as it says in English.
        case library(String)
        /// The machine has no library of this name.
        case noLibrary(String)
    }

    /// Puts `workbook` at `path`, where nothing may be yet.
    /// - Throws: ``Failure``; then whatever was at `path` before is untouched.
    package static func create(_ workbook: FormWorkbook, at path: String) throws(Failure) {
        try XLSXWriterLibrary.load()
        let temporary = OutputFile.temporaryPath(beside: path)
        // The library complains on standard error where there is no place; the system's own reason is told instead.
        do throws(OutputFile.Failure) { try OutputFile.create([], at: temporary) } catch { throw .file(error) }
        defer { OutputFile.remove(temporary) }
        guard var writer = WorkbookWriter(temporary) else { throw .library("out of memory") }
        for sheet in workbook.sheets { writer.add(sheet) }
        writer.describe(workbook)
        try writer.close(path)
        do throws(OutputFile.Failure) {
            guard let bytes = try? RegularFile.read(temporary, atMost: Int(Int32.max)) else {
                throw OutputFile.Failure(path)
            }
            try OutputFile.create(bytes, at: path)
        } catch {
            throw .file(error)
        }
    }

    private let book: UnsafeMutablePointer<lxw_workbook>
    private var formats: FormatTable
    /// The first call that failed.
    private var status = LXW_NO_ERROR

    private init?(_ path: String) {
        guard let book = xlsxwriter.workbook_new(path) else { return nil }
        self.book = book
        formats = FormatTable(book)
    }

    /// Writes the file; the library lets go of everything whether that works or not.
    private consuming func close(_ path: String) throws(Failure) {
        let closed = xlsxwriter.workbook_close(book)
        guard closed != LXW_ERROR_CREATING_XLSX_FILE else { throw .file(OutputFile.Failure(path)) }
        let failed = status == LXW_NO_ERROR ? closed : status
        guard failed == LXW_NO_ERROR else {
            throw .library(xlsxwriter.lxw_strerror(failed).map { String(cString: $0) } ?? "")
        }
    }

    /// Notes whether a call worked.
    private mutating func note(_ result: lxw_error) { if status == LXW_NO_ERROR { status = result } }

    /// The moment that each workbook says it was made, for files must not depend on a clock: 1 January 2000.
    private static let created = 946_684_800

    private mutating func describe(_ workbook: FormWorkbook) { note(Self.describe(book, title: workbook.title)) }

    /// States what a workbook is called, and when it was made.
    @discardableResult
    static func describe(_ book: UnsafeMutablePointer<lxw_workbook>, title: String) -> lxw_error {
        var texts = TextArena()
        var properties = lxw_doc_properties()
        annex_set_title(&properties, texts.add(title))
        properties.created = created
        return xlsxwriter.workbook_set_properties(book, &properties)
    }

    // MARK: Sheets

    private mutating func add(_ sheet: FormSheet) {
        guard let target = xlsxwriter.workbook_add_worksheet(book, sheet.name) else {
            note(LXW_ERROR_PARAMETER_VALIDATION)
            return
        }
        setTracks(of: target, sheet)
        for cell in sheet.cells { add(cell, to: target) }
        setPage(of: target, sheet)
        if sheet.isHidden { xlsxwriter.worksheet_hide(target) }
        var allowed = lxw_protection()
        (allowed.format_columns, allowed.format_rows) = (1, 1)
        (allowed.insert_rows, allowed.delete_rows) = (1, 1)
        xlsxwriter.worksheet_protect(target, nil, &allowed)
        let area = "A1:\(SheetCell.address(row: max(1, sheet.lastRow), column: sheet.lastColumn))"
        for kind in [LXW_IGNORE_NUMBER_STORED_AS_TEXT, LXW_IGNORE_FORMULA_UNLOCKED] {
            note(xlsxwriter.worksheet_ignore_errors(target, UInt8(kind.rawValue), area))
        }
    }

    private mutating func setTracks(of target: UnsafeMutablePointer<lxw_worksheet>, _ sheet: FormSheet) {
        var edge = Length.zero
        for (column, width) in sheet.columnWidths.enumerated() {
            // Pixels are counted from the first edge, so that their rounding does not add up.
            let pixels = (edge + width).pixels - edge.pixels
            edge = edge + width
            var options = lxw_row_col_options()
            options.hidden = sheet.hiddenColumns.contains(column) ? 1 : 0
            let index = lxw_col_t(column)
            note(
                xlsxwriter.worksheet_set_column_pixels_opt(target, index, index, UInt32(max(1, pixels)), nil, &options))
        }
        for (row, height) in sheet.rowHeights.enumerated() {
            note(xlsxwriter.worksheet_set_row(target, lxw_row_t(row), height.points, nil))
        }
    }

    /// The codes of paper sizes (ECMA-376-1, 18.3.1.63).
    private static let papers: [Size: UInt8] = [.a3: 8, .a4: 9, .b5: 34]

    private mutating func setPage(of target: UnsafeMutablePointer<lxw_worksheet>, _ sheet: FormSheet) {
        xlsxwriter.worksheet_gridlines(target, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        xlsxwriter.worksheet_fit_to_pages(target, 1, 0)
        xlsxwriter.worksheet_center_horizontally(target)
        if let page = sheet.page {
            if let paper = Self.papers[page.size] { xlsxwriter.worksheet_set_paper(target, paper) }
            if page.isLandscape { xlsxwriter.worksheet_set_landscape(target) }
            let margins = page.margins
            xlsxwriter.worksheet_set_margins(
                target, margins.left.inches, margins.right.inches, margins.top.inches, margins.bottom.inches)
        }
        if sheet.printed.rows > 0, sheet.printed.columns > 0 {
            let (row, column) = (lxw_row_t(sheet.printed.rows - 1), lxw_col_t(sheet.printed.columns - 1))
            note(xlsxwriter.worksheet_print_area(target, 0, 0, row, column))
        }
        if let rows = sheet.repeatedRows {
            note(xlsxwriter.worksheet_repeat_rows(target, lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound - 1)))
        }
    }

    // MARK: Cells

    private mutating func add(_ cell: SheetCell, to sheet: UnsafeMutablePointer<lxw_worksheet>) {
        let (row, column) = (lxw_row_t(cell.row), lxw_col_t(cell.column))
        let format = formats.format(of: cell)
        if cell.rowSpan > 1 || cell.columnSpan > 1 {
            let (last, end) = (cell.row + cell.rowSpan - 1, cell.column + cell.columnSpan - 1)
            note(xlsxwriter.worksheet_merge_range(sheet, row, column, lxw_row_t(last), lxw_col_t(end), "", format))
        }
        switch cell.content {
        case .empty: note(xlsxwriter.worksheet_write_blank(sheet, row, column, format))
        case .text(let text): note(xlsxwriter.worksheet_write_string(sheet, row, column, text.escapedForSheets, format))
        case .number(let number):
            note(xlsxwriter.worksheet_write_number(sheet, row, column, Double(number) ?? .nan, format))
        case .date(let year, let month, let day):
            var date = lxw_datetime()
            (date.year, date.month, date.day) = (Int32(year), Int32(month), Int32(day))
            note(xlsxwriter.worksheet_write_datetime(sheet, row, column, &date, format))
        case .formula(let formula, nil):
            note(xlsxwriter.worksheet_write_formula_str(sheet, row, column, "=" + formula, format, ""))
        case .formula(let formula, let result?):
            let number = Double(result) ?? .nan
            note(xlsxwriter.worksheet_write_formula_num(sheet, row, column, "=" + formula, format, number))
        }
        if let demand = cell.demand { note(DemandWriter.add(demand, to: sheet, row, column)) }
    }
}

extension Length {
    fileprivate var points: Double { Double(rawValue) / 1024 }
    fileprivate var inches: Double { points / 72 }
    /// In the pixels that spreadsheet programs count, 96 an inch.
    fileprivate var pixels: Int { Int((inches * 96).rounded()) }
}

extension FormSheet {
    fileprivate var lastRow: Int { cells.map { $0.row + $0.rowSpan - 1 }.max() ?? 0 }
    fileprivate var lastColumn: Int { cells.map { $0.column + $0.columnSpan - 1 }.max() ?? 0 }
}

extension String {
    /// The text with what looks like an escape of a character, `_x000A_`, itself escaped (ISO/IEC 29500-1, 22.9.2.19).
    var escapedForSheets: String { replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_") }
}

package import Layout

/// A workbook in which a submission is filled in: what libraries that write such files are told.
package struct FormWorkbook: Sendable {
    /// What it is called.
    package var title: String
    /// The sheets in order; those that are hidden hold the items of long lists.
    package var sheets: [FormSheet]
}

/// A sheet of a ``FormWorkbook``.
package struct FormSheet: Sendable {
    /// Its name, which spreadsheet programs accept.
    package var name: String
    /// The cells, none over another, in the order of rows, then columns.
    package var cells: [SheetCell] = []
    /// The width of each column.
    package var columnWidths: [Length] = []
    /// The columns that are not shown.
    package var hiddenColumns: Set<Int> = []
    /// The height of each row, none higher than programs allow.
    package var rowHeights: [Length] = []
    /// The paper and its margins.
    package var page: PageStyle?
    /// How many rows and columns, from the first, are printed.
    package var printed: (rows: Int, columns: Int) = (0, 0)
    /// The rows that are printed again on each page.
    package var repeatedRows: Range<Int>?
    /// Whether the sheet is hidden.
    package var isHidden = false

    /// The tallest row that spreadsheet programs know.
    static let tallestRow = Length.pt(409)
}

/// A cell of a ``FormSheet``, which may cover several rows and columns.
package struct SheetCell: Sendable {
    /// Its first row and column, from 0.
    package var row: Int
    package var column: Int
    /// The rows and columns that it covers, at least 1 each.
    package var rowSpan = 1
    package var columnSpan = 1
    /// What it holds.
    package var content: SheetContent
    /// How a number in it is shown, in the notation of spreadsheets; `@` for texts as they are typed.
    package var format = SheetContent.general
    /// Whether it may be filled in.
    package var isOpen = false
    /// How it looks.
    package var look: CellLook
    /// What it asks for.
    package var demand: CellDemand?
}

/// What a cell of a sheet holds.
package enum SheetContent: Sendable, Equatable {
    /// Nothing.
    case empty
    /// A text, whatever it begins with. At most ``longestText`` units of UTF-16.
    case text(String)
    /// A decimal number that a double gives back as it is.
    case number(String)
    /// A day from 1 March 1900 on.
    case date(year: Int, month: Int, day: Int)
    /// A formula without its equals sign, and its result; `nil` where that is empty.
    case formula(String, result: String?)

    /// How long a text may be, in units of UTF-16.
    package static let longestText = 32_767
    /// The format of numbers that are shown as the program likes.
    package static let general = "General"
    /// The format of texts that are not taken for numbers.
    package static let asTyped = "@"
}

/// How a cell of a sheet looks.
package struct CellLook: Sendable, Hashable {
    /// The face, by the name that office programs know it by.
    package var face: String
    /// The size of its text.
    package var size: Length
    /// Where lines stand; never `justify` or `decimal`.
    package var alignment: TextAlignment
    /// Where the text stands between the upper and the lower edge.
    package var verticalAlignment: CellStyle.VerticalAlignment
    /// Whether one character stands above the other.
    package var isVertical: Bool
    /// Whether the text is turned by 90° counter-clockwise. ``alignment`` and ``verticalAlignment`` are those of the turned text.
    package var isRising: Bool
    /// The indent in the steps of spreadsheet programs.
    package var indent: Int
    /// The rule on each edge: top, right, bottom, left.
    package var borders: [CellStyle.Border]
    /// The grey below the text, in hundredths of black; 0 for none.
    package var shade: Int
    /// Whether a line runs from the upper left corner to the lower right one.
    package var isDivided: Bool
}

/// What a cell asks of those who fill it in.
package struct CellDemand: Sendable, Equatable {
    /// What may stand in a cell.
    package enum Values: Sendable, Equatable {
        /// Anything.
        case any
        /// One of some items, which together are short enough to be stated in the cell.
        case list([String])
        /// One of the items in a range of another sheet, such as `'选项'!$A$1:$A$16`.
        case range(String)
        /// A whole number.
        case whole(ClosedRange<Int>)
    }

    /// What may stand in it.
    package var values: Values
    /// What is shown where the cell is chosen: a title of at most 32 units of UTF-16, and a message of at most 255.
    package var title: String
    package var message: String
}

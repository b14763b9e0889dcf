import Diagnostics
import Forms

/// Makes grids of the tables of a web page, as its elements come (HTML, 4.9.12).
final class PageTableBuilder {
    private let reading: Reading
    private var grids: [Grid] = []
    private var fault: Fault?
    /// How many tables are around this place; what is in an inner one belongs to the cell of the outer one.
    private var depth = 0
    private var grid: Grid?
    private var row = -1
    private var column = 0
    /// For each column the first row that no cell above reaches.
    private var free: [Int] = []
    private var cell: GridCell?
    private var text = PageCellText()
    private var isHiddenRow = false
    /// How many elements are around this place whose text is not shown.
    private var silent = 0
    /// The beginning of the text since the last table.
    private var outside = ""
    /// How much of that is kept, in bytes: more than is told of it.
    private static let mostOutside = 1_000

    init(_ reading: Reading) {
        self.reading = reading
    }

    /// The tables that were found.
    func finish() throws(Fault) -> [Grid] {
        if depth > 0 { endTable() }
        tellOutside()
        if let fault { throw fault }
        return grids
    }

    /// An element begins.
    func begin(_ name: String, _ attributes: [String: String]) {
        guard fault == nil else { return }
        switch name {
        case "table": beginTable()
        case "tr" where depth == 1: beginRow(attributes)
        case "td" where depth == 1, "th" where depth == 1: beginCell(attributes)
        case "br", "p", "div", "li", "tr", "td", "th": breakLine(isForced: name == "br")
        case "style", "script", "title": silent += 1
        case "img" where cell != nil:
            reading.find(.note, "picture", at: cell?.place, LocalizedText("这里有一幅图，没有读", en: "a picture was not read"))
        default: return
        }
    }

    /// An element ends.
    func end(_ name: String) {
        guard fault == nil else { return }
        switch name {
        case "table" where depth > 1:
            depth -= 1
            text.breakLine(isForced: false)
        case "table" where depth == 1: endTable()
        case "tr" where depth == 1: endCell()
        case "td" where depth == 1, "th" where depth == 1: endCell()
        case "p", "div", "li": breakLine(isForced: false)
        case "style", "script", "title": silent = max(0, silent - 1)
        default: return
        }
    }

    /// Text stands here.
    func add(_ characters: String) {
        guard fault == nil, silent == 0 else { return }
        if cell != nil { text.add(characters) } else { addOutside(characters) }
    }

    private func addOutside(_ characters: String) {
        if outside.utf8.count < Self.mostOutside { outside += characters }
    }

    private func breakLine(isForced: Bool) {
        text.breakLine(isForced: isForced)
        if cell == nil { addOutside("\n") }
    }

    /// Says that the text since the last table was not read, if there is any.
    private func tellOutside() {
        let excerpt = outside.excerpt
        outside = ""
        guard !excerpt.isEmpty else { return }
        reading.find(
            .note, "text-outside-table", at: nil,
            LocalizedText("表格外的文字没有读：“\(excerpt)”", en: "text outside of tables was not read: “\(excerpt)”"))
    }

    private func beginTable() {
        depth += 1
        guard depth == 1 else {
            text.breakLine(isForced: false)
            return reading.find(
                .warning, "nested-table", at: cell?.place,
                LocalizedText("这里面还有一个表格，其中的文字并入了这一格", en: "a table inside; its text was taken as text of this cell"))
        }
        tellOutside()
        grid = Grid(name: "表\(grids.count + 1)", cells: [])
        (row, column, free) = (-1, 0, [])
        if grids.count >= 1_000 { fault = .tooManySheets }
    }

    private func endTable() {
        endCell()
        depth = 0
        guard var grid else { return }
        // A cell cannot reach below the last row.
        for index in grid.cells.indices {
            grid.cells[index].rowSpan = max(1, min(grid.cells[index].rowSpan, row + 1 - grid.cells[index].row))
        }
        grids.append(grid)
        self.grid = nil
    }

    private func beginRow(_ attributes: [String: String]) {
        endCell()
        row += 1
        column = 0
        isHiddenRow = Self.isHidden(attributes)
        if row >= CellAddress.rows { fault = .outside(sheet: grid?.name ?? "", String(row)) }
    }

    private func beginCell(_ attributes: [String: String]) {
        if row < 0 { beginRow([:]) }
        endCell()
        while column < free.count, free[column] > row { column += 1 }
        let address = CellAddress(row: row, column: column)
        let (rows, columns) = (Self.span(attributes["rowspan"], 65_534), Self.span(attributes["colspan"], 1_000))
        guard column + columns <= CellAddress.columns else {
            return fault = .outside(sheet: grid?.name ?? "", address.text)
        }
        if free.count < column + columns { free += Array(repeating: 0, count: column + columns - free.count) }
        for index in column..<(column + columns) { free[index] = row + rows }
        let place = "\(grid?.name ?? "")!\(address.text)"
        cell = GridCell(row: row, column: column, rowSpan: rows, columnSpan: columns, text: "", place: place)
        text = PageCellText()
        text.number = attributes["x:num"] ?? attributes["sdval"]
        if Self.isHidden(attributes) {
            reading.find(
                .note, "hidden-text", at: place, LocalizedText("这一格在网页上是隐藏的", en: "this cell is hidden on the page"))
        }
        column += columns
    }

    private func endCell() {
        guard var cell, depth <= 1 || grid != nil else { return }
        self.cell = nil
        cell.text = text.shown
        cell.value = cell.text.isEmpty ? .empty : .text
        if let number = text.value { cell.value = .number(number) }
        guard !cell.text.isEmpty || cell.rowSpan > 1 || cell.columnSpan > 1 else { return }
        do throws(Fault) {
            try reading.keepCell(at: cell.place)
            try reading.keep(cell.text, at: cell.place)
        } catch {
            fault = error
        }
        if isHiddenRow { grid?.hiddenRows.insert(row) }
        grid?.cells.append(cell)
    }

    private static func isHidden(_ attributes: [String: String]) -> Bool {
        let style = attributes["style"]?.lowercased().filter { !$0.isWhitespace } ?? ""
        return style.contains("display:none") || attributes["hidden"] != nil
    }

    private static func span(_ text: String?, _ limit: Int) -> Int {
        min(limit, max(1, text.flatMap { Int($0.trimmed) } ?? 1))
    }
}

/// The text of a cell of a web page while it is read: white space is one space, as a browser shows it.
struct PageCellText {
    /// What the attribute says that Excel (`x:num`) or LibreOffice (`sdval`) writes on cells with numbers.
    var number: String?
    private var text = ""
    private var isAtSpace = false

    /// The text without white space around it.
    var shown: String { text.trimmed }

    /// The number that the cell holds; `nil` where it holds none.
    var value: String? {
        guard let number else { return nil }
        return DecimalNumber(number.isEmpty ? shown.filter { $0 != "," } : number)?.text
    }

    /// Adds text.
    mutating func add(_ characters: String) {
        for scalar in characters.unicodeScalars {
            switch scalar {
            case " ", "\n", "\t", "\r": isAtSpace = true
            case "\u{A0}":
                text += " "
            default:
                if isAtSpace, !text.isEmpty, text.utf8.last != 0x0A { text += " " }
                isAtSpace = false
                text.unicodeScalars.append(scalar)
            }
        }
    }

    /// Begins a line.
    /// - Parameter isForced: whether it does where the last one is empty.
    mutating func breakLine(isForced: Bool) {
        isAtSpace = false
        if isForced || !text.isEmpty && text.utf8.last != 0x0A { text += "\n" }
    }
}

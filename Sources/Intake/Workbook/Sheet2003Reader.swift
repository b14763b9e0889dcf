import Diagnostics
import Forms

/// Reads one sheet of a workbook of 2003.
struct Sheet2003Reader {
    private let name: String
    private let formats: [String: NumberFormat]
    private let reading: Reading
    private var cells: [GridCell] = []
    private var merges: [CellArea] = []
    private var comments: [CellAddress: String] = [:]
    private var hiddenRows: Set<Int> = []
    private var hiddenColumns: Set<Int> = []
    private var isHidden = false
    /// Where the next row, cell and column stand.
    private var row = 0
    private var column = 0
    private var nextColumn = 0

    init(name: String, formats: [String: NumberFormat], reading: Reading) {
        self.name = name
        self.formats = formats
        self.reading = reading
    }

    /// Reads the sheet that begins here.
    mutating func read(_ stream: XMLStream) throws(Fault) -> Grid {
        try stream.children { name throws(Fault) in
            switch name.local {
            case "Table": try readTable(stream)
            case "WorksheetOptions":
                try stream.children { name throws(Fault) in
                    if name.local == "Visible" { isHidden = try stream.text() != "SheetVisible" }
                }
            default: return
            }
        }
        var assembler = SheetAssembler(name: name, reading: reading)
        return Grid(
            name: name, isHidden: isHidden, cells: try assembler.cells(cells, merges: merges, comments: comments),
            hiddenRows: hiddenRows, hiddenColumns: hiddenColumns)
    }

    private mutating func readTable(_ stream: XMLStream) throws(Fault) {
        try stream.children { name throws(Fault) in
            guard name.namespace == .spreadsheet2003 else { return }
            switch name.local {
            case "Column": try readColumn(stream)
            case "Row": try readRow(stream)
            default: return
            }
        }
    }

    /// The place after `index`, which counts from 1, or `next` where there is none.
    private func place(_ index: Int?, _ next: Int, below limit: Int) throws(Fault) -> Int {
        let place = index.map { $0 - 1 } ?? next
        guard (0..<limit).contains(place) else { throw .outside(sheet: name, String(place)) }
        return place
    }

    /// How many rows or columns more are meant.
    private func span(_ stream: XMLStream, _ name: String, from place: Int, below limit: Int) throws(Fault) -> Int {
        let span = stream.oldNumber(name) ?? 0
        guard (0..<limit - place).contains(span) else { throw .outside(sheet: self.name, String(span)) }
        return span
    }

    private mutating func readColumn(_ stream: XMLStream) throws(Fault) {
        let first = try place(stream.oldNumber("Index"), nextColumn, below: CellAddress.columns)
        let last = first + (try span(stream, "Span", from: first, below: CellAddress.columns))
        if stream.old("Hidden").isOn { hiddenColumns.formUnion(first...last) }
        nextColumn = last + 1
    }

    private mutating func readRow(_ stream: XMLStream) throws(Fault) {
        row = try place(stream.oldNumber("Index"), row, below: CellAddress.rows)
        let more = try span(stream, "Span", from: row, below: CellAddress.rows)
        let isHidden = stream.old("Hidden").isOn
        let before = cells.count
        column = 0
        try stream.children { name throws(Fault) in
            if name == XMLName(.spreadsheet2003, "Cell") { try readCell(stream) }
        }
        if isHidden, cells.count > before { hiddenRows.insert(row) }
        row += more + 1
    }

    private mutating func readCell(_ stream: XMLStream) throws(Fault) {
        column = try place(stream.oldNumber("Index"), column, below: CellAddress.columns)
        let address = CellAddress(row: row, column: column)
        let across = try span(stream, "MergeAcross", from: column, below: CellAddress.columns)
        let down = try span(stream, "MergeDown", from: row, below: CellAddress.rows)
        let format = stream.old("StyleID").flatMap { formats[$0] } ?? .general
        let hasFormula = stream.old("Formula") != nil
        var shown: (String, GridCell.Value)?
        try stream.children { name throws(Fault) in
            switch name.local {
            case "Data": shown = data(try typed(stream), format)
            case "Comment":
                let text = try stream.wholeText().withPlainLineBreaks.trimmed
                try reading.keep(text)
                comments[address] = text
            default: return
            }
        }
        if across > 0 || down > 0 {
            guard merges.count < 20_000 else {
                throw .tooLarge(LocalizedText("合并的单元格太多", en: "too many merged cells"))
            }
            merges.append(CellArea(first: address, last: CellAddress(row: row + down, column: column + across)))
        }
        try keep(shown ?? (hasFormula ? ("", .formulaWithoutResult) : nil), at: address)
        column += across + 1
    }

    private mutating func keep(_ shown: (String, GridCell.Value)?, at address: CellAddress) throws(Fault) {
        guard let shown else { return }
        let place = "\(name)!\(address.text)"
        try reading.keepCell(at: place)
        try reading.keep(shown.0, at: place)
        cells.append(GridCell(row: address.row, column: address.column, text: shown.0, value: shown.1, place: place))
    }

    private func typed(_ stream: XMLStream) throws(Fault) -> (String, String) {
        let type = stream.old("Type") ?? "String"
        return (type, try stream.wholeText().withPlainLineBreaks)
    }

    private func data(_ data: (type: String, text: String), _ format: NumberFormat) -> (String, GridCell.Value)? {
        guard !data.text.isEmpty else { return nil }
        switch data.type {
        case "Number":
            guard let number = DecimalNumber(data.text.trimmed) else { return (data.text, .text) }
            return shown(number, format)
        case "DateTime":
            guard let number = SerialDate.serial(data.text) else { return (data.text, .text) }
            return shown(number, format)
        case "Boolean": return (data.text.trimmed == "1" ? "TRUE" : "FALSE", .text)
        case "Error": return (data.text, .error)
        default: return (format.shown(data.text), .text)
        }
    }

    private func shown(_ number: DecimalNumber, _ format: NumberFormat) -> (String, GridCell.Value) {
        let shown = format.shown(number, .from1900)
        return (shown.text, shown.day.map { .date($0) } ?? .number(number.text))
    }
}

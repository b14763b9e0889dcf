import Diagnostics
import Forms

/// What the sheets of a workbook share.
struct SheetContext {
    /// Texts that cells name by their places.
    let texts: [String]
    let styles: WorkbookStyles
    let epoch: SerialDate.Epoch
    let reading: Reading
}

/// Reads one sheet. Cells that hold nothing are passed over as they come: a sheet may have a million of them.
struct SheetReader {
    private let name: String
    private let context: SheetContext
    private var cells: [GridCell] = []
    private var merges: [CellArea] = []
    private var hiddenRows: [Range<Int>] = []
    private var hiddenColumns: Set<Int> = []
    /// Where the row and the cell that were read last stand.
    private var row = -1
    private var column = -1

    /// The most areas of merged cells that are read.
    private static let maximumMerges = 20_000

    /// - Parameter name: the name of the sheet.
    init(name: String, context: SheetContext) {
        self.name = name
        self.context = context
    }

    /// Reads the part that holds the sheet.
    /// - Parameter stream: stands at its root.
    mutating func read(_ stream: XMLStream) throws(Fault) {
        try stream.children { name throws(Fault) in
            guard name.namespace == .spreadsheet else { return }
            switch name.local {
            case "cols": try readColumns(stream)
            case "sheetData":
                try stream.children { name throws(Fault) in
                    if name == XMLName(.spreadsheet, "row") { try readRow(stream) }
                }
            case "mergeCells": try readMerges(stream)
            default: return
            }
        }
    }

    /// The sheet as it was read.
    /// - Parameter comments: notes on its cells.
    func grid(isHidden: Bool, comments: [CellAddress: String]) throws(Fault) -> Grid {
        var assembler = SheetAssembler(name: name, reading: context.reading)
        let cells = try assembler.cells(cells, merges: merges, comments: comments)
        let rows = Set(cells.map(\.row)).filter { row in hiddenRows.contains { $0.contains(row) } }
        return Grid(name: name, isHidden: isHidden, cells: cells, hiddenRows: rows, hiddenColumns: hiddenColumns)
    }

    private mutating func readColumns(_ stream: XMLStream) throws(Fault) {
        try stream.children { name throws(Fault) in
            guard name == XMLName(.spreadsheet, "col"), stream["hidden"].isOn,
                let first = stream["min"].flatMap({ Int($0) }), let last = stream["max"].flatMap({ Int($0) }),
                first >= 1, first <= last, last <= CellAddress.columns
            else { return }
            hiddenColumns.formUnion((first - 1)..<last)
        }
    }

    private mutating func readMerges(_ stream: XMLStream) throws(Fault) {
        try stream.children { element throws(Fault) in
            guard element == XMLName(.spreadsheet, "mergeCell") else { return }
            let text = stream["ref"] ?? ""
            guard let area = CellArea(text) else {
                throw .damaged(
                    LocalizedText("合并的区域写错了", en: "the area of merged cells is wrong"), at: "\(name)!\(text)")
            }
            guard area.isMerge else { return }
            guard merges.count < Self.maximumMerges else {
                throw .tooLarge(
                    LocalizedText(
                        "合并的单元格超过 \(Self.maximumMerges) 处",
                        en: "cells are merged at more than \(Self.maximumMerges) places"),
                    at: name)
            }
            merges.append(area)
        }
    }

    private mutating func readRow(_ stream: XMLStream) throws(Fault) {
        if let text = stream["r"] {
            guard let number = Int(text), (1...CellAddress.rows).contains(number) else {
                throw .outside(sheet: name, text)
            }
            row = number - 1
        } else {
            row += 1
        }
        guard row < CellAddress.rows else { throw .outside(sheet: name, String(row + 1)) }
        if stream["hidden"].isOn { hideRow() }
        column = -1
        try stream.children { name throws(Fault) in
            if name == XMLName(.spreadsheet, "c") { try readCell(stream) }
        }
    }

    private mutating func hideRow() {
        if let last = hiddenRows.last, last.upperBound == row {
            hiddenRows[hiddenRows.count - 1] = last.lowerBound..<(row + 1)
        } else {
            hiddenRows.append(row..<(row + 1))
        }
    }

    private mutating func readCell(_ stream: XMLStream) throws(Fault) {
        if let text = stream["r"] {
            guard let address = CellAddress(text) else { throw .outside(sheet: name, text) }
            (row, column) = (address.row, address.column)
        } else {
            column += 1
        }
        guard column < CellAddress.columns else {
            throw .outside(sheet: name, CellAddress(row: row, column: column).text)
        }
        let address = CellAddress(row: row, column: column)
        let source = try CellSource(stream)
        let place = { [name] in "\(name)!\(address.text)" }
        guard let (text, value) = try source.shown(context, at: place) else { return }
        try context.reading.keepCell(at: place())
        if source.kind != .shared { try context.reading.keep(text, at: place()) }
        cells.append(GridCell(row: row, column: column, text: text, value: value, place: place()))
    }
}

extension Fault {
    /// A cell beyond the last row or column that a sheet has.
    static func outside(sheet: String, _ address: String) -> Fault {
        .damaged(
            LocalizedText("这个单元格在工作表的范围之外", en: "this cell is outside of what a sheet can hold"),
            at: "\(sheet)!\(address.prefix(40))")
    }
}

/// What a sheet says of where its cells are: merges, sizes, and what is hidden.
struct MarkedCells {
    private let size: SheetSize
    private let merges: [CellArea]
    /// The cells with a conversation, to which no note is added.
    private let threads: Set<CellAddress>

    /// - Parameters:
    ///   - stream: the part that holds the sheet.
    ///   - threads: the cells with a conversation.
    init(_ stream: XMLStream, threads: Set<CellAddress>) throws(Fault) {
        guard try stream.root() == XMLName(.spreadsheet, "worksheet") else { throw .damagedPart(stream.part) }
        var size = SheetSize()
        var merges: [CellArea] = []
        try stream.children { name throws(Fault) in
            guard name == XMLName(.spreadsheet, "mergeCells") else { return try size.read(name, stream) }
            try stream.children { _ throws(Fault) in
                if let area = stream["ref"].flatMap({ CellArea($0) }), area.isMerge { merges.append(area) }
            }
        }
        self.size = size
        self.merges = merges
        self.threads = threads
    }

    /// The area of merged cells that holds `address`, or the single cell.
    func area(of address: CellAddress) -> CellArea {
        merges.first { area in
            (area.first.row...area.last.row).contains(address.row)
                && (area.first.column...area.last.column).contains(address.column)
        } ?? CellArea(first: address, last: address)
    }

    /// The first cell of those with which the one at `address` is merged.
    func first(of address: CellAddress) -> CellAddress { area(of: address).first }

    /// Whether a note on the cell is seen, and harms no conversation.
    func canBeMarked(_ address: CellAddress) -> Bool {
        !threads.contains(address) && size.height(of: address.row) > 0 && size.width(of: address.column) > 0
    }

    /// The first cell that is seen and has no conversation: A1 unless it is hidden.
    var home: CellAddress {
        // A sheet of which more is hidden has none that anybody would look at.
        let cells = (0..<200).lazy.flatMap { row in (0..<50).lazy.map { CellAddress(row: row, column: $0) } }
        return cells.first { canBeMarked($0) && first(of: $0) == $0 } ?? CellAddress(row: 0, column: 0)
    }

    /// The place of a box right of the cell, as drawings state it: column, pixels in it, row, pixels in it, for both corners.
    func anchor(right address: CellAddress, width: Int, height: Int) -> String {
        let left = min(area(of: address).last.column + 1, CellAddress.columns - 1)
        let (top, margin) = (address.row, 8)
        let right = Self.end(left, margin + width, CellAddress.columns, size.width)
        let bottom = Self.end(top, margin + height, CellAddress.rows, size.height)
        let numbers = [left, margin, top, margin, right.index, right.rest, bottom.index, bottom.rest]
        return numbers.map(String.init).joined(separator: ", ")
    }

    /// The column or row in which a length from the beginning of `start` ends, and what is left of it there.
    private static func end(
        _ start: Int, _ length: Int, _ count: Int, _ size: (Int) -> Int
    ) -> (index: Int, rest: Int) {
        // Beyond a thousand hidden ones nobody looks for the end of a box.
        let last = min(count - 1, start + 1_000)
        var (index, rest) = (start, length)
        while index < last, rest >= size(index) {
            rest -= size(index)
            index += 1
        }
        return (index, min(rest, size(index)))
    }
}

/// How wide the columns and how high the rows of a sheet are, in pixels of a 96th of an inch.
struct SheetSize {
    private var columns: [(range: ClosedRange<Int>, width: Int)] = []
    private var rows: [Int: Int] = [:]
    private var (columnWidth, rowHeight) = (64, 20)
    /// The row that was read last.
    private var row = -1

    /// The most rows with a height of their own that are kept.
    private static let maximumRows = 100_000

    /// The width of a column; 0 where it is hidden.
    func width(of column: Int) -> Int { columns.first { $0.range.contains(column) }?.width ?? columnWidth }

    /// The height of a row; 0 where it is hidden.
    func height(of row: Int) -> Int { rows[row] ?? rowHeight }

    /// Takes what an element right inside the sheet says of sizes.
    mutating func read(_ name: XMLName, _ stream: XMLStream) throws(Fault) {
        guard name.namespace == .spreadsheet else { return }
        switch name.local {
        case "sheetFormatPr":
            if let width = Self.number(stream["defaultColWidth"]) { columnWidth = Self.pixels(characters: width) }
            if let height = Self.number(stream["defaultRowHeight"]) { rowHeight = Self.pixels(points: height) }
            if stream["zeroHeight"].isOn { rowHeight = 0 }
        case "cols": try stream.children { _ throws(Fault) in readColumn(stream) }
        case "sheetData": try stream.children { _ throws(Fault) in readRow(stream) }
        default: return
        }
    }

    private mutating func readColumn(_ stream: XMLStream) {
        guard let first = stream["min"].flatMap({ Int($0) }), let last = stream["max"].flatMap({ Int($0) }),
            first >= 1, first <= last, last <= CellAddress.columns, columns.count < CellAddress.columns
        else { return }
        let width = Self.number(stream["width"]).map(Self.pixels(characters:)) ?? columnWidth
        columns.append(((first - 1)...(last - 1), stream["hidden"].isOn ? 0 : width))
    }

    private mutating func readRow(_ stream: XMLStream) {
        row = stream["r"].flatMap { Int($0) }.map { $0 - 1 } ?? row + 1
        let height = Self.number(stream["ht"]).map(Self.pixels(points:))
        guard stream["hidden"].isOn || height != nil || rowHeight == 0, rows.count < Self.maximumRows else { return }
        rows[row] = stream["hidden"].isOn ? 0 : height ?? 20
    }

    private static func number(_ text: String?) -> Double? {
        text.flatMap { Double($0) }.flatMap { (0...2_000).contains($0) ? $0 : nil }
    }

    /// A width that is stated in digits of the common face, its margins within (ISO/IEC 29500-1, 18.3.1.13).
    private static func pixels(characters: Double) -> Int { Int(characters * 7 + 0.5) }

    private static func pixels(points: Double) -> Int { Int(points * 96 / 72 + 0.5) }
}

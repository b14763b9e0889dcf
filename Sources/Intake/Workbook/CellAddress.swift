/// The place of a cell in a sheet.
struct CellAddress: Hashable, Comparable {
    /// Its row and column, from 0.
    var row: Int
    var column: Int

    /// How many rows and columns a sheet has at most (ISO/IEC 29500-1, 18.3.1.4 and 18.3.1.73).
    static let rows = 1_048_576
    static let columns = 16_384

    init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// The address that `text` writes, as H14 or $H$14; `nil` where it writes none, or one beyond a sheet.
    init?(_ text: some StringProtocol) {
        var (column, row, hasDigit) = (0, 0, false)
        for byte in text.utf8 where byte != 0x24 {
            switch byte {
            case 0x41...0x5A where !hasDigit: column = column * 26 + Int(byte - 0x40)
            case 0x61...0x7A where !hasDigit: column = column * 26 + Int(byte - 0x60)
            case 0x30...0x39:
                hasDigit = true
                row = row * 10 + Int(byte - 0x30)
            default: return nil
            }
            guard column <= Self.columns, row <= Self.rows else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.init(row: row - 1, column: column - 1)
    }

    /// The address as it is written: H14.
    var text: String {
        var letters: [UInt8] = []
        var rest = column + 1
        while rest > 0 {
            letters.append(UInt8(0x41 + (rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self) + String(row + 1)
    }

    /// The order in which cells are read: by rows, then by columns.
    static func < (left: CellAddress, right: CellAddress) -> Bool {
        (left.row, left.column) < (right.row, right.column)
    }
}

/// A rectangle of cells.
struct CellArea {
    var first: CellAddress
    var last: CellAddress

    init(first: CellAddress, last: CellAddress) {
        self.first = first
        self.last = last
    }

    /// The area that `text` writes, as B2:D5 or B2; `nil` where it writes none.
    init?(_ text: String) {
        let corners = text.split(separator: ":", omittingEmptySubsequences: false).map { CellAddress($0) }
        guard let one = corners.first ?? nil, let other = corners.last ?? nil, corners.count <= 2 else { return nil }
        first = CellAddress(row: min(one.row, other.row), column: min(one.column, other.column))
        last = CellAddress(row: max(one.row, other.row), column: max(one.column, other.column))
    }

    /// Whether it is more than a single cell.
    var isMerge: Bool { first != last }
    /// The rows and columns that it covers.
    var rowSpan: Int { last.row - first.row + 1 }
    var columnSpan: Int { last.column - first.column + 1 }

    /// The area as it is written: B2:D5.
    var text: String { "\(first.text):\(last.text)" }
}

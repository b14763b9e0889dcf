/// Gives the numbers of a column as many decimal places as the one among them that has most, where their style asks for it:
/// 10 above 8.5 becomes 10.0. Only what is printed changes, and only by zeros at the end.
enum AlikePlaces {
    /// A number that is all that its cell says.
    private struct Number {
        let row: Int
        let cell: Int
        let places: Int
        /// The most places that its style lets the column have.
        let limit: Int
    }

    /// Cells of one column that are alike.
    private struct Column: Hashable {
        let kind: Int
        let first: Int
        let span: Int
    }

    /// `table` with the numbers of each column alike.
    static func apply(to table: TableBlock, on grid: TableGrid) -> TableBlock {
        var kinds: [[TrackSizing]] = []
        var columns: [Column: [Number]] = [:]
        for placement in grid.placements {
            guard let number = number(of: placement, in: table) else { continue }
            let tracks = table.columns(of: placement.row)
            let kind = kinds.lastIndex(of: tracks) ?? kinds.count
            if kind == kinds.count { kinds.append(tracks) }
            let column = Column(kind: kind, first: placement.column, span: placement.columnSpan)
            columns[column, default: []].append(number)
        }
        var alike = table
        for numbers in columns.values { fill(numbers, in: &alike) }
        return alike
    }

    private static func number(of placement: TableGrid.Placement, in table: TableBlock) -> Number? {
        let paragraphs = table.rows[placement.row].cells[placement.cell].paragraphs
        guard paragraphs.count == 1, let limit = paragraphs[0].style.mostAlikePlaces, paragraphs[0].runs.count == 1,
            let places = places(of: paragraphs[0].runs[0].text)
        else { return nil }
        return Number(row: placement.row, cell: placement.cell, places: places, limit: limit)
    }

    /// How many digits stand behind the point of a number such as 12, -1,234.50 or 98.7%; `nil` where `text` is anything
    /// else.
    private static func places(of text: String) -> Int? {
        var rest = text.utf8[...]
        if rest.last == UInt8(ascii: "%") { rest.removeLast() }
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let point = rest.firstIndex(of: UInt8(ascii: ".")) ?? rest.endIndex
        let whole = rest[..<point]
        let fraction = rest[point...].dropFirst()
        guard whole.first?.isDigit == true, whole.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ",") }),
            fraction.allSatisfy(\.isDigit), point == rest.endIndex || !fraction.isEmpty
        else { return nil }
        return fraction.count
    }

    /// Adds zeros to `numbers`, unless one of them has more places than they may all have.
    private static func fill(_ numbers: [Number], in table: inout TableBlock) {
        let places = numbers.reduce(0) { max($0, $1.places) }
        guard places > 0, numbers.allSatisfy({ places <= $0.limit }) else { return }
        for number in numbers where number.places < places {
            table.rows[number.row].cells[number.cell].paragraphs[0].runs[0].text.addPlaces(
                places - number.places, behindPoint: number.places > 0)
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9") }
}

extension String {
    /// Adds `count` zeros to a number, before its percent sign.
    fileprivate mutating func addPlaces(_ count: Int, behindPoint: Bool) {
        let isPercentage = utf8.last == UInt8(ascii: "%")
        if isPercentage { removeLast() }
        self += (behindPoint ? "" : ".") + String(repeating: "0", count: count) + (isPercentage ? "%" : "")
    }
}

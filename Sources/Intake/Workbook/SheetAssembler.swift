import Diagnostics
import Forms

/// Puts the cells of a sheet, its merges and its notes together.
struct SheetAssembler {
    private let name: String
    private let reading: Reading
    /// The merged areas that reach the row that is looked at, by columns; no two of them share a cell.
    private var open: [CellArea] = []
    /// The first row below one of them.
    private var nextEnd = Int.max

    init(name: String, reading: Reading) {
        self.name = name
        self.reading = reading
    }

    /// The cells in the order of rows, then columns.
    /// - Parameters:
    ///   - cells: the cells that hold something, in any order.
    ///   - merges: the merged areas, in any order.
    ///   - comments: notes on cells.
    mutating func cells(
        _ cells: [GridCell], merges: [CellArea], comments: [CellAddress: String]
    ) throws(Fault) -> [GridCell] {
        var all = cells
        let isSorted = zip(all, all.dropFirst()).allSatisfy { $0.address < $1.address }
        if !isSorted { all.sort { $0.address < $1.address } }
        if let twin = zip(all, all.dropFirst()).first(where: { $0.address == $1.address }) {
            throw .damaged(
                LocalizedText("这个单元格在文件里有两个", en: "the file has this cell twice"), at: twin.0.place)
        }
        let bare = Set(merges.map(\.first) + comments.keys).filter { !Self.holds(all, $0) }
        for address in bare {
            try reading.keepCell(at: place(address))
            all.append(GridCell(row: address.row, column: address.column, text: "", place: place(address)))
        }
        if !bare.isEmpty { all.sort { $0.address < $1.address } }
        var areas = merges.sorted { $0.first < $1.first }[...]
        return all.compactMap { cell in
            close(at: cell.row)
            while let area = areas.first, area.first <= cell.address { begin(areas.removeFirst(), at: cell.address) }
            return merged(cell, comments[cell.address])
        }
    }

    private func place(_ address: CellAddress) -> String { "\(name)!\(address.text)" }

    /// Whether one of `cells`, which are sorted, stands at `address`.
    private static func holds(_ cells: [GridCell], _ address: CellAddress) -> Bool {
        var (low, high) = (0, cells.count)
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].address < address { low = middle + 1 } else { high = middle }
        }
        return low < cells.count && cells[low].address == address
    }

    private mutating func close(at row: Int) {
        guard row >= nextEnd else { return }
        open.removeAll { $0.last.row < row }
        nextEnd = open.map { $0.last.row + 1 }.min() ?? .max
    }

    /// The place of the first open area that ends at `column` or behind it.
    private func openIndex(from column: Int) -> Int {
        var (low, high) = (0, open.count)
        while low < high {
            let middle = (low + high) / 2
            if open[middle].last.column < column { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func begin(_ area: CellArea, at address: CellAddress) {
        let index = openIndex(from: area.first.column)
        guard index == open.count || open[index].first.column > area.last.column else {
            return reading.find(
                .warning, "overlapping-merges", at: place(address),
                LocalizedText(
                    "合并的区域 \(area.text) 和 \(open[index].text) 重叠，后一个没有用",
                    en: "the merged areas \(area.text) and \(open[index].text) overlap; the former is not used"))
        }
        open.insert(area, at: index)
        nextEnd = min(nextEnd, area.last.row + 1)
    }

    /// `cell` with its spans and its note; `nil` where another cell covers it.
    private func merged(_ cell: GridCell, _ comment: String?) -> GridCell? {
        var cell = cell
        cell.comment = comment ?? ""
        let index = openIndex(from: cell.column)
        guard index < open.count, open[index].first.column <= cell.column else { return cell }
        let area = open[index]
        guard cell.address == area.first else {
            if cell.text.isEmpty, cell.comment.isEmpty { return nil }
            reading.find(
                .warning, "covered-cell", at: cell.place,
                LocalizedText(
                    "这个单元格被合并的区域 \(area.text) 盖住，里面的“\(cell.text.prefix(40))”没有读",
                    en: "the merged area \(area.text) covers this cell; its “\(cell.text.prefix(40))” was not read"))
            return nil
        }
        cell.rowSpan = area.rowSpan
        cell.columnSpan = area.columnSpan
        return cell
    }
}

extension GridCell {
    fileprivate var address: CellAddress { CellAddress(row: row, column: column) }
}

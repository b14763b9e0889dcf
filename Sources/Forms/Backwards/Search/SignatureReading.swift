/// What stands behind labels, in one cell or in several: 填表人：甲某某　填报日期：2024.6.2.
struct SignatureReading {
    /// A label that was found, and what stands behind it up to the next one.
    struct Item {
        /// The label's number.
        let label: Int
        /// What stands behind it, as it was written.
        let text: String
        /// The cell among those given in which it stands; the label's where nothing is behind it.
        let cell: Int
    }

    /// In the order in which they stand.
    let found: [Item]
    /// What stands before every label, and the cells in which it does.
    let strays: [(text: String, cell: Int)]

    /// The labels of a form's signature block; a label that says nothing is none.
    static func labels(_ cells: [CellPattern]) -> [(number: Int, text: PlainText)] {
        cells.enumerated().compactMap { number, cell in
            let label = cell.text.label.map(\.withoutColon) ?? PlainText("")
            return label.count < 2 ? nil : (number, label)
        }
    }

    init(_ labels: [(number: Int, text: PlainText)], _ texts: [PlainText]) {
        var items: [Item] = []
        var strays: [(text: String, cell: Int)] = []
        // The label whose text is still awaited: it stands in the next cell.
        var open: Int?
        for (cell, text) in texts.enumerated() {
            let places = labels.compactMap { label in
                text.place(of: label.text).map { (place: $0, number: label.number, length: label.text.count) }
            }.sorted { $0.place < $1.place }
            guard let first = places.first else {
                if let label = open {
                    items.append(Item(label: label, text: text.trimmed, cell: cell))
                } else {
                    strays.append((text.trimmed, cell))
                }
                open = nil
                continue
            }
            if let label = open, first.place > 0 {
                items.append(Item(label: label, text: text.written(0..<first.place), cell: cell))
            } else if let label = open {
                items.append(Item(label: label, text: "", cell: cell))
            } else if first.place > 0 {
                strays.append((text.written(0..<first.place), cell))
            }
            let read = Self.items(places, text, cell)
            items += read.items
            open = read.open
        }
        if let label = open { items.append(Item(label: label, text: "", cell: max(0, texts.count - 1))) }
        found = items
        self.strays = strays
    }

    /// The labels in one cell with what stands behind each, and the last of them if nothing does.
    private static func items(
        _ places: [(place: Int, number: Int, length: Int)], _ text: PlainText, _ cell: Int
    ) -> (items: [Item], open: Int?) {
        var items: [Item] = []
        for (index, place) in places.enumerated() {
            let end = index + 1 < places.count ? places[index + 1].place : text.count
            var start = place.place + place.length
            while start < end, text.scalars[start] == ":" { start += 1 }
            if start >= end, index + 1 == places.count { return (items, place.number) }
            items.append(Item(label: place.number, text: start < end ? text.written(start..<end) : "", cell: cell))
        }
        return (items, nil)
    }
}

extension PlainText {
    fileprivate var withoutColon: PlainText {
        guard let end = scalars.lastIndex(where: { $0 != ":" }) else { return PlainText("") }
        return PlainText(written(0..<end + 1))
    }
}

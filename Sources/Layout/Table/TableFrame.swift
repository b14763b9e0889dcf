/// Draws a part of a table into a frame: each cell's text in its rectangle, each rule once.
struct TableFrame {
    private let layout: TableLayouter
    private let fragment: TableFragment
    private let elements: TableElements
    /// What cells say on this page that sum what stands on pages.
    private let sums: [Int: LaidText]
    /// The upper edges of the slices, and the foot of the last.
    private let tops: [Length]

    init(_ layout: TableLayouter, fragment: TableFragment, elements: TableElements, sums: [Int: LaidText] = [:]) {
        self.layout = layout
        self.fragment = fragment
        self.elements = elements
        self.sums = sums
        tops = fragment.slices.reduce(into: [.zero]) { $0.append(($0.last ?? .zero) + $1.height) }
    }

    /// The height of the part.
    var height: Length { fragment.height }

    /// Draws the part into `frame`, the upper left corner of the table's outer rule at `place`.
    func draw(into frame: inout Frame, at place: Point) {
        let areas = self.areas()
        for (placement, slices) in areas {
            shade(placement, slices, at: place, in: &frame)
            addText(of: placement, slices, at: place, to: &frame)
        }
        for rule in TableRules(layout, areas: areas, tops: tops).rules() {
            frame.rules.append(rule.moved(by: place))
        }
    }

    /// For each cell on the page the slices that it covers there, those of cells that are shown again first.
    private func areas() -> [(placement: Int, slices: Range<Int>)] {
        fragment.parts.keys.sorted().compactMap { placement in
            let slices = fragment.slices(of: layout.cells[placement].rows)
            return slices.isEmpty ? nil : (placement, slices)
        }
    }

    private func shade(_ placement: Int, _ slices: Range<Int>, at place: Point, in frame: inout Frame) {
        let cell = layout.cells[placement]
        guard cell.style.shade > 0 else { return }
        let origin = Point(x: layout.edges[cell.column], y: tops[slices.lowerBound])
        let end = Point(x: layout.edges[cell.columns.upperBound], y: tops[slices.upperBound])
        let size = Size(width: end.x - origin.x, height: end.y - origin.y)
        frame.areas.append(ShadedArea(origin: place + origin, size: size, shade: cell.style.shade))
    }

    /// What is shown again is an artifact: a reader who hears the table has heard it.
    private func textElements(of placement: Int) -> TextElements {
        let isRepeat =
            fragment.parts[placement]?.isRepeat == true || fragment.repeats(layout.cells[placement].rows)
            || layout.table.isOfPages(layout.cells[placement].row)
        return isRepeat ? .artifact : elements.text(of: placement)
    }

    private func addText(of placement: Int, _ slices: Range<Int>, at place: Point, to frame: inout Frame) {
        guard let part = fragment.parts[placement], !part.lines.isEmpty else { return }
        if layout.cells[placement].style.isDivided {
            return addDividedText(of: placement, slices, at: place, to: &frame)
        }
        let text = sums[placement] ?? layout.text(of: placement, isRepeat: part.isRepeat)
        let cell = layout.cells[placement]
        let top = tops[slices.lowerBound]
        let padding = layout.padding(of: placement)
        let room = tops[slices.upperBound] - top - padding.vertical
        let lines = sums[placement] == nil ? part.lines : text.lines.indices
        let spare = max(.zero, room - text.height(of: lines))
        let isCut = lines.count < text.lines.count
        let shift: Length =
            switch cell.style.verticalAlignment {
            case _ where isCut: .zero
            case .top: .zero
            case .middle: spare / 2
            case .bottom: spare
            }
        let origin = Point(x: layout.edges[cell.column] + padding.left, y: top + padding.top + shift)
        frame.add(text.lines[lines], of: textElements(of: placement), at: place + origin)
    }

    /// The paragraphs of a divided cell: all but the last above the diagonal, flush right, the last below it, flush left.
    private func addDividedText(of placement: Int, _ slices: Range<Int>, at place: Point, to frame: inout Frame) {
        let cell = layout.cells[placement]
        let padding = layout.padding(of: placement)
        let lines = layout.texts[placement].lines
        let elements = textElements(of: placement)
        let lastStart = lines.lastIndex(where: \.beginsParagraph) ?? 0
        let left = layout.edges[cell.column] + padding.left
        let room = layout.rooms[placement]
        for (index, line) in lines[..<lastStart].enumerated() {
            let top = tops[slices.lowerBound] + padding.top + line.pitch * index
            let start = Point(x: left + room - line.width - line.inset, y: top)
            frame.add([line], of: elements, at: place + start)
        }
        let foot = lines[lastStart...]
        let height = layout.texts[placement].height(of: lastStart..<lines.count)
        let inset = foot.first?.inset ?? .zero
        let start = Point(x: left - inset, y: tops[slices.upperBound] - padding.bottom - height)
        frame.add(foot, of: elements, at: place + start)
    }
}

extension LaidText.Line {
    /// How far its alignment has moved it from the left edge.
    fileprivate var inset: Length { runs.first.map { start + $0.origin.x } ?? .zero }
}

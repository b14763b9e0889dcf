/// What reaches out of the place that it has on a page.
package struct OffPage: Hashable, Sendable {
    /// The parts of a page.
    package enum Part: Hashable, Sendable {
        /// What stands in the type area.
        case body
        /// The stamp in the upper margin.
        case stamp
        /// The line above the type area.
        case header
        /// The line below the type area.
        case footer
        /// The page number.
        case number
        /// The code of the page, and the lines beside it.
        case code
        /// The words across the page.
        case watermark
    }

    /// A side of a page, as its part is read.
    package enum Edge: Hashable, Sendable {
        /// The upper one.
        case top
        /// The right one.
        case right
        /// The lower one.
        case bottom
        /// The left one.
        case left
    }

    /// The part that it belongs to.
    package let part: Part
    /// The edge that it crosses.
    package let edge: Edge
    /// How far it reaches beyond.
    package let excess: Length
    /// Whether it leaves the paper, or only the type area.
    package let leavesPaper: Bool
    /// The number of the page.
    package let page: Int
}

/// Holds what stands on a finished page against the edges of the paper, and its text against the type area.
struct PageEdges {
    private let page: Page
    /// The type area, as what stands in it is read.
    private let area: Box

    init(_ page: Page, _ style: PageStyle) {
        self.page = page
        area = Box(origin: style.contentOrigin(ofPage: page.number), size: style.area)
    }

    /// What reaches out, with the element that it belongs to.
    typealias Found = (offPage: OffPage, element: ElementID?)

    /// All that reaches out.
    func found() -> [Found] {
        var found: [Found] = []
        for layer in page.layers { check(layer, &found) }
        let paper = Box(origin: .zero, size: page.size)
        if let code = page.code {
            let side = code.module * code.matrix.side
            add(
                Box(origin: code.origin, size: Size(width: side, height: side)), outside: paper, part: .code,
                element: nil, to: &found)
        }
        for mark in page.watermarks { add(mark.box, outside: paper, part: .watermark, element: nil, to: &found) }
        return found
    }

    /// The parts at the foot of the page that the running footer lies over.
    var partsBelowFooter: [OffPage.Part] {
        func boxes(_ part: OffPage.Part) -> [Box] { page.layers.filter { $0.part == part }.flatMap(\.runs).map(\.box) }
        let footer = boxes(.footer)
        var others = [(OffPage.Part.number, boxes(.number)), (.code, boxes(.code))]
        if let code = page.code {
            let side = code.module * code.matrix.side
            others[1].1.append(Box(origin: code.origin, size: Size(width: side, height: side)))
        }
        return others.compactMap { part, boxes in
            boxes.contains { box in footer.contains { $0.meets(box) } } ? part : nil
        }
    }

    private func check(_ layer: Page.Layer, _ found: inout [Found]) {
        let size = page.size
        let paper = Box(
            origin: .zero, size: layer.isTurned ? Size(width: size.height, height: size.width) : size)
        for run in layer.runs {
            if layer.part == .body {
                // The blank half of a mark at the edge of a line may lie outside, and lines of a narrow pitch reach up.
                add(
                    run.box, outside: area.grown(x: run.size / 2, y: run.size / 4), part: .body, element: run.element,
                    paper: paper, to: &found)
            } else {
                add(run.box, outside: paper, part: layer.part, element: run.element, to: &found)
            }
        }
        for rule in layer.rules {
            let extent = Size(width: rule.end.x - rule.start.x, height: rule.end.y - rule.start.y)
            add(Box(origin: rule.start, size: extent), outside: paper, part: layer.part, element: nil, to: &found)
        }
        for code in layer.codes {
            add(
                Box(origin: code.origin, size: Size(width: code.side, height: code.side)), outside: paper,
                part: layer.part, element: code.element, to: &found)
        }
        for image in layer.images {
            add(
                Box(origin: image.origin, size: image.size), outside: paper, part: layer.part, element: image.element,
                to: &found)
        }
    }

    private func add(
        _ box: Box, outside bounds: Box, part: OffPage.Part, element: ElementID?, paper: Box? = nil,
        to found: inout [Found]
    ) {
        guard !bounds.contains(box) else { return }
        let leavesPaper = paper.map { !$0.contains(box) } ?? true
        let (edge, excess) = (leavesPaper ? paper ?? bounds : bounds).excess(of: box)
        found.append(
            (OffPage(part: part, edge: edge, excess: excess, leavesPaper: leavesPaper, page: page.number), element))
    }
}

/// A rectangle on a page.
private struct Box {
    var origin: Point
    var size: Size

    /// What roundings may add up to.
    private static let slack = Length(rawValue: 64)

    func contains(_ other: Box) -> Bool {
        other.origin.x + Self.slack >= origin.x && other.origin.y + Self.slack >= origin.y
            && other.origin.x + other.size.width <= origin.x + size.width + Self.slack
            && other.origin.y + other.size.height <= origin.y + size.height + Self.slack
    }

    func meets(_ other: Box) -> Bool {
        origin.x < other.origin.x + other.size.width && other.origin.x < origin.x + size.width
            && origin.y < other.origin.y + other.size.height && other.origin.y < origin.y + size.height
    }

    /// How far `other` reaches out, and over which edge it does so most.
    func excess(of other: Box) -> (edge: OffPage.Edge, excess: Length) {
        let reaches: [(edge: OffPage.Edge, excess: Length)] = [
            (.top, origin.y - other.origin.y),
            (.right, other.origin.x + other.size.width - origin.x - size.width),
            (.bottom, other.origin.y + other.size.height - origin.y - size.height),
            (.left, origin.x - other.origin.x),
        ]
        return reaches.reduce(reaches[0]) { $1.excess > $0.excess ? $1 : $0 }
    }

    func grown(x: Length, y: Length) -> Box {
        Box(
            origin: Point(x: origin.x - x, y: origin.y - y),
            size: Size(width: size.width + x * 2, height: size.height + y * 2))
    }
}

extension GlyphRun {
    /// The em boxes of its glyphs.
    fileprivate var box: Box {
        let ascent = Self.ascent(of: size)
        if isRising {
            let corner = Point(x: origin.x - ascent, y: origin.y - width)
            return Box(origin: corner, size: Size(width: size, height: width))
        }
        return Box(origin: Point(x: origin.x, y: origin.y - ascent), size: Size(width: width, height: size))
    }
}

extension PlacedWatermark {
    /// The least rectangle that holds the words, as they stand on the page.
    fileprivate var box: Box {
        var (width, height) = (Length.zero, Length.zero)
        for run in runs {
            let box = run.box
            width = max(width, max(-box.origin.x, box.origin.x + box.size.width))
            height = max(height, max(-box.origin.y, box.origin.y + box.size.height))
        }
        if posture == .across {
            let half = (width + height) * 0.5.squareRoot()
            (width, height) = (half, half)
        }
        return Box(
            origin: Point(x: center.x - width, y: center.y - height), size: Size(width: width * 2, height: height * 2))
    }
}

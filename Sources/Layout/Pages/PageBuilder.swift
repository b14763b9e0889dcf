/// Fills the type areas of a section's pages from top to bottom.
///
/// It decides nothing: it knows how much room is left, puts what it is given there, and turns the page when it is told to.
/// A page that is full can be taken away at once; only what stands around its type area is still missing.
struct PageBuilder {
    /// Whether pages have a type area that leaves room for the running header.
    private enum HeaderRoom {
        /// Not yet: the first page of most sections has a head of its own.
        case open
        case made
    }

    private let section: Int
    private let header: RunningHeader?
    private let context: LayoutContext
    private(set) var style: PageStyle
    private var headerRoom = HeaderRoom.open
    /// The number of the current page, from 1.
    private(set) var number: Int
    /// What stands in its type area, and how high that is.
    private var frame = Frame()
    private var used = Length.zero
    /// The pages before it that were not taken yet.
    private var full: [DraftPage] = []

    /// - Parameters:
    ///   - section: with its number, from 1.
    ///   - number: that of its first page.
    init(_ section: Section, _ position: Int, firstPage number: Int, context: LayoutContext) {
        self.section = position
        self.number = number
        self.context = context
        header = section.header
        style = section.page
    }

    /// What the page offers to a block below which `reserve` must remain.
    func room(reserve: Length = .zero) -> PageRoom {
        PageRoom(height: room, reserve: reserve, content: isEmpty ? .none : .some)
    }

    /// From what stands on the page to the foot of its type area.
    var room: Length { style.area.height - used }

    /// Whether nothing stands on the page.
    var isEmpty: Bool { used == .zero }

    /// Where the next block begins on the paper.
    private var pen: Point { style.contentOrigin(ofPage: number) + Point(x: .zero, y: used) }

    // MARK: Placing

    /// Leaves a space.
    mutating func skip(_ height: Length) { used += height }

    /// Places lines, parts of `elements`.
    mutating func place(_ lines: ArraySlice<LaidText.Line>, of elements: TextElements) {
        frame.add(lines, of: elements, at: pen)
        used += lines.reduce(.zero) { $0 + $1.pitch }
    }

    /// Places a part of a table.
    mutating func place(_ part: TableFrame) {
        part.draw(into: &frame, at: pen)
        used += part.height
    }

    /// Places a frame that is `height` high; what of it has no room does not count.
    mutating func place(_ block: Frame, height: Length) {
        frame.add(block, at: pen)
        used += min(room, height)
    }

    // MARK: Turning pages

    /// Ends the page.
    mutating func end() {
        full.append(DraftPage(section: section, style: style, header: header, content: frame))
        frame = Frame()
        used = .zero
        number += 1
    }

    /// Lets the type areas of this page and those that follow begin below their running header, once.
    /// - Returns: a fault where that leaves too little of them.
    mutating func makeRoomForHeader() -> LayoutFault? {
        guard let header, headerRoom == .open else { return nil }
        headerRoom = .made
        guard let lowered = header.lowering(style, context: context) else {
            return .headerTooTall(at: [header.paragraph].originOfLongest)
        }
        style = lowered
        return nil
    }

    /// Hands over the pages that are full.
    mutating func takeFull() -> [DraftPage] {
        defer { full = [] }
        return full
    }
}

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

    private let section: Section
    private let position: Int
    private let context: LayoutContext
    /// The style of the section's own pages.
    private var ownStyle: PageStyle
    private var headerRoom = HeaderRoom.open
    /// The current page.
    private var page: OpenPage
    /// The pages before it that were not taken yet.
    private var full: [DraftPage] = []

    /// - Parameters:
    ///   - section: with its number, from 1.
    ///   - number: that of its first page.
    ///   - open: the page that the section before it has left open, on which it begins.
    init(
        _ section: Section, _ position: Int, firstPage number: Int, on open: OpenPage? = nil, context: LayoutContext
    ) {
        self.section = section
        self.position = position
        self.context = context
        ownStyle = section.page
        page =
            open
            ?? OpenPage(
                section: position, number: number, header: section.header, footer: section.footer, style: section.page)
    }

    /// The number of the current page, from 1.
    var number: Int { page.number }

    /// The style of the current page.
    var style: PageStyle { page.style }

    /// What the page offers to a block below which `reserve` must remain.
    func room(reserve: Length = .zero) -> PageRoom {
        PageRoom(height: room, reserve: reserve, content: isEmpty ? .none : .some)
    }

    /// From what stands on the page to the foot of its type area.
    var room: Length { style.area.height - page.used }

    /// Whether nothing stands on the page.
    var isEmpty: Bool { page.used == .zero }

    /// Where the next block begins on the paper.
    private var pen: Point { style.contentOrigin(ofPage: number) + Point(x: .zero, y: page.used) }

    // MARK: Placing

    /// Leaves a space.
    mutating func skip(_ height: Length) { page.used += height }

    /// Places lines, parts of `elements`.
    mutating func place(_ lines: ArraySlice<LaidText.Line>, of elements: TextElements) {
        page.frame.add(lines, of: elements, at: pen)
        page.used += lines.reduce(.zero) { $0 + $1.pitch }
    }

    /// Places a part of a table.
    mutating func place(_ part: TableFrame) {
        part.draw(into: &page.frame, at: pen)
        page.used += part.height
    }

    /// Places a frame that is `height` high; what of it has no room does not count.
    mutating func place(_ block: Frame, height: Length) {
        page.frame.add(block, at: pen)
        page.used += min(room, height)
    }

    // MARK: Turning pages

    /// Ends the page.
    mutating func end() {
        full.append(page.closed)
        page = OpenPage(
            section: position, number: page.number + 1, header: section.header, footer: section.footer,
            style: ownStyle)
    }

    /// The page as it is left to the next section.
    var open: OpenPage { page }

    /// Lets the type areas of this page, where it is the section's own, and of those that follow begin below their running
    /// header, once.
    /// - Returns: a fault where that leaves too little of them.
    mutating func makeRoomForHeader() -> LayoutFault? {
        guard let header = section.header, headerRoom == .open else { return nil }
        headerRoom = .made
        guard let lowered = header.lowering(ownStyle, context: context) else {
            return .headerTooTall(at: [header.paragraph].originOfLongest)
        }
        ownStyle = lowered
        if page.section == position { page.style = lowered }
        return nil
    }

    /// Hands over the pages that are full.
    mutating func takeFull() -> [DraftPage] {
        defer { full = [] }
        return full
    }
}

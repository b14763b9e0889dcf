/// Lets the blocks of a section flow onto its pages, one after the other.
///
/// Each block begins where the one before it ended, or on a page of its own where it, or what it keeps with, has too little
/// room left. It is cut where the page ends by the fragmenter of its kind. Rules that ask blocks to stay together give way
/// where a page is too small for them, and that is noted: text that cannot be placed well is placed, never lost.
struct SectionFlow {
    private let title: String
    private let context: LayoutContext
    /// The element of the section.
    private let element: ElementID
    private var measured: MeasuredSection
    private var pages: PageBuilder
    /// The block that is placed next.
    private var next = 0
    /// The element of a table whose caption is placed and whose rows are not.
    private var captionedTable: ElementID?
    /// What was found in placing.
    private var placing = LayoutFindings()
    /// Whether its last page stays open for the section behind it.
    private let leavesPageOpen: Bool
    /// The page on which its first block begins, once that is placed.
    private(set) var firstPage: Int?

    /// Where a section begins and ends.
    struct Bounds {
        /// The number of its first page, from 1.
        let firstPage: Int
        /// The page that the section before it has left open, on which it begins.
        var open: OpenPage?
        /// Whether the section behind it begins on its last page.
        var leavesPageOpen = false
    }

    /// - Parameter number: that of the section, from 1.
    init(_ section: Section, _ number: Int, _ bounds: Bounds, in tree: inout StructureTree, context: LayoutContext) {
        title = section.title
        self.context = context
        leavesPageOpen = bounds.leavesPageOpen
        pages = PageBuilder(section, number, firstPage: bounds.firstPage, on: bounds.open, context: context)
        let fault = section.header?.standsOnFirstPage == true ? pages.makeRoomForHeader() : nil
        placing.faults += [fault].compactMap { $0 }
        element = tree.add(.section, to: StructureTree.root)
        measured = MeasuredSection(section, width: pages.style.area.width, context: context)
    }

    /// What was found so far: in measuring blocks, then in placing them, however far ahead they are measured.
    var findings: LayoutFindings {
        var findings = measured.findings
        findings.add(placing)
        return findings
    }

    /// Whether anything found so far keeps the section from being laid out.
    var hasFaults: Bool { !(measured.findings.faults.isEmpty && placing.faults.isEmpty) }

    /// The block that is placed next; `nil` when all are.
    var nextBlock: Block? { next < measured.count ? measured.source(next) : nil }

    /// Its last page, where that stays open.
    var openPage: OpenPage? { leavesPageOpen ? pages.open : nil }

    /// The pages that are full and were not taken yet.
    mutating func takeFullPages() -> [DraftPage] { pages.takeFull() }

    /// The stamp at its place on the paper.
    func stampFrame(_ stamp: Stamp, in tree: inout StructureTree) -> Frame {
        var frame = Frame()
        guard let layout = measured.stamp else { return frame }
        var fragmenter = TableFragmenter(layout)
        let room = PageRoom(height: layout.total, reserve: .zero, content: .none)
        if let part = fragmenter.next(in: room) {
            let place = Point(x: (pages.style.size.width - stamp.width) / 2, y: stamp.top)
            let table = tree.add(.table, to: element)
            let elements = TableElements(layout.table, layout.grid, in: &tree, under: table)
            TableFrame(layout, fragment: part, elements: elements).draw(into: &frame, at: place)
        }
        return frame
    }

    // MARK: Placing

    /// Places the next block, and notes where it had to leave a neighbour that it keeps with. Behind the last block the
    /// section's last page ends.
    mutating func placeNextBlock(in tree: inout StructureTree) {
        if let block = nextBlock {
            let before = pages.number
            if let first = placeWithSpaceAfter(block, in: &tree) {
                firstPage = firstPage ?? first
                noteNeighbours(of: block, begunOn: first, after: before)
            }
            next += 1
        }
        if nextBlock == nil, !leavesPageOpen { pages.end() }
    }

    /// - Returns: the page on which the block begins; `nil` where nothing of it is placed.
    private mutating func placeWithSpaceAfter(_ block: Block, in tree: inout StructureTree) -> Int? {
        let reserve = measured.reserve(after: next)
        let first: Int? =
            switch measured.block(next) {
            case .text(let text, let laid): placeLines(of: text, laid, reserve: reserve, in: &tree)
            case .table(let table, let layout?): placeRows(of: table, layout, reserve: reserve, in: &tree)
            case .table(_, nil): nil
            case .signature(let signature, let setter): placeWhole(signature, setter, in: &tree)
            case .contents(let contents, let setter): placeEntries(of: contents, setter, in: &tree)
            }
        pages.skip(block.spaceAfter)
        return first
    }

    private mutating func turnPage() {
        pages.end()
        if let fault = pages.makeRoomForHeader() { placing.faults.append(fault) }
    }

    /// Places the lines of a text, turning the page wherever it is full.
    /// - Parameter reserve: the height below its last line that must stay free for what it keeps with.
    /// - Returns: the page on which it begins; `nil` where it has no lines.
    private mutating func placeLines(
        of text: TextBlock, _ laid: LaidText, reserve: Length, in tree: inout StructureTree
    ) -> Int? {
        let isFirst = pages.isEmpty
        if !isFirst || text.keepsSpaceAtHead { pages.skip(text.spaceBefore) }
        let pageHeight = pages.style.area.height
        let start = measured.startHeight(next, pageHeight: pageHeight)
        if !text.keepsWithPrevious, start > pages.room, start <= pageHeight, !isFirst {
            turnPage()
            if text.keepsSpaceAtHead { pages.skip(text.spaceBefore) }
        }
        let elements = elements(of: text, in: &tree)
        var fragmenter = TextFragmenter(laid)
        var first: Int?
        while !fragmenter.isFinished {
            let lines = fragmenter.next(in: pages.room(reserve: reserve))
            if !lines.isEmpty { first = first ?? pages.number }
            pages.place(laid.lines[lines], of: elements)
            guard !fragmenter.isFinished else { break }
            if !lines.isEmpty, !laid.mayBreak(before: lines.upperBound) {
                let paragraph = laid.lines[..<lines.upperBound].count(where: \.endsParagraph)
                note(.fewestLines, text.paragraphs[paragraph].origin)
            }
            turnPage()
        }
        return first
    }

    /// Places the rows of a table, turning the page wherever it is full.
    /// - Parameter reserve: the height below its last row that must stay free for what it keeps with.
    /// - Returns: the page on which it begins.
    private mutating func placeRows(
        of table: TableBlock, _ measured: TableLayouter, reserve: Length, in tree: inout StructureTree
    ) -> Int? {
        if !pages.isEmpty { pages.skip(table.spaceBefore) }
        var layout = measured
        layout.squeeze(into: pages.room - reserve)
        if layout.total + reserve > pages.room { placing.add(layout.prepareRepeats(context)) }
        let parent = captionedTable.take() ?? tree.add(.table, to: element)
        let elements = TableElements(layout.table, layout.grid, in: &tree, under: parent)
        var fragmenter = TableFragmenter(layout)
        let sums = PageSums(layout, context)
        var first: Int?
        while !fragmenter.isFinished {
            guard var part = fragmenter.next(in: pages.room(reserve: reserve)) else {
                turnPage()
                continue
            }
            report(part, of: layout)
            if first == nil, part.isLast { part.stretch(table.fill, room: pages.room - reserve) }
            first = first ?? pages.number
            pages.place(TableFrame(layout, fragment: part, elements: elements, sums: sums.texts(in: part)))
            if !part.isLast { turnPage() }
        }
        return first
    }

    /// Places a signature block on one page, a new one where this has too little room left.
    /// - Returns: that page.
    private mutating func placeWhole(
        _ signature: SignatureBlock, _ setter: SignatureSetter, in tree: inout StructureTree
    ) -> Int? {
        if signature.spaceBefore + setter.height > pages.room, !pages.isEmpty { turnPage() }
        if !pages.isEmpty { pages.skip(signature.spaceBefore) }
        let (block, missing) = setter.frame(in: &tree, under: element)
        placing.add(missing)
        if let tooWide = setter.tooWide {
            placing.faults.append(tooWide)
        } else if setter.height > pages.room {
            let fields = signature.lines.joined().map(\.content)
            placing.faults.append(.signatureTooTall(at: fields.originOfLongest))
        }
        let sealRoom = pages.room + pages.style.spaceBelow
        if sealRoom < signature.sealDiameter {
            placing.notes.append(.sealCut(section: title, room: sealRoom, diameter: signature.sealDiameter))
        }
        pages.place(block, height: setter.height)
        return pages.number
    }

    /// Places a list of sections, each entry whole.
    /// - Returns: the page on which it begins; `nil` where it has no entries.
    private mutating func placeEntries(
        of contents: ContentsBlock, _ setter: ContentsSetter, in tree: inout StructureTree
    ) -> Int? {
        guard !setter.entries.isEmpty else { return nil }
        if !pages.isEmpty { pages.skip(contents.spaceBefore) }
        let list = tree.add(.contents, to: element)
        var first: Int?
        for entry in setter.entries {
            let height = entry.laid.height(of: entry.laid.lines.indices)
            if height > pages.room, !pages.isEmpty { turnPage() }
            first = first ?? pages.number
            pages.place(setter.frame(entry, in: &tree, under: list), height: entry.height)
        }
        return first
    }

    /// The elements of a text; a caption is a part of the table that follows.
    private mutating func elements(of text: TextBlock, in tree: inout StructureTree) -> TextElements {
        guard text.role == .caption, next + 1 < measured.count, case .table = measured.source(next + 1) else {
            return text.elements(in: &tree, under: element)
        }
        let table = tree.add(.table, to: element)
        captionedTable = table
        return .whole(tree.add(.caption, to: table))
    }

    // MARK: What is told

    private mutating func note(_ rule: LayoutRule, _ origin: TextOrigin?) {
        placing.notes.append(.broken(rule, origin, page: pages.number))
    }

    private mutating func report(_ part: TableFragment, of layout: TableLayouter) {
        if let row = part.overfullRow {
            placing.faults.append(.rowTooTall(row: row, at: layout.tallestOrigin(inRow: row)))
        }
        if case .ofPage(let broken) = part.ending { for (rule, origin) in broken { note(rule, origin) } }
    }

    /// Notes where the block that is placed next does not stand with its neighbours as it should.
    /// - Parameters:
    ///   - first: the page on which it begins.
    ///   - last: the page on which the block before it ends.
    private mutating func noteNeighbours(of block: Block, begunOn first: Int, after last: Int) {
        guard next > 0 else { return }
        if case .text(let before) = measured.source(next - 1), before.keepsWithNext, first != last {
            placing.notes.append(.broken(.blockWithNext, before.paragraphs.first?.origin, page: last))
        }
        guard pages.number != last else { return }
        switch block {
        case .text(let text) where text.keepsWithPrevious:
            placing.notes.append(.broken(.blockWithPrevious, text.paragraphs.first?.origin, page: last))
        case .signature(let signature):
            let origin = signature.lines.first?.first?.content.origin
            placing.notes.append(.broken(.blockWithPrevious, origin, page: last))
        default: break
        }
    }
}

/// Lays sections out on pages.
package struct PageLayouter {
    private let context: LayoutContext
    private var pages: [DraftPage] = []
    /// Those pages that have their furniture.
    private var finished: [Page] = []
    private var missingInFurniture: [MissingCharacter] = []
    /// What reaches out of its place, once for each block or part of a page that is stated.
    private var offPage: [LayoutFault] = []
    private var toldOffPage = Set<OffPageKey>()
    /// For each block that is placed the first element that can be its, and where it comes from.
    private var blockStarts: [(element: Int, origin: TextOrigin?)] = []
    private var sections: [PagedDocument.SectionStart] = []
    /// What was found in the sections before, in measuring the current one, and in placing it: it is told in this order,
    /// however far ahead of placing blocks are measured.
    private var found = Findings()
    private var measuring = Findings()
    private var placing = Findings()
    private var structure = StructureTree()
    /// The blocks of the current section, and the first of them with their text broken into lines.
    private var blocks: [Block] = []
    private var measured: [Measured] = []
    /// The element of the current section.
    private var section = StructureTree.root
    /// The element of a table whose caption is placed and whose rows are not.
    private var captionedTable: ElementID?
    private var style: PageStyle
    private var header: RunningHeader?
    /// Whether the style makes room for the header.
    private var hasRoomForHeader = false
    /// For each section the stamp on its first page.
    private var stamps: [Int: Frame] = [:]
    private var frame = Frame()
    /// The height that is used on the current page.
    private var used = Length.zero
    /// The page on which the current block begins, from 0; `nil` while nothing of it is placed.
    private var firstPage: Int?

    private let sources: [Section]
    private let watermark: Watermark?
    private let marking: PageMarking?
    private let take: (Page) -> Void
    /// Whether a page says how many there are.
    private let countsPages: Bool

    /// The pages of `sections`, each of which begins a page; pages are numbered from 1.
    /// - Parameters:
    ///   - watermark: what is printed across each page, blank ones included.
    ///   - marking: what each page that is not blank says of itself, where its style has a place for it.
    ///   - take: is given each page in order, as soon as nothing can change it any more: when it is full; or when its form
    ///     or all are laid out, where it says how many pages that takes. After a fault it is given none.
    /// - Throws: ``LayoutFailure`` with every fault of every section.
    package static func layout(
        _ sections: [Section], watermark: Watermark? = nil, marking: PageMarking? = nil, context: LayoutContext,
        take: @escaping (Page) -> Void = { _ in }
    ) throws(LayoutFailure) -> PagedDocument {
        guard let first = sections.first else {
            return PagedDocument(pages: [], sections: [], notes: [], structure: StructureTree())
        }
        var layouter = PageLayouter(sections, first.page, watermark, marking, context, take)
        for section in sections { layouter.place(section) }
        layouter.finishPages()
        layouter.found.report(layouter.missingInFurniture)
        layouter.found.faults += layouter.unexplainedOffPage
        guard layouter.found.faults.isEmpty else { throw LayoutFailure(faults: layouter.found.faults) }
        return PagedDocument(
            pages: layouter.finished, sections: layouter.sections, notes: layouter.found.notes,
            structure: layouter.structure)
    }

    private init(
        _ sections: [Section], _ style: PageStyle, _ watermark: Watermark?, _ marking: PageMarking?,
        _ context: LayoutContext, _ take: @escaping (Page) -> Void
    ) {
        self.context = context
        self.style = style
        self.watermark = watermark
        self.marking = marking
        self.take = take
        sources = sections
        countsPages = marking != nil || sections.contains { $0.page.numbering?.counts(.document) == true }
    }

    private mutating func place(_ section: Section) {
        style = section.page
        hasRoomForHeader = false
        if style.beginsOnOddPage, pages.count % 2 == 1 {
            pages.append(DraftPage(section: sections.count, style: style, header: nil, content: nil))
        }
        header = section.header
        if header?.standsOnFirstPage == true { makeRoomForHeader() }
        self.section = structure.add(.section, to: StructureTree.root)
        if let stamp = section.stamp { stamps[sections.count + 1] = frame(of: stamp) }
        sections.append(PagedDocument.SectionStart(title: section.title, page: pages.count + 1))
        blocks = section.blocks
        for index in blocks.indices { place(index) }
        measured = []
        endPage()
        if !countsPages { finishPages() }
        found.append(measuring.taken())
        found.append(placing.taken())
    }

    // MARK: Measuring

    /// A block with its text broken into lines.
    private enum Measured {
        case text(TextBlock, LaidText)
        case table(TableBlock, TableLayouter?)
        case signature(SignatureBlock, SignatureSetter)
    }

    /// The block at `index` of the section, measured when first asked for: pages are full before later blocks are.
    private mutating func measured(_ index: Int) -> Measured {
        while measured.count <= index { measured.append(measure(blocks[measured.count])) }
        return measured[index]
    }

    private mutating func measure(_ block: Block) -> Measured {
        switch block {
        case .text(let text):
            let material = TextMaterial(text.paragraphs, context: context)
            let laid = material.laid(width: style.area.width)
            measuring.report(laid.missing)
            return .text(text, laid)
        case .table(let table):
            return .table(table, measure(table, width: style.area.width))
        case .signature(let signature):
            return .signature(signature, SignatureSetter(signature, width: style.area.width, context: context))
        }
    }

    /// A table with its text broken into lines; `nil` with a fault where its cells make no grid.
    private mutating func measure(_ table: TableBlock, width: Length) -> TableLayouter? {
        let stated = table.columns.reduce(Length.zero) { $0 + $1.statedWidth }
        // Each of them may be rounded.
        if stated > width + Length(rawValue: table.columns.count) {
            measuring.faults.append(.columnsTooWide(width: stated, available: width, at: table.origin))
            return nil
        }
        do throws(TableGrid.Fault) {
            let layout = try TableLayouter(table, width: width, context: context)
            measuring.report(layout.missing)
            measuring.notes.append(contentsOf: layout.notes)
            if let cell = layout.overfullCell {
                measuring.faults.append(.columnTooNarrow(column: cell.column, at: cell.origin))
            }
            return layout
        } catch {
            measuring.faults.append(.grid(error, at: table.rows[error.row].origin ?? table.origin))
            return nil
        }
    }

    /// A stamp at its place on the paper.
    private mutating func frame(of stamp: Stamp) -> Frame {
        let width = stamp.table.columns.reduce(Length.zero) { sum, column in
            if case .fixed(let width) = column.basis { sum + width } else { sum }
        }
        var frame = Frame()
        guard let layout = measure(stamp.table, width: width) else { return frame }
        var fragmenter = TableFragmenter(layout)
        if let part = fragmenter.next(room: layout.total, reserve: .zero, isFresh: true) {
            let place = Point(x: (style.size.width - width) / 2, y: stamp.top)
            let elements = elements(of: layout, under: structure.add(.table, to: section))
            TableFrame(layout, part, elements).draw(into: &frame, at: place)
        }
        return frame
    }

    // MARK: Keeping blocks together

    /// The height that the blocks after `index` ask of the page on which it ends, with the space between.
    private mutating func reserve(after index: Int) -> Length {
        var reserve = Length.zero
        var kept = blocks[index].spaceAfter
        for next in blocks.indices.dropFirst(index + 1) {
            switch measured(next) {
            case .text(let text, let laid) where text.keepsWithPrevious || isClosingLine(next, laid):
                reserve = kept + text.spaceBefore + laid.height(of: laid.lines.indices)
                kept += text.spaceBefore + Self.extent(laid) + text.spaceAfter
            case .signature(let signature, let setter):
                reserve = kept + signature.spaceBefore + setter.height
                kept = reserve
            default: return reserve
            }
        }
        return reserve
    }

    /// Whether a block is the only line of the last paragraph of a section: it does not stand alone on a page.
    private func isClosingLine(_ index: Int, _ laid: LaidText) -> Bool {
        index == blocks.count - 1 && laid.lines.count == 1
    }

    /// The height that must be free for the block at `index` to begin, with all that it keeps with.
    private mutating func startHeight(_ index: Int) -> Length {
        var kept = Length.zero
        for next in blocks.indices.dropFirst(index) {
            switch measured(next) {
            case .text(let text, let laid):
                guard text.keepsWithNext else { return kept + leastStart(of: laid, at: next) }
                kept += Self.extent(laid) + text.spaceAfter
            case .table(let table, let layout):
                let rows = layout?.heights.prefix(table.headerRows + 1) ?? []
                return kept + min(table.spaceBefore + rows.reduce(.zero, +), style.area.height / 3)
            case .signature(_, let setter): return kept + setter.height
            }
            if kept > style.area.height { break }
        }
        return kept
    }

    /// The height of the fewest lines of the block at `index` that may begin on a page; where it may not be broken, it ends
    /// on that page with the blocks that stay with it.
    private mutating func leastStart(of laid: LaidText, at index: Int) -> Length {
        let count = laid.lines.indices.dropFirst().first { mayBreak(laid, at: $0) }
        return count.map { laid.height(of: 0..<$0) } ?? laid.height(of: laid.lines.indices) + reserve(after: index)
    }

    /// The height of lines with the space below the last: what keeps text on its grid.
    private static func extent(_ laid: LaidText) -> Length {
        laid.lines.reduce(.zero) { $0 + $1.pitch }
    }

    // MARK: Placing

    private var room: Length { style.area.height - used }
    private var isFresh: Bool { used == .zero }

    /// Where the next block begins on the paper.
    private var pen: Point { style.contentOrigin(ofPage: pages.count + 1) + Point(x: .zero, y: used) }

    /// Places a block and notes where it had to leave a neighbour that it keeps with.
    private mutating func place(_ index: Int) {
        let last = pages.count
        firstPage = nil
        put(index)
        guard index > 0, let firstPage else { return }
        if case .text(let before) = blocks[index - 1], before.keepsWithNext, firstPage != last {
            placing.notes.append(.broken(.blockWithNext, before.paragraphs.first?.origin, page: last + 1))
        }
        let isWithPrevious = pages.count == last
        switch blocks[index] {
        case .text(let text) where text.keepsWithPrevious && !isWithPrevious:
            placing.notes.append(.broken(.blockWithPrevious, text.paragraphs.first?.origin, page: last + 1))
        case .signature(let signature) where !isWithPrevious:
            let origin = signature.lines.first?.first?.content.origin
            placing.notes.append(.broken(.blockWithPrevious, origin, page: last + 1))
        default: break
        }
    }

    private mutating func put(_ index: Int) {
        let reserve = self.reserve(after: index)
        blockStarts.append((structure.elements.count, blocks[index].origin))
        switch measured(index) {
        case .text(let text, let laid):
            if !isFresh { used += text.spaceBefore }
            let start = startHeight(index)
            if !text.keepsWithPrevious, start > room, start <= style.area.height, !isFresh { turnPage() }
            let elements = elements(of: text, before: blocks.dropFirst(index + 1).first)
            place(text, laid, of: elements, reserve: reserve)
            used += text.spaceAfter
        case .table(let table, let layout):
            if let layout { place(table, layout, reserve: reserve) }
            used += table.spaceAfter
        case .signature(let signature, let setter):
            if signature.spaceBefore + setter.height > room, !isFresh { turnPage() }
            if !isFresh { used += signature.spaceBefore }
            let (block, missing) = setter.frame(in: &structure, under: section)
            placing.report(missing)
            if let tooWide = setter.tooWide {
                placing.faults.append(tooWide)
            } else if setter.height > room {
                let fields = signature.lines.joined().map(\.content)
                placing.faults.append(.signatureTooTall(at: fields.originOfLongest))
            }
            firstPage = pages.count
            frame.add(block, at: pen)
            let sealRoom = room + style.spaceBelow
            if sealRoom < signature.sealDiameter, let section = sections.last {
                placing.notes.append(.sealCut(section: section.title, room: sealRoom, diameter: signature.sealDiameter))
            }
            used += min(room, setter.height)
        }
    }

    private mutating func place(_ text: TextBlock, _ laid: LaidText, of elements: TextElements, reserve: Length) {
        var first = 0
        while first < laid.lines.count {
            let rest = laid.lines.count - first
            let fitting = laid.count(from: first, fitting: room)
            let meetsReserve = height(of: laid, from: first, with: reserve) <= room
            let keepsAll = fitting == rest && (meetsReserve || isFresh && rest <= laid.lines[first].widows)
            let count = keepsAll ? rest : breakCount(laid, from: first, atMost: min(fitting, rest - 1))
            let lines = laid.lines[first..<first + count]
            if count > 0 { firstPage = firstPage ?? pages.count }
            frame.add(lines, of: elements, at: pen)
            used += lines.reduce(.zero) { $0 + $1.pitch }
            first += count
            guard first < laid.lines.count else { break }
            if count > 0, !mayBreak(laid, at: first) {
                let paragraph = laid.lines[..<first].count(where: \.endsParagraph)
                placing.notes.append(.broken(.fewestLines, text.paragraphs[paragraph].origin, page: pages.count + 1))
            }
            turnPage()
        }
    }

    /// The height of the lines from `first` on with what is kept below them.
    private func height(of laid: LaidText, from first: Int, with reserve: Length) -> Length {
        guard reserve > .zero else { return laid.height(of: first..<laid.lines.count) }
        return laid.lines[first...].reduce(reserve) { $0 + $1.pitch }
    }

    /// How many lines, up to `limit`, may stand before a page break: no paragraph leaves a single line on either side.
    private func breakCount(_ laid: LaidText, from first: Int, atMost limit: Int) -> Int {
        for count in stride(from: limit, to: 0, by: -1) where mayBreak(laid, at: first + count) { return count }
        return isFresh ? max(1, limit) : 0
    }

    private func mayBreak(_ laid: LaidText, at line: Int) -> Bool {
        guard !laid.lines[line - 1].endsParagraph else { return true }
        let before = laid.lines[..<line].reversed().prefix { !$0.endsParagraph }.count
        let after = (laid.lines[line...].firstIndex(where: \.endsParagraph) ?? line) - line + 1
        return before >= laid.lines[line].orphans && after >= laid.lines[line].widows
    }

    private mutating func place(_ table: TableBlock, _ layout: TableLayouter, reserve: Length) {
        if !isFresh { used += table.spaceBefore }
        var layout = layout
        layout.squeeze(into: room - reserve)
        if layout.total + reserve > room { placing.report(layout.prepareRepeats(context)) }
        let elements = elements(of: layout, under: captionedTable ?? structure.add(.table, to: section))
        captionedTable = nil
        var fragmenter = TableFragmenter(layout)
        var isWhole = true
        while !fragmenter.isFinished {
            guard var part = fragmenter.next(room: room, reserve: reserve, isFresh: isFresh) else {
                turnPage()
                continue
            }
            if part.overflows, let row = part.slices.last?.row {
                placing.faults.append(.rowTooTall(row: row, at: layout.tallestOrigin(inRow: row)))
            }
            for (rule, origin) in part.broken { placing.notes.append(.broken(rule, origin, page: pages.count + 1)) }
            isWhole = isWhole && part.isLast
            if isWhole { stretch(&part, table.fill, room: room - reserve) }
            firstPage = firstPage ?? pages.count
            TableFrame(layout, part, elements).draw(into: &frame, at: pen)
            used += part.height
            if !part.isLast { turnPage() }
        }
    }

    /// Lets the rows of a whole table grow until they fill `room`. Those of a last part that grew would not look like those
    /// before them.
    private func stretch(_ part: inout TableFragmenter.Fragment, _ fill: TableFill, room: Length) {
        let most = part.slices.map { $0.height * max(0, fill.mostGrowth - 1) }
        let spare = min(max(.zero, room - part.height), most.reduce(.zero, +))
        for (index, share) in spare.shared(by: most.map(\.rawValue)).enumerated() {
            part.slices[index].height += share
        }
    }

    // MARK: Structure

    /// The elements of a text; a caption is a part of the table that follows.
    private mutating func elements(of text: TextBlock, before next: Block?) -> TextElements {
        guard text.role == .caption, case .table = next else { return text.elements(in: &structure, under: section) }
        let table = structure.add(.table, to: section)
        captionedTable = table
        return .whole(structure.add(.caption, to: table))
    }

    private mutating func elements(of layout: TableLayouter, under table: ElementID) -> TableElements {
        TableElements(layout.table, layout.grid, in: &structure, under: table)
    }

    // MARK: Pages

    private mutating func endPage() {
        pages.append(DraftPage(section: sections.count, style: style, header: header, content: frame))
        frame = Frame()
        used = .zero
        if !countsPages, style.numbering?.counts(.form) != true { finishPages() }
    }

    /// Ends a page behind which the section goes on.
    private mutating func turnPage() {
        endPage()
        makeRoomForHeader()
    }

    /// Lets the type area of the pages that follow begin below their running header.
    private mutating func makeRoomForHeader() {
        guard let header, !hasRoomForHeader else { return }
        hasRoomForHeader = true
        if let lowered = header.lowering(style, context: context) {
            style = lowered
        } else {
            placing.faults.append(.headerTooTall(at: [header.paragraph].originOfLongest))
        }
    }

    /// Gives the pages that were laid out since the last time what stands around their type areas.
    private mutating func finishPages() {
        let furniture = PageFurniture(
            pages, sections, names: sources.map(\.name), stamps: stamps, watermark: watermark, marking: marking,
            context: context)
        for index in finished.count..<pages.count {
            let (page, missing) = furniture.page(index)
            missingInFurniture += missing
            for found in PageEdges(page, pages[index].style).found() { tell(found, section: pages[index].section - 1) }
            finished.append(page)
            if isFaultless { take(page) }
        }
    }

    private mutating func tell(_ found: PageEdges.Found, section: Int) {
        let (offPage, element) = found
        let block = element.flatMap { element in blockStarts.last { $0.element <= element.rawValue }?.origin }
        let origin = (offPage.part == .body ? block : nil) ?? sources[section].origins[offPage.part]
        let key = OffPageKey(part: offPage.part, origin: origin, section: origin == nil ? section : nil)
        guard toldOffPage.insert(key).inserted else { return }
        self.offPage.append(.offPage(offPage, section: sources[section].title, at: origin))
    }

    /// What reaches out though nothing is known to have too little room: that is told as such.
    private var unexplainedOffPage: [LayoutFault] {
        let isExplained = found.faults.contains { if case .missingCharacter = $0 { false } else { true } }
        return offPage.filter { fault in
            guard isExplained, case .offPage(let offPage, _, _) = fault else { return true }
            return offPage.part != .body && offPage.part != .header
        }
    }

    private var isFaultless: Bool {
        missingInFurniture.isEmpty && offPage.isEmpty && [found, measuring, placing].allSatisfy(\.faults.isEmpty)
    }
}

/// What is told once, however many pages show it.
private struct OffPageKey: Hashable {
    let part: OffPage.Part
    let origin: TextOrigin?
    /// The section, where the origin is not known.
    let section: Int?
}

extension TrackSizing {
    /// The width that the column takes at the least, whatever its cells say.
    fileprivate var statedWidth: Length { if case .fixed(let width) = basis { width } else { minimum } }
}

/// What the layout of a document cannot do, or had to do otherwise than it should.
private struct Findings {
    var faults: [LayoutFault] = []
    var notes: [LayoutNote] = []

    mutating func report(_ missing: [MissingCharacter]) {
        faults.append(contentsOf: missing.map(LayoutFault.missingCharacter))
    }

    mutating func append(_ other: Findings) {
        faults += other.faults
        notes += other.notes
    }

    /// What was found so far, which is not kept.
    mutating func taken() -> Findings {
        defer { self = Findings() }
        return self
    }
}

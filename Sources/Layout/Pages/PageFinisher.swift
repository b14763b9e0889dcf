/// Gives full pages what stands around their type areas, and holds what stands on them against their edges.
///
/// What stands around a type area may say how many pages the form or the document has. So pages wait here until that is
/// known, and no longer.
struct PageFinisher {
    /// What pages say of the whole that they are a part of.
    private enum Counting {
        /// Each section, by its style, counts itself or nothing.
        case forms
        case document
    }

    private let sections: [Section]
    private let watermark: Watermark?
    private let marking: PageMarking?
    private let context: LayoutContext
    private let counting: Counting
    private var drafts: [DraftPage] = []
    /// For each section the stamp on its first page.
    private var stamps: [Int: Frame] = [:]
    /// Where the sections begin.
    private(set) var starts: [PagedDocument.SectionStart] = []
    /// Those of the pages that are finished.
    private(set) var pages: [Page] = []
    /// Characters around type areas that no face has.
    private(set) var missing: [MissingCharacter] = []
    private(set) var offPage: OffPageFindings

    init(_ sections: [Section], watermark: Watermark?, marking: PageMarking?, context: LayoutContext) {
        self.sections = sections
        self.watermark = watermark
        self.marking = marking
        self.context = context
        let counts = sections.contains { section in
            // Where a form ends in the middle of a page, the next one decides when that is full.
            section.page.continuesPage || section.page.numbering?.counts(.document) == true || section.listsSections
        }
        counting = counts || marking != nil ? .document : .forms
        offPage = OffPageFindings(sections)
    }

    /// Whether nothing that was found on the finished pages keeps the document from being laid out.
    var isFaultless: Bool { missing.isEmpty && offPage.faults.isEmpty }

    /// Begins the next section: on the page that the one before it has left open, or on a page of its own, with a blank page
    /// before it where it asks for an odd one, or for paper of another size, which
    /// has no place on the back of a sheet.
    /// - Returns: the number of its first page.
    mutating func begin(_ section: Section, on open: OpenPage?) -> Int {
        if let open {
            starts.append(PagedDocument.SectionStart(title: section.title, page: open.number, sharesPage: true))
            return open.number
        }
        if let last = drafts.last, drafts.count % 2 == 1 {
            let isOtherPaper = last.style.size != section.page.size
            if section.page.beginsOnOddPage || isOtherPaper {
                drafts.append(.blank(in: starts.count, style: isOtherPaper ? last.style : section.page))
            }
        }
        let first = drafts.count + 1
        starts.append(PagedDocument.SectionStart(title: section.title, page: first))
        return first
    }

    /// Notes that the first block of the current section begins on page `page`, which may be the one behind its first.
    mutating func noteStart(onPage page: Int) {
        let start = starts[starts.count - 1]
        guard start.sharesPage, start.page != page else { return }
        starts[starts.count - 1] = PagedDocument.SectionStart(title: start.title, page: page)
    }

    /// Adds the stamp on the first page of the current section.
    mutating func add(_ stamp: Frame) { stamps[starts.count] = stamp }

    /// Adds full pages of the current section.
    mutating func add(_ full: [DraftPage]) { drafts += full }

    /// Notes that the elements of a block begin at `element`.
    mutating func noteStart(of block: Block, at element: Int) { offPage.noteStart(of: block, at: element) }

    /// Finishes the pages of which all is known that is printed on them.
    /// - Parameters:
    ///   - isFormComplete: whether all pages of the current section were added.
    ///   - isComplete: whether all pages of all sections were.
    /// - Returns: those that were not finished before.
    mutating func finish(isFormComplete: Bool, isComplete: Bool) -> ArraySlice<Page> {
        let first = pages.count
        guard isComplete || counting == .forms && (isFormComplete || !countsForm), first < drafts.count else {
            return []
        }
        let furniture = PageFurniture(
            drafts, starts, names: sections.map(\.name), stamps: stamps, watermark: watermark, marking: marking,
            context: context)
        for index in first..<drafts.count {
            let (page, missing) = furniture.page(index)
            self.missing += missing
            let draft = drafts[index]
            let edges = PageEdges(page, draft.style)
            for found in edges.found() { offPage.add(found, section: draft.section - 1) }
            for part in edges.partsBelowFooter { offPage.add(footerOver: part, section: draft.section - 1) }
            pages.append(page)
        }
        return pages[first...]
    }

    /// Whether the pages of the current section say how many it has.
    private var countsForm: Bool { sections[starts.count - 1].page.numbering?.counts(.form) == true }
}

extension Section {
    /// Whether it says on which pages sections begin.
    fileprivate var listsSections: Bool { blocks.contains { if case .contents = $0 { true } else { false } } }
}

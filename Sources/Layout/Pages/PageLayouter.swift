/// Lays sections out on pages.
///
/// Three values follow one another: a section is measured (``MeasuredSection``), its blocks flow onto pages
/// (``SectionFlow``, which fills them through ``PageBuilder``), and full pages get what stands around their type areas
/// (``PageFinisher``). They do so a block at a time, because a page that is finished is worth something before the last one
/// is: it can be drawn while later ones are laid out. Whoever has no use for that asks for the document at once.
package struct PageLayouter {
    private let sections: [Section]
    private let context: LayoutContext
    /// How many sections have begun, and the last of them until it ends.
    private var begun = 0
    private var flow: SectionFlow?
    /// The page on which the next section begins, where it begins on one that is there.
    private var openPage: OpenPage?
    private var finisher: PageFinisher
    private var structure = StructureTree()
    /// What was found in the sections that have ended.
    private var findings = LayoutFindings()

    /// The pages of `sections`, each of which begins a page; pages are numbered from 1.
    /// - Parameters:
    ///   - watermark: what is printed across each page, blank ones included.
    ///   - marking: what each page that is not blank says of itself, where its style has a place for it.
    /// - Throws: ``LayoutFailure`` with every fault of every section.
    package static func layout(
        _ sections: [Section], watermark: Watermark? = nil, marking: PageMarking? = nil, context: LayoutContext
    ) throws(LayoutFailure) -> PagedDocument {
        var layouter = PageLayouter(sections, watermark: watermark, marking: marking, context: context)
        return try layouter.document()
    }

    /// Prepares to lay `sections` out, as ``layout(_:watermark:marking:context:)`` does.
    package init(
        _ sections: [Section], watermark: Watermark? = nil, marking: PageMarking? = nil, context: LayoutContext
    ) {
        self.sections = sections
        self.context = context
        finisher = PageFinisher(sections, watermark: watermark, marking: marking, context: context)
    }

    /// Places the next block.
    /// - Returns: the pages that nothing can change any more and that were not given before, in order; where pages say how
    ///   many their form or the document has, they are known only at its end. None behind a fault; `nil` when every block
    ///   is placed.
    package mutating func next() -> ArraySlice<Page>? {
        if flow == nil {
            guard begun < sections.count else { return nil }
            begin(sections[begun])
        }
        if let block = flow?.nextBlock { finisher.noteStart(of: block, at: structure.elements.count) }
        flow?.placeNextBlock(in: &structure)
        if let first = flow?.firstPage { finisher.noteStart(onPage: first) }
        finisher.add(flow?.takeFullPages() ?? [])
        if flow?.nextBlock == nil, let ended = flow.take() {
            findings.add(ended.findings)
            openPage = ended.openPage
        }
        let pages = finisher.finish(isFormComplete: flow == nil, isComplete: flow == nil && begun == sections.count)
        return isFaultless ? pages : []
    }

    /// Places the blocks that are left.
    /// - Throws: ``LayoutFailure`` with every fault of every section.
    package mutating func document() throws(LayoutFailure) -> PagedDocument {
        while next() != nil {}
        findings.add(finisher.missing)
        findings.faults += finisher.offPage.unexplained(by: findings.faults)
        guard findings.faults.isEmpty else { throw LayoutFailure(faults: findings.faults) }
        return PagedDocument(
            pages: finisher.pages, sections: finisher.starts, notes: findings.notes, structure: structure)
    }

    private mutating func begin(_ section: Section) {
        begun += 1
        let open = openPage.take()
        let next = begun < sections.count ? sections[begun] : nil
        let first = finisher.begin(section, on: open)
        var bounds = SectionFlow.Bounds(firstPage: first, open: open)
        bounds.leavesPageOpen = next.map { $0.page.continuesPage && section.page.goesOn(with: $0.page) } ?? false
        let flow = SectionFlow(section, begun, bounds, in: &structure, context: context)
        if let stamp = section.stamp { finisher.add(flow.stampFrame(stamp, in: &structure)) }
        self.flow = flow
    }

    private var isFaultless: Bool {
        findings.faults.isEmpty && flow?.hasFaults != true && finisher.isFaultless
    }
}

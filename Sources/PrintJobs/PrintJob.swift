package import Layout

/// Documents as a printer prints them in one run, sheet after sheet.
package struct PrintJob: Sendable {
    /// What begins on a new sheet.
    package enum SheetStart: String, Sendable, CaseIterable {
        /// What an office submits; its forms follow one another as they were laid out.
        case document
        /// Each form.
        case form
    }

    /// Which sides of a sheet are printed.
    package enum Sides: Int, Sendable {
        /// The front only: each page is a sheet, and blank pages are left out.
        case front = 1
        /// Both.
        case both

        /// How many sheets `pages` pages take.
        package func sheets(ofPages pages: Int) -> Int { (pages + rawValue - 1) / rawValue }
    }

    /// What one office submits.
    package struct Part: Sendable {
        /// What it is called.
        package var title: String
        /// Its pages.
        package var document: PagedDocument
        /// The sheets before it, if there are any.
        package var separator: PagedDocument?
        /// What stands on the blank pages between its forms and behind it.
        package var blankNote: BlankNote?

        /// Creates a part.
        package init(
            title: String, document: PagedDocument, separator: PagedDocument? = nil, blankNote: BlankNote? = nil
        ) {
            self.title = title
            self.document = document
            self.separator = separator
            self.blankNote = blankNote
        }
    }

    /// All pages: the office's own under their own numbers, blank ones and separators under words. Each part begins on
    /// an odd page, and so does its document behind the separator.
    package let document: PagedDocument
    /// For each page which of the parts it belongs to, from 0.
    package let owners: [Int]
    /// Which sides are printed.
    package let sides: Sides

    /// How many sheets are printed.
    package var sheets: Int { sides.sheets(ofPages: document.pages.count) }

    /// How many sheets `document` takes by itself.
    package static func sheets(of document: PagedDocument, startingAt start: SheetStart, on sides: Sides = .both) -> Int
    {
        PrintJob([Part(title: "", document: document)], startingAt: start, on: sides).sheets
    }

    /// The sizes of its pages, each once, as they first come.
    package var papers: [Size] {
        var seen = Set<Size>()
        return document.pages.map(\.size).filter { seen.insert($0).inserted }
    }

    /// The sheets of each part in the first of `copies` copies, from 1.
    package func sheetsOfParts(copies: Int) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for (index, owner) in owners.prefix(owners.count / copies).enumerated() {
            let sheet = index / sides.rawValue + 1
            if owner == ranges.count { ranges.append(sheet...sheet) }
            ranges[owner] = ranges[owner].lowerBound...sheet
        }
        return ranges
    }

    /// Puts parts together. Pages stay as they were laid out: where a form that was laid out for the back of a sheet begins
    /// a new one, its margins and its number stay those of the back.
    /// - Parameter copies: how often the parts are printed, all of them before the next copy begins.
    package init(_ parts: [Part], startingAt start: SheetStart, on sides: Sides = .both, copies: Int = 1) {
        precondition(copies > 0, "a print job has at least one copy")
        var assembly = Assembly(start: start, sides: sides)
        for copy in 1...copies {
            for (index, part) in parts.enumerated() {
                assembly.add(part, suffix: copies > 1 ? "（第\(copy)份）" : "")
                let added = assembly.pages.count - assembly.owners.count
                assembly.owners += [Int](repeating: index, count: added)
            }
        }
        let document = PagedDocument(
            pages: assembly.pages, sections: assembly.sections, notes: [], structure: assembly.structure)
        self.init(document: document, owners: assembly.owners, sides: sides)
    }

    init(document: PagedDocument, owners: [Int], sides: Sides) {
        self.document = document
        self.owners = owners
        self.sides = sides
    }
}

/// A print job that is being put together.
private struct Assembly {
    let start: PrintJob.SheetStart
    let sides: PrintJob.Sides
    var pages: [Page] = []
    var owners: [Int] = []
    var sections: [PagedDocument.SectionStart] = []
    var structure = StructureTree()

    private static let blankLabel = "空白"
    private static let separatorLabel = "分隔页"

    init(start: PrintJob.SheetStart, sides: PrintJob.Sides) {
        self.start = start
        self.sides = sides
    }

    private var beginsSheet: Bool { pages.count.isMultiple(of: sides.rawValue) }

    /// Adds whole sheets.
    mutating func add(_ part: PrintJob.Part, suffix: String) {
        sections.append(PagedDocument.SectionStart(title: part.title + suffix, page: pages.count + 1, depth: 0))
        let element = structure.add(.part, to: StructureTree.root)
        if let separator = part.separator {
            let shift = structure.add(partsOf: separator.structure, to: element)
            for page in separator.pages { append(page, label: .word(Self.separatorLabel), shift: shift) }
            // The back of a separator says nothing of its own, not even that it is blank.
            endSheet()
        }
        let shift = structure.add(partsOf: part.document.structure, to: element)
        let titles = Dictionary(grouping: part.document.sections, by: \.page)
        for page in part.document.pages {
            let starting = titles[page.number] ?? []
            // Both sides of a sheet are of one size.
            let isOtherPaper = pages.last.map { $0.size != page.size } ?? false
            if start == .form && !starting.isEmpty || isOtherPaper { endSheet(with: part.blankNote) }
            // It would be the front of a sheet with nothing on either side.
            if start == .form || sides == .front, page.layers.isEmpty, beginsSheet { continue }
            for section in starting {
                sections.append(
                    PagedDocument.SectionStart(
                        title: section.title, page: pages.count + 1, depth: 1, sharesPage: section.sharesPage))
            }
            append(page, label: page.label, shift: shift)
        }
        endSheet(with: part.blankNote)
    }

    private mutating func append(_ page: Page, label: Page.Label, shift: Int) {
        pages.append(page.renumbered(pages.count + 1, label: label) { ElementID(rawValue: $0.rawValue + shift) })
    }

    /// Fills the sheet up with a blank page as large as the one on its front.
    private mutating func endSheet(with note: BlankNote? = nil) {
        guard !beginsSheet, let front = pages.last else { return }
        let middle = Point(x: front.size.width / 2, y: front.size.height / 2)
        pages.append(
            .blank(
                pages.count + 1, label: .word(Self.blankLabel), size: front.size,
                watermarks: note.map { [$0.placed(at: middle)] } ?? []))
    }
}

/// What stands on pages from top to bottom.
package enum Block: Sendable {
    /// Paragraphs.
    case text(TextBlock)
    /// A table.
    case table(TableBlock)
    /// The line that is signed.
    case signature(SignatureBlock)
    /// A list of sections with the pages on which they begin.
    case contents(ContentsBlock)
}

/// Paragraphs between two edges of the type area.
package struct TextBlock: Sendable {
    /// What a text is to a reader.
    package enum Role: Hashable, Sendable {
        /// Each of its paragraphs is one.
        case paragraph
        /// A heading of level 1 to 6.
        case heading(Int)
        /// What the table that follows is called.
        case caption
    }

    /// The paragraphs.
    package var paragraphs: [Paragraph]
    /// Added above, except at the head of a page.
    package var spaceBefore: Length
    /// Whether that is added at the head of a page, too.
    package var keepsSpaceAtHead = false
    /// Added below.
    package var spaceAfter: Length
    /// Whether the next block must begin on the same page.
    package var keepsWithNext: Bool
    /// Whether it must stand on the page on which the block before it ends.
    package var keepsWithPrevious: Bool
    /// What it is to a reader.
    package var role = Role.paragraph
    /// Where the block itself comes from, for diagnostics, wherever its text does.
    package var origin: TextOrigin?

    /// Creates a block.
    package init(
        paragraphs: [Paragraph], spaceBefore: Length = .zero, spaceAfter: Length = .zero, keepsWithNext: Bool = false,
        keepsWithPrevious: Bool = false
    ) {
        self.paragraphs = paragraphs
        self.spaceBefore = spaceBefore
        self.spaceAfter = spaceAfter
        self.keepsWithNext = keepsWithNext
        self.keepsWithPrevious = keepsWithPrevious
    }
}

/// Labelled fields and ruled blanks that are signed by hand. The seal is set over the signature and the date, as is the
/// custom, and may reach into the lower margin. The block stands on the page on which the block before it ends.
package struct SignatureBlock: Sendable {
    /// A label and what is filled in beside it.
    package struct Field: Sendable {
        /// The label, with the value where it is known.
        package var content: Paragraph
        /// The length of the ruled blank between label and value; zero where nothing is written by hand.
        package var blank: Length
        /// How many of the content's runs stand before the blank.
        package var labelRuns: Int
        /// The image of a signature that stands on the blank, if there is one.
        package var image: RasterImage?

        /// Creates a field.
        package init(content: Paragraph, blank: Length = .zero, labelRuns: Int = 1, image: RasterImage? = nil) {
            self.content = content
            self.blank = blank
            self.labelRuns = labelRuns
            self.image = image
        }
    }

    /// Where lines stand between the edges.
    package enum Arrangement: String, Hashable, Sendable, CaseIterable {
        /// The fields of a line are spread over the width.
        case spread
        /// The last line ends four em before the right edge, and those above it are centred on it, as the office stands over
        /// the date of an official document (GB/T 9704-2012, 7.3.5.1). A line that has no room there ends at the edge.
        case end
    }

    /// The fields, line by line.
    package var lines: [[Field]]
    /// Where they stand.
    package var arrangement = Arrangement.spread
    /// From the baseline of one line to the next: enough for a pen.
    package var linePitch: Length
    /// The diameter of the seal; zero for none.
    package var sealDiameter: Length
    /// Added above.
    package var spaceBefore: Length
    /// The width of the rule below a blank.
    package var ruleWidth: Length
    /// Where the block itself comes from, for diagnostics.
    package var origin: TextOrigin?

    /// Creates a block.
    package init(
        lines: [[Field]], linePitch: Length, sealDiameter: Length = .zero, spaceBefore: Length = .zero,
        ruleWidth: Length = .pt(0.5)
    ) {
        self.lines = lines
        self.linePitch = linePitch
        self.sealDiameter = sealDiameter
        self.spaceBefore = spaceBefore
        self.ruleWidth = ruleWidth
    }
}

/// Blocks that begin on a page of their own: one form.
package struct Section: Sendable {
    /// What the section is called in an outline.
    package var title: String
    /// What it is called for short.
    package var name: String
    /// The pages that it stands on.
    package var page: PageStyle
    /// What is printed above the type area.
    package var header: RunningHeader?
    /// What is printed below the type area.
    package var footer: RunningFooter?
    /// What is stamped on the first page, above the type area.
    package var stamp: Stamp?
    /// What it holds.
    package var blocks: [Block]
    /// Where the parts of its pages come from, for diagnostics.
    package var origins: [OffPage.Part: TextOrigin] = [:]

    /// Creates a section.
    /// - Parameter name: what it is called for short; `title` without it.
    package init(
        title: String, name: String? = nil, page: PageStyle, header: RunningHeader? = nil, blocks: [Block]
    ) {
        self.title = title
        self.name = name ?? title
        self.page = page
        self.header = header
        self.blocks = blocks
    }
}

/// A small table in the middle of the upper margin of a page, such as the filing stamp (DA/T 22-2015, 5.4).
package struct Stamp: Sendable {
    /// The table, all of whose columns are fixed.
    package var table: TableBlock
    /// From the upper edge of the paper.
    package var top: Length

    /// Creates a stamp.
    package init(table: TableBlock, top: Length) {
        self.table = table
        self.top = top
    }
}

/// What stands above the type area of each page of a section.
///
/// Where its text takes several lines they rise from the type area, which begins lower where they would come too near to
/// the edge of the paper.
package struct RunningHeader: Sendable {
    /// The text.
    package var paragraph: Paragraph
    /// From the foot of the text to the type area.
    package var distance: Length
    /// Whether the section's first page, which has its own head, shows it too.
    package var standsOnFirstPage: Bool

    /// Creates a header.
    package init(paragraph: Paragraph, distance: Length, standsOnFirstPage: Bool = false) {
        self.paragraph = paragraph
        self.distance = distance
        self.standsOnFirstPage = standsOnFirstPage
    }
}

/// What stands below the type area of each page of a section. Where its text takes several lines they go down towards the
/// edge of the paper.
package struct RunningFooter: Sendable {
    /// The text.
    package var paragraph: Paragraph
    /// From the type area to the head of the text.
    package var distance: Length
    /// Whether the section's first page shows it too.
    package var standsOnFirstPage: Bool

    /// Creates a footer.
    package init(paragraph: Paragraph, distance: Length, standsOnFirstPage: Bool = true) {
        self.paragraph = paragraph
        self.distance = distance
        self.standsOnFirstPage = standsOnFirstPage
    }
}

extension Section {
    /// Calls `body` with each run of the section, those around its type area first.
    package func forEachRun(_ body: (TextRun) -> Void) {
        header?.paragraph.runs.forEach(body)
        footer?.paragraph.runs.forEach(body)
        stamp?.table.forEachRun(body)
        for block in blocks { block.forEachRun(body) }
    }
}

extension Block {
    /// Where the block comes from.
    var origin: TextOrigin? {
        switch self {
        case .text(let text): text.origin
        case .table(let table): table.origin
        case .signature(let signature): signature.origin
        case .contents(let contents): contents.origin
        }
    }

    /// What is added below it.
    var spaceAfter: Length {
        switch self {
        case .text(let text): text.spaceAfter
        case .table(let table): table.spaceAfter
        case .signature, .contents: .zero
        }
    }

    /// Calls `body` with each run of the block.
    package func forEachRun(_ body: (TextRun) -> Void) {
        switch self {
        case .text(let text): for paragraph in text.paragraphs { paragraph.runs.forEach(body) }
        case .table(let table): table.forEachRun(body)
        case .signature(let signature):
            for item in signature.lines.joined() { item.content.runs.forEach(body) }
        case .contents(let contents):
            for entry in contents.entries { entry.title.runs.forEach(body) }
        }
    }
}

extension TableBlock {
    /// Calls `body` with each run of the cells.
    fileprivate func forEachRun(_ body: (TextRun) -> Void) {
        for row in rows {
            for cell in row.cells {
                for paragraph in cell.paragraphs { paragraph.runs.forEach(body) }
            }
        }
    }
}

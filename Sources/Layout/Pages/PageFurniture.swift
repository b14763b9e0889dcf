/// A page whose number and running header are not set yet.
struct DraftPage {
    /// The section that it belongs to.
    let section: Int
    let style: PageStyle
    /// What is printed above the type area.
    let header: RunningHeader?
    /// What is printed below it.
    let footer: RunningFooter?
    /// What stands in the type area, at its place on the paper; `nil` for a blank page, which counts but shows no number.
    let content: Frame?
}

extension DraftPage {
    /// A page on which nothing stands.
    static func blank(in section: Int, style: PageStyle) -> DraftPage {
        DraftPage(section: section, style: style, header: nil, footer: nil, content: nil)
    }
}

/// Sets page numbers, running headers and codes on pages: once their form, or all, are known where they say how many it has.
struct PageFurniture {
    private let drafts: [DraftPage]
    private let sections: [PagedDocument.SectionStart]
    private let context: LayoutContext
    /// For each section the stamp on its first page.
    private let stamps: [Int: Frame]
    private let watermark: Watermark?
    private let marking: PageMarking?
    /// What each section is called for short.
    private let names: [String]

    init(
        _ drafts: [DraftPage], _ sections: [PagedDocument.SectionStart], names: [String], stamps: [Int: Frame],
        watermark: Watermark?, marking: PageMarking?, context: LayoutContext
    ) {
        self.drafts = drafts
        self.sections = sections
        self.stamps = stamps
        self.watermark = watermark
        self.marking = marking
        self.names = names
        self.context = context
    }

    /// The page at `index`, and the characters of its number and header that no face has.
    func page(_ index: Int) -> (page: Page, missing: [MissingCharacter]) {
        var (layers, missing) = bodyLayers(index)
        var code: PlacedCode?
        if isFirst(index), let stamp = stamps[drafts[index].section] {
            layers.insert(Page.Layer(stamp, part: .stamp), at: 0)
        }
        if !layers.isEmpty {
            let number = self.number(index)
            let lines: [(OffPage.Part, Line?)] = [
                (.header, header(index)), (.footer, footer(index)), (.number, number),
            ]
            for case (let part, let laid?) in lines {
                layers.append(Page.Layer(Frame(runs: laid.runs), part: part))
                missing.append(contentsOf: laid.missing)
            }
            if let placed = self.code(index, numberWidth: number?.width ?? .zero) {
                code = placed.code
                layers.append(Page.Layer(Frame(runs: placed.runs), part: .code))
                missing.append(contentsOf: placed.missing)
            }
        }
        let size = drafts[index].style.size
        let mark = watermark?.placed(on: size, context: context)
        missing.append(contentsOf: mark?.missing ?? [])
        let page = Page(
            number: index + 1, label: .number(index + 1), size: size, layers: layers, watermarks: mark?.marks ?? [],
            blanks: blanks(index), links: links(index), code: code)
        return (page, missing)
    }

    /// The index of the page on which the section of a page begins.
    private func first(of index: Int) -> Int { sections[drafts[index].section - 1].page - 1 }

    private func isFirst(_ index: Int) -> Bool { drafts[index].content != nil && first(of: index) == index }

    /// What stands in the type area of a page, with the numbers of the pages that it names; nothing on a blank page.
    private func bodyLayers(_ index: Int) -> (layers: [Page.Layer], missing: [MissingCharacter]) {
        guard var content = drafts[index].content else { return ([], []) }
        var missing: [MissingCharacter] = []
        for reference in content.references {
            let number = reference.set(page: sections[reference.section].page, context: context)
            content.add(number.frame, at: Point(x: .zero, y: .zero))
            missing += number.missing
        }
        return ([Page.Layer(content, part: .body, isTurned: drafts[index].style.isLandscape)], missing)
    }

    /// Where a page is signed, as its paper lies.
    private func blanks(_ index: Int) -> [SignatureBlank] {
        (drafts[index].content?.blanks ?? []).map { blank in
            var blank = blank
            (blank.origin, blank.size) = drafts[index].style.asPaperLies(blank.origin, blank.size)
            return blank
        }
    }

    /// What of a page leads to others, as its paper lies.
    private func links(_ index: Int) -> [PageLink] {
        (drafts[index].content?.references ?? []).map { reference in
            let (origin, size) = drafts[index].style.asPaperLies(reference.origin, reference.size)
            return PageLink(
                origin: origin, size: size, element: reference.element, page: sections[reference.section].page,
                title: reference.title)
        }
    }

    private typealias Line = (runs: [GlyphRun], width: Length, missing: [MissingCharacter])

    /// The running header of a page; on the first page of a section only where it asks for it.
    private func header(_ index: Int) -> Line? {
        let draft = drafts[index]
        guard let header = draft.header else { return nil }
        if isFirst(index), !header.standsOnFirstPage { return nil }
        let laid = header.laid(above: draft.style, context: context)
        return line(
            laid, indent: .zero, top: draft.style.margins.top - header.distance - header.height(of: laid), index)
    }

    /// The running footer of a page; on the first page of a section only where it asks for it. It stands upright as the
    /// number does.
    private func footer(_ index: Int) -> Line? {
        let (footer, style) = (drafts[index].footer, drafts[index].style)
        guard let footer, footer.standsOnFirstPage || !isFirst(index) else { return nil }
        let material = TextMaterial([footer.paragraph], context: context)
        let laid = material.laid(width: style.size.width - style.margins.horizontal)
        return line(laid, indent: .zero, top: style.size.height - style.margins.bottom + footer.distance, index)
    }

    /// The number of a page. It stands upright at the foot of the paper, whichever way the text is read.
    private func number(_ index: Int) -> Line? {
        let style = drafts[index].style
        guard let numbering = style.numbering else { return nil }
        let isWhole = numbering.scope == .document
        let page = isWhole ? index + 1 : index - first(of: index) + 1
        let text = numbering.text(page: page, pages: isWhole ? drafts.count : count(ofFormAt: index))
        var setting = LineSetting()
        setting.spacesHanAndLatin = false
        let isRight = index % 2 == 0 || !style.isMirrored
        let alignment: TextAlignment = numbering.position == .center ? .center : isRight ? .end : .start
        let paragraph = Paragraph(
            runs: [TextRun(text, style: numbering.style, origin: numbering.origin)],
            style: ParagraphStyle(linePitch: numbering.style.size, alignment: alignment, setting: setting))
        let foot = style.size.height - style.margins.bottom + numbering.distance
        let width = style.size.width - style.margins.horizontal - numbering.indent * 2
        let laid = TextMaterial([paragraph], context: context).laid(width: width)
        return line(laid, indent: numbering.indent, top: foot, index)
    }

    /// How many pages the section of a page has; a blank one may follow them.
    private func count(ofFormAt index: Int) -> Int {
        let section = drafts[index].section
        guard section < sections.count else { return drafts.count - first(of: index) }
        let next = sections[section]
        let end = next.sharesPage ? next.page : next.page - 1
        return end - first(of: index) - (drafts[end - 1].content == nil ? 1 : 0)
    }

    /// What was laid out between the edges of the type area, `top` below the upper edge of the paper.
    private func line(_ laid: LaidText, indent: Length, top: Length, _ index: Int) -> Line {
        let origin = drafts[index].style.origin(ofPage: index + 1)
        var frame = Frame()
        frame.add(laid.lines[...], of: .artifact, at: Point(x: origin.x + indent, y: top))
        return (frame.runs, laid.lines.map(\.width).max() ?? .zero, laid.missing)
    }

    /// What a page says of itself.
    private func code(_ index: Int, numberWidth: Length) -> PageCodeSetter.Placed? {
        let style = drafts[index].style
        guard let marking, let look = style.code else { return nil }
        let place = PagePlace(form: drafts[index].section, page: index + 1, pages: drafts.count)
        let setter = PageCodeSetter(
            style, look: look, marking: marking, at: place, form: names[place.form - 1], numberWidth: numberWidth,
            context: context)
        return setter.placed()
    }
}

extension RunningHeader {
    /// The least space between several lines and the upper edge of the paper, near which many printers print nothing.
    private static let leastTop = Length.mm(8)

    private var size: Length { paragraph.runs.map(\.style.size).max() ?? .zero }

    /// Its lines above the type area of `style`.
    func laid(above style: PageStyle, context: LayoutContext) -> LaidText {
        TextMaterial([paragraph], context: context).laid(width: style.size.width - style.margins.horizontal)
    }

    /// How tall its lines stand, from the head of the first to the foot of the last.
    func height(of laid: LaidText) -> Length { laid.lines.dropLast().reduce(size) { $0 + $1.pitch } }

    /// `style` for the pages that show it: with a lower type area where its text needs that; `nil` where too little would
    /// be left of the page.
    func lowering(_ style: PageStyle, context: LayoutContext) -> PageStyle? {
        let single = style.margins.top - distance - size
        let lack = min(Self.leastTop, single) + height(of: laid(above: style, context: context)) - single - size
        guard lack > .zero else { return style }
        var lowered = style
        lowered.margins.top += lack
        // The width of a landscape type area, in which texts are set already, lies between these margins.
        return style.isLandscape || lowered.margins.top > style.size.height / 3 ? nil : lowered
    }
}

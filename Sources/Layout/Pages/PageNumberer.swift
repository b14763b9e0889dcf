/// A page whose number is not set yet.
struct DraftPage {
    /// The section that it belongs to.
    let section: Int
    let style: PageStyle
    /// What stands in the type area; `nil` for a blank page, which counts but shows no number.
    let content: Frame?
}

/// Sets page numbers once all pages are known, so that each can say how many there are.
struct PageNumberer {
    private let drafts: [DraftPage]
    private let context: LayoutContext

    init(_ drafts: [DraftPage], context: LayoutContext) {
        self.drafts = drafts
        self.context = context
    }

    /// The pages in order, and the characters of their numbers that no face has.
    func pages() -> (pages: [Page], missing: [MissingCharacter]) {
        let sections = Dictionary(grouping: drafts.indices.filter { drafts[$0].content != nil }) { drafts[$0].section }
        var missing: [MissingCharacter] = []
        let pages = drafts.indices.map { index in
            var layers = bodyLayers(index)
            if !layers.isEmpty, let numbering = drafts[index].style.numbering {
                let own = sections[drafts[index].section] ?? []
                let (page, count) =
                    numbering.scope == .document ? (index, drafts.count) : (index - (own.first ?? 0), own.count)
                let number = number(numbering, page: page + 1, of: count, on: index + 1, drafts[index].style)
                layers.append(Page.Layer(isTurned: false, runs: number.runs, rules: []))
                missing.append(contentsOf: number.missing)
            }
            return Page(number: index + 1, size: drafts[index].style.size, layers: layers)
        }
        return (pages, missing)
    }

    /// What stands in the type area of a page, at its place on the paper; nothing on a blank page.
    private func bodyLayers(_ index: Int) -> [Page.Layer] {
        guard let content = drafts[index].content else { return [] }
        var body = Frame()
        body.add(content, at: drafts[index].style.contentOrigin(ofPage: index + 1))
        return [Page.Layer(isTurned: drafts[index].style.isLandscape, runs: body.runs, rules: body.rules)]
    }

    /// The glyphs of a page number. It stands upright at the foot of the paper, whichever way the text is read.
    private func number(
        _ numbering: PageStyle.Numbering, page: Int, of pages: Int, on number: Int, _ style: PageStyle
    ) -> (runs: [GlyphRun], missing: [MissingCharacter]) {
        let text = numbering.format.replacing("{page}", with: String(page)).replacing("{pages}", with: String(pages))
        let isRight = number % 2 == 1 || !style.isMirrored
        var setting = LineSetting()
        setting.spacesHanAndLatin = false
        let alignment: TextAlignment = numbering.position == .center ? .center : isRight ? .end : .start
        let paragraph = Paragraph(
            runs: [TextRun(text, style: numbering.style)],
            style: ParagraphStyle(linePitch: numbering.style.size, alignment: alignment, setting: setting))
        let width = style.size.width - style.margins.horizontal - numbering.indent * 2
        let laid = TextMaterial([paragraph], shaper: context.shaper, words: context.words).laid(width: width)
        let origin = style.origin(ofPage: number)
        let foot = style.size.height - style.margins.bottom + numbering.distance
        var frame = Frame()
        frame.add(laid.lines[...], at: Point(x: origin.x + numbering.indent, y: foot))
        return (frame.runs, laid.missing)
    }
}

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

    /// The pages in order.
    func pages() -> [Page] {
        let sections = Dictionary(grouping: drafts.indices.filter { drafts[$0].content != nil }) { drafts[$0].section }
        return drafts.enumerated().map { index, draft in
            guard let content = draft.content else {
                return Page(number: index + 1, size: draft.style.size, layers: [])
            }
            var body = Frame()
            body.add(content, at: draft.style.contentOrigin(ofPage: index + 1))
            let isTurned = draft.style.isLandscape
            var layers = [Page.Layer(isTurned: isTurned, runs: body.runs, rules: body.rules)]
            if let numbering = draft.style.numbering {
                let own = sections[draft.section] ?? []
                let isWhole = numbering.scope == .document
                let page = isWhole ? index + 1 : index - (own.first ?? 0) + 1
                let runs = runs(
                    numbering, page: page, of: isWhole ? drafts.count : own.count, on: index + 1, draft.style)
                layers.append(Page.Layer(isTurned: false, runs: runs, rules: []))
            }
            return Page(number: index + 1, size: draft.style.size, layers: layers)
        }
    }

    /// The glyphs of a page number. It stands upright at the foot of the paper, whichever way the text is read.
    private func runs(
        _ numbering: PageStyle.Numbering, page: Int, of pages: Int, on number: Int, _ style: PageStyle
    ) -> [GlyphRun] {
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
        return frame.runs
    }
}

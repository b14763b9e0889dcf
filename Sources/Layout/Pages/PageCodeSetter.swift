/// What pages need to know to say which they are.
package struct PageMarking: Sendable {
    /// The full name of the office.
    package var office: String
    /// What is the same on every page of the document.
    package var mark: PageMark
    /// Makes the codes.
    package var encoder: any CodeEncoder

    /// Creates a marking.
    package init(office: String, mark: PageMark, encoder: any CodeEncoder) {
        self.office = office
        self.mark = mark
        self.encoder = encoder
    }
}

/// Sets the code of a page and the lines beside it.
struct PageCodeSetter {
    private let style: PageStyle
    private let look: PageStyle.Code
    /// The mark of the page.
    private let mark: PageMark
    /// The full name of the office.
    private let office: String
    /// What the form is called for short.
    private let form: String
    /// The width of the page number; zero without one.
    private let numberWidth: Length
    private let context: LayoutContext

    init(
        _ style: PageStyle, _ look: PageStyle.Code, _ mark: PageMark, office: String, form: String,
        numberWidth: Length, context: LayoutContext
    ) {
        self.style = style
        self.look = look
        self.mark = mark
        self.office = Self.onOneLine(office)
        self.form = Self.onOneLine(form)
        self.numberWidth = numberWidth
        self.context = context
    }

    private static func onOneLine(_ name: String) -> String {
        name.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// A code at its place on the paper, with the lines beside it.
    struct Placed {
        let code: PlacedCode
        let runs: [GlyphRun]
        let missing: [MissingCharacter]
    }

    /// The code that `encoder` makes, and its lines.
    func placed(_ encoder: any CodeEncoder) -> Placed {
        let matrix = encoder.matrix(of: mark.text)
        let side = look.module * matrix.side
        let gap = look.module * PageStyle.Code.quietZone
        let left = style.origin(ofPage: mark.page).x
        let top = style.size.height - style.margins.bottom + look.distance
        let origin = Point(x: isAtLeft ? left : left + width - side, y: top)
        let laid = lines(width: room(beside: side + gap))
        var frame = Frame()
        let height = laid.height(of: laid.lines.indices)
        let start = isAtLeft ? origin.x + side + gap : origin.x - gap - room(beside: side + gap)
        frame.add(laid.lines[...], of: .artifact, at: Point(x: start, y: top + (side - height) / 2))
        return Placed(
            code: PlacedCode(text: mark.text, matrix: matrix, origin: origin, module: look.module), runs: frame.runs,
            missing: laid.missing)
    }

    private var width: Length { style.size.width - style.margins.horizontal }

    /// Whether the code stands at the left edge of the type area.
    private var isAtLeft: Bool {
        let isInnerLeft = mark.page % 2 == 1 || !style.isMirrored
        return isInnerLeft == (look.position == .inner)
    }

    /// The room for lines beside a code that takes `side`: they end before the page number begins, at whatever height.
    private func room(beside side: Length) -> Length {
        guard let numbering = style.numbering, numberWidth > .zero else { return width - side }
        let gap = look.module * PageStyle.Code.quietZone
        switch numbering.position {
        case .center: return (width - numberWidth) / 2 - gap - side
        case .outer:
            return width - side - (look.position == .inner ? numbering.indent + numberWidth + gap : .zero)
        }
    }

    // MARK: Lines

    /// Each line on one line: names are cut where they are too long, so that a hostile one does not drive out the rest.
    private func lines(width: Length) -> LaidText {
        let paragraphs = look.lines.map { line -> Paragraph in
            let longest = min(max(office.count, form.count), mostCharacters(in: width))
            func fits(_ count: Int) -> Bool {
                TextMaterial([paragraph(line, atMost: count)], context: context).maxContent <= width
            }
            guard !fits(longest) else { return paragraph(line, atMost: longest) }
            var (least, most) = (0, longest)
            while least + 1 < most {
                let middle = (least + most) / 2
                if fits(middle) { least = middle } else { most = middle }
            }
            return paragraph(line, atMost: least)
        }
        return TextMaterial(paragraphs, context: context).laid(width: width)
    }

    /// More characters than fit into `width` in any face: four to an em.
    private func mostCharacters(in width: Length) -> Int { 4 * width.rawValue / max(1, look.style.size.rawValue) }

    /// A line whose names have at most `count` characters.
    private func paragraph(_ line: [PageStyle.Code.Piece], atMost count: Int) -> Paragraph {
        let words = line.map { piece -> String in
            switch piece {
            case .words(let words): words
            case .fact(let fact): text(of: fact, atMost: count)
            }
        }.joined()
        var setting = LineSetting()
        setting.spacesHanAndLatin = false
        return Paragraph(
            runs: [TextRun(words, style: look.style)],
            style: ParagraphStyle(linePitch: look.linePitch, alignment: isAtLeft ? .start : .end, setting: setting))
    }

    private func text(of fact: PageStyle.Code.Fact, atMost count: Int) -> String {
        switch fact {
        case .office: Self.cut(office, to: count)
        case .form: Self.cut(form, to: count)
        case .page: String(mark.page)
        case .pages: String(mark.pages)
        case .digest: mark.groupedDigest
        }
    }

    /// `name` with at most `count` characters, an ellipsis in place of those that are left out.
    private static func cut(_ name: String, to count: Int) -> String {
        name.count <= count ? name : "\(name.prefix(max(0, count - 1)))…"
    }
}

/// Which page of a document one is.
package struct PagePlace: Hashable, Sendable {
    /// Which form of the document it belongs to, from 1.
    package let form: Int
    /// Which page of the document it is, from 1, blank ones counted.
    package let page: Int
    /// How many pages the document has.
    package let pages: Int

    /// Creates a place.
    package init(form: Int, page: Int, pages: Int) {
        self.form = form
        self.page = page
        self.pages = pages
    }
}

/// What pages need to know to say which they are.
package struct PageMarking: Sendable {
    /// The full name of the office.
    let office: String
    /// What tells the data of this document from others, as people compare it.
    let digest: String
    /// Makes the codes.
    let encoder: any CodeEncoder
    /// What the code of a page says.
    let text: @Sendable (PagePlace) -> String

    /// Creates a marking.
    /// - Parameters:
    ///   - office: the full name of the office.
    ///   - digest: what tells the data of this document from others, as people compare it.
    ///   - encoder: makes the codes.
    ///   - text: what the code of a page says.
    package init(
        office: String, digest: String, encoder: any CodeEncoder, text: @escaping @Sendable (PagePlace) -> String
    ) {
        self.office = office
        self.digest = digest
        self.encoder = encoder
        self.text = text
    }
}

/// Sets the code of a page and the lines beside it.
struct PageCodeSetter {
    private let style: PageStyle
    private let look: PageStyle.Code
    private let marking: PageMarking
    private let place: PagePlace
    /// The full name of the office.
    private let office: String
    /// What the form is called for short.
    private let form: String
    /// The width of the page number; zero without one.
    private let numberWidth: Length
    private let context: LayoutContext

    init(
        _ style: PageStyle, look: PageStyle.Code, marking: PageMarking, at place: PagePlace, form: String,
        numberWidth: Length, context: LayoutContext
    ) {
        self.style = style
        self.look = look
        self.marking = marking
        self.place = place
        self.office = Self.onOneLine(marking.office)
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

    /// The code and its lines.
    func placed() -> Placed {
        let text = marking.text(place)
        guard let matrix = marking.encoder.matrix(of: text) else {
            preconditionFailure("a code holds what a page says of itself")
        }
        let side = look.module * matrix.side
        let gap = look.module * PageStyle.Code.quietZone
        let left = style.origin(ofPage: place.page).x
        let top = style.size.height - style.margins.bottom + look.distance
        let origin = Point(x: isAtLeft ? left : left + width - side, y: top)
        let laid = lines(width: room(beside: side + gap))
        var frame = Frame()
        let height = laid.height(of: laid.lines.indices)
        let start = isAtLeft ? origin.x + side + gap : origin.x - gap - room(beside: side + gap)
        frame.add(laid.lines[...], of: .artifact, at: Point(x: start, y: top + (side - height) / 2))
        return Placed(
            code: PlacedCode(text: text, matrix: matrix, origin: origin, module: look.module), runs: frame.runs,
            missing: laid.missing)
    }

    private var width: Length { style.size.width - style.margins.horizontal }

    /// Whether the code stands at the left edge of the type area.
    private var isAtLeft: Bool {
        let isInnerLeft = place.page % 2 == 1 || !style.isMirrored
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
        case .page: String(place.page)
        case .pages: String(place.pages)
        case .digest: marking.digest
        }
    }

    /// `name` with at most `count` characters, an ellipsis in place of those that are left out.
    private static func cut(_ name: String, to count: Int) -> String {
        name.count <= count ? name : "\(name.prefix(max(0, count - 1)))…"
    }
}

/// A paragraph as the line breaker sees it: shaped once, whatever the width, with every adjustment that Chinese line
/// setting may make.
///
/// It does not know where its texts come from, so that one serves a label wherever it stands.
final class LineMaterial {
    /// A cluster with its room and what may be done to it.
    struct Unit {
        var kind: UnitKind
        /// The run of the paragraph that it belongs to.
        var run: Int32
        /// Whether a line may begin with it.
        var opportunity = LineBreakRules.Opportunity.prohibited
        /// What keeps it with the number before it, where the rules let a line begin with it.
        var numberBond = NumberBond.none
        /// How it stands to the unit before it: within a word a short text is better not broken.
        var bond = WordList.Bond.none
        /// Whether justification may widen the gap before it.
        var stretches = false
        /// The room it takes, its blank half taken away where marks adjoin.
        var advance: Length
        /// How far its glyphs move left because its leading blank half was taken away.
        var shift = Length.zero
        /// The space before it that vanishes at line start.
        var leading = Length.zero
        /// What may be taken away before it: at line start, or to push in.
        var trimBefore = Length.zero
        /// What may be taken away after it: at line end, or to push in.
        var trimAfter = Length.zero
        /// Whether it is a space, which hangs at line end.
        var isSpace: Bool { kind == .space }
    }

    let style: ParagraphStyle
    /// The style of each run.
    let runs: [TextStyle]
    /// The text of all runs with its clusters, one a unit, and glyphs.
    let text: String
    let shaped: ShapedText
    /// The characters that no face has, with their runs.
    let missing: [(run: Int, scalar: Unicode.Scalar)]
    let units: [Unit]
    /// For each unit the room of all units before it; one more at the end.
    let extents: [Length]
    /// The largest size among the runs.
    let size: Length
    /// How far lines after the first are indented because they hang below a number.
    let hang: Length

    /// The narrowest width at which no unbreakable piece is broken.
    private(set) lazy var minContent =
        style.isVertical ? VerticalSetter.width(of: self) : LineBreaker.minContent(of: self)
    /// The narrowest width at which words are broken, but no number.
    private(set) lazy var firmContent =
        style.isVertical ? VerticalSetter.width(of: self) : LineBreaker.firmContent(of: self)
    /// The narrowest width at which every character has room.
    private(set) lazy var leastContent =
        style.isVertical ? VerticalSetter.width(of: self) : LineBreaker.leastContent(of: self)
    /// The width of the paragraph on one line.
    private(set) lazy var maxContent =
        style.isVertical ? VerticalSetter.width(of: self) : LineBreaker.maxContent(of: self)
    /// The same text, centred and without first-line indent; neither bears on what was shaped.
    private(set) lazy var centered = LineMaterial(centering: self)

    init(_ paragraph: Paragraph, context: LayoutContext) {
        style = paragraph.style
        runs = paragraph.runs.map { $0.style }
        size = runs.reduce(.zero) { max($0, $1.size) }
        let parts = paragraph.runs.map { context.shaper.shape($0.text, style: $0.style) }
        missing = parts.enumerated().flatMap { run, part in part.missing.map { (run, $0) } }
        text = paragraph.runs.count == 1 ? paragraph.runs[0].text : paragraph.runs.map { $0.text }.joined()
        shaped = parts.count == 1 ? parts[0] : ShapedText(joining: parts, of: paragraph.runs.map { $0.text })
        var preparation = LinePreparation(shaped, text, paragraph, counts: parts.map { $0.clusters.count })
        preparation.prepare(words: context.words)
        units = preparation.units
        extents = preparation.extents
        hang = style.hangsNumber ? extents[preparation.numberLength] : .zero
    }

    private init(centering original: LineMaterial) {
        var style = original.style
        style.alignment = .center
        style.firstLineIndent = .zero
        self.style = style
        runs = original.runs
        text = original.text
        shaped = original.shaped
        missing = original.missing
        units = original.units
        extents = original.extents
        size = original.size
        hang = original.hang
    }

    /// The character that a unit begins with.
    func scalar(_ unit: Int) -> Unicode.Scalar { shaped.clusters[unit].scalar }

    /// A piece of the text.
    func text(of bytes: Range<Int>) -> String {
        if bytes == 0..<text.utf8.count { return text }
        let start = text.utf8.index(text.startIndex, offsetBy: bytes.lowerBound)
        return String(text[start..<text.utf8.index(start, offsetBy: bytes.count)])
    }

    // MARK: Lines

    /// How far a line that begins with the unit `start` is indented.
    func indent(startingAt start: Int) -> Length {
        style.indent + (start == 0 ? style.firstLineIndent : hang)
    }

    /// Where a line begins whose text takes `natural` of `room`.
    func start(of natural: Length, in room: Length) -> Length {
        switch style.alignment {
        case .start, .justify, .decimal: .zero
        case .center: (room - natural) / 2
        case .end: room - natural
        }
    }

    /// The line of a paragraph that needs no other: it is the same at every width but for where it begins.
    private lazy var onlyLine = LineSetter(self, width: maxContent).lines().first
    /// Whether a line is forced to end within the paragraph.
    private lazy var hasForcedBreak = units.dropFirst().contains { $0.opportunity == .mandatory }
    /// The lines at the widths asked for last.
    private var broken: [(width: Length, lines: [LaidText.Line])] = []
    private static let rememberedWidths = 2

    /// The lines at `width`.
    func lines(width: Length) -> [LaidText.Line] {
        if style.isVertical { return VerticalSetter(self, width: width).lines() }
        if maxContent <= width, !hasForcedBreak, var line = onlyLine {
            let indent = indent(startingAt: 0)
            line.start = indent + start(of: line.width, in: width - indent)
            return [line]
        }
        if let known = broken.first(where: { $0.width == width }) { return known.lines }
        let lines = LineSetter(self, width: width).lines()
        broken = broken.suffix(Self.rememberedWidths - 1) + [(width, lines)]
        return lines
    }
}

extension ShapedText {
    /// The shapes of `texts`, one after the other.
    fileprivate init(joining parts: [ShapedText], of texts: [String]) {
        self.init()
        clusters.reserveCapacity(parts.reduce(0) { $0 + $1.clusters.count })
        glyphs.reserveCapacity(parts.reduce(0) { $0 + $1.glyphs.count })
        var offset = 0
        for (part, text) in zip(parts, texts) {
            for var cluster in part.clusters {
                cluster.bytes = cluster.bytes.lowerBound + offset..<cluster.bytes.upperBound + offset
                cluster.glyphs = cluster.glyphs.lowerBound + glyphs.count..<cluster.glyphs.upperBound + glyphs.count
                clusters.append(cluster)
            }
            glyphs.append(contentsOf: part.glyphs)
            missing.append(contentsOf: part.missing)
            offset += text.utf8.count
        }
    }
}

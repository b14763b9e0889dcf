/// Paragraphs broken into lines of one width; each line knows its place below the first.
struct LaidText: Sendable {
    /// A line with its glyphs, relative to the top left corner of its em box.
    struct Line: Sendable {
        var runs: [GlyphRun]
        /// The room that its text takes, without indents.
        var width: Length
        /// The height of its em box.
        var size: Length
        /// From its top to that of the line below.
        var pitch: Length
        /// How its paragraph is aligned.
        var alignment: TextAlignment
        /// Whether it begins or ends a paragraph: widows and orphans are counted from there.
        var beginsParagraph: Bool
        var endsParagraph: Bool
        /// The position of its paragraph in the text.
        var paragraph = 0
        /// The fewest lines of its paragraph before and after a page break.
        var orphans = 2
        var widows = 2
    }

    var lines: [Line] = []
    /// Characters that no face has, with the text they belong to.
    var missing: [MissingCharacter] = []
    /// What was set smaller than its style says.
    var notes: [LayoutNote] = []

    /// The height of some of the lines: from the top of the first em box to the foot of the last.
    func height(of range: Range<Int>) -> Length {
        guard let last = range.last else { return .zero }
        return lines[range.dropLast()].reduce(lines[last].size) { $0 + $1.pitch }
    }

    /// How many of the lines from `first` on fit into `room`.
    func count(from first: Int, fitting room: Length) -> Int {
        var top = Length.zero
        for index in first..<lines.count {
            if top + lines[index].size > room { return index - first }
            top += lines[index].pitch
        }
        return lines.count - first
    }

    /// How many of the lines from `first` on, up to `limit`, may stand before a break: no fewer than the style asks for on
    /// either side of it, or none.
    func breakCount(from first: Int, atMost limit: Int) -> Int {
        let rest = lines.count - first
        guard limit > 0, limit < rest else { return min(limit, rest) }
        let count = min(limit, rest - lines[first + limit].widows)
        return count >= lines[first].orphans ? count : 0
    }
}

/// A character that no face of its role has.
public struct MissingCharacter: Hashable, Sendable {
    /// The character.
    public let scalar: Unicode.Scalar
    /// The role whose faces lack it.
    public let role: FontRole
    /// Where the text comes from.
    public let origin: TextOrigin?
}

/// What was done to make a text fit, for whoever answers for the page.
public enum LayoutNote: Hashable, Sendable {
    /// A text was set smaller than its style says, to keep it on one line.
    case shrunk(TextOrigin?, from: Length, to: Length)
    /// The signature block of a section has less room for the seal than the seal is wide.
    case sealCut(section: String, room: Length, diameter: Length)
    /// A rule could not be kept at the foot of the page numbered `page`.
    case broken(LayoutRule, TextOrigin?, page: Int)
}

/// Paragraphs shaped and ready to be broken at any width.
struct TextMaterial {
    let paragraphs: [LineMaterial]

    init(_ paragraphs: [Paragraph], context: LayoutContext) {
        self.paragraphs = paragraphs.map { LineMaterial($0, context: context) }
    }

    private init(_ paragraphs: [LineMaterial]) {
        self.paragraphs = paragraphs
    }

    /// The narrowest width at which no unbreakable piece is broken.
    var minContent: Length {
        paragraphs.map { $0.style.isVertical ? VerticalSetter.width(of: $0) : LineBreaker.minContent(of: $0) }.max()
            ?? .zero
    }

    /// The width of each paragraph on one line.
    var maxContents: [Length] {
        paragraphs.map { $0.style.isVertical ? VerticalSetter.width(of: $0) : LineBreaker.maxContent(of: $0) }
    }

    /// The width at which no paragraph needs a second line.
    var maxContent: Length { maxContents.max() ?? .zero }

    /// The largest line pitch.
    var pitch: Length { paragraphs.map(\.style.linePitch).max() ?? .zero }

    /// The largest size.
    var size: Length { paragraphs.map(\.size).max() ?? .zero }

    /// The lines at `width`. Paragraphs that may be set smaller to stay on one line are, and the notes say so.
    func laid(width: Length, context: LayoutContext) -> LaidText {
        var notes: [LayoutNote] = []
        let fitted = paragraphs.map { material -> LineMaterial in
            guard let smaller = FittingText(material, width: width, context: context).fitted else { return material }
            notes.append(.shrunk(material.runs.first?.origin, from: material.size, to: smaller.size))
            return smaller
        }
        var laid = TextMaterial(fitted).centeringSingleLine(in: width).laid(width: width)
        laid.notes = notes
        return laid
    }

    /// The text with its only paragraph centred, if its style asks for it and it fits on one line.
    private func centeringSingleLine(in width: Length) -> TextMaterial {
        guard paragraphs.count == 1, let only = paragraphs.first, only.style.centersSingleLine else { return self }
        let centered = TextMaterial([only.centered])
        return centered.maxContent <= width ? centered : self
    }

    /// The lines at `width`, every paragraph in its own size.
    func laid(width: Length) -> LaidText {
        var result = LaidText()
        for (paragraph, material) in paragraphs.enumerated() {
            var lines =
                material.style.isVertical
                ? VerticalSetter(material, width: width).lines() : LineSetter(material, width: width).lines()
            for index in lines.indices { lines[index].paragraph = paragraph }
            result.lines.append(contentsOf: lines)
            result.missing.append(contentsOf: Self.missing(in: material))
        }
        return result
    }

    private static func missing(in material: LineMaterial) -> [MissingCharacter] {
        zip(material.runs, material.shaped).flatMap { run, shaped in
            shaped.missing.map { MissingCharacter(scalar: $0, role: run.style.role, origin: run.origin) }
        }
    }
}

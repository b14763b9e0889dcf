/// Paragraphs broken into lines of one width; each line knows its place below the first.
struct LaidText: Sendable {
    /// A line with its glyphs, relative to where it begins, at the top of its em box.
    struct Line: Sendable {
        var runs: [GlyphRun]
        /// From the left edge to where it begins, by its indent and alignment.
        var start = Length.zero
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
        /// Whether it ends within a number, which no line had room for.
        var splitsNumber = false
        /// What it shows instead of text.
        var picture: Picture?
        /// The fewest lines of its paragraph before and after a page break.
        var orphans = 2
        var widows = 2
    }

    /// A picture, relative to the line that it stands in the place of.
    enum Picture: Sendable {
        case image(PlacedImage)
        case code(PlacedCode)
    }

    var lines: [Line] = []
    /// How many paragraphs there are.
    private(set) var paragraphs = 0
    /// Characters that no face has, with the text they belong to.
    var missing: [MissingCharacter] = []
    /// What was set otherwise than its style says.
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
package struct MissingCharacter: Hashable, Sendable {
    /// The character.
    package let scalar: Unicode.Scalar
    /// The role whose faces lack it.
    package let role: FontRole
    /// Where the text comes from.
    package let origin: TextOrigin?
}

/// What was done to make a text fit, for whoever answers for the page.
package enum LayoutNote: Hashable, Sendable {
    /// A text was set smaller than its style says, to keep it on one line.
    case shrunk(TextOrigin?, from: Length, to: Length)
    /// A number stands on two lines, as no line has room for it.
    case numberSplit(TextOrigin?)
    /// From the head of the signature block of a section to the edge of the paper is less than the seal is wide.
    case sealCut(section: String, room: Length, diameter: Length)
    /// A rule could not be kept at the foot of the page numbered `page`.
    case broken(LayoutRule, TextOrigin?, page: Int)
}

/// Paragraphs shaped and ready to be broken at any width.
struct TextMaterial {
    let paragraphs: [Paragraph]
    private let materials: [LineMaterial]

    init(_ paragraphs: [Paragraph], context: LayoutContext) {
        self.paragraphs = paragraphs
        materials = paragraphs.map { context.material(of: $0) }
    }

    /// The narrowest width at which no unbreakable piece is broken.
    var minContent: Length { materials.lazy.map(\.minContent).max() ?? .zero }

    /// The narrowest width at which words are broken, but no number.
    var firmContent: Length { materials.lazy.map(\.firmContent).max() ?? .zero }

    /// The narrowest width at which every character has room.
    var leastContent: Length { materials.lazy.map(\.leastContent).max() ?? .zero }

    /// The width of each paragraph on one line.
    var maxContents: [Length] { materials.map(\.maxContent) }

    /// The width at which no paragraph needs a second line.
    var maxContent: Length { materials.lazy.map(\.maxContent).max() ?? .zero }

    /// The largest line pitch.
    var pitch: Length { materials.lazy.map(\.style.linePitch).max() ?? .zero }

    /// The largest size.
    var size: Length { materials.lazy.map(\.size).max() ?? .zero }

    /// The lines at `width`, with notes. Paragraphs that may be set smaller to stay on one line are; an only
    /// paragraph is centred, if its style asks for it and it fits on one line.
    func laid(width: Length, context: LayoutContext) -> LaidText {
        var result = LaidText()
        for (index, material) in materials.enumerated() {
            var fitted = material
            if material.style.leastSize != nil,
                let smaller = FittingText(paragraphs[index], material, width: width, context: context).fitted
            {
                result.notes.append(.shrunk([paragraphs[index]].originOfLongest, from: material.size, to: smaller.size))
                fitted = smaller
            }
            if materials.count == 1, fitted.style.centersSingleLine, fitted.centered.maxContent <= width {
                fitted = fitted.centered
            }
            let first = result.lines.count
            result.add(fitted, paragraphs[index], width: width)
            if result.lines[first...].contains(where: \.splitsNumber) {
                result.notes.append(.numberSplit([paragraphs[index]].originOfLongest))
            }
        }
        return result
    }

    /// The lines at `width`, every paragraph in its own size.
    func laid(width: Length) -> LaidText {
        var result = LaidText()
        for (material, paragraph) in zip(materials, paragraphs) { result.add(material, paragraph, width: width) }
        return result
    }
}

extension LaidText {
    /// Adds the lines of `paragraph`.
    fileprivate mutating func add(_ material: LineMaterial, _ paragraph: Paragraph, width: Length) {
        let first = lines.count
        let number = paragraphs
        paragraphs += 1
        let own = material.lines(width: width)
        if first == 0 { lines = own } else { lines.append(contentsOf: own) }
        if number > 0 {
            for index in first..<lines.count { lines[index].paragraph = number }
        }
        for (run, scalar) in material.missing {
            let source = paragraph.runs[run]
            missing.append(MissingCharacter(scalar: scalar, role: source.style.role, origin: source.origin))
        }
    }
}

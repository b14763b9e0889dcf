/// Words that are printed in grey across every page, below what stands on it: 草稿.
package struct Watermark: Sendable {
    /// The words, on one line.
    package var text: TextRun

    /// Creates a watermark.
    package init(_ text: TextRun) {
        self.text = text
    }
}

/// A watermark at its place on a page.
package struct PlacedWatermark: Sendable, Hashable {
    /// How the words stand.
    package enum Posture: Sendable, Hashable {
        /// They rise by 45° to the right, pale, behind what is read.
        case across
        /// They lie level, in a grey that is read: all that a page says.
        case level
    }

    /// The middle of the words.
    package let center: Point
    /// The glyphs, from the middle of the words.
    package let runs: [GlyphRun]
    /// How the words stand.
    package let posture: Posture
}

extension Watermark {
    /// How many times the words stand on a page, one below the other, so that no half of it is without them.
    private static let countPerPage = 3

    /// The watermark on a page of `size`; and the characters of it that no face has.
    func placed(on size: Size, context: LayoutContext) -> (marks: [PlacedWatermark], missing: [MissingCharacter]) {
        let (runs, missing) = runs(width: size.height, context)
        let marks = (0..<Self.countPerPage).map { index in
            let height = size.height * (2 * index + 1) / (2 * Self.countPerPage)
            return PlacedWatermark(center: Point(x: size.width / 2, y: height), runs: runs, posture: .across)
        }
        return (marks, missing)
    }

    /// The glyphs from the middle of the words, and the characters that no face has. The words have room for `width`.
    func runs(width: Length, _ context: LayoutContext) -> (runs: [GlyphRun], missing: [MissingCharacter]) {
        let style = ParagraphStyle(linePitch: text.style.size)
        let laid = TextMaterial([Paragraph(runs: [text], style: style)], context: context).laid(width: width)
        var frame = Frame()
        frame.add(laid.lines[...], of: .artifact, at: .zero)
        let width = laid.lines.map(\.width).max() ?? .zero
        let middle = Point(x: .zero - width / 2, y: .zero - text.style.size / 2)
        let runs = frame.runs.map { run in
            var run = run
            run.origin = run.origin + middle
            return run
        }
        return (runs, laid.missing)
    }
}

/// A straight line of even width: horizontal, vertical, or the diagonal of a cell.
package struct Rule: Hashable, Sendable {
    /// Where its middle line begins.
    package var start: Point
    /// Where it ends; below or to the right of the start.
    package var end: Point
    /// Its width, half on each side of the middle line.
    package var width: Length

    /// Creates a rule.
    package init(start: Point, end: Point, width: Length) {
        self.start = start
        self.end = end
        self.width = width
    }
}

/// Items at fixed places, relative to the frame's top left corner.
struct Frame: Sendable {
    var runs: [GlyphRun] = []
    var rules: [Rule] = []
    var images: [PlacedImage] = []
    var blanks: [SignatureBlank] = []
    var references: [PageReference] = []

    /// Adds what `frame` holds, moved by `offset`.
    mutating func add(_ frame: Frame, at offset: Point) {
        for var run in frame.runs {
            run.origin = run.origin + offset
            runs.append(run)
        }
        for rule in frame.rules {
            rules.append(Rule(start: rule.start + offset, end: rule.end + offset, width: rule.width))
        }
        for var image in frame.images {
            image.origin = image.origin + offset
            images.append(image)
        }
        for var blank in frame.blanks {
            blank.origin = blank.origin + offset
            blanks.append(blank)
        }
        for var reference in frame.references {
            reference.origin = reference.origin + offset
            references.append(reference)
        }
    }

    /// Adds lines of text, parts of `elements`, with the first one's em box at `offset`.
    mutating func add(_ lines: ArraySlice<LaidText.Line>, of elements: TextElements, at offset: Point) {
        var top = offset
        for line in lines {
            let element = elements.element(of: line)
            let start = Point(x: top.x + line.start, y: top.y)
            for var run in line.runs {
                run.element = element
                run.origin = run.origin + start
                runs.append(run)
            }
            top.y += line.pitch
        }
    }
}

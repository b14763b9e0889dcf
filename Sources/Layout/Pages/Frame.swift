/// A straight line of even width: horizontal, vertical, or the diagonal of a cell.
package struct Rule: Hashable, Sendable {
    /// Where its middle line begins.
    package var start: Point
    /// Where it ends; below or to the right of the start.
    package var end: Point
    /// Its width, half on each side of the middle line.
    package var width: Length
    /// Whether it is drawn in short pieces.
    package var isDashed: Bool

    /// Creates a rule.
    package init(start: Point, end: Point, width: Length, isDashed: Bool = false) {
        self.start = start
        self.end = end
        self.width = width
        self.isDashed = isDashed
    }

    /// The rule moved by `offset`.
    func moved(by offset: Point) -> Rule {
        Rule(start: start + offset, end: end + offset, width: width, isDashed: isDashed)
    }
}

/// A rectangle of even grey, below rules and glyphs.
package struct ShadedArea: Hashable, Sendable {
    /// Its upper left corner.
    package var origin: Point
    /// How large it is.
    package var size: Size
    /// How dark it is, in hundredths of black.
    package var shade: Int
}

/// Items at fixed places, relative to the frame's top left corner.
struct Frame: Sendable {
    var areas: [ShadedArea] = []
    var runs: [GlyphRun] = []
    var rules: [Rule] = []
    var images: [PlacedImage] = []
    var codes: [PlacedCode] = []
    var blanks: [SignatureBlank] = []
    var references: [PageReference] = []

    /// Adds what `frame` holds, moved by `offset`.
    mutating func add(_ frame: Frame, at offset: Point) {
        for var run in frame.runs {
            run.origin = run.origin + offset
            runs.append(run)
        }
        for var area in frame.areas {
            area.origin = area.origin + offset
            areas.append(area)
        }
        rules += frame.rules.map { $0.moved(by: offset) }
        for var image in frame.images {
            image.origin = image.origin + offset
            images.append(image)
        }
        codes += frame.codes.map { $0.moved(by: offset, element: $0.element) }
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
                if let rule = run.underline { rules.append(rule) }
            }
            if let picture = line.picture { add(picture, of: element, at: start) }
            top.y += line.pitch
        }
    }

    private mutating func add(_ picture: LaidText.Picture, of element: ElementID?, at offset: Point) {
        switch picture {
        case .image(var image):
            image.origin = image.origin + offset
            image.element = element
            images.append(image)
        case .code(let code): codes.append(code.moved(by: offset, element: element))
        }
    }
}

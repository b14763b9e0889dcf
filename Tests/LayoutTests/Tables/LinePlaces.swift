import Layout

/// Where the characters of a random table stand, each of which occurs in one cell alone.
struct LinePlaces {
    /// A line of a text.
    struct Line: Hashable {
        let page: Int
        let y: Length
    }

    private var places: [UInt32: Line] = [:]

    init(_ document: PagedDocument) {
        for page in document.pages {
            for run in page.runs {
                for glyph in run.glyphs {
                    let place = run.origin + glyph.offset
                    places[glyph.id] = Line(page: page.number, y: place.y)
                }
            }
        }
    }

    /// The lines on which `scalars` stand, from top to bottom.
    func lines(of scalars: [UInt32]) -> [Line] {
        Set(scalars.compactMap { places[$0] }).sorted { ($0.page, $0.y) < ($1.page, $1.y) }
    }
}

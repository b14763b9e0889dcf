import CPangoCairo
import Layout

/// Draws a page to a Cairo context whose unit is a point.
struct PageDrawer {
    private let context: OpaquePointer
    private let library: FontLibrary
    private let images: ImageShelf
    /// How images are scaled.
    private let filter: cairo_filter_t
    /// The dots a point of the grid that rules must meet.
    private let dotsPerPoint: Double

    /// The grid of office printers, 600 dots an inch. A PDF is not drawn on a grid, but its rules are all equally wide on
    /// paper, at 300, 600 and 1,200 dots an inch, only where their edges lie on one.
    static let printerDotsPerPoint = 600.0 / 72

    init(
        _ context: OpaquePointer, library: FontLibrary, images: ImageShelf, filter: cairo_filter_t,
        dotsPerPoint: Double = printerDotsPerPoint
    ) {
        self.context = context
        self.library = library
        self.images = images
        self.filter = filter
        self.dotsPerPoint = dotsPerPoint
    }

    func draw(_ page: Page) {
        for mark in page.watermarks { draw(mark) }
        cairo_set_source_rgb(context, 0, 0, 0)
        for layer in page.layers {
            cairo_save(context)
            if layer.isTurned {
                cairo_translate(context, 0, page.size.height.points)
                cairo_rotate(context, -.pi / 2)
            }
            drawRules(layer.rules)
            for image in layer.images { draw(image) }
            for run in layer.runs { draw(run) }
            cairo_restore(context)
        }
    }

    /// The grey of watermarks: seen on every copy, and text over it stays legible.
    private static let watermarkGrey = 0.88

    private func draw(_ mark: PlacedWatermark) {
        cairo_save(context)
        let grey = Self.watermarkGrey
        cairo_set_source_rgb(context, grey, grey, grey)
        cairo_translate(context, mark.center.x.points, mark.center.y.points)
        cairo_rotate(context, -.pi / 4)
        for run in mark.runs { draw(run) }
        cairo_restore(context)
    }

    // MARK: Rules

    /// Rules of one width make one path, so that they are stroked at once.
    private func drawRules(_ rules: [Rule]) {
        cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
        for width in Set(rules.map(\.width)).sorted() {
            for rule in rules where rule.width == width {
                let (start, end) = snapped(rule)
                cairo_move_to(context, start.x, start.y)
                cairo_line_to(context, end.x, end.y)
            }
            cairo_set_line_width(context, snapped(width: width))
            cairo_stroke(context)
        }
    }

    private func snapped(width: Length) -> Double {
        max(1, (width.points * dotsPerPoint).rounded()) / dotsPerPoint
    }

    /// The middle of a rule lies so that its edges fall between dots: every rule is equally wide and crisp.
    private func snapped(_ rule: Rule) -> (start: (x: Double, y: Double), end: (x: Double, y: Double)) {
        guard rule.start.x == rule.end.x || rule.start.y == rule.end.y else {
            return ((rule.start.x.points, rule.start.y.points), (rule.end.x.points, rule.end.y.points))
        }
        let half = snapped(width: rule.width) / 2
        func snap(_ length: Length) -> Double {
            ((length.points - half) * dotsPerPoint).rounded() / dotsPerPoint + half
        }
        return ((snap(rule.start.x), snap(rule.start.y)), (snap(rule.end.x), snap(rule.end.y)))
    }

    // MARK: Images

    private func draw(_ placed: PlacedImage) {
        cairo_save(context)
        cairo_translate(context, placed.origin.x.points, placed.origin.y.points)
        cairo_scale(
            context, placed.size.width.points / Double(placed.image.width),
            placed.size.height.points / Double(placed.image.height))
        cairo_set_source_surface(context, images.surface(of: placed.image), 0, 0)
        cairo_pattern_set_filter(cairo_get_source(context), filter)
        cairo_paint(context)
        cairo_restore(context)
    }

    // MARK: Text

    private func draw(_ run: GlyphRun) {
        cairo_set_scaled_font(context, library.scaledFont(run.face, size: run.size))
        guard run.isTurned else {
            show(run, at: (run.origin.x.points, run.origin.y.points))
            return
        }
        let size = run.size.points
        let ascent = GlyphRun.ascent(of: run.size).points
        cairo_save(context)
        cairo_translate(context, run.origin.x.points + size / 2, run.origin.y.points - ascent + size / 2)
        cairo_rotate(context, .pi / 2)
        cairo_set_scaled_font(context, library.scaledFont(run.face, size: run.size))
        show(run, at: (-size / 2, ascent - size / 2))
        cairo_restore(context)
    }

    private func show(_ run: GlyphRun, at origin: (x: Double, y: Double)) {
        let glyphs = run.glyphs.map { glyph in
            cairo_glyph_t(
                index: UInt(glyph.id), x: origin.x + glyph.offset.x.points, y: origin.y + glyph.offset.y.points)
        }
        let clusters = run.clusters.map {
            cairo_text_cluster_t(num_bytes: Int32($0.bytes), num_glyphs: Int32($0.glyphs))
        }
        cairo_show_text_glyphs(
            context, run.text, Int32(run.text.utf8.count), glyphs, Int32(glyphs.count), clusters, Int32(clusters.count),
            cairo_text_cluster_flags_t(rawValue: 0))
    }
}

import CPangoCairo
import Layout

/// Draws a page to a Cairo context whose unit is a point.
struct PageDrawer {
    private let context: OpaquePointer
    private let fonts: DrawingFonts
    private let images: ImageCache
    /// How images are scaled.
    private let filter: cairo_filter_t
    /// The dots a point of the grid that rules must meet.
    private let dotsPerPoint: Double
    /// Whether what is drawn is marked; only a PDF can be.
    private let isMarked: Bool
    /// The placeholders that texts are drawn with; `nil` where they are drawn with the faces themselves.
    private let placeholderFonts: PlaceholderFonts?
    /// What was marked.
    private(set) var marks = DrawnPDF.PageMarks()
    /// The runs that are shown next, and room for them.
    private var stretch = TextStretch()

    /// The grid of office printers, 600 dots an inch. A PDF is not drawn on a grid, but its rules are all equally wide on
    /// paper, at 300, 600 and 1,200 dots an inch, only where their edges lie on one.
    static let printerDotsPerPoint = 600.0 / 72

    init(
        _ context: OpaquePointer, fonts: DrawingFonts, images: ImageCache, filter: cairo_filter_t,
        dotsPerPoint: Double = printerDotsPerPoint, isMarked: Bool = false, placeholderFonts: PlaceholderFonts? = nil
    ) {
        self.context = context
        self.fonts = fonts
        self.images = images
        self.filter = filter
        self.dotsPerPoint = dotsPerPoint
        self.isMarked = isMarked
        self.placeholderFonts = placeholderFonts
    }

    mutating func draw(_ page: Page) {
        for watermark in page.watermarks { draw(watermark) }
        cairo_set_source_rgb(context, 0, 0, 0)
        for layer in page.layers {
            cairo_save(context)
            if layer.isTurned {
                cairo_translate(context, 0, page.size.height.points)
                cairo_rotate(context, -.pi / 2)
            }
            drawAreas(layer.areas)
            drawRules(layer.rules)
            for image in layer.images { draw(image) }
            for code in layer.codes { draw(code, as: code.element.map(DrawnPDF.Mark.content) ?? .layout) }
            drawTexts(layer.runs)
            cairo_restore(context)
        }
        if let code = page.code { draw(code, as: .pagination) }
    }

    /// The modules of a code lie on the grid of printers, so that each is equally wide. They are filled at once: no light
    /// lines are left between them.
    private mutating func draw(_ code: PlacedCode, as mark: DrawnPDF.Mark) {
        let grid = Self.printerDotsPerPoint
        func snapped(_ length: Length) -> Double { (length.points * grid).rounded() / grid }
        let (x, y, module) = (snapped(code.origin.x), snapped(code.origin.y), snapped(code.module))
        for area in code.matrix.darkAreas {
            cairo_rectangle(
                context, x + Double(area.columns.lowerBound) * module, y + Double(area.rows.lowerBound) * module,
                Double(area.columns.count) * module, Double(area.rows.count) * module)
        }
        cairo_fill(context)
        notePaint(mark)
    }

    /// The grey of watermarks: seen on every copy, and text over it stays legible. Words that are read are darker.
    private static func grey(of posture: PlacedWatermark.Posture) -> Double { posture == .across ? 0.88 : 0.5 }

    private mutating func draw(_ mark: PlacedWatermark) {
        cairo_save(context)
        let grey = Self.grey(of: mark.posture)
        cairo_set_source_rgb(context, grey, grey, grey)
        cairo_translate(context, mark.center.x.points, mark.center.y.points)
        if mark.posture == .across { cairo_rotate(context, -.pi / 4) }
        drawTexts(mark.runs)
        cairo_restore(context)
    }

    // MARK: Marks

    /// Notes what the last stroke, fill or image was: finishing finds each in the file, in this order, and marks it.
    ///
    /// Cairo's own tags could mark them, but a version of it leaves tags out around what is not text, and each costs as much
    /// as a line of text.
    private mutating func notePaint(_ mark: DrawnPDF.Mark) {
        if isMarked { marks.paints.append(mark) }
    }

    // MARK: Areas

    /// Areas of one grey make one path: no light lines are left between neighbours.
    private mutating func drawAreas(_ areas: [ShadedArea]) {
        guard !areas.isEmpty else { return }
        func snapped(_ length: Length) -> Double { (length.points * dotsPerPoint).rounded() / dotsPerPoint }
        for shade in Set(areas.map(\.shade)).sorted() {
            for area in areas where area.shade == shade {
                let (x, y) = (snapped(area.origin.x), snapped(area.origin.y))
                cairo_rectangle(
                    context, x, y, snapped(area.origin.x + area.size.width) - x,
                    snapped(area.origin.y + area.size.height) - y)
            }
            let grey = 1 - Double(shade) / 100
            cairo_set_source_rgb(context, grey, grey, grey)
            cairo_fill(context)
            notePaint(.layout)
        }
        cairo_set_source_rgb(context, 0, 0, 0)
    }

    // MARK: Rules

    /// Rules of one width make one path, so that they are stroked at once.
    private mutating func drawRules(_ rules: [Rule]) {
        guard !rules.isEmpty else { return }
        cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
        stroke(rules.filter { !$0.isDashed })
        let dashed = rules.filter(\.isDashed)
        guard !dashed.isEmpty else { return }
        cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
        cairo_set_dash(context, Self.dashes, Int32(Self.dashes.count), 0)
        stroke(dashed)
        cairo_set_dash(context, nil, 0, 0)
    }

    /// The length of a dash and of the gap behind it, in points.
    private static let dashes = [2.5, 1.75]

    private mutating func stroke(_ rules: [Rule]) {
        for width in Set(rules.map(\.width)).sorted() {
            for rule in rules where rule.width == width {
                let (start, end) = snapped(rule)
                cairo_move_to(context, start.x, start.y)
                cairo_line_to(context, end.x, end.y)
            }
            cairo_set_line_width(context, snapped(width: width))
            cairo_stroke(context)
            notePaint(.layout)
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

    private mutating func draw(_ placed: PlacedImage) {
        cairo_save(context)
        cairo_translate(context, placed.origin.x.points, placed.origin.y.points)
        cairo_scale(
            context, placed.size.width.points / Double(placed.image.width),
            placed.size.height.points / Double(placed.image.height))
        cairo_set_source_surface(context, images.surface(of: placed.image), 0, 0)
        cairo_pattern_set_filter(cairo_get_source(context), filter)
        cairo_paint(context)
        cairo_restore(context)
        notePaint(placed.element.map(DrawnPDF.Mark.content) ?? .layout)
    }

    // MARK: Text

    /// Draws runs with one call for each stretch of one face and size.
    private mutating func drawTexts(_ runs: [GlyphRun]) {
        /// What the last sentinel stands for; `nil` before the first.
        var marked: ElementID??
        for run in runs {
            if !stretch.continues(with: run) {
                showStretch()
                stretch.begin(with: run)
            }
            if isMarked, marked != .some(run.element) {
                stretch.append(TextSentinel.scalar(marks.texts.count))
                marks.texts.append(run.element.map(DrawnPDF.Mark.content) ?? .pagination)
                marked = .some(run.element)
            }
            stretch.append(run, movedBy: isMarked ? visibleShift(of: run) : 0)
        }
        showStretch()
        stretch.end()
    }

    private func showStretch() {
        guard let setting = stretch.setting else { return }
        cairo_set_scaled_font(context, font(setting.face, size: setting.size))
        guard setting.isTurned || setting.isRising else { return stretch.show(in: context) }
        let size = setting.size.points
        cairo_save(context)
        if setting.isRising {
            cairo_translate(context, setting.origin.x.points, setting.origin.y.points)
            cairo_rotate(context, -.pi / 2)
        } else {
            cairo_translate(
                context, setting.origin.x.points + size / 2,
                setting.origin.y.points - GlyphRun.ascent(of: setting.size).points + size / 2)
            cairo_rotate(context, .pi / 2)
        }
        stretch.show(in: context)
        cairo_restore(context)
    }

    /// How far a run is moved to the right and down, in points, so that Cairo does not leave it out: spaces whose place is a
    /// whole point cover no dot for Cairo, which drops them, and the sentinel before them. A dot of a printer is twenty
    /// times as wide.
    private func visibleShift(of run: GlyphRun) -> Double {
        var (x, y) = (run.origin.x.points, run.origin.y.points)
        if run.isTurned {
            let ascent = GlyphRun.ascent(of: run.size).points
            (x, y) = (x + run.size.points - ascent, y - ascent)
        }
        cairo_user_to_device(context, &x, &y)
        // Cairo places things in steps of 1/256.
        return (Int((x * 256).rounded()) & 255 == 0 || Int((y * 256).rounded()) & 255 == 0) ? 1.0 / 256 : 0
    }

    private func font(_ face: FaceID, size: Length) -> OpaquePointer {
        placeholderFonts?.font(face, size: size, of: fonts) ?? fonts.font(face, size: size)
    }
}

/// The placeholders that a drawing was made with, whose outlines are put in when the file is finished.
final class PlaceholderFonts {
    /// By their numbers.
    private var fonts: [UInt16: PlaceholderFont] = [:]

    /// The outlines of the faces that were asked for, by the numbers of their placeholders.
    var outlines: [UInt16: any GlyphOutlines] { fonts.mapValues(\.outlines) }

    /// The Cairo font of the placeholder for `face` at `size`; `nil` for a face that is drawn as it is.
    func font(_ face: FaceID, size: Length, of fonts: DrawingFonts) -> OpaquePointer? {
        guard let (placeholder, font) = fonts.placeholder(face, size: size) else { return nil }
        note(placeholder)
        return font
    }

    private func note(_ placeholder: PlaceholderFont) {
        guard let known = fonts[placeholder.number] else {
            fonts[placeholder.number] = placeholder
            return
        }
        precondition(known === placeholder, "the faces of a drawing are of one cache, which numbers them")
    }
}

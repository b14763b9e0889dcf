import CRawCairo
import Layout

/// A face that Cairo reads from its file, with fonts of it at the sizes that are asked for.
final class RawFace {
    private let face: OpaquePointer?
    private var fonts: [Length: OpaquePointer] = [:]

    init(path: String) {
        var library: FT_Library?
        var file: FT_Face?
        FT_Init_FreeType(&library)
        guard FT_New_Face(library, path, 0, &file) == 0 else { fatalError("not a font: \(path)") }
        face = cairo_ft_font_face_create_for_ft_face(file, 0)
    }

    func font(_ size: Length) -> OpaquePointer {
        if let known = fonts[size] { return known }
        var (scale, identity) = (cairo_matrix_t(), cairo_matrix_t())
        cairo_matrix_init_scale(&scale, size.points, size.points)
        cairo_matrix_init_identity(&identity)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        let font = cairo_scaled_font_create(face, &scale, &identity, options)!
        fonts[size] = font
        return font
    }
}

/// A document as the arguments of calls to Cairo, made ready beforehand.
struct RawDrawing {
    private enum Step {
        case page(width: Double, height: Double)
        case endPage
        case turn(height: Double)
        case endTurn
        case tag(String)
        case endTag(String)
        case rules(width: Double, [(from: (x: Double, y: Double), to: (x: Double, y: Double))])
        case glyphs(OpaquePointer, text: [CChar], [cairo_glyph_t], [cairo_text_cluster_t])
    }

    private var steps: [Step] = []

    init(_ document: PagedDocument, faces: [RawFace]) {
        for page in document.pages {
            steps.append(.page(width: page.size.width.points, height: page.size.height.points))
            for layer in page.layers {
                if layer.isTurned { steps.append(.turn(height: page.size.height.points)) }
                addRules(layer.rules)
                addRuns(layer.runs, faces)
                if layer.isTurned { steps.append(.endTurn) }
            }
            steps.append(.endPage)
        }
    }

    private mutating func addRules(_ rules: [Rule]) {
        guard !rules.isEmpty else { return }
        steps.append(.tag("NonStruct"))
        for (width, rules) in Dictionary(grouping: rules, by: \.width).sorted(by: { $0.key < $1.key }) {
            steps.append(
                .rules(
                    width: width.points,
                    rules.map { (($0.start.x.points, $0.start.y.points), ($0.end.x.points, $0.end.y.points)) }))
        }
        steps.append(.endTag("NonStruct"))
    }

    private mutating func addRuns(_ runs: [GlyphRun], _ faces: [RawFace]) {
        for (index, run) in runs.enumerated() {
            let tag = run.element == nil ? "NonStruct" : "P"
            if index == 0 || runs[index - 1].element != run.element { steps.append(.tag(tag)) }
            let glyphs = run.glyphs.map {
                cairo_glyph_t(
                    index: UInt($0.id), x: run.origin.x.points + $0.offset.x.points,
                    y: run.origin.y.points + $0.offset.y.points)
            }
            let clusters = run.clusters.map {
                cairo_text_cluster_t(num_bytes: Int32($0.bytes), num_glyphs: Int32($0.glyphs))
            }
            steps.append(
                .glyphs(faces[run.face.rawValue].font(run.size), text: Array(run.text.utf8CString), glyphs, clusters))
            if index + 1 == runs.count || runs[index + 1].element != run.element { steps.append(.endTag(tag)) }
        }
    }

    /// Draws all of it to a PDF that nobody keeps.
    func draw(isTagged: Bool) {
        let write: cairo_write_func_t = { _, _, _ in CAIRO_STATUS_SUCCESS }
        let surface = cairo_pdf_surface_create_for_stream(write, nil, 1, 1)
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        let context = cairo_create(surface)
        for step in steps { carryOut(step, surface, context, isTagged: isTagged) }
        cairo_destroy(context)
        cairo_surface_finish(surface)
        precondition(cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        cairo_surface_destroy(surface)
    }

    private func carryOut(_ step: Step, _ surface: OpaquePointer?, _ context: OpaquePointer?, isTagged: Bool) {
        switch step {
        case .page(let width, let height): cairo_pdf_surface_set_size(surface, width, height)
        case .endPage: cairo_show_page(context)
        case .turn(let height):
            cairo_save(context)
            cairo_translate(context, 0, height)
            cairo_rotate(context, -.pi / 2)
        case .endTurn: cairo_restore(context)
        case .tag(let name): if isTagged { cairo_tag_begin(context, name, nil) }
        case .endTag(let name): if isTagged { cairo_tag_end(context, name) }
        case .rules(let width, let lines):
            for line in lines {
                cairo_move_to(context, line.from.x, line.from.y)
                cairo_line_to(context, line.to.x, line.to.y)
            }
            cairo_set_line_width(context, width)
            cairo_stroke(context)
        case .glyphs(let font, let text, let glyphs, let clusters):
            cairo_set_scaled_font(context, font)
            cairo_show_text_glyphs(
                context, text, Int32(text.count - 1), glyphs, Int32(glyphs.count), clusters, Int32(clusters.count),
                cairo_text_cluster_flags_t(rawValue: 0))
        }
    }
}

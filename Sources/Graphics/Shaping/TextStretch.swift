import CPangoCairo
import Layout

/// Neighbouring runs of one face and size, which are given to Cairo in one call: that is faster
/// than a call for each.
struct TextStretch {
    /// What its runs have in common, and where the first one begins.
    struct Setting {
        let face: FaceID
        let size: Length
        let origin: Point
        let isTurned: Bool
        let isRising: Bool
    }

    /// `nil` where there is no run.
    private(set) var setting: Setting?
    private var text: [UInt8] = []
    private var glyphs: [cairo_glyph_t] = []
    private var clusters: [cairo_text_cluster_t] = []

    /// Whether `run` can be shown with what is there. Each run that is turned or rises has axes of its own.
    func continues(with run: GlyphRun) -> Bool {
        guard let setting else { return false }
        return setting.face == run.face && setting.size == run.size && !setting.isTurned && !run.isTurned
            && !setting.isRising && !run.isRising
    }

    /// Begins anew, with a stretch whose first run is `run`.
    mutating func begin(with run: GlyphRun) {
        end()
        setting = Setting(
            face: run.face, size: run.size, origin: run.origin, isTurned: run.isTurned, isRising: run.isRising)
    }

    /// Removes all runs.
    mutating func end() {
        setting = nil
        text.removeAll(keepingCapacity: true)
        glyphs.removeAll(keepingCapacity: true)
        clusters.removeAll(keepingCapacity: true)
    }

    /// Adds a scalar that has no glyph: Cairo writes an empty span for it, whose actual text it is.
    mutating func append(_ scalar: Unicode.Scalar) {
        let bytes = UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter
        text.append(contentsOf: bytes)
        clusters.append(cairo_text_cluster_t(num_bytes: Int32(bytes.count), num_glyphs: 0))
    }

    /// Adds a run, moved by `shift` points to the right and down.
    mutating func append(_ run: GlyphRun, movedBy shift: Double) {
        let origin = origin(of: run)
        text.append(contentsOf: run.text.utf8)
        for glyph in run.glyphs {
            glyphs.append(
                cairo_glyph_t(
                    index: UInt(glyph.id), x: origin.x + glyph.offset.x.points + shift,
                    y: origin.y + glyph.offset.y.points + shift))
        }
        for cluster in run.clusters {
            clusters.append(
                cairo_text_cluster_t(num_bytes: Int32(cluster.bytes), num_glyphs: Int32(cluster.glyphs)))
        }
    }

    /// Where a run begins: the axes of a turned one meet in the middle of its em box, those of a rising one where it begins.
    private func origin(of run: GlyphRun) -> (x: Double, y: Double) {
        if run.isRising { return (0, 0) }
        guard run.isTurned else { return (run.origin.x.points, run.origin.y.points) }
        let half = run.size.points / 2
        return (-half, GlyphRun.ascent(of: run.size).points - half)
    }

    /// Shows it with the font that `context` has.
    func show(in context: OpaquePointer) {
        text.withUnsafeBytes { bytes in
            cairo_show_text_glyphs(
                context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), glyphs,
                Int32(glyphs.count), clusters, Int32(clusters.count), cairo_text_cluster_flags_t(rawValue: 0))
        }
    }
}

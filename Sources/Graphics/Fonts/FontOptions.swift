import CPangoCairo

/// How Cairo measures and draws glyphs: positions are exact, without hinting or rounding to pixels.
enum FontOptions {
    /// New options, which who gets them destroys.
    static func exact() -> OpaquePointer? {
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        return options
    }
}

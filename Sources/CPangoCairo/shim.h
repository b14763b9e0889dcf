#pragma once
#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

// Swift sees neither GObject's cast macros nor macros with casts: each needed one gets a function here.
static inline PangoFcFontMap *annex_fc_font_map(PangoFontMap *map) { return PANGO_FC_FONT_MAP(map); }
static inline PangoFcFont *annex_fc_font(PangoFont *font) { return PANGO_FC_FONT(font); }
static inline int annex_glyph_is_unknown(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }
static inline int annex_glyph_is_empty(PangoGlyph glyph) { return glyph == PANGO_GLYPH_EMPTY; }

// An address that no one else has, under which a face of Cairo's keeps the font that it reads.
static inline const cairo_user_data_key_t *annex_memory_font_key(void) {
  static const cairo_user_data_key_t key;
  return &key;
}

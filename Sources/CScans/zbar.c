#include <zbar.h>

#include "../CLateLibrary/late_library.h"
#include "CScans.h"

#define ANNEX_ZBAR_FUNCTIONS(EACH) \
  EACH(zbar_image_create) EACH(zbar_image_destroy) EACH(zbar_image_first_symbol) EACH(zbar_image_scanner_create) \
  EACH(zbar_image_scanner_destroy) EACH(zbar_image_scanner_set_config) EACH(zbar_image_set_data) \
  EACH(zbar_image_set_format) EACH(zbar_image_set_size) EACH(zbar_scan_image) EACH(zbar_symbol_get_data) \
  EACH(zbar_symbol_get_data_length) EACH(zbar_symbol_get_orientation) EACH(zbar_symbol_get_type) EACH(zbar_symbol_next)

ANNEX_LATE_LIBRARY(ZBarFunctions, find_zbar, ANNEX_ZBAR_FUNCTIONS)

static const ZBarFunctions *zbar;

int annex_load_zbar(void) {
  zbar = find_zbar("libzbar.so.0");
  return zbar != NULL;
}

static int32_t quarter_turns(zbar_orientation_t orientation) {
  switch (orientation) {
    case ZBAR_ORIENT_RIGHT: return 1;
    case ZBAR_ORIENT_DOWN: return 2;
    case ZBAR_ORIENT_LEFT: return 3;
    default: return 0;
  }
}

void annex_zbar_read(
    const uint8_t *pixels, int32_t width, int32_t height, AnnexFoundCode found, void *context) {
  // A scanner remembers earlier pictures: with one for each, what is read does not depend on the order of pages.
  zbar_image_scanner_t *scanner = zbar->zbar_image_scanner_create();
  zbar_image_t *image = zbar->zbar_image_create();
  if (scanner != NULL && image != NULL) {
    zbar->zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar->zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar->zbar_image_set_format(image, 'Y' | '8' << 8 | '0' << 16 | (unsigned long)'0' << 24);
    zbar->zbar_image_set_size(image, (unsigned)width, (unsigned)height);
    zbar->zbar_image_set_data(image, pixels, (size_t)width * (size_t)height, NULL);
    if (zbar->zbar_scan_image(scanner, image) > 0) {
      const zbar_symbol_t *symbol = zbar->zbar_image_first_symbol(image);
      for (; symbol != NULL; symbol = zbar->zbar_symbol_next(symbol)) {
        if (zbar->zbar_symbol_get_type(symbol) != ZBAR_QRCODE) continue;
        found(context, zbar->zbar_symbol_get_data(symbol), zbar->zbar_symbol_get_data_length(symbol),
            quarter_turns(zbar->zbar_symbol_get_orientation(symbol)));
      }
    }
  }
  if (image != NULL) zbar->zbar_image_destroy(image);
  if (scanner != NULL) zbar->zbar_image_scanner_destroy(scanner);
}

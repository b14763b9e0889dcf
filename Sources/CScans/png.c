#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../CLateLibrary/late_library.h"
#include "picture.h"
#include "reduction.h"

#define ANNEX_PNG_FUNCTIONS(EACH) \
  EACH(png_create_info_struct) EACH(png_create_read_struct) EACH(png_destroy_read_struct) EACH(png_get_channels) \
  EACH(png_get_color_type) \
  EACH(png_get_image_height) EACH(png_get_image_width) EACH(png_get_rowbytes) \
  EACH(png_init_io) EACH(png_read_info) EACH(png_read_row) EACH(png_read_update_info) EACH(png_set_background) \
  EACH(png_set_expand) EACH(png_set_interlace_handling) EACH(png_set_longjmp_fn) EACH(png_set_strip_16) \
  EACH(png_longjmp)

ANNEX_LATE_LIBRARY(PNGFunctions, find_png, ANNEX_PNG_FUNCTIONS)

static const PNGFunctions *png;

int annex_load_png(void) {
  png = find_png("libpng16.so.16");
  return png != NULL;
}

// The bytes of an interlaced picture, which is read as a whole.
enum { MAXIMUM_INTERLACED = 100 << 20 };

static void fail(png_structp reader, png_const_charp message) {
  (void)message;
  png->png_longjmp(reader, 1);
}

static void silence(png_structp reader, png_const_charp message) {
  (void)reader;
  (void)message;
}

// What is read in between, which a jump out of the library must not lose.
typedef struct {
  png_structp reader;
  png_infop info;
  // One of them is NULL.
  AnnexGrey *grey;
  AnnexPicture *picture;
  Reduction reduction;
  uint8_t *rows;
} Reading;

static void add(Reading *reading, uint8_t *row, uint32_t y, int32_t width, int32_t channels) {
  if (reading->picture != NULL) {
    size_t bytes = picture_row(reading->picture);
    memcpy(reading->picture->data + y * bytes, row, bytes);
    return;
  }
  if (channels >= 3) {
    reduction_add_colour(&reading->reduction, row, width, channels, 0);
  } else {
    reduction_add(&reading->reduction, row);
  }
}

// The size is checked before anything else is allocated.
static AnnexScanStatus begin(Reading *reading, uint32_t width, uint32_t height) {
  if (reading->grey != NULL) return reduction_begin(&reading->reduction, reading->grey, width, height, 1);
  int isColoured = png->png_get_channels(reading->reader, reading->info) >= 3 ||
      png->png_get_color_type(reading->reader, reading->info) == PNG_COLOR_TYPE_PALETTE;
  return picture_begin(reading->picture, width, height, isColoured ? 3 : 1, 8);
}

static AnnexScanStatus read_rows(Reading *reading) {
  png_structp reader = reading->reader;
  png_infop info = reading->info;
  png->png_read_info(reader, info);
  uint32_t width = png->png_get_image_width(reader, info), height = png->png_get_image_height(reader, info);
  AnnexScanStatus status = begin(reading, width, height);
  if (status != ANNEX_SCAN_READ) return status;
  png_color_16 white = {.red = 255, .green = 255, .blue = 255, .gray = 255};
  png->png_set_expand(reader);
  png->png_set_strip_16(reader);
  png->png_set_background(reader, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
  int passes = png->png_set_interlace_handling(reader);
  png->png_read_update_info(reader, info);
  size_t bytes = png->png_get_rowbytes(reader, info);
  int32_t channels = png->png_get_channels(reader, info);
  // Without transparency in the file the background adds no channel and takes none away.
  if (channels == 2) return ANNEX_SCAN_UNSUPPORTED;
  if (reading->picture != NULL && channels != reading->picture->channels) return ANNEX_SCAN_UNSUPPORTED;
  size_t kept = passes > 1 ? height : 1;
  if (kept > 1 && bytes * kept > MAXIMUM_INTERLACED) return ANNEX_SCAN_TOO_LARGE;
  reading->rows = calloc(kept, bytes);
  if (reading->rows == NULL) return ANNEX_SCAN_NO_MEMORY;
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t y = 0; y < height; y++) {
      uint8_t *row = reading->rows + (kept > 1 ? y * bytes : 0);
      png->png_read_row(reader, row, NULL);
      if (pass == passes - 1) add(reading, row, y, (int32_t)width, channels);
    }
  }
  return ANNEX_SCAN_READ;
}

static AnnexScanStatus read_stream(FILE *stream, Reading *reading) {
  reading->reader = png->png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, silence);
  if (reading->reader == NULL) return ANNEX_SCAN_NO_MEMORY;
  reading->info = png->png_create_info_struct(reading->reader);
  AnnexScanStatus status = ANNEX_SCAN_NO_MEMORY;
  if (reading->info != NULL) {
    if (setjmp(*png->png_set_longjmp_fn(reading->reader, longjmp, sizeof(jmp_buf))) == 0) {
      png->png_init_io(reading->reader, stream);
      status = read_rows(reading);
    } else {
      status = ANNEX_SCAN_DAMAGED;
    }
  }
  png->png_destroy_read_struct(&reading->reader, &reading->info, NULL);
  free(reading->rows);
  return reading->picture != NULL ? picture_end(reading->picture, status) : reduction_end(&reading->reduction, status);
}

static AnnexScanStatus read_file(int file, AnnexGrey *grey, AnnexPicture *picture) {
  FILE *stream = reopened(file);
  Reading *reading = stream != NULL ? calloc(1, sizeof *reading) : NULL;
  AnnexScanStatus status = ANNEX_SCAN_NO_MEMORY;
  if (reading != NULL) {
    reading->grey = grey;
    reading->picture = picture;
    status = read_stream(stream, reading);
  }
  free(reading);
  if (stream != NULL) fclose(stream);
  return status;
}

AnnexScanStatus annex_png_read(int file, AnnexGrey *grey) { return read_file(file, grey, NULL); }

AnnexScanStatus annex_png_picture(int file, AnnexPicture *picture) {
  memset(picture, 0, sizeof *picture);
  return read_file(file, NULL, picture);
}

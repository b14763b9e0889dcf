#include "reduction.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void annex_grey_free(AnnexGrey *grey) {
  free(grey->pixels);
  grey->pixels = NULL;
}

AnnexScanStatus reduction_begin(
    Reduction *reduction, AnnexGrey *grey, uint64_t width, uint64_t height, int32_t repeats) {
  memset(reduction, 0, sizeof *reduction);
  memset(grey, 0, sizeof *grey);
  if (width == 0 || height == 0) return ANNEX_SCAN_DAMAGED;
  if (width > ANNEX_SCAN_MAXIMUM_SIDE || height > ANNEX_SCAN_MAXIMUM_SIDE) return ANNEX_SCAN_TOO_LARGE;
  height *= (uint64_t)repeats;
  if (width * height > ANNEX_SCAN_MAXIMUM_PIXELS) return ANNEX_SCAN_TOO_LARGE;
  uint64_t side = width > height ? width : height;
  reduction->factor = (int32_t)((side + ANNEX_SCAN_RASTER_SIDE - 1) / ANNEX_SCAN_RASTER_SIDE);
  reduction->repeats = repeats;
  grey->width = (int32_t)width / reduction->factor;
  grey->height = (int32_t)height / reduction->factor;
  if (grey->width == 0 || grey->height == 0) return ANNEX_SCAN_UNSUPPORTED;
  reduction->grey = grey;
  grey->pixels = malloc((size_t)grey->width * (size_t)grey->height);
  reduction->sums = calloc((size_t)grey->width, sizeof *reduction->sums);
  return grey->pixels != NULL && reduction->sums != NULL ? ANNEX_SCAN_READ : ANNEX_SCAN_NO_MEMORY;
}

static void add_once(Reduction *reduction, const uint8_t *row) {
  AnnexGrey *grey = reduction->grey;
  int32_t factor = reduction->factor;
  int32_t y = reduction->row / factor;
  if (y >= grey->height) return;
  uint8_t *target = grey->pixels + (size_t)y * (size_t)grey->width;
  int isLast = reduction->row % factor == factor - 1;
  reduction->row += 1;
  if (factor == 1) {
    memcpy(target, row, (size_t)grey->width);
    return;
  }
  for (int32_t x = 0; x < grey->width; x++) {
    for (int32_t i = 0; i < factor; i++) reduction->sums[x] += row[x * factor + i];
  }
  if (!isLast) return;
  uint32_t count = (uint32_t)(factor * factor);
  for (int32_t x = 0; x < grey->width; x++) target[x] = (uint8_t)(reduction->sums[x] / count);
  memset(reduction->sums, 0, (size_t)grey->width * sizeof *reduction->sums);
}

void reduction_add(Reduction *reduction, const uint8_t *row) {
  for (int32_t i = 0; i < reduction->repeats; i++) add_once(reduction, row);
}

AnnexScanStatus reduction_end(Reduction *reduction, AnnexScanStatus status) {
  free(reduction->sums);
  if (status != ANNEX_SCAN_READ && reduction->grey != NULL) annex_grey_free(reduction->grey);
  return status;
}

void brightest(uint8_t *row, int32_t width, int32_t channels) {
  for (int32_t x = 0; x < width; x++) {
    const uint8_t *pixel = row + (size_t)x * (size_t)channels;
    uint8_t value = pixel[0] > pixel[1] ? pixel[0] : pixel[1];
    row[x] = value > pixel[2] ? value : pixel[2];
  }
}

FILE *reopened(int file) {
  int copy = dup(file);
  FILE *stream = copy >= 0 ? fdopen(copy, "rb") : NULL;
  if (stream == NULL) {
    if (copy >= 0) close(copy);
    return NULL;
  }
  rewind(stream);
  return stream;
}

#include "reduction.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void annex_grey_free(AnnexGrey *grey) {
  free(grey->pixels);
  free(grey->red);
  free(grey->green);
  grey->pixels = grey->red = grey->green = NULL;
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
  reduction->sums = calloc(3 * (size_t)grey->width, sizeof *reduction->sums);
  return grey->pixels != NULL && reduction->sums != NULL ? ANNEX_SCAN_READ : ANNEX_SCAN_NO_MEMORY;
}

static void add_sums(Reduction *reduction, const uint8_t *row, uint32_t *sums) {
  int32_t factor = reduction->factor;
  for (int32_t x = 0; x < reduction->grey->width; x++) {
    for (int32_t i = 0; i < factor; i++) sums[x] += row[x * factor + i];
  }
}

static void set_means(const Reduction *reduction, uint32_t *sums, uint8_t *target) {
  uint32_t count = (uint32_t)(reduction->factor * reduction->factor);
  size_t width = (size_t)reduction->grey->width;
  for (size_t x = 0; target != NULL && x < width; x++) target[x] = (uint8_t)(sums[x] / count);
  memset(sums, 0, width * sizeof *sums);
}

// Adds a row to up to three rasters; those that are NULL are left out.
static void add_once(Reduction *reduction, const uint8_t *const rows[3]) {
  AnnexGrey *grey = reduction->grey;
  int32_t factor = reduction->factor;
  int32_t y = reduction->row / factor;
  if (y >= grey->height) return;
  size_t width = (size_t)grey->width, start = (size_t)y * width;
  uint8_t *rasters[3] = {grey->pixels, grey->red, grey->green};
  int isLast = reduction->row % factor == factor - 1;
  reduction->row += 1;
  for (int i = 0; i < 3; i++) {
    if (rows[i] == NULL) continue;
    uint8_t *target = rasters[i] != NULL ? rasters[i] + start : NULL;
    uint32_t *sums = reduction->sums + (size_t)i * width;
    if (factor > 1) {
      add_sums(reduction, rows[i], sums);
      if (isLast) set_means(reduction, sums, target);
    } else if (target != NULL) {
      memcpy(target, rows[i], width);
    }
  }
}

void reduction_add(Reduction *reduction, const uint8_t *row) {
  const uint8_t *rows[3] = {row, NULL, NULL};
  for (int32_t i = 0; i < reduction->repeats; i++) add_once(reduction, rows);
}

// Pixels whose channels are further apart have a colour, and no noise.
static const int LEAST_COLOUR = 64;

// Splits a row into its brightest channels, in place, and its red and green. Gives whether it has any colour.
static int split(uint8_t *row, int32_t width, int32_t channels, int32_t redPlace, uint8_t *red, uint8_t *green) {
  int most = 0;
  for (int32_t x = 0; x < width; x++) {
    const uint8_t *pixel = row + (size_t)x * (size_t)channels;
    uint8_t r = pixel[redPlace], g = pixel[1], b = pixel[2 - redPlace];
    uint8_t high = r > g ? r : g, low = r > g ? g : r;
    high = high > b ? high : b;
    low = low > b ? b : low;
    red[x] = r;
    green[x] = g;
    row[x] = high;
    most = high - low > most ? high - low : most;
  }
  return most >= LEAST_COLOUR;
}

// Begins to keep colour; what was read so far has none. Gives 0 where there is no memory for it.
static int keep_colour(AnnexGrey *grey) {
  size_t count = (size_t)grey->width * (size_t)grey->height;
  grey->red = malloc(count);
  grey->green = malloc(count);
  if (grey->red == NULL || grey->green == NULL) {
    free(grey->red);
    free(grey->green);
    grey->red = grey->green = NULL;
    return 0;
  }
  memcpy(grey->red, grey->pixels, count);
  memcpy(grey->green, grey->pixels, count);
  return 1;
}

void reduction_add_colour(Reduction *reduction, uint8_t *row, int32_t width, int32_t channels, int32_t red) {
  AnnexGrey *grey = reduction->grey;
  if (reduction->channels == NULL) reduction->channels = malloc(2 * (size_t)width);
  if (reduction->channels == NULL) {
    reduction->hasFailed = 1;
    return;
  }
  uint8_t *reds = reduction->channels, *greens = reds + width;
  if (split(row, width, channels, red, reds, greens) && grey->red == NULL && !keep_colour(grey)) {
    reduction->hasFailed = 1;
  }
  const uint8_t *rows[3] = {row, reds, greens};
  for (int32_t i = 0; i < reduction->repeats; i++) add_once(reduction, rows);
}

AnnexScanStatus reduction_end(Reduction *reduction, AnnexScanStatus status) {
  free(reduction->sums);
  free(reduction->channels);
  if (status == ANNEX_SCAN_READ && reduction->hasFailed) status = ANNEX_SCAN_NO_MEMORY;
  if (status != ANNEX_SCAN_READ && reduction->grey != NULL) annex_grey_free(reduction->grey);
  return status;
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

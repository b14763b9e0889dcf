#pragma once
#include <stdio.h>

#include "CScans.h"

// Rows of a picture on their way into a raster of at most ANNEX_SCAN_RASTER_SIDE pixels a side: blocks of pixels become their
// mean, and what does not fill a block at the right and lower edge is left out.
typedef struct {
  AnnexGrey *grey;
  // Of the brightest channels, of the red and of the green.
  uint32_t *sums;
  // The red and the green of a row.
  uint8_t *channels;
  int hasFailed;
  int32_t factor;
  int32_t repeats;
  int32_t row;
} Reduction;

// Checks the size before anything is allocated. Each row counts `repeats` times, as rows of faxes must.
AnnexScanStatus reduction_begin(
    Reduction *reduction, AnnexGrey *grey, uint64_t width, uint64_t height, int32_t repeats);
// Takes the next row, a byte a pixel; rows beyond the last one are left out.
void reduction_add(Reduction *reduction, const uint8_t *row);
// Frees what only the way needs, and the raster, too, unless all went well, of which it gives `status`.
AnnexScanStatus reduction_end(Reduction *reduction, AnnexScanStatus status);

// Takes the next row of RGB, BGR or either with a fourth byte, `width` pixels as wide as the picture, and overwrites it; `red` is
// the place of the red byte, 0 or 2. Colour is kept from the first row that has any.
void reduction_add_colour(Reduction *reduction, uint8_t *row, int32_t width, int32_t channels, int32_t red);

// A stream over the file of a descriptor, which stays open, from its beginning.
FILE *reopened(int file);

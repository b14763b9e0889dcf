#include <leptonica/allheaders.h>
#include <string.h>

#include "../CLateLibrary/late_library.h"
#include "CScans.h"

#define ANNEX_LEPTONICA_FUNCTIONS(EACH) \
  EACH(pixCreate) EACH(pixDestroy) EACH(pixFindSkewSweepAndSearch) EACH(pixGetData) EACH(pixGetWpl) EACH(setMsgSeverity)

ANNEX_LATE_LIBRARY(LeptonicaFunctions, find_leptonica, ANNEX_LEPTONICA_FUNCTIONS)

static const LeptonicaFunctions *leptonica;

int annex_load_leptonica(void) {
  leptonica = find_leptonica("liblept.so.5");
  if (leptonica == NULL) leptonica = find_leptonica("libleptonica.so.6");
  if (leptonica != NULL) leptonica->setMsgSeverity(L_SEVERITY_NONE);
  return leptonica != NULL;
}

// Sheets lie less askew than this, in degrees; steps of the sweep and of the search.
static const float RANGE = 7, STEP = 1, LEAST_STEP = 0.02f;
// Below this many times the worst angle's score the lines do not tell; prose without rules has one and a half.
static const float LEAST_CONFIDENCE = 1.3f;

int annex_skew(const uint8_t *ink, int32_t width, int32_t height, double *degrees) {
  PIX *picture = leptonica->pixCreate(width, height, 1);
  if (picture == NULL) return 0;
  l_uint32 *words = leptonica->pixGetData(picture);
  int32_t perRow = leptonica->pixGetWpl(picture);
  for (int32_t y = 0; y < height; y++) {
    const uint8_t *row = ink + (size_t)y * (size_t)width;
    l_uint32 *target = words + (size_t)y * (size_t)perRow;
    for (int32_t x = 0; x < width; x++) target[x >> 5] |= (l_uint32)(row[x] & 1) << (31 - (x & 31));
  }
  l_float32 angle = 0, confidence = 0;
  int failed = leptonica->pixFindSkewSweepAndSearch(picture, &angle, &confidence, 2, 1, RANGE, STEP, LEAST_STEP);
  leptonica->pixDestroy(&picture);
  // leptonica gives the turn that puts it right.
  *degrees = -(double)angle;
  return !failed && confidence >= LEAST_CONFIDENCE;
}

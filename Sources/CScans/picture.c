#include "picture.h"

#include <stdlib.h>
#include <string.h>

void annex_picture_free(AnnexPicture *picture) {
  free(picture->data);
  picture->data = NULL;
}

size_t picture_row(const AnnexPicture *picture) {
  return ((size_t)picture->width * (size_t)picture->channels * (size_t)picture->bits + 7) / 8;
}

AnnexScanStatus picture_begin(AnnexPicture *picture, uint64_t width, uint64_t height, int32_t channels, int32_t bits) {
  memset(picture, 0, sizeof *picture);
  if (width == 0 || height == 0) return ANNEX_SCAN_DAMAGED;
  if (width > ANNEX_SCAN_MAXIMUM_SIDE || height > ANNEX_SCAN_MAXIMUM_SIDE) return ANNEX_SCAN_TOO_LARGE;
  picture->width = (int32_t)width;
  picture->height = (int32_t)height;
  picture->channels = channels;
  picture->bits = bits;
  picture->count = picture_row(picture) * (size_t)height;
  if (picture->count > ANNEX_SCAN_MAXIMUM_PICTURE) return ANNEX_SCAN_TOO_LARGE;
  picture->data = malloc(picture->count);
  return picture->data != NULL ? ANNEX_SCAN_READ : ANNEX_SCAN_NO_MEMORY;
}

AnnexScanStatus picture_end(AnnexPicture *picture, AnnexScanStatus status) {
  if (status != ANNEX_SCAN_READ) annex_picture_free(picture);
  return status;
}

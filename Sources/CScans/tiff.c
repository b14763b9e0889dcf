#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

#include "../CLateLibrary/late_library.h"
#include "reduction.h"

#define ANNEX_TIFF_FUNCTIONS(EACH) \
  EACH(TIFFClose) EACH(TIFFFdOpenExt) EACH(TIFFGetField) EACH(TIFFGetFieldDefaulted) EACH(TIFFIsTiled) \
  EACH(TIFFOpenOptionsAlloc) EACH(TIFFOpenOptionsFree) EACH(TIFFOpenOptionsSetErrorHandlerExtR) \
  EACH(TIFFOpenOptionsSetMaxSingleMemAlloc) EACH(TIFFOpenOptionsSetWarningHandlerExtR) EACH(TIFFReadDirectory) \
  EACH(TIFFReadScanline) EACH(TIFFScanlineSize) EACH(TIFFSetDirectory) EACH(TIFFSetField)

ANNEX_LATE_LIBRARY(TIFFFunctions, find_tiff, ANNEX_TIFF_FUNCTIONS)

static const TIFFFunctions *tiff;

int annex_load_tiff(void) {
  tiff = find_tiff("libtiff.so.6");
  return tiff != NULL;
}

// What libtiff may allocate at once, in bytes: a strip as it lies in the file.
enum { MAXIMUM_ALLOCATION = 64 << 20 };

struct AnnexTIFF {
  TIFF *file;
  // The page that libtiff stands at.
  int32_t page;
};

static int silence(TIFF *file, void *context, const char *module, const char *format, va_list arguments) {
  (void)file, (void)context, (void)module, (void)format, (void)arguments;
  return 1;
}

static TIFF *opened(int file) {
  TIFFOpenOptions *options = tiff->TIFFOpenOptionsAlloc();
  if (options == NULL) return NULL;
  tiff->TIFFOpenOptionsSetErrorHandlerExtR(options, silence, NULL);
  tiff->TIFFOpenOptionsSetWarningHandlerExtR(options, silence, NULL);
  tiff->TIFFOpenOptionsSetMaxSingleMemAlloc(options, MAXIMUM_ALLOCATION);
  // Not mapped into memory: what is read of a large file would stay there.
  TIFF *result = tiff->TIFFFdOpenExt(file, "scan", "rm", options);
  tiff->TIFFOpenOptionsFree(options);
  return result;
}

AnnexScanStatus annex_tiff_open(int file, AnnexTIFF **result, int32_t *pages) {
  *result = NULL;
  *pages = 0;
  TIFF *first = opened(file);
  if (first == NULL) {
    close(file);
    return ANNEX_SCAN_DAMAGED;
  }
  AnnexScanStatus status = ANNEX_SCAN_READ;
  do {
    *pages += 1;
    if (*pages > ANNEX_SCAN_MAXIMUM_PAGES) status = ANNEX_SCAN_TOO_LARGE;
  } while (status == ANNEX_SCAN_READ && tiff->TIFFReadDirectory(first));
  AnnexTIFF *all = status == ANNEX_SCAN_READ ? calloc(1, sizeof *all) : NULL;
  if (all == NULL) {
    tiff->TIFFClose(first);
    return status == ANNEX_SCAN_READ ? ANNEX_SCAN_NO_MEMORY : status;
  }
  all->file = first;
  all->page = -1;
  *result = all;
  return ANNEX_SCAN_READ;
}

void annex_tiff_close(AnnexTIFF *all) {
  tiff->TIFFClose(all->file);
  free(all);
}

// How the samples of a page are to be taken.
typedef struct {
  uint32_t width, height;
  uint16_t bits, samples, photometric, compression;
  int32_t repeats;
  // The grey of each value of a page with a palette or of few bits.
  uint8_t greys[256];
} Format;

static uint8_t brightest_of(uint16_t red, uint16_t green, uint16_t blue) {
  uint16_t value = red > green ? red : green;
  return (uint8_t)((value > blue ? value : blue) >> 8);
}

static int set_greys(TIFF *file, Format *format) {
  uint32_t most = (1u << format->bits) - 1;
  uint16_t *red, *green, *blue;
  int hasPalette = format->photometric == PHOTOMETRIC_PALETTE;
  if (hasPalette && !tiff->TIFFGetField(file, TIFFTAG_COLORMAP, &red, &green, &blue)) return 0;
  for (uint32_t value = 0; value <= most; value++) {
    uint8_t level = (uint8_t)(value * 255 / most);
    format->greys[value] = hasPalette ? brightest_of(red[value], green[value], blue[value])
        : format->photometric == PHOTOMETRIC_MINISWHITE ? (uint8_t)(255 - level) : level;
  }
  return 1;
}

static AnnexScanStatus read_format(TIFF *file, Format *format) {
  memset(format, 0, sizeof *format);
  uint16_t planar = PLANARCONFIG_CONTIG;
  float across = 0, down = 0;
  if (!tiff->TIFFGetField(file, TIFFTAG_IMAGEWIDTH, &format->width) ||
      !tiff->TIFFGetField(file, TIFFTAG_IMAGELENGTH, &format->height)) return ANNEX_SCAN_DAMAGED;
  tiff->TIFFGetFieldDefaulted(file, TIFFTAG_BITSPERSAMPLE, &format->bits);
  tiff->TIFFGetFieldDefaulted(file, TIFFTAG_SAMPLESPERPIXEL, &format->samples);
  tiff->TIFFGetFieldDefaulted(file, TIFFTAG_COMPRESSION, &format->compression);
  tiff->TIFFGetFieldDefaulted(file, TIFFTAG_PLANARCONFIG, &planar);
  if (!tiff->TIFFGetField(file, TIFFTAG_PHOTOMETRIC, &format->photometric)) {
    format->photometric = PHOTOMETRIC_MINISWHITE;
  }
  tiff->TIFFGetField(file, TIFFTAG_XRESOLUTION, &across);
  tiff->TIFFGetField(file, TIFFTAG_YRESOLUTION, &down);
  // Faxes of the coarse kind have half as many rows as columns to the inch.
  format->repeats = across > 0 && down > 0 && across / down > 1.5 && across / down < 2.5 ? 2 : 1;
  if (tiff->TIFFIsTiled(file) || (format->samples > 1 && planar != PLANARCONFIG_CONTIG)) return ANNEX_SCAN_UNSUPPORTED;
  return ANNEX_SCAN_READ;
}

// Whether the rows are grey, black and white or of a palette; otherwise they are RGB.
static int is_of_one_sample(const Format *format) {
  return format->samples == 1 && (format->bits == 1 || format->bits == 2 || format->bits == 4 || format->bits == 8) &&
      (format->photometric == PHOTOMETRIC_MINISWHITE || format->photometric == PHOTOMETRIC_MINISBLACK ||
       format->photometric == PHOTOMETRIC_PALETTE);
}

static int is_rgb(TIFF *file, const Format *format) {
  if (format->bits != 8 || format->samples < 3 || format->samples > 4) return 0;
  if (format->photometric == PHOTOMETRIC_RGB) return 1;
  return format->photometric == PHOTOMETRIC_YCBCR && format->compression == COMPRESSION_JPEG &&
      tiff->TIFFSetField(file, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
}

static void unpack(const Format *format, const uint8_t *packed, uint8_t *row) {
  uint32_t bits = format->bits, mask = (1u << bits) - 1;
  for (uint32_t x = 0; x < format->width; x++) {
    uint32_t place = x * bits;
    row[x] = format->greys[packed[place >> 3] >> (8 - bits - (place & 7)) & mask];
  }
}

static AnnexScanStatus read_rows(TIFF *file, const Format *format, int isRGB, Reduction *reduction) {
  // libtiff computes the size of a row from fields that may lie.
  uint64_t needed = isRGB ? (uint64_t)format->width * format->samples : ((uint64_t)format->width * format->bits + 7) / 8;
  tmsize_t size = tiff->TIFFScanlineSize(file);
  if (size < 0 || (uint64_t)size < needed) return ANNEX_SCAN_DAMAGED;
  uint8_t *packed = malloc((size_t)size), *row = malloc(format->width);
  AnnexScanStatus status = packed != NULL && row != NULL ? ANNEX_SCAN_READ : ANNEX_SCAN_NO_MEMORY;
  for (uint32_t y = 0; status == ANNEX_SCAN_READ && y < format->height; y++) {
    if (tiff->TIFFReadScanline(file, packed, y, 0) != 1) {
      status = ANNEX_SCAN_DAMAGED;
    } else if (isRGB) {
      reduction_add_colour(reduction, packed, (int32_t)format->width, format->samples, 0);
    } else {
      unpack(format, packed, row);
      reduction_add(reduction, row);
    }
  }
  free(packed);
  free(row);
  return status;
}

AnnexScanStatus annex_tiff_read(AnnexTIFF *all, int32_t page, AnnexGrey *grey) {
  TIFF *file = all->file;
  int isNext = page == all->page + 1 && page > 0;
  all->page = -1;
  if (!(isNext ? tiff->TIFFReadDirectory(file) : tiff->TIFFSetDirectory(file, (tdir_t)page))) {
    return ANNEX_SCAN_DAMAGED;
  }
  all->page = page;
  Format format;
  AnnexScanStatus status = read_format(file, &format);
  if (status != ANNEX_SCAN_READ) return status;
  Reduction reduction;
  status = reduction_begin(&reduction, grey, format.width, format.height, format.repeats);
  if (status != ANNEX_SCAN_READ) return reduction_end(&reduction, status);
  int isGrey = is_of_one_sample(&format);
  if (isGrey && !set_greys(file, &format)) return reduction_end(&reduction, ANNEX_SCAN_DAMAGED);
  if (!isGrey && !is_rgb(file, &format)) return reduction_end(&reduction, ANNEX_SCAN_UNSUPPORTED);
  return reduction_end(&reduction, read_rows(file, &format, !isGrey, &reduction));
}

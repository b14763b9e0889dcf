#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

#include "../CLateLibrary/late_library.h"
#include "picture.h"
#include "reduction.h"

#define ANNEX_TIFF_FUNCTIONS(EACH) \
  EACH(TIFFClose) EACH(TIFFFdOpenExt) EACH(TIFFGetField) EACH(TIFFGetFieldDefaulted) EACH(TIFFIsTiled) \
  EACH(TIFFLastDirectory) \
  EACH(TIFFOpenOptionsAlloc) EACH(TIFFOpenOptionsFree) EACH(TIFFOpenOptionsSetErrorHandlerExtR) \
  EACH(TIFFOpenOptionsSetMaxSingleMemAlloc) EACH(TIFFOpenOptionsSetWarningHandlerExtR) EACH(TIFFReadDirectory) \
  EACH(TIFFNumberOfStrips) EACH(TIFFRawStripSize64) EACH(TIFFReadRawStrip) EACH(TIFFReverseBits) EACH(TIFFReadScanline) EACH(TIFFScanlineSize) EACH(TIFFSetDirectory) EACH(TIFFSetField)

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
  // Whether the rows that were read last are made up: from where group 4 cannot be decoded libtiff leaves them white, and says no
  // more than a warning.
  int isMadeUp;
};

static int silence(TIFF *file, void *context, const char *module, const char *format, va_list arguments) {
  (void)file, (void)context, (void)module, (void)format, (void)arguments;
  return 1;
}

static int heed(TIFF *file, void *context, const char *module, const char *format, va_list arguments) {
  (void)file, (void)format, (void)arguments;
  if (module != NULL && strcmp(module, "Fax4Decode") == 0) ((AnnexTIFF *)context)->isMadeUp = 1;
  return 1;
}

static TIFF *opened(int file, AnnexTIFF *all) {
  TIFFOpenOptions *options = tiff->TIFFOpenOptionsAlloc();
  if (options == NULL) return NULL;
  tiff->TIFFOpenOptionsSetErrorHandlerExtR(options, silence, NULL);
  tiff->TIFFOpenOptionsSetWarningHandlerExtR(options, heed, all);
  tiff->TIFFOpenOptionsSetMaxSingleMemAlloc(options, MAXIMUM_ALLOCATION);
  // Not mapped into memory: what is read of a large file would stay there.
  TIFF *result = tiff->TIFFFdOpenExt(file, "scan", "rm", options);
  tiff->TIFFOpenOptionsFree(options);
  return result;
}

// Goes to the last page. A chain of pages that breaks off or comes back to itself is no shorter file.
static AnnexScanStatus count_pages(TIFF *file, int32_t *pages) {
  *pages = 1;
  while (!tiff->TIFFLastDirectory(file)) {
    if (!tiff->TIFFReadDirectory(file)) return ANNEX_SCAN_DAMAGED;
    *pages += 1;
    if (*pages > ANNEX_SCAN_MAXIMUM_PAGES) return ANNEX_SCAN_TOO_LARGE;
  }
  return ANNEX_SCAN_READ;
}

AnnexScanStatus annex_tiff_open(int file, AnnexTIFF **result, int32_t *pages) {
  *result = NULL;
  *pages = 0;
  AnnexTIFF *all = calloc(1, sizeof *all);
  TIFF *first = all != NULL ? opened(file, all) : NULL;
  if (first == NULL) {
    close(file);
    AnnexScanStatus status = all != NULL ? ANNEX_SCAN_DAMAGED : ANNEX_SCAN_NO_MEMORY;
    free(all);
    return status;
  }
  all->file = first;
  all->page = -1;
  AnnexScanStatus status = count_pages(first, pages);
  if (status != ANNEX_SCAN_READ) {
    annex_tiff_close(all);
    return status;
  }
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

static AnnexScanStatus read_rows(AnnexTIFF *all, const Format *format, int isRGB, Reduction *reduction) {
  TIFF *file = all->file;
  // libtiff computes the size of a row from fields that may lie.
  uint64_t needed = isRGB ? (uint64_t)format->width * format->samples : ((uint64_t)format->width * format->bits + 7) / 8;
  tmsize_t size = tiff->TIFFScanlineSize(file);
  if (size < 0 || (uint64_t)size < needed) return ANNEX_SCAN_DAMAGED;
  uint8_t *packed = malloc((size_t)size), *row = malloc(format->width);
  AnnexScanStatus status = packed != NULL && row != NULL ? ANNEX_SCAN_READ : ANNEX_SCAN_NO_MEMORY;
  for (uint32_t y = 0; status == ANNEX_SCAN_READ && y < format->height; y++) {
    if (tiff->TIFFReadScanline(file, packed, y, 0) != 1 || all->isMadeUp) {
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

static AnnexScanStatus turn_to(AnnexTIFF *all, int32_t page, Format *format) {
  TIFF *file = all->file;
  int isNext = page == all->page + 1 && page > 0;
  all->page = -1;
  all->isMadeUp = 0;
  if (!(isNext ? tiff->TIFFReadDirectory(file) : tiff->TIFFSetDirectory(file, (tdir_t)page))) {
    return ANNEX_SCAN_DAMAGED;
  }
  all->page = page;
  return read_format(file, format);
}

AnnexScanStatus annex_tiff_read(AnnexTIFF *all, int32_t page, AnnexGrey *grey) {
  TIFF *file = all->file;
  Format format;
  AnnexScanStatus status = turn_to(all, page, &format);
  if (status != ANNEX_SCAN_READ) return status;
  Reduction reduction;
  status = reduction_begin(&reduction, grey, format.width, format.height, format.repeats);
  if (status != ANNEX_SCAN_READ) return reduction_end(&reduction, status);
  int isGrey = is_of_one_sample(&format);
  if (isGrey && !set_greys(file, &format)) return reduction_end(&reduction, ANNEX_SCAN_DAMAGED);
  if (!isGrey && !is_rgb(file, &format)) return reduction_end(&reduction, ANNEX_SCAN_UNSUPPORTED);
  return reduction_end(&reduction, read_rows(all, &format, !isGrey, &reduction));
}

// The only strip of a page as it lies in the file, with room for `before` bytes in front; NULL where there is no such strip.
static uint8_t *raw_strip(TIFF *file, size_t before, size_t *count) {
  if (tiff->TIFFNumberOfStrips(file) != 1) return NULL;
  uint64_t size = tiff->TIFFRawStripSize64(file, 0);
  if (size == 0 || size > MAXIMUM_ALLOCATION) return NULL;
  uint8_t *data = malloc(before + (size_t)size);
  if (data == NULL) return NULL;
  tmsize_t read = tiff->TIFFReadRawStrip(file, 0, data + before, (tmsize_t)size);
  if (read != (tmsize_t)size) {
    free(data);
    return NULL;
  }
  *count = (size_t)size;
  return data;
}

static int take_fax(TIFF *file, const Format *format, AnnexPicture *picture) {
  uint32_t options = 0;
  uint16_t order = FILLORDER_MSB2LSB;
  if (format->compression == COMPRESSION_CCITTFAX3) tiff->TIFFGetField(file, TIFFTAG_GROUP3OPTIONS, &options);
  if (format->bits != 1 || format->samples != 1 || options & GROUP3OPT_UNCOMPRESSED) return 0;
  if (format->photometric != PHOTOMETRIC_MINISWHITE && format->photometric != PHOTOMETRIC_MINISBLACK) return 0;
  picture->data = raw_strip(file, 0, &picture->count);
  if (picture->data == NULL) return 0;
  tiff->TIFFGetFieldDefaulted(file, TIFFTAG_FILLORDER, &order);
  if (order == FILLORDER_LSB2MSB) tiff->TIFFReverseBits(picture->data, (tmsize_t)picture->count);
  picture->encoding = ANNEX_PICTURE_FAX;
  picture->channels = picture->bits = 1;
  picture->fax = format->compression == COMPRESSION_CCITTFAX4 ? -1 : options & GROUP3OPT_2DENCODING ? 4 : 0;
  picture->isAligned = format->compression == COMPRESSION_CCITTRLE;
  picture->isInverted = format->photometric == PHOTOMETRIC_MINISBLACK;
  return 1;
}

// The strip of JPEG with the tables that all strips share put into it (TIFF Technical Note 2).
static int take_jpeg(TIFF *file, const Format *format, AnnexPicture *picture) {
  uint32_t length = 0;
  uint8_t *tables = NULL;
  if (!tiff->TIFFGetField(file, TIFFTAG_JPEGTABLES, &length, &tables) || length < 4) length = 4;
  // Both begin with SOI, and the tables end with EOI.
  if (format->photometric != PHOTOMETRIC_MINISBLACK && format->photometric != PHOTOMETRIC_RGB &&
      format->photometric != PHOTOMETRIC_YCBCR) return 0;
  size_t before = length - 4;
  size_t count = 0;
  uint8_t *data = raw_strip(file, before, &count);
  if (data == NULL) return 0;
  if (count < 4 || data[before] != 0xFF || data[before + 1] != 0xD8) {
    free(data);
    return 0;
  }
  if (before > 0) {
    memcpy(data + 2, tables + 2, before);
    data[0] = 0xFF;
    data[1] = 0xD8;
  }
  picture->data = data;
  picture->count = before + count;
  picture->encoding = ANNEX_PICTURE_JPEG;
  picture->channels = format->samples;
  picture->bits = 8;
  picture->isRGB = format->photometric == PHOTOMETRIC_RGB;
  return 1;
}

// Copies a row; a picture with a palette or of two or four bits gets eight.
static void copy_row(const Format *format, const uint16_t *palette[3], const uint8_t *packed, uint8_t *row, size_t bytes) {
  if (format->samples >= 3) {
    for (uint32_t x = 0; x < format->width; x++) memcpy(row + 3 * x, packed + (size_t)format->samples * x, 3);
  } else if (format->bits == 1 && palette[0] == NULL) {
    uint8_t flip = format->photometric == PHOTOMETRIC_MINISWHITE ? 0xFF : 0;
    for (size_t i = 0; i < bytes; i++) row[i] = packed[i] ^ flip;
  } else if (palette[0] == NULL) {
    unpack(format, packed, row);
  } else {
    uint32_t mask = (1u << format->bits) - 1;
    for (uint32_t x = 0; x < format->width; x++) {
      uint32_t place = x * format->bits;
      uint32_t value = packed[place >> 3] >> (8 - format->bits - (place & 7)) & mask;
      for (int channel = 0; channel < 3; channel++) row[3 * x + channel] = (uint8_t)(palette[channel][value] >> 8);
    }
  }
}

static AnnexScanStatus take_rows(AnnexTIFF *all, Format *format, AnnexPicture *picture) {
  TIFF *file = all->file;
  int isOfOne = is_of_one_sample(format);
  uint16_t *palette[3] = {NULL, NULL, NULL};
  if (isOfOne && !set_greys(file, format)) return ANNEX_SCAN_DAMAGED;
  if (!isOfOne && !is_rgb(file, format)) return ANNEX_SCAN_UNSUPPORTED;
  int hasPalette = format->photometric == PHOTOMETRIC_PALETTE;
  if (hasPalette) tiff->TIFFGetField(file, TIFFTAG_COLORMAP, &palette[0], &palette[1], &palette[2]);
  int bits = isOfOne && format->bits == 1 && !hasPalette ? 1 : 8;
  AnnexScanStatus status =
      picture_begin(picture, format->width, format->height, isOfOne && !hasPalette ? 1 : 3, bits);
  uint64_t needed = ((uint64_t)format->width * format->samples * format->bits + 7) / 8;
  tmsize_t size = tiff->TIFFScanlineSize(file);
  if (size < 0 || (uint64_t)size < needed) return ANNEX_SCAN_DAMAGED;
  uint8_t *packed = malloc((size_t)size);
  if (packed == NULL) return ANNEX_SCAN_NO_MEMORY;
  size_t bytes = picture_row(picture);
  for (uint32_t y = 0; status == ANNEX_SCAN_READ && y < format->height; y++) {
    if (tiff->TIFFReadScanline(file, packed, y, 0) != 1 || all->isMadeUp) {
      status = ANNEX_SCAN_DAMAGED;
    } else {
      copy_row(format, (const uint16_t **)palette, packed, picture->data + y * bytes, bytes);
    }
  }
  free(packed);
  return status;
}

AnnexScanStatus annex_tiff_picture(AnnexTIFF *all, int32_t page, AnnexPicture *picture) {
  memset(picture, 0, sizeof *picture);
  Format format;
  AnnexScanStatus status = turn_to(all, page, &format);
  if (status != ANNEX_SCAN_READ) return status;
  if (format.width > ANNEX_SCAN_MAXIMUM_SIDE || format.height > ANNEX_SCAN_MAXIMUM_SIDE) return ANNEX_SCAN_TOO_LARGE;
  picture->width = (int32_t)format.width;
  picture->height = (int32_t)format.height;
  switch (format.compression) {
    case COMPRESSION_CCITTRLE:
    case COMPRESSION_CCITTFAX3:
    case COMPRESSION_CCITTFAX4:
      if (take_fax(all->file, &format, picture)) return ANNEX_SCAN_READ;
      break;
    case COMPRESSION_JPEG:
      if (take_jpeg(all->file, &format, picture)) return ANNEX_SCAN_READ;
      break;
    default: break;
  }
  return picture_end(picture, take_rows(all, &format, picture));
}

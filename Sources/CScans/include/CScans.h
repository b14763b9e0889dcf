#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Scans as grey rasters, the codes on them and how far they are askew: libtiff, libjpeg, libpng, poppler, zbar, zxing and
// leptonica, each loaded when it is first needed. No function needs another one's result but where it says so, none keeps
// anything but what it returns, and each may be called on any thread once its library is loaded.

// How a call ended.
typedef enum {
  ANNEX_SCAN_READ = 0,
  // The file is not what its format asks for, or ends too soon.
  ANNEX_SCAN_DAMAGED,
  // It states more pixels or pages than are read; found before any of them is.
  ANNEX_SCAN_TOO_LARGE,
  // It is sound and of a kind that is not read, such as CMYK.
  ANNEX_SCAN_UNSUPPORTED,
  // It asks for a password.
  ANNEX_SCAN_LOCKED,
  ANNEX_SCAN_NO_MEMORY,
} AnnexScanStatus;

// What is read at most.
enum {
  // Pixels of a side and of a picture.
  ANNEX_SCAN_MAXIMUM_SIDE = 30000,
  ANNEX_SCAN_MAXIMUM_PIXELS = 160000000,
  // Pages of a file.
  ANNEX_SCAN_MAXIMUM_PAGES = 20000,
  // Pixels of a side of a raster: pictures that are larger are reduced while they are read, row by row.
  ANNEX_SCAN_RASTER_SIDE = 5000,
  // Bytes of a picture with all its colours: A4 in colour at 600 dots an inch.
  ANNEX_SCAN_MAXIMUM_PICTURE = 112 << 20,
  // Bytes of the coefficients of a JPEG of which all are held at once, as of a progressive one: colour at 300 dots an inch on A3.
  ANNEX_JPEG_MAXIMUM_MEMORY = 128 << 20,
  // Scans of such a JPEG. Encoders make about ten; some kilobytes may state thousands, each of which takes as long as a picture.
  ANNEX_JPEG_MAXIMUM_SCANS = 100,
};

// A raster of grey: 0 is black. A coloured pixel counts as the brightest of its channels, so that red seals and blue pens are
// paler than toner.
typedef struct {
  uint8_t *_Nullable pixels;
  int32_t width;
  int32_t height;
  // The red and the green of a coloured picture, in rasters as large; NULL where it is grey. What is red is pale in the one
  // and dark in the other, and black and blue ink are dark in both.
  uint8_t *_Nullable red;
  uint8_t *_Nullable green;
} AnnexGrey;

void annex_grey_free(AnnexGrey *_Nonnull grey);

// How the data of a picture are encoded.
typedef enum {
  // Rows from the top, each of whole bytes: `channels` samples of `bits` a pixel, 0 is black.
  ANNEX_PICTURE_ROWS = 0,
  // Groups 3 and 4 of fax.
  ANNEX_PICTURE_FAX,
  // A whole JPEG file.
  ANNEX_PICTURE_JPEG,
} AnnexEncoding;

// A picture with all its colours: as it lies in its file where that is possible, otherwise as rows without loss.
typedef struct {
  uint8_t *_Nullable data;
  size_t count;
  int32_t width;
  int32_t height;
  AnnexEncoding encoding;
  int32_t channels;
  int32_t bits;
  // Of fax: how rows are encoded (below 0 as in group 4, 0 one by one, above 0 in both ways), whether each begins with a byte,
  // and whether the dots that fax calls black are white.
  int32_t fax;
  int32_t isAligned;
  int32_t isInverted;
  // Of JPEG: whether its three channels are red, green and blue as they are.
  int32_t isRGB;
} AnnexPicture;

void annex_picture_free(AnnexPicture *_Nonnull picture);

// Libraries: 0 where the machine has none. Each is called once, by one thread, before the functions that need it.
int annex_load_tiff(void);
int annex_load_jpeg(void);
int annex_load_png(void);
int annex_load_poppler(void);
int annex_load_zbar(void);
int annex_load_zxing(void);
int annex_load_leptonica(void);

// A JPEG or PNG file. `file` is a descriptor of a file that is read from its beginning; it stays open.
AnnexScanStatus annex_jpeg_read(int file, AnnexGrey *_Nonnull grey);
AnnexScanStatus annex_png_read(int file, AnnexGrey *_Nonnull grey);
// A PNG file as rows of 8 bits, on white.
AnnexScanStatus annex_png_picture(int file, AnnexPicture *_Nonnull picture);

// A TIFF file; `file` belongs to it from now on, whatever comes of the call.
typedef struct AnnexTIFF AnnexTIFF;
AnnexScanStatus annex_tiff_open(int file, AnnexTIFF *_Nullable *_Nonnull opened, int32_t *_Nonnull pages);
AnnexScanStatus annex_tiff_read(AnnexTIFF *_Nonnull tiff, int32_t page, AnnexGrey *_Nonnull grey);
// A page as it lies in the file where it is fax or JPEG in one strip, otherwise as rows.
AnnexScanStatus annex_tiff_picture(AnnexTIFF *_Nonnull tiff, int32_t page, AnnexPicture *_Nonnull picture);
void annex_tiff_close(AnnexTIFF *_Nonnull tiff);

// A PDF file; `file` belongs to it from now on, whatever comes of the call.
typedef struct AnnexPDF AnnexPDF;
AnnexScanStatus annex_pdf_open(int file, AnnexPDF *_Nullable *_Nonnull opened, int32_t *_Nonnull pages);
// The width and height of a page in points.
AnnexScanStatus annex_pdf_size(
    AnnexPDF *_Nonnull pdf, int32_t page, double *_Nonnull width, double *_Nonnull height);
// Draws a page on white with `scale` pixels to a point; the size is checked first.
AnnexScanStatus annex_pdf_read(AnnexPDF *_Nonnull pdf, int32_t page, double scale, AnnexGrey *_Nonnull grey);
// Draws it in colour, as rows of 8 bits.
AnnexScanStatus annex_pdf_picture(AnnexPDF *_Nonnull pdf, int32_t page, double scale, AnnexPicture *_Nonnull picture);
void annex_pdf_close(AnnexPDF *_Nonnull pdf);

// Is told of each QR code that is found: its bytes, and by how many quarter turns clockwise it is turned, from 0 to 3.
typedef void (*AnnexFoundCode)(
    void *_Nonnull context, const char *_Nonnull text, size_t count, int32_t quarterTurns);

// QR codes in a raster.
void annex_zbar_read(
    const uint8_t *_Nonnull pixels, int32_t width, int32_t height, AnnexFoundCode _Nonnull found, void *_Nonnull context);
void annex_zxing_read(
    const uint8_t *_Nonnull pixels, int32_t width, int32_t height, AnnexFoundCode _Nonnull found, void *_Nonnull context);

// By how many degrees the lines in a picture of ink (0 or 1) lie askew, clockwise positive. Gives 0 where it cannot be told.
int annex_skew(const uint8_t *_Nonnull ink, int32_t width, int32_t height, double *_Nonnull degrees);

#ifdef __cplusplus
}
#endif

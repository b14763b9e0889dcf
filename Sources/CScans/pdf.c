#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../CLateLibrary/late_library.h"
#include "picture.h"
#include "reduction.h"

// The functions of poppler-glib and of what it brings along that are called, as their headers declare them; those stand in
// folders that only pkg-config tells of, together with the order to link the library.
typedef struct PopplerDocument PopplerDocument;
typedef struct PopplerPage PopplerPage;
typedef struct cairo cairo_t;
typedef struct cairo_surface cairo_surface_t;
typedef struct {
  uint32_t domain;
  int code;
  char *message;
} GError;

PopplerDocument *poppler_document_new_from_fd(int fd, const char *password, GError **error);
int poppler_document_get_n_pages(PopplerDocument *document);
PopplerPage *poppler_document_get_page(PopplerDocument *document, int index);
uint32_t poppler_error_quark(void);
void poppler_page_get_size(PopplerPage *page, double *width, double *height);
void poppler_page_render(PopplerPage *page, cairo_t *cairo);
void g_object_unref(void *object);
void g_error_free(GError *error);
cairo_surface_t *cairo_image_surface_create(int format, int width, int height);
unsigned char *cairo_image_surface_get_data(cairo_surface_t *surface);
int cairo_image_surface_get_stride(cairo_surface_t *surface);
void cairo_surface_flush(cairo_surface_t *surface);
void cairo_surface_destroy(cairo_surface_t *surface);
cairo_t *cairo_create(cairo_surface_t *surface);
void cairo_destroy(cairo_t *cairo);
void cairo_paint(cairo_t *cairo);
void cairo_scale(cairo_t *cairo, double across, double down);
void cairo_set_source_rgb(cairo_t *cairo, double red, double green, double blue);
int cairo_status(cairo_t *cairo);

enum { CAIRO_FORMAT_RGB24 = 1, POPPLER_ERROR_ENCRYPTED = 1 };

#define ANNEX_POPPLER_FUNCTIONS(EACH) \
  EACH(poppler_document_new_from_fd) EACH(poppler_document_get_n_pages) EACH(poppler_document_get_page) \
  EACH(poppler_error_quark) EACH(poppler_page_get_size) EACH(poppler_page_render) EACH(g_object_unref) \
  EACH(g_error_free) EACH(cairo_image_surface_create) EACH(cairo_image_surface_get_data) \
  EACH(cairo_image_surface_get_stride) EACH(cairo_surface_flush) EACH(cairo_surface_destroy) EACH(cairo_create) \
  EACH(cairo_destroy) EACH(cairo_paint) EACH(cairo_scale) EACH(cairo_set_source_rgb) EACH(cairo_status)

ANNEX_LATE_LIBRARY(PopplerFunctions, find_poppler, ANNEX_POPPLER_FUNCTIONS)

static const PopplerFunctions *poppler;

int annex_load_poppler(void) {
  poppler = find_poppler("libpoppler-glib.so.8");
  return poppler != NULL;
}

struct AnnexPDF {
  PopplerDocument *document;
  int32_t pages;
};

AnnexScanStatus annex_pdf_open(int file, AnnexPDF **opened, int32_t *pages) {
  *opened = NULL;
  *pages = 0;
  GError *error = NULL;
  PopplerDocument *document = poppler->poppler_document_new_from_fd(file, NULL, &error);
  if (document == NULL) {
    int isLocked = error != NULL && error->domain == poppler->poppler_error_quark() &&
        error->code == POPPLER_ERROR_ENCRYPTED;
    if (error != NULL) poppler->g_error_free(error);
    return isLocked ? ANNEX_SCAN_LOCKED : ANNEX_SCAN_DAMAGED;
  }
  *pages = poppler->poppler_document_get_n_pages(document);
  AnnexScanStatus status = *pages < 1 ? ANNEX_SCAN_DAMAGED
      : *pages > ANNEX_SCAN_MAXIMUM_PAGES ? ANNEX_SCAN_TOO_LARGE : ANNEX_SCAN_READ;
  AnnexPDF *pdf = status == ANNEX_SCAN_READ ? calloc(1, sizeof *pdf) : NULL;
  if (pdf == NULL) {
    poppler->g_object_unref(document);
    return status == ANNEX_SCAN_READ ? ANNEX_SCAN_NO_MEMORY : status;
  }
  pdf->document = document;
  pdf->pages = *pages;
  *opened = pdf;
  return ANNEX_SCAN_READ;
}

void annex_pdf_close(AnnexPDF *pdf) {
  poppler->g_object_unref(pdf->document);
  free(pdf);
}

static PopplerPage *page_of(AnnexPDF *pdf, int32_t page, double *width, double *height) {
  PopplerPage *found = page < 0 || page >= pdf->pages ? NULL : poppler->poppler_document_get_page(pdf->document, page);
  if (found == NULL) return NULL;
  poppler->poppler_page_get_size(found, width, height);
  if (isfinite(*width) && isfinite(*height) && *width > 0 && *height > 0) return found;
  poppler->g_object_unref(found);
  return NULL;
}

AnnexScanStatus annex_pdf_size(AnnexPDF *pdf, int32_t page, double *width, double *height) {
  PopplerPage *found = page_of(pdf, page, width, height);
  if (found == NULL) return ANNEX_SCAN_DAMAGED;
  poppler->g_object_unref(found);
  return ANNEX_SCAN_READ;
}

static AnnexScanStatus draw(PopplerPage *page, double scale, cairo_surface_t *surface) {
  cairo_t *cairo = poppler->cairo_create(surface);
  poppler->cairo_set_source_rgb(cairo, 1, 1, 1);
  poppler->cairo_paint(cairo);
  poppler->cairo_scale(cairo, scale, scale);
  poppler->poppler_page_render(page, cairo);
  int failure = poppler->cairo_status(cairo);
  poppler->cairo_destroy(cairo);
  poppler->cairo_surface_flush(surface);
  return failure == 0 ? ANNEX_SCAN_READ : ANNEX_SCAN_DAMAGED;
}

// A page that is drawn.
typedef struct {
  cairo_surface_t *surface;
  uint8_t *data;
  size_t stride;
  int32_t width, height;
} Drawing;

// Draws a page; the surface is there, or NULL, whatever comes of it.
static AnnexScanStatus drawn(AnnexPDF *pdf, int32_t page, double scale, Drawing *drawing) {
  memset(drawing, 0, sizeof *drawing);
  double width, height;
  PopplerPage *found = page_of(pdf, page, &width, &height);
  if (found == NULL) return ANNEX_SCAN_DAMAGED;
  width = ceil(width * scale);
  height = ceil(height * scale);
  AnnexScanStatus status = ANNEX_SCAN_TOO_LARGE;
  if (width <= ANNEX_SCAN_RASTER_SIDE && height <= ANNEX_SCAN_RASTER_SIDE) {
    drawing->width = (int32_t)width;
    drawing->height = (int32_t)height;
    drawing->surface = poppler->cairo_image_surface_create(CAIRO_FORMAT_RGB24, drawing->width, drawing->height);
    drawing->data = poppler->cairo_image_surface_get_data(drawing->surface);
    drawing->stride = (size_t)poppler->cairo_image_surface_get_stride(drawing->surface);
    status = drawing->data != NULL ? draw(found, scale, drawing->surface) : ANNEX_SCAN_NO_MEMORY;
  }
  poppler->g_object_unref(found);
  return status;
}

static void undrawn(Drawing *drawing) {
  if (drawing->surface != NULL) poppler->cairo_surface_destroy(drawing->surface);
}

AnnexScanStatus annex_pdf_read(AnnexPDF *pdf, int32_t page, double scale, AnnexGrey *grey) {
  memset(grey, 0, sizeof *grey);
  Drawing drawing;
  Reduction reduction = {0};
  AnnexScanStatus status = drawn(pdf, page, scale, &drawing);
  if (status == ANNEX_SCAN_READ) {
    status = reduction_begin(&reduction, grey, (uint64_t)drawing.width, (uint64_t)drawing.height, 1);
  }
  for (int32_t y = 0; status == ANNEX_SCAN_READ && y < grey->height; y++) {
    // CAIRO_FORMAT_RGB24 is blue, green, red in memory.
    reduction_add_colour(&reduction, drawing.data + (size_t)y * drawing.stride, drawing.width, 4, 2);
  }
  undrawn(&drawing);
  return reduction_end(&reduction, status);
}

AnnexScanStatus annex_pdf_picture(AnnexPDF *pdf, int32_t page, double scale, AnnexPicture *picture) {
  memset(picture, 0, sizeof *picture);
  Drawing drawing;
  AnnexScanStatus status = drawn(pdf, page, scale, &drawing);
  if (status == ANNEX_SCAN_READ) {
    status = picture_begin(picture, (uint64_t)drawing.width, (uint64_t)drawing.height, 3, 8);
  }
  for (int32_t y = 0; status == ANNEX_SCAN_READ && y < drawing.height; y++) {
    const uint8_t *row = drawing.data + (size_t)y * drawing.stride;
    uint8_t *target = picture->data + (size_t)y * picture_row(picture);
    for (int32_t x = 0; x < drawing.width; x++) {
      uint32_t pixel;
      memcpy(&pixel, row + 4 * (size_t)x, sizeof pixel);
      target[3 * x] = (uint8_t)(pixel >> 16);
      target[3 * x + 1] = (uint8_t)(pixel >> 8);
      target[3 * x + 2] = (uint8_t)pixel;
    }
  }
  undrawn(&drawing);
  return picture_end(picture, status);
}

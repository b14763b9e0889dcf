#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../CLateLibrary/late_library.h"
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

enum { CAIRO_FORMAT_RGB24 = 1, POPPLER_ERROR_ENCRYPTED = 3 };

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

AnnexScanStatus annex_pdf_read(AnnexPDF *pdf, int32_t page, double scale, AnnexGrey *grey) {
  double width, height;
  PopplerPage *found = page_of(pdf, page, &width, &height);
  memset(grey, 0, sizeof *grey);
  if (found == NULL) return ANNEX_SCAN_DAMAGED;
  width = ceil(width * scale);
  height = ceil(height * scale);
  if (width > ANNEX_SCAN_RASTER_SIDE || height > ANNEX_SCAN_RASTER_SIDE) {
    poppler->g_object_unref(found);
    return ANNEX_SCAN_TOO_LARGE;
  }
  Reduction reduction;
  AnnexScanStatus status = reduction_begin(&reduction, grey, (uint64_t)width, (uint64_t)height, 1);
  cairo_surface_t *surface = poppler->cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
  uint8_t *data = poppler->cairo_image_surface_get_data(surface);
  if (status == ANNEX_SCAN_READ && data == NULL) status = ANNEX_SCAN_NO_MEMORY;
  if (status == ANNEX_SCAN_READ) status = draw(found, scale, surface);
  size_t stride = (size_t)poppler->cairo_image_surface_get_stride(surface);
  for (int32_t y = 0; status == ANNEX_SCAN_READ && y < grey->height; y++) {
    // CAIRO_FORMAT_RGB24 is blue, green, red in memory.
    reduction_add_colour(&reduction, data + (size_t)y * stride, (int32_t)width, 4, 2);
  }
  poppler->cairo_surface_destroy(surface);
  poppler->g_object_unref(found);
  return reduction_end(&reduction, status);
}

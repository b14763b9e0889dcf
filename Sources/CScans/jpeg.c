#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include <jerror.h>

#include "../CLateLibrary/late_library.h"
#include "reduction.h"

#define ANNEX_JPEG_FUNCTIONS(EACH) \
  EACH(jpeg_CreateDecompress) EACH(jpeg_destroy_decompress) EACH(jpeg_read_header) \
  EACH(jpeg_read_scanlines) EACH(jpeg_start_decompress) EACH(jpeg_std_error) EACH(jpeg_stdio_src)

ANNEX_LATE_LIBRARY(JPEGFunctions, find_jpeg, ANNEX_JPEG_FUNCTIONS)

static const JPEGFunctions *jpeg;

int annex_load_jpeg(void) {
  jpeg = find_jpeg("libjpeg.so.62");
  return jpeg != NULL;
}

typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf escape;
  int code;
  int ends;
} Errors;

static void fail(j_common_ptr info) {
  Errors *errors = (Errors *)info->err;
  errors->code = errors->manager.msg_code;
  longjmp(errors->escape, 1);
}

static void note(j_common_ptr info, int level) {
  Errors *errors = (Errors *)info->err;
  int code = errors->manager.msg_code;
  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) errors->ends = 1;
}

static void silence(j_common_ptr info) { (void)info; }

static void watch(j_common_ptr info) {
  if (((j_decompress_ptr)info)->input_scan_number <= ANNEX_JPEG_MAXIMUM_SCANS) return;
  info->err->msg_code = JERR_IMAGE_TOO_BIG;
  fail(info);
}

static AnnexScanStatus meaning(int code) {
  switch (code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW: return ANNEX_SCAN_TOO_LARGE;
    case JERR_CONVERSION_NOTIMPL:
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED: return ANNEX_SCAN_UNSUPPORTED;
    default: return ANNEX_SCAN_DAMAGED;
  }
}

// What is read in between, which a jump out of the library must not lose.
typedef struct {
  struct jpeg_decompress_struct info;
  struct jpeg_progress_mgr progress;
  Errors errors;
  Reduction reduction;
} Reading;

static AnnexScanStatus read_rows(Reading *reading, AnnexGrey *grey) {
  struct jpeg_decompress_struct *info = &reading->info;
  jpeg->jpeg_read_header(info, TRUE);
  AnnexScanStatus status = reduction_begin(&reading->reduction, grey, info->image_width, info->image_height, 1);
  if (status != ANNEX_SCAN_READ) return status;
  if (info->jpeg_color_space == JCS_CMYK || info->jpeg_color_space == JCS_YCCK) return ANNEX_SCAN_UNSUPPORTED;
  int isGrey = info->jpeg_color_space == JCS_GRAYSCALE;
  info->out_color_space = isGrey ? JCS_GRAYSCALE : JCS_RGB;
  info->mem->max_memory_to_use = ANNEX_JPEG_MAXIMUM_MEMORY;
  jpeg->jpeg_start_decompress(info);
  JSAMPARRAY row = info->mem->alloc_sarray(
      (j_common_ptr)info, JPOOL_IMAGE, info->output_width * (JDIMENSION)info->output_components, 1);
  while (info->output_scanline < info->output_height) {
    jpeg->jpeg_read_scanlines(info, row, 1);
    // What was cut off would be made up in grey, for a long time where the header lies.
    if (reading->errors.ends) return ANNEX_SCAN_DAMAGED;
    if (isGrey) {
      reduction_add(&reading->reduction, row[0]);
    } else {
      reduction_add_colour(&reading->reduction, row[0], (int32_t)info->output_width, info->output_components, 0);
    }
  }
  return ANNEX_SCAN_READ;
}

static AnnexScanStatus read_stream(FILE *stream, Reading *reading, AnnexGrey *grey) {
  reading->info.err = jpeg->jpeg_std_error(&reading->errors.manager);
  reading->errors.manager.error_exit = fail;
  reading->errors.manager.emit_message = note;
  reading->errors.manager.output_message = silence;
  AnnexScanStatus status;
  if (setjmp(reading->errors.escape) == 0) {
    jpeg->jpeg_CreateDecompress(&reading->info, JPEG_LIB_VERSION, sizeof reading->info);
    reading->progress.progress_monitor = watch;
    reading->info.progress = &reading->progress;
    jpeg->jpeg_stdio_src(&reading->info, stream);
    status = read_rows(reading, grey);
  } else {
    status = meaning(reading->errors.code);
  }
  jpeg->jpeg_destroy_decompress(&reading->info);
  return reduction_end(&reading->reduction, status);
}

AnnexScanStatus annex_jpeg_read(int file, AnnexGrey *grey) {
  FILE *stream = reopened(file);
  Reading *reading = stream != NULL ? calloc(1, sizeof *reading) : NULL;
  AnnexScanStatus status = reading != NULL ? read_stream(stream, reading, grey) : ANNEX_SCAN_NO_MEMORY;
  free(reading);
  if (stream != NULL) fclose(stream);
  return status;
}

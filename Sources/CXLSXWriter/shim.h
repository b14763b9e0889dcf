#pragma once
#include <xlsxwriter.h>
#include "../CLateLibrary/late_library.h"

// The functions of libxlsxwriter that are called.
#define ANNEX_XLSXWRITER_FUNCTIONS(EACH) \
  EACH(format_set_align) EACH(format_set_bottom) EACH(format_set_diag_border) EACH(format_set_diag_type) \
  EACH(format_set_fg_color) EACH(format_set_font_name) EACH(format_set_font_size) EACH(format_set_indent) \
  EACH(format_set_left) EACH(format_set_num_format) EACH(format_set_pattern) EACH(format_set_right) \
  EACH(format_set_rotation) EACH(format_set_text_wrap) EACH(format_set_top) EACH(format_set_unlocked) \
  EACH(lxw_strerror) EACH(workbook_add_format) EACH(workbook_add_worksheet) EACH(workbook_close) EACH(workbook_new) \
  EACH(workbook_new_opt) EACH(worksheet_freeze_panes) EACH(worksheet_set_column) \
  EACH(workbook_set_properties) EACH(worksheet_center_horizontally) EACH(worksheet_data_validation_cell) \
  EACH(worksheet_fit_to_pages) EACH(worksheet_gridlines) EACH(worksheet_hide) EACH(worksheet_ignore_errors) \
  EACH(worksheet_merge_range) EACH(worksheet_print_area) EACH(worksheet_protect) EACH(worksheet_repeat_rows) \
  EACH(worksheet_set_column_pixels_opt) EACH(worksheet_set_landscape) EACH(worksheet_set_margins) \
  EACH(worksheet_set_paper) EACH(worksheet_set_row) EACH(worksheet_write_blank) EACH(worksheet_write_datetime) \
  EACH(worksheet_write_formula_num) EACH(worksheet_write_formula_str) EACH(worksheet_write_number) \
  EACH(worksheet_write_string)

ANNEX_LATE_LIBRARY(XLSXWriterFunctions, annex_load_xlsxwriter, ANNEX_XLSXWRITER_FUNCTIONS)

// What a validation of data says. The library held texts as char * before its version 1.2, as const char * since: what
// Swift sees of its own fields differs.
typedef struct {
  const char *_Nullable input_title;
  const char *_Nullable input_message;
  const char *_Nullable error_title;
  const char *_Nullable error_message;
  const char *_Nullable formula;
  // Ends with a null.
  const char *_Nullable const *_Nullable list;
} annex_validation_texts;

static inline void annex_set_texts(lxw_data_validation *_Nonnull validation, annex_validation_texts texts) {
  validation->input_title = (char *)texts.input_title;
  validation->input_message = (char *)texts.input_message;
  validation->error_title = (char *)texts.error_title;
  validation->error_message = (char *)texts.error_message;
  validation->value_formula = (char *)texts.formula;
  validation->value_list = (void *)texts.list;
}

static inline void annex_set_title(lxw_doc_properties *_Nonnull properties, const char *_Nonnull title) {
  properties->title = (char *)title;
}

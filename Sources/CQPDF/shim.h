#pragma once
#include <qpdf/qpdf-c.h>
#include "../CLateLibrary/late_library.h"

// The functions of libqpdf that are called.
#define ANNEX_QPDF_FUNCTIONS(EACH) \
  EACH(qpdf_cleanup) EACH(qpdf_get_error) \
  EACH(qpdf_get_error_full_text) EACH(qpdf_get_object_by_id) EACH(qpdf_get_root) EACH(qpdf_get_trailer) \
  EACH(qpdf_has_error) EACH(qpdf_init) EACH(qpdf_next_warning) \
  EACH(qpdf_oh_begin_dict_key_iter) EACH(qpdf_oh_dict_more_keys) EACH(qpdf_oh_dict_next_key) \
  EACH(qpdf_oh_get_array_item) EACH(qpdf_oh_get_bool_value) EACH(qpdf_oh_get_array_n_items) EACH(qpdf_oh_get_binary_string_value) \
  EACH(qpdf_oh_get_binary_utf8_value) EACH(qpdf_oh_get_dict) EACH(qpdf_oh_get_generation) \
  EACH(qpdf_oh_get_int_value) EACH(qpdf_oh_get_key) EACH(qpdf_oh_get_name) EACH(qpdf_oh_get_numeric_value) \
  EACH(qpdf_oh_get_object_id) EACH(qpdf_oh_get_stream_data) EACH(qpdf_oh_get_type_code) EACH(qpdf_oh_is_array) \
  EACH(qpdf_oh_is_dictionary) EACH(qpdf_oh_is_name_and_equals) EACH(qpdf_oh_is_null) EACH(qpdf_oh_is_stream) \
  EACH(qpdf_oh_new_null) EACH(qpdf_oh_release) EACH(qpdf_oh_unparse_resolved) EACH(qpdf_read_memory) \
  EACH(qpdf_set_attempt_recovery) \
  EACH(qpdf_set_suppress_warnings) EACH(qpdf_silence_errors)

ANNEX_LATE_LIBRARY(QPDFFunctions, annex_load_qpdf, ANNEX_QPDF_FUNCTIONS)

#pragma once
#include <zip.h>
#include "../CLateLibrary/late_library.h"

// The functions of libzip that are called.
#define ANNEX_ZIP_FUNCTIONS(EACH) \
  EACH(zip_close) EACH(zip_discard) EACH(zip_fclose) EACH(zip_file_add) EACH(zip_file_set_dostime) EACH(zip_fopen_index) \
  EACH(zip_fread) EACH(zip_get_name) EACH(zip_get_num_entries) EACH(zip_open_from_source) EACH(zip_source_buffer_create) \
  EACH(zip_source_close) EACH(zip_source_free) EACH(zip_source_keep) EACH(zip_source_open) EACH(zip_source_read) \
  EACH(zip_source_zip) EACH(zip_stat_index)

ANNEX_LATE_LIBRARY(ZipFunctions, annex_load_zip, ANNEX_ZIP_FUNCTIONS)

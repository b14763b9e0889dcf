// libqpdf brings ten libraries along, GnuTLS among them: to load them takes as long as all that comes before the program.
// So the functions that are used stand here, and the library is loaded when the first one is called: no rendering needs it.

#include "shim.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static char name[32];
static void *library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  // Versions 10, 11 and 12 are libqpdf.so.28, 29 and 30.
  snprintf(name, sizeof name, "libqpdf.so.%d", QPDF_MAJOR_VERSION + 18);
  library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
}

// The function of the library, without which the program ends as it would have without a library at its beginning.
static void *find(const char *function) {
  pthread_once(&once, load);
  void *found = library == NULL ? NULL : dlsym(library, function);
  if (found == NULL) {
    fprintf(stderr, "annex: %s: 没有 %s / there is no %s\n", name, function, function);
    exit(3);
  }
  return found;
}

#define FORWARD(RESULT, FUNCTION, PARAMETERS, ARGUMENTS)                \
  RESULT FUNCTION PARAMETERS {                                          \
    static _Atomic(__typeof__(&FUNCTION)) known;                        \
    if (known == NULL) known = (__typeof__(&FUNCTION))find(#FUNCTION);  \
    return known ARGUMENTS;                                             \
  }

FORWARD(void, qpdf_cleanup, (qpdf_data *a), (a))
FORWARD(unsigned char const *, qpdf_get_buffer, (qpdf_data a), (a))
FORWARD(size_t, qpdf_get_buffer_length, (qpdf_data a), (a))
FORWARD(qpdf_error, qpdf_get_error, (qpdf_data a), (a))
FORWARD(const char *, qpdf_get_error_full_text, (qpdf_data a, qpdf_error b), (a, b))
FORWARD(qpdf_oh, qpdf_get_object_by_id, (qpdf_data a, int b, int c), (a, b, c))
FORWARD(qpdf_oh, qpdf_get_root, (qpdf_data a), (a))
FORWARD(qpdf_oh, qpdf_get_trailer, (qpdf_data a), (a))
FORWARD(QPDF_BOOL, qpdf_has_error, (qpdf_data a), (a))
FORWARD(qpdf_data, qpdf_init, (void), ())
FORWARD(QPDF_ERROR_CODE, qpdf_init_write_memory, (qpdf_data a), (a))
FORWARD(qpdf_error, qpdf_next_warning, (qpdf_data a), (a))
FORWARD(void, qpdf_oh_begin_dict_key_iter, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(QPDF_BOOL, qpdf_oh_dict_more_keys, (qpdf_data a), (a))
FORWARD(const char *, qpdf_oh_dict_next_key, (qpdf_data a), (a))
FORWARD(qpdf_oh, qpdf_oh_get_array_item, (qpdf_data a, qpdf_oh b, int c), (a, b, c))
FORWARD(int, qpdf_oh_get_array_n_items, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(const char *, qpdf_oh_get_binary_string_value, (qpdf_data a, qpdf_oh b, size_t *c), (a, b, c))
FORWARD(const char *, qpdf_oh_get_binary_utf8_value, (qpdf_data a, qpdf_oh b, size_t *c), (a, b, c))
FORWARD(qpdf_oh, qpdf_oh_get_dict, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(int, qpdf_oh_get_generation, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(long long, qpdf_oh_get_int_value, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(qpdf_oh, qpdf_oh_get_key, (qpdf_data a, qpdf_oh b, const char *c), (a, b, c))
FORWARD(const char *, qpdf_oh_get_name, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(double, qpdf_oh_get_numeric_value, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(int, qpdf_oh_get_object_id, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(QPDF_ERROR_CODE, qpdf_oh_get_stream_data,
        (qpdf_data a, qpdf_oh b, enum qpdf_stream_decode_level_e c, QPDF_BOOL *d, unsigned char **e, size_t *f),
        (a, b, c, d, e, f))
FORWARD(enum qpdf_object_type_e, qpdf_oh_get_type_code, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(QPDF_BOOL, qpdf_oh_is_array, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(QPDF_BOOL, qpdf_oh_is_dictionary, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(QPDF_BOOL, qpdf_oh_is_name_and_equals, (qpdf_data a, qpdf_oh b, const char *c), (a, b, c))
FORWARD(QPDF_BOOL, qpdf_oh_is_null, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(QPDF_BOOL, qpdf_oh_is_stream, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(qpdf_oh, qpdf_oh_new_null, (qpdf_data a), (a))
FORWARD(void, qpdf_oh_release, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(const char *, qpdf_oh_unparse_resolved, (qpdf_data a, qpdf_oh b), (a, b))
FORWARD(QPDF_ERROR_CODE, qpdf_read_memory,
        (qpdf_data a, const char *b, const char *c, unsigned long long d, const char *e), (a, b, c, d, e))
FORWARD(void, qpdf_set_attempt_recovery, (qpdf_data a, QPDF_BOOL b), (a, b))
FORWARD(void, qpdf_set_object_stream_mode, (qpdf_data a, enum qpdf_object_stream_e b), (a, b))
FORWARD(void, qpdf_set_stream_data_mode, (qpdf_data a, enum qpdf_stream_data_e b), (a, b))
FORWARD(void, qpdf_set_suppress_warnings, (qpdf_data a, QPDF_BOOL b), (a, b))
FORWARD(void, qpdf_silence_errors, (qpdf_data a), (a))
FORWARD(QPDF_ERROR_CODE, qpdf_write, (qpdf_data a), (a))

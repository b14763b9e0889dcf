#pragma once
#include <cups/cups.h>
#include <cups/pwg.h>
#include <dlfcn.h>
#include <stddef.h>

// The functions of libcups that are called. The library is loaded when printing begins: it brings twenty others along, and
// whoever only renders does without them.
#define ANNEX_CUPS_FUNCTIONS(EACH) \
  EACH(cupsAddOption) EACH(cupsCancelDestJob) EACH(cupsCheckDestSupported) EACH(cupsCopyDestInfo) \
  EACH(cupsCreateDestJob) EACH(cupsDoRequest) EACH(cupsEncryption) EACH(cupsFindDestSupported) \
  EACH(cupsFinishDestDocument) EACH(cupsFreeDestInfo) EACH(cupsFreeDests) EACH(cupsFreeOptions) EACH(cupsGetDests2) \
  EACH(cupsGetNamedDest) EACH(cupsGetOption) EACH(cupsLastError) EACH(cupsLastErrorString) EACH(cupsServer) \
  EACH(cupsStartDestDocument) EACH(cupsUser) EACH(cupsWriteRequestData) EACH(httpClose) EACH(httpConnect2) \
  EACH(ippAddInteger) EACH(ippAddString) EACH(ippAddStrings) EACH(ippDelete) EACH(ippFindAttribute) \
  EACH(ippGetBoolean) EACH(ippGetCount) EACH(ippGetInteger) EACH(ippGetString) EACH(ippGetValueTag) \
  EACH(ippNewRequest) EACH(ippPort) EACH(ippSetString) EACH(pwgMediaForLegacy) EACH(pwgMediaForPPD) \
  EACH(pwgMediaForPWG)

typedef struct {
#define ANNEX_CUPS_MEMBER(NAME) __typeof__(NAME) *_Nonnull NAME;
  ANNEX_CUPS_FUNCTIONS(ANNEX_CUPS_MEMBER)
#undef ANNEX_CUPS_MEMBER
} CUPSFunctions;

// The functions; NULL where the machine has no libcups, or one without some of them.
static inline const CUPSFunctions *_Nullable annex_load_cups(void) {
  static CUPSFunctions functions;
  void *library = dlopen("libcups.so.2", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return NULL;
#define ANNEX_CUPS_FIND(NAME) \
  functions.NAME = (__typeof__(functions.NAME))dlsym(library, #NAME); \
  if ((void *)functions.NAME == NULL) return NULL;
  ANNEX_CUPS_FUNCTIONS(ANNEX_CUPS_FIND)
#undef ANNEX_CUPS_FIND
  return &functions;
}

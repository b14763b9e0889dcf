#pragma once
#include <cups/cups.h>
#include <cups/pwg.h>
#include "../CLateLibrary/late_library.h"

// The functions of libcups that are called.
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

ANNEX_LATE_LIBRARY(CUPSFunctions, annex_load_cups, ANNEX_CUPS_FUNCTIONS)

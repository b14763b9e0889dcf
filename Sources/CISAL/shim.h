#pragma once
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

/// The bytes that the first level works in. Swift does not import macros that calculate.
enum { annex_isal_level_1_size = ISAL_DEF_LVL1_DEFAULT };

#pragma once
#include "CScans.h"

// Makes room for rows of a picture, each of whole bytes; the size is checked first.
AnnexScanStatus picture_begin(AnnexPicture *picture, uint64_t width, uint64_t height, int32_t channels, int32_t bits);
// How many bytes a row of it has.
size_t picture_row(const AnnexPicture *picture);
// Frees it unless all went well, of which it gives `status`.
AnnexScanStatus picture_end(AnnexPicture *picture, AnnexScanStatus status);

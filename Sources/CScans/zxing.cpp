#include <dlfcn.h>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#include <ZXing/ZXVersion.h>

#include "CScans.h"

// zxing has no interface for C on Debian 12, so its functions are found by the names that C++ gives them. Version 2.2 calls
// the options of a reader otherwise.
#if ZXING_VERSION_MAJOR > 2 || (ZXING_VERSION_MAJOR == 2 && ZXING_VERSION_MINOR >= 2)
using Options = ZXing::ReaderOptions;
static const char *const library = "libZXing.so.3";
static const char *const readName = "_ZN5ZXing12ReadBarcodesERKNS_9ImageViewERKNS_13ReaderOptionsE";
#else
using Options = ZXing::DecodeHints;
static const char *const library = "libZXing.so.2";
static const char *const readName = "_ZN5ZXing12ReadBarcodesERKNS_9ImageViewERKNS_11DecodeHintsE";
#endif

static ZXing::Results (*readCodes)(const ZXing::ImageView &, const Options &);
static const ZXing::ByteArray &(*bytesOf)(const ZXing::Result *);

int annex_load_zxing(void) {
  void *loaded = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (loaded == nullptr) return 0;
  readCodes = reinterpret_cast<decltype(readCodes)>(dlsym(loaded, readName));
  bytesOf = reinterpret_cast<decltype(bytesOf)>(dlsym(loaded, "_ZNK5ZXing6Result5bytesEv"));
  return readCodes != nullptr && bytesOf != nullptr;
}

// From the upper left corner to the upper right one: an upright code has them side by side.
static int32_t quarterTurns(const ZXing::Position &corners) {
  int across = corners.topRight().x - corners.topLeft().x, down = corners.topRight().y - corners.topLeft().y;
  if (across * across >= down * down) return across >= 0 ? 0 : 2;
  return down >= 0 ? 1 : 3;
}

void annex_zxing_read(
    const uint8_t *pixels, int32_t width, int32_t height, AnnexFoundCode found, void *context) {
  try {
    Options options;
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    ZXing::ImageView view(pixels, width, height, ZXing::ImageFormat::Lum);
    for (const ZXing::Result &result : readCodes(view, options)) {
      // Result::isValid, which says the same, is not found by name here, and no part of the header on Debian 13.
      if (result.format() == ZXing::BarcodeFormat::None || result.error()) continue;
      const ZXing::ByteArray &bytes = bytesOf(&result);
      found(context, reinterpret_cast<const char *>(bytes.data()), bytes.size(), quarterTurns(result.position()));
    }
  } catch (...) {
    // Its readers throw where memory ends; then nothing was found.
  }
}

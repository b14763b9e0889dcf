#pragma once
#include <qpdf/qpdf-c.h>

// Loads libqpdf, if it is there. Else this happens when the first of its functions is called.
void annex_prepare_qpdf(void);

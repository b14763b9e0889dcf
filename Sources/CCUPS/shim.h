#pragma once
#include <cups/cups.h>
#include <cups/pwg.h>

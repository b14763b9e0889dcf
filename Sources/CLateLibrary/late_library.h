#pragma once
#include <dlfcn.h>
#include <stddef.h>

// A library that is loaded when it is first needed: it brings ten or twenty others along, and whoever only renders does
// without them. ANNEX_LATE_LIBRARY(TABLE, LOAD, FUNCTIONS) makes two things of FUNCTIONS, which names the library's functions
// that are called:
//
// - TABLE, a structure with a pointer to each of them, whose type is that of its declaration;
// - LOAD(name), which loads the library called `name` and gives its table; NULL where the machine has no such library, or one
//   without some of the functions or of what it needs itself. It is called once, by one thread.
#define ANNEX_LATE_LIBRARY(TABLE, LOAD, FUNCTIONS)                          \
  typedef struct {                                                          \
    FUNCTIONS(ANNEX_LATE_MEMBER)                                            \
  } TABLE;                                                                  \
  static inline const TABLE *_Nullable LOAD(const char *_Nonnull name) {    \
    static TABLE table;                                                     \
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);                    \
    if (library == NULL) return NULL;                                       \
    FUNCTIONS(ANNEX_LATE_FIND)                                              \
    return &table;                                                          \
  }

#define ANNEX_LATE_MEMBER(NAME) __typeof__(NAME) *_Nonnull NAME;
#define ANNEX_LATE_FIND(NAME)                              \
  table.NAME = (__typeof__(table.NAME))dlsym(library, #NAME); \
  if ((void *)table.NAME == NULL) return NULL;

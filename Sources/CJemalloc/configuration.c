#include <jemalloc/jemalloc.h>

// Half of the page faults of a short run are in memory that it touches for the first time: huge pages take them together.
// Pango starts threads that live for a blink; with arenas of the processors they need no memory of their own.
const char *malloc_conf = "thp:always,percpu_arena:percpu";

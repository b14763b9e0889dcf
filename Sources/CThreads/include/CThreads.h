#ifndef CTHREADS_H
#define CTHREADS_H

#include <stddef.h>

/// Gives every thread that is begun from now on a stack of `size` bytes, unless whoever begins it asks for another.
/// glibc's own function is out of reach from Swift. Returns 0, or an error number.
int annex_set_stack_size(size_t size);

#endif

#define _GNU_SOURCE
#include "CThreads.h"

#include <pthread.h>

int annex_set_stack_size(size_t size) {
    pthread_attr_t attributes;
    int failure = pthread_attr_init(&attributes);
    if (failure != 0) return failure;
    failure = pthread_attr_setstacksize(&attributes, size);
    if (failure == 0) failure = pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
    return failure;
}

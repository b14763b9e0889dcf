// Stands between a program and the system: notes the calls that concern a folder, and lets one of them go wrong.
//
// CALLS_FOLDER  the folder; calls that concern no path in it pass unseen
// CALLS_LOG     the file that takes a line for each call: its name and the path, of rename both
// CALLS_AT      which call goes wrong: NAME:N:WORDS is the Nth call of NAME whose line holds WORDS, from 1; N may be 0 for all
// CALLS_ACTION  how: kill, fail (EIO), interrupt (EINTR, each call once), wait (says so on standard output and goes on when
//               a byte comes on standard input)
// CALLS_HIDDEN  a library that the machine seems not to have: whoever loads one whose name begins so gets none
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

static int calls;
static __thread int interrupted;

static void note(const char *line) {
    const char *log = getenv("CALLS_LOG");
    if (!log) return;
    int file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    char text[2100];
    int length = snprintf(text, sizeof text, "%s\n", line);
    syscall(SYS_write, file, text, length);
    syscall(SYS_close, file);
}

// Whether the call fails, with errno set.
static int meets(const char *name, const char *path, const char *other) {
    const char *folder = getenv("CALLS_FOLDER"), *at = getenv("CALLS_AT"), *action = getenv("CALLS_ACTION");
    if (!folder || (strncmp(path, folder, strlen(folder)) && strncmp(other, folder, strlen(folder)))) return 0;
    char line[2048], wanted[32], words[256] = "";
    int number;
    snprintf(line, sizeof line, "%s %s%s%s", name, path, *other ? " " : "", other);
    note(line);
    if (!at || sscanf(at, "%31[^:]:%d:%255[^\n]", wanted, &number, words) < 2) return 0;
    if (strcmp(name, wanted) || !strstr(line, words)) return 0;
    if (number && __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST) != number) return 0;
    if (!strcmp(action, "kill")) syscall(SYS_kill, getpid(), SIGKILL);
    if (!strcmp(action, "wait")) {
        char byte = '!';
        syscall(SYS_write, 1, &byte, 1);
        syscall(SYS_read, 0, &byte, 1);
        return 0;
    }
    if (!strcmp(action, "interrupt")) {
        interrupted = !interrupted;
        errno = EINTR;
        return interrupted;
    }
    errno = EIO;
    return 1;
}

static const char *path_of(int file, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, size - 1);
    path[length < 0 ? 0 : length] = 0;
    return path;
}

ssize_t write(int file, const void *bytes, size_t count) {
    char path[1024];
    if (meets("write", path_of(file, path, sizeof path), "")) return -1;
    return syscall(SYS_write, file, bytes, count);
}

int fsync(int file) {
    char path[1024];
    int result = syscall(SYS_fsync, file);
    if (meets("fsync", path_of(file, path, sizeof path), "")) return -1;
    return result;
}

int rename(const char *from, const char *to) {
    if (meets("rename", from, to)) return -1;
    return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int link(const char *from, const char *to) {
    if (meets("link", from, to)) return -1;
    return syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int flock(int file, int operation) {
    char path[1024];
    if (meets("flock", path_of(file, path, sizeof path), "")) return -1;
    return syscall(SYS_flock, file, operation);
}

void *dlopen(const char *name, int flags) {
    const char *hidden = getenv("CALLS_HIDDEN");
    if (hidden && name && !strncmp(name, hidden, strlen(hidden))) return NULL;
    void *(*load)(const char *, int) = (void *(*)(const char *, int))dlsym(RTLD_NEXT, "dlopen");
    return load(name, flags);
}

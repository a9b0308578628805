/* Makes system calls on the school's database fail, by order of a control file.
 *
 * Preloaded into the server (LD_PRELOAD), it stands before the C library's own functions, counts the
 * calls on files whose name contains ".sqlite", and lets those with the ordered numbers fail with
 * the ordered error, without doing anything. Everything else goes through.
 *
 * FAULTS_CONTROL names a file of PAGE bytes that both sides map or write; see `struct control`. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum { PAGE = 8192, KINDS = PAGE - 64 };

struct control {
    int64_t calls;  /* counted since the order */
    int64_t first;  /* the first call that fails, from 1; 0: none */
    int64_t last;   /* the last call that fails */
    int64_t error;  /* errno */
    int64_t failed; /* how many calls failed */
    int64_t mask;   /* 1 << kind: what is counted, and may fail */
    int64_t main;   /* only calls on the main file */
    int64_t spare;
    char kinds[KINDS]; /* what each counted call was */
};

enum { WRITE, SYNC, TRUNCATE, UNLINK, OPEN, READ, LOCK };
static const char LETTERS[] = "wstuorl";

static struct control *control;

__attribute__((constructor)) static void begin(void)
{
    const char *name = getenv("FAULTS_CONTROL");
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    int file = name ? real(name, O_RDWR) : -1;
    if (file < 0) {
        fprintf(stderr, "inject: FAULTS_CONTROL names no file\n");
        abort();
    }
    void *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (page == MAP_FAILED) {
        fprintf(stderr, "inject: the control file cannot be mapped\n");
        abort();
    }
    close(file);
    control = page;
}

/* Whether this call fails; sets errno. */
static int fails(int kind)
{
    if (!(control->mask & (1 << kind)))
        return 0;
    int64_t number = __atomic_add_fetch(&control->calls, 1, __ATOMIC_SEQ_CST);
    if (number <= KINDS)
        control->kinds[number - 1] = LETTERS[kind];
    int64_t first = __atomic_load_n(&control->first, __ATOMIC_SEQ_CST);
    if (!first || number < first || number > control->last)
        return 0;
    __atomic_add_fetch(&control->failed, 1, __ATOMIC_SEQ_CST);
    errno = (int)control->error;
    return 1;
}

static int path_fails(const char *path, int kind)
{
    const char *end = path ? strstr(path, ".sqlite") : NULL;
    if (!control || !end || (control->main && end[strlen(".sqlite")]))
        return 0;
    return fails(kind);
}

static int file_fails(int file, int kind)
{
    char link[64], path[4096];
    if (!control || !control->mask)
        return 0;
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length <= 0)
        return 0;
    path[length] = 0;
    return path_fails(path, kind);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int file, const void *bytes, size_t length)
{
    REAL(write);
    return file_fails(file, WRITE) ? -1 : real(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at)
{
    REAL(pwrite);
    return file_fails(file, WRITE) ? -1 : real(file, bytes, length, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at)
{
    REAL(pwrite64);
    return file_fails(file, WRITE) ? -1 : real(file, bytes, length, at);
}

ssize_t pread(int file, void *bytes, size_t length, off_t at)
{
    REAL(pread);
    return file_fails(file, READ) ? -1 : real(file, bytes, length, at);
}

ssize_t pread64(int file, void *bytes, size_t length, off64_t at)
{
    REAL(pread64);
    return file_fails(file, READ) ? -1 : real(file, bytes, length, at);
}

int fsync(int file)
{
    REAL(fsync);
    return file_fails(file, SYNC) ? -1 : real(file);
}

int fdatasync(int file)
{
    REAL(fdatasync);
    return file_fails(file, SYNC) ? -1 : real(file);
}

int ftruncate(int file, off_t length)
{
    REAL(ftruncate);
    return file_fails(file, TRUNCATE) ? -1 : real(file, length);
}

int ftruncate64(int file, off64_t length)
{
    REAL(ftruncate64);
    return file_fails(file, TRUNCATE) ? -1 : real(file, length);
}

int unlink(const char *path)
{
    REAL(unlink);
    return path_fails(path, UNLINK) ? -1 : real(path);
}

/* Opening fails only where it would allow to write: SQLite then opens for reading. */
static int open_fails(const char *path, int flags)
{
    return (flags & O_ACCMODE) != O_RDONLY && path_fails(path, OPEN);
}

static mode_t mode_of(int flags, va_list rest)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    REAL(open);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_fails(path, flags) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    REAL(open64);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_fails(path, flags) ? -1 : real(path, flags, mode);
}

/* Taking a lock may fail; giving one back never does. */
static int lock_fails(int file, int command, void *argument)
{
    if (command != F_SETLK && command != F_SETLKW)
        return 0;
    return ((struct flock *)argument)->l_type != F_UNLCK && file_fails(file, LOCK);
}

int fcntl(int file, int command, ...)
{
    REAL(fcntl);
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    return lock_fails(file, command, argument) ? -1 : real(file, command, argument);
}

int fcntl64(int file, int command, ...)
{
    REAL(fcntl64);
    va_list rest;
    va_start(rest, command);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    return lock_fails(file, command, argument) ? -1 : real(file, command, argument);
}

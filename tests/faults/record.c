/* Records what a server does to the school's database, in the order in which it does it.
 *
 * Preloaded into the server (LD_PRELOAD), it stands before the C library's own functions. For files
 * whose name contains ".sqlite" (but not "-shm", which is memory), each write, sync, truncation and
 * removal that succeeded is appended to the file that RECORD_LOG names, before the caller goes on:
 *
 *   struct op, the name of the file, the bytes that were written
 *
 * One lock is held over the call and its line, so that the order is the true one. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

struct op {
    uint32_t kind; /* 'w', 's', 't', 'u' */
    uint32_t name; /* how long the name is */
    uint64_t at;   /* where it was written; the new length of the file */
    uint64_t length;
};

static int journal = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void)
{
    const char *name = getenv("RECORD_LOG");
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    journal = name ? real(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (journal < 0) {
        fprintf(stderr, "record: RECORD_LOG names no file\n");
        abort();
    }
}

/* Whether this is a file to record. */
static int is_ours(const char *path)
{
    return path && strstr(path, ".sqlite") && !strstr(path, "-shm") && !strstr(path, ".part");
}

static int is_file_ours(int file, char path[4096])
{
    char link[64];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, 4095);
    errno = before;
    if (length <= 0)
        return 0;
    path[length] = 0;
    return is_ours(path);
}

static void note(char kind, const char *path, uint64_t at, const void *bytes, uint64_t length)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct op op = {(uint32_t)kind, (uint32_t)strlen(name), at, length};
    struct iovec parts[3] = {
        {&op, sizeof op}, {(void *)name, op.name}, {(void *)bytes, bytes ? length : 0}};
    ssize_t whole = (ssize_t)(sizeof op + op.name + parts[2].iov_len);
    int before = errno;
    if (writev(journal, parts, 3) != whole) {
        fprintf(stderr, "record: the log cannot be written\n");
        abort();
    }
    errno = before;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* Runs the call under the lock; a short write is recorded as far as it went. */
#define RECORDED(type, call, kind, at, bytes, length)                                               \
    char path[4096];                                                                               \
    if (journal < 0 || !is_file_ours(file, path))                                                  \
        return call;                                                                               \
    pthread_mutex_lock(&lock);                                                                     \
    type done = call;                                                                              \
    if (done >= 0)                                                                                 \
        note(kind, path, (uint64_t)(at), bytes, (uint64_t)(length));                               \
    pthread_mutex_unlock(&lock);                                                                   \
    return done

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at)
{
    REAL(pwrite);
    RECORDED(ssize_t, real(file, bytes, length, at), 'w', at, bytes, done);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at)
{
    REAL(pwrite64);
    RECORDED(ssize_t, real(file, bytes, length, at), 'w', at, bytes, done);
}

ssize_t write(int file, const void *bytes, size_t length)
{
    REAL(write);
    RECORDED(ssize_t, real(file, bytes, length), 'w', lseek(file, 0, SEEK_CUR) - done, bytes, done);
}

int fsync(int file)
{
    REAL(fsync);
    RECORDED(int, real(file), 's', 0, NULL, 0);
}

int fdatasync(int file)
{
    REAL(fdatasync);
    RECORDED(int, real(file), 's', 0, NULL, 0);
}

int ftruncate(int file, off_t length)
{
    REAL(ftruncate);
    RECORDED(int, real(file, length), 't', length, NULL, 0);
}

int ftruncate64(int file, off64_t length)
{
    REAL(ftruncate64);
    RECORDED(int, real(file, length), 't', length, NULL, 0);
}

int unlink(const char *path)
{
    REAL(unlink);
    if (journal < 0 || !is_ours(path))
        return real(path);
    pthread_mutex_lock(&lock);
    int done = real(path);
    if (done == 0)
        note('u', path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return done;
}

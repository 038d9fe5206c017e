/* Stands between a test's child process and the system's disk (LD_PRELOAD).
 *
 * What happens to files under DISK_UNDER is written down in DISK_JOURNAL, in order and with every
 * byte, and DISK_FAULT="N:ERRNO:MANY" lets the N-th call and MANY - 1 after it fail. The child
 * speaks to it by unlinking a name that begins with '@': "@arm" begins to count and to fail calls,
 * "@fault N:ERRNO:MANY" does so with other numbers, "@rest" ends it, anything else is a mark in the
 * journal. An ERRNO below zero is a signal that ends the process before the call.
 *
 * A record is: one letter, then six little-endian numbers of 64 bits (their meaning stands beside
 * each call), then two byte strings whose lengths are the last two numbers.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define FDS 1024

static char under[512];
static size_t under_length;
static int journal = -1;
static unsigned char watched[FDS];
static long fault_at, fault_errno, fault_many, calls, failed;
static int armed;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void set_fault(const char *text) {
    char *rest;
    fault_at = strtol(text, &rest, 10);
    fault_errno = *rest ? strtol(rest + 1, &rest, 10) : EIO;
    fault_many = *rest ? strtol(rest + 1, &rest, 10) : 1;
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("DISK_UNDER"), *path = getenv("DISK_JOURNAL"), *fault = getenv("DISK_FAULT");
    if (!folder || strlen(folder) >= sizeof under) return;
    strcpy(under, folder);
    under_length = strlen(under);
    if (path) journal = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fault) set_fault(fault);
    unsetenv("LD_PRELOAD");
}

static int ours(const char *path) {
    return under_length && path && strncmp(path, under, under_length) == 0 &&
           (path[under_length] == 0 || path[under_length] == '/');
}

static int ours_fd(int fd) { return fd >= 0 && fd < FDS && watched[fd]; }

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        long done = syscall(SYS_write, journal, at, length);
        if (done <= 0) abort();
        at += done;
        length -= (size_t)done;
    }
}

static void record(char what, uint64_t a, uint64_t b, uint64_t c, const void *one, size_t one_length,
                   const void *two, size_t two_length) {
    if (journal < 0) return;
    int before = errno;
    unsigned char head[49] = {0};
    uint64_t numbers[6] = {a, b, c, 0, one_length, two_length};
    head[0] = (unsigned char)what;
    memcpy(head + 1, numbers, sizeof numbers);
    pthread_mutex_lock(&lock);
    put(head, sizeof head);
    put(one, one_length);
    put(two, two_length);
    pthread_mutex_unlock(&lock);
    errno = before;
}

/* What a call does: a full disk can still be read and emptied, a read-only one read. */
enum { READS, REMOVES, WRITES };

/* Counts a call; says whether it fails now. */
static int fails(int what) {
    if (!armed) return 0;
    if (fault_errno == ENOSPC && what != WRITES) return 0;
    if (fault_errno == EROFS && what == READS) return 0;
    pthread_mutex_lock(&lock);
    long n = ++calls;
    int now = fault_at > 0 && n >= fault_at && (fault_many == 0 || n < fault_at + fault_many);
    if (now) failed++;
    pthread_mutex_unlock(&lock);
    if (now && fault_errno < 0) {
        syscall(SYS_kill, getpid(), (int)-fault_errno);
        for (;;) pause();
    }
    if (now) errno = (int)fault_errno;
    return now;
}

/* 'O' fd, flags, whether it was there before; path */
static int opened(int fd, const char *path, int flags, int there) {
    if (fd >= 0 && fd < FDS) {
        watched[fd] = 1;
        record('O', (uint64_t)fd, (uint64_t)flags, (uint64_t)there, path, strlen(path), "", 0);
    }
    return fd;
}

static int is_there(const char *path) {
    struct stat found;
    int before = errno;
    int answer = syscall(SYS_newfstatat, AT_FDCWD, path, &found, 0) == 0;
    errno = before;
    return answer;
}

static int open_it(int folder, const char *path, int flags, mode_t mode) {
    if (!ours(path)) {
        int fd = (int)syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode);
        if (fd >= 0 && fd < FDS) watched[fd] = 0;
        return fd;
    }
    int there = is_there(path);
    int what = (flags & O_CREAT) && !there ? WRITES : (flags & O_ACCMODE) != O_RDONLY ? REMOVES : READS;
    if (fails(what)) return -1;
    return opened((int)syscall(SYS_openat, folder, path, flags | O_LARGEFILE, mode), path, flags, there);
}

#define MODE(flags, mode) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { va_list list; va_start(list, flags); mode = (mode_t)va_arg(list, int); va_end(list); }

int open(const char *path, int flags, ...) { MODE(flags, mode) return open_it(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, mode) return open_it(AT_FDCWD, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_it(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_it(AT_FDCWD, path, flags, 0); }
int openat(int at, const char *path, int flags, ...) { MODE(flags, mode) return open_it(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags, mode) return open_it(at, path, flags, mode); }

/* 'C' fd */
int close(int fd) {
    if (ours_fd(fd)) {
        watched[fd] = 0;
        record('C', (uint64_t)fd, 0, 0, "", 0, "", 0);
    }
    return (int)syscall(SYS_close, fd);
}

/* 'W' fd, offset; bytes */
static ssize_t write_it(int fd, const void *bytes, size_t length, off_t offset, int moves) {
    if (!ours_fd(fd)) return moves ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (fails(WRITES)) return -1;
    if (moves) {
        int flags = (int)syscall(SYS_fcntl, fd, F_GETFL);
        offset = (off_t)syscall(SYS_lseek, fd, 0, (flags & O_APPEND) ? SEEK_END : SEEK_CUR);
    }
    ssize_t done = moves ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (done > 0) record('W', (uint64_t)fd, (uint64_t)offset, 0, bytes, (size_t)done, "", 0);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return write_it(fd, bytes, length, 0, 1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return write_it(fd, bytes, length, at, 0); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return write_it(fd, bytes, length, at, 0); }

/* Not written down: reading can fail, though. */
static int read_fails(int fd) { return ours_fd(fd) && fails(READS); }

ssize_t read(int fd, void *bytes, size_t length) {
    return read_fails(fd) ? -1 : syscall(SYS_read, fd, bytes, length);
}
ssize_t pread(int fd, void *bytes, size_t length, off_t at) {
    return read_fails(fd) ? -1 : syscall(SYS_pread64, fd, bytes, length, at);
}
ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) {
    return read_fails(fd) ? -1 : syscall(SYS_pread64, fd, bytes, length, at);
}

/* Ways around read and write: whoever wants one takes the long way. */
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t length, unsigned flags) {
    if (!ours_fd(in) && !ours_fd(out)) return syscall(SYS_copy_file_range, in, in_at, out, out_at, length, flags);
    errno = ENOSYS;
    return -1;
}
static ssize_t sendfile_it(int out, int in, off_t *at, size_t length) {
    if (!ours_fd(in) && !ours_fd(out)) return syscall(SYS_sendfile, out, in, at, length);
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile(int out, int in, off_t *at, size_t length) { return sendfile_it(out, in, at, length); }
ssize_t sendfile64(int out, int in, off64_t *at, size_t length) { return sendfile_it(out, in, at, length); }

/* 'T' fd, length */
static int truncate_it(int fd, off_t length) {
    if (ours_fd(fd) && fails(WRITES)) return -1;
    int done = (int)syscall(SYS_ftruncate, fd, length);
    if (done == 0 && ours_fd(fd)) record('T', (uint64_t)fd, (uint64_t)length, 0, "", 0, "", 0);
    return done;
}
int ftruncate(int fd, off_t length) { return truncate_it(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncate_it(fd, length); }

/* 'S' fd */
static int sync_it(long number, int fd) {
    if (!ours_fd(fd)) return (int)syscall(number, fd);
    if (fails(WRITES)) return -1;
    /* The disk beneath is made of memory, and the power cut is ours: nothing to wait for. */
    record('S', (uint64_t)fd, 0, 0, "", 0, "", 0);
    return 0;
}
int fsync(int fd) { return sync_it(SYS_fsync, fd); }
int fdatasync(int fd) { return sync_it(SYS_fdatasync, fd); }

/* 'R'; from; to */
int rename(const char *from, const char *to) {
    REAL(rename);
    if (!ours(from) && !ours(to)) return real(from, to);
    if (fails(WRITES)) return -1;
    int done = real(from, to);
    if (done == 0) record('R', 0, 0, 0, from, strlen(from), to, strlen(to));
    return done;
}

/* 'M'; text, or 'U'; path */
int unlink(const char *path) {
    REAL(unlink);
    if (!ours(path)) return real(path);
    if (path[under_length] == '/' && path[under_length + 1] == '@') {
        const char *name = path + under_length + 1;
        if (!strncmp(name, "@fault ", 7)) set_fault(name + 7), armed = 1, calls = failed = 0;
        else if (!strcmp(name, "@arm")) armed = 1, calls = failed = 0;
        else if (!strcmp(name, "@rest")) {
            armed = 0;
            /* How many calls there were and how many failed. */
            record('N', (uint64_t)calls, (uint64_t)failed, 0, "", 0, "", 0);
        } else record('M', 0, 0, 0, name + 1, strlen(name + 1), "", 0);
        errno = ENOENT;
        return -1;
    }
    if (fails(REMOVES)) return -1;
    int done = real(path);
    if (done == 0) record('U', 0, 0, 0, path, strlen(path), "", 0);
    return done;
}

/* 'D'; path */
int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (!ours(path)) return real(path, mode);
    if (fails(WRITES)) return -1;
    int done = real(path, mode);
    if (done == 0) record('D', 0, 0, 0, path, strlen(path), "", 0);
    return done;
}

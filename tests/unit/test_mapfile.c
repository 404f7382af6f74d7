/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files read into memory: they stay what they were, however large, and nothing is waited for. */
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kern/mapfile.h"

static int failures;

static void check(bool is_ok, const char *what)
{
	printf("%s %s\n", is_ok ? "ok" : "not ok", what);
	failures += !is_ok;
}

static char dir[] = "/tmp/bpfi-unit.XXXXXX";

static const char *path_of(const char *name)
{
	static char path[64];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

/* A mapping would end the reader here with SIGBUS. */
static void test_truncated(size_t size)
{
	const char *path = path_of("large");
	int fd = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
	const void *data = NULL;
	struct err err = {0};
	size_t got = 0, sum = 0;
	char what[96];

	if (fd < 0 || pwrite(fd, "end", 3, (off_t)size - 3) != 3)
		abort();
	if (kern_map_file(path, &data, &got, &err))
		printf("# %s\n", err.text);
	if (ftruncate(fd, 100))
		abort();
	for (size_t i = 0; i < got; i += 4096)
		sum += ((const unsigned char *)data)[i];
	snprintf(what, sizeof(what), "a file of %zu bytes that is truncated is what it was", size);
	check(got == size && !sum && !memcmp((const char *)data + size - 3, "end", 3), what);
	kern_unmap_file(data, got);
	close(fd);
	unlink(path);
}

static bool is_refused(int (*map)(const char *, const void **, size_t *, struct err *), const char *path,
		       const char *words)
{
	const void *data = NULL;
	struct err err = {0};
	size_t size = 0;

	if (map(path, &data, &size, &err))
		return strstr(err.text, words);
	kern_unmap_file(data, size);
	return false;
}

/* Opens late, and writes even later. */
static void *write_late(void *path)
{
	int fd;

	usleep(200 * 1000);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	usleep(1300 * 1000);
	if (fd >= 0 && write(fd, "late", 4) != 4)
		abort();
	close(fd);
	return NULL;
}

static void test_pipe(void)
{
	const char *path = path_of("pipe");
	const void *data = NULL;
	struct err err = {0};
	pthread_t writer;
	size_t size = 0;

	if (mkfifo(path, 0600))
		abort();
	check(is_refused(kern_map_file, path, "without a writer"),
	      "a pipe without a writer is not waited for");
	check(is_refused(kern_map_regular, path, "not a regular file"),
	      "a pipe that nobody named is refused");
	if (pthread_create(&writer, NULL, write_late, (void *)(uintptr_t)path))
		abort();
	check(!kern_map_file(path, &data, &size, &err) && size == 4 && !memcmp(data, "late", 4),
	      "a pipe whose writer comes late is read");
	pthread_join(writer, NULL);
	kern_unmap_file(data, size);
	unlink(path);
}

/* As a shell makes them: the writer may take its time, or end without a word. */
static void test_unnamed_pipe(void)
{
	const void *data = NULL;
	struct err err = {0};
	char path[64];
	size_t size = 1;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		abort();
	close(ends[1]);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	check(!kern_map_file(path, &data, &size, &err) && !size,
	      "what ended without a word is an empty file");
	close(ends[0]);
}

int main(void)
{
	if (!mkdtemp(dir))
		abort();
	test_truncated(4096 + 5);
	test_truncated((65u << 20) + 5);
	test_pipe();
	test_unnamed_pipe();
	check(is_refused(kern_map_regular, "/dev/zero", "not a regular file"), "a device is refused");
	check(is_refused(kern_map_file, "/dev/zero", "/dev/zero"), "a stream without end is given up");
	rmdir(dir);
	return failures != 0;
}

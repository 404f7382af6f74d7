/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The smaller facts of this machine: files of /proc and /sys, processes, interface names, the boot time. */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum {
	READ_STEP = 4000,     /* a page less the bookkeeping: one read for nearly every file of /proc */
	READ_MAX = 256 << 20, /* far above any file of /proc or /sys that is read whole */
	BOOT_READINGS = 8,
	NS_PER_S = 1000000000,
	BOOT_GRID_NS = 10000000,
};

static const uint32_t BPFFS_MAGIC = 0xcafe4a11;

int live_read_fd(int fd, struct buf *text)
{
	for (;;) {
		char *to = buf_room(text, READ_STEP);
		ssize_t n;

		if (!to)
			return -ENOMEM;
		n = read(fd, to, text->cap - text->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -errno;
		if (!n)
			return 0;
		text->len += (size_t)n;
		if (text->len > READ_MAX)
			return -EFBIG;
	}
}

int live_read_mounts(struct buf *ret_text, struct err *err)
{
	auto_close fd = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	int r;

	if (fd < 0)
		return err_set(err, errno, "/proc/self/mountinfo");
	buf_reset(ret_text);
	r = live_read_fd(fd, ret_text);
	return r ? err_set(err, -r, "/proc/self/mountinfo") : 0;
}

bool live_is_bpffs(const char *path)
{
	struct statfs fs;

	return !statfs(path, &fs) && (uint32_t)fs.f_type == BPFFS_MAGIC;
}

int live_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err)
{
	auto_close fd = open(path, O_RDONLY | O_CLOEXEC);
	int r;

	(void)k;
	if (fd < 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return KERN_NONE;
		err_set(err, errno, "%s", path);
		return rights_explain(err, RIGHTS_FILE);
	}
	buf_reset(ret_text);
	r = live_read_fd(fd, ret_text);
	if (r == -ESRCH)
		return KERN_NONE;
	if (!r)
		return 0;
	err_set(err, -r, "%s", path);
	return rights_explain(err, RIGHTS_FILE);
}

/*
 * Lines are ID:CONTROLLERS:PATH. The second version's has no controllers; where a host still uses the first
 * one for its services, that line is only "/", and the service manager's own hierarchy has the real path.
 */
static void pick_cgroup(char *text, char *ret_cgroup, size_t size)
{
	const char *best = NULL;
	char *save = NULL;
	int best_rank = 0;

	for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		char *controllers = strchr(line, ':');
		char *path = controllers ? strchr(controllers + 1, ':') : NULL;
		int rank = 1;

		if (!path)
			continue;
		*path++ = '\0';
		if (strcmp(path, "/") != 0)
			rank = !controllers[1] ? 4 : !strcmp(controllers + 1, "name=systemd") ? 3 : 2;
		if (rank > best_rank) {
			best_rank = rank;
			best = path;
		}
	}
	if (best)
		snprintf(ret_cgroup, size, "%s", best);
}

int live_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err)
{
	struct kern_process process = {0};
	struct err ignored = {0};
	auto_buf text = {0};
	char path[48];
	ssize_t n;

	(void)err;
	snprintf(path, sizeof(path), "/proc/%u/exe", pid);
	n = readlink(path, process.exe, sizeof(process.exe) - 1);
	if (n < 0)
		process.exe[0] = '\0';
	snprintf(path, sizeof(path), "/proc/%u/cgroup", pid);
	if (!live_read_file(k, path, &text, &ignored) && buf_room(&text, 1)) {
		text.data[text.len] = '\0';
		pick_cgroup(text.data, process.cgroup, sizeof(process.cgroup));
	}
	snprintf(path, sizeof(path), "/proc/%u", pid);
	if (!process.exe[0] && !process.cgroup[0] && access(path, F_OK))
		return KERN_NONE;
	*ret_process = process;
	return 0;
}

int live_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err)
{
	char name[IF_NAMESIZE];

	(void)k;
	if (!if_indextoname(ifindex, name))
		return errno == ENXIO || errno == ENODEV
			       ? KERN_NONE
			       : err_set(err, errno, "name of interface %u", ifindex);
	snprintf(ret_name, size, "%s", name);
	return 0;
}

static int64_t clock_ns(clockid_t clock)
{
	struct timespec now = {0};

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * NS_PER_S + now.tv_nsec;
}

int64_t live_boot_round(const int64_t *offsets, const int64_t *widths, unsigned int count)
{
	unsigned int best = 0;
	int64_t grid;

	for (unsigned int i = 1; i < count; i++)
		if (widths[i] < widths[best])
			best = i;
	grid = offsets[best] + BOOT_GRID_NS / 2;
	return grid - ((grid % BOOT_GRID_NS) + BOOT_GRID_NS) % BOOT_GRID_NS;
}

/*
 * The two clocks cannot be read at once: one is read between two readings of the other, and the attempt that
 * took least time counts. What is left differs by less than a microsecond from run to run, which would still
 * show another second for an object loaded just at its turn; on the grid two runs agree.
 */
int live_boot_time(struct kern *k, int64_t *ret_ns, struct err *err)
{
	int64_t offsets[BOOT_READINGS], widths[BOOT_READINGS];

	(void)k;
	(void)err;
	for (int i = 0; i < BOOT_READINGS; i++) {
		int64_t before = clock_ns(CLOCK_BOOTTIME);
		int64_t real = clock_ns(CLOCK_REALTIME);
		int64_t after = clock_ns(CLOCK_BOOTTIME);

		widths[i] = after - before;
		offsets[i] = real - before - widths[i] / 2;
	}
	*ret_ns = live_boot_round(offsets, widths, BOOT_READINGS);
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bpf-host OBJECTS BPFFS TABLE: makes everything, writes "NAME KIND ID" lines to TABLE, says "ready", and
 * holds what it has until its standard input ends or it is told to.
 *
 * A child holds a few of the objects as well, so that there are some with two owners.
 */
#include "tests/live/host.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <mntent.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEPT_MAX = 512 };

struct host host = {.cgroup = -1, .scalar_btf = -1};

static struct {
	const char *name;
	int fd;
} kept[KEPT_MAX];
static unsigned int kept_count;
static FILE *table;

/* Where the info structure of a kind has its id; all are cleared first, see the kernel's 6.18. */
static uint32_t object_id(const char *kind, int fd)
{
	uint32_t info[128] = {0}, len = sizeof(info);

	if (bpf_obj_get_info_by_fd(fd, info, &len))
		return 0;
	return strcmp(kind, "btf") ? info[1] : info[3];
}

void host_skip(const char *name, const char *why)
{
	fprintf(table, "skip %s: %s\n", name, why);
}

void host_tell(const char *kind, const char *name, uint64_t number)
{
	fprintf(table, "%s %s %llu\n", name, kind, (unsigned long long)number);
}

int host_keep(const char *kind, const char *name, int fd)
{
	if (fd < 0) {
		host_skip(name, strerrorname_np(fd == -1 ? errno : -fd));
		return fd;
	}
	if (kept_count == KEPT_MAX) {
		host_skip(name, "the holder's table is full");
		return fd;
	}
	kept[kept_count].name = name;
	kept[kept_count++].fd = fd;
	host_tell(kind, name, object_id(kind, fd));
	return fd;
}

int host_fd(const char *name)
{
	for (unsigned int i = 0; i < kept_count; i++)
		if (!strcmp(kept[i].name, name))
			return kept[i].fd;
	return -1;
}

static void make_cgroup(void)
{
	FILE *f = setmntent("/proc/self/mounts", "re");
	struct mntent *m;
	char *end;

	while (f && (m = getmntent(f))) {
		if (strcmp(m->mnt_type, "cgroup2") != 0)
			continue;
		/* One of its own in it, because several hosts may run. */
		snprintf(host.cgroup_dir, sizeof(host.cgroup_dir), "%.200s/%d.bpf-host", m->mnt_dir,
			 (int)getpid());
		mkdir(host.cgroup_dir, 0755);
		end = host.cgroup_dir + strlen(host.cgroup_dir);
		snprintf(end, sizeof(host.cgroup_dir) - strlen(host.cgroup_dir), "/bpf-host");
		mkdir(host.cgroup_dir, 0755);
		host.cgroup = open(host.cgroup_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		break;
	}
	if (f)
		endmntent(f);
}

static void make_btf(void)
{
	struct btf *btf = btf__new_empty();
	__u32 size;
	const void *data;

	host.vmlinux = btf__load_vmlinux_btf();
	if (!btf || btf__add_int(btf, "unsigned int", 4, 0) < 0)
		return;
	data = btf__raw_data(btf, &size);
	host.scalar_btf = host_keep("btf", "b_scalar", bpf_btf_load(data, size, NULL));
	btf__free(btf);
}

/* Pins: one of each kind, and names that are hard to print. */
void host_make_pins(void)
{
	static const struct {
		const char *object, *path;
	} pins[] = {
		{"p_xdp", "program"},           {"m_hash", "map"},
		{"l_raw_tp", "link"},           {"p_xdp", "folder/again"},
		{"m_hash", "with space"},       {"m_array", "tab\there"},
		{"m_queue", "new\nline"},       {"m_stack", "quote\"back\\"},
		{"m_ringbuf", "\xc3\xbc-utf8"}, {"m_lru_hash", "raw-\xff"},
		{"m_devmap", "-dash"},
	};
	char path[512];

	snprintf(path, sizeof(path), "%s/folder", host.pins);
	mkdir(path, 0700);
	for (size_t i = 0; i < sizeof(pins) / sizeof(pins[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", host.pins, pins[i].path);
		if (bpf_obj_pin(host_fd(pins[i].object), path))
			host_skip(pins[i].path, strerrorname_np(errno));
	}
}

/* Keeps three objects and nothing else. */
static pid_t start_second_owner(void)
{
	int keep[] = {host_fd("p_xdp"), host_fd("m_hash"), host_fd("l_raw_tp")};
	const pid_t parent = getpid(), pid = fork();

	if (pid)
		return pid;
	prctl(PR_SET_NAME, "bpf-second");
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* The parent may have died before that. */
	if (getppid() != parent)
		_exit(1);
	for (int fd = 3; fd < KEPT_MAX * 4; fd++)
		if (fd != keep[0] && fd != keep[1] && fd != keep[2])
			close(fd);
	close(0);
	for (;;)
		pause();
}

static void stop(int signal)
{
	(void)signal;
}

static int quiet(enum libbpf_print_level level, const char *fmt, va_list ap)
{
	return level == LIBBPF_WARN && getenv("HOST_DEBUG") ? vfprintf(stderr, fmt, ap) : 0;
}

static void make_everything(void)
{
	make_cgroup();
	host_guard_start();
	make_btf();
	host.veth = host_make_veth(HOST_VETH, "bpfhost1");
	host.lost = host_make_veth(HOST_LOST, "bpflost1");
	host.netkit = host_make_netkit(HOST_NETKIT);
	host_make_maps();
	host_make_progs();
	host_make_code();
	host_make_objects();
	host_make_struct_ops();
	host_guard_tell(host_fd("m_struct_ops"));
	host_fill_maps();
	host_make_links();
	host_make_pins();
	host_tell("ifindex", "if_veth", host.veth);
	if (host.lost)
		host_delete_device(host.lost);
}

int main(int argc, char **argv)
{
	const struct sigaction on_term = {.sa_handler = stop};
	const struct rlimit files = {KEPT_MAX * 4, KEPT_MAX * 4};
	pid_t second;
	char byte;

	if (argc != 4 || !(table = fopen(argv[3], "we"))) {
		fprintf(stderr, "usage: bpf-host OBJECTS BPFFS TABLE\n");
		return 2;
	}
	host.objs = argv[1];
	host.pins = argv[2];
	setrlimit(RLIMIT_NOFILE, &files);
	sigaction(SIGTERM, &on_term, NULL);
	libbpf_set_print(quiet);
	make_everything();
	second = start_second_owner();
	host_tell("pid", "pid_host", (uint64_t)getpid());
	host_tell("pid", "pid_second", (uint64_t)second);
	fclose(table);
	puts("ready");
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	kill(second, SIGKILL);
	waitpid(second, NULL, 0);
	host_guard_end();
	return 0;
}

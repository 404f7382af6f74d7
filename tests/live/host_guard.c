/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What would outlive the holder, taken away by a process that lives a moment longer: whatever ends the holder
 * closes the pipe between them. It holds no BPF object, so that it is no owner of one.
 */
#include <bpf/bpf.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/live/host.h"

enum { FDS_MOST = 4096 };

static pid_t guard;
static int guard_pipe = -1;

/* Registered without a link it would stay. */
static void end_struct_ops(uint32_t id)
{
	int fd = id ? bpf_map_get_fd_by_id(id) : -1;

	if (fd >= 0)
		bpf_map_delete_elem(fd, &(uint32_t){0});
	close(fd);
}

static void delete_devices(void)
{
	static const char *const names[] = {HOST_VETH, HOST_LOST, HOST_NETKIT};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (if_nametoindex(names[i]))
			host_delete_device(if_nametoindex(names[i]));
}

static void delete_cgroups(void)
{
	char *end = strrchr(host.cgroup_dir, '/');

	rmdir(host.cgroup_dir);
	if (end)
		*end = '\0';
	rmdir(host.cgroup_dir);
}

static void wait_and_clean(int in)
{
	uint32_t struct_ops, last = 0;

	setsid();
	for (int signal = 1; signal < NSIG; signal++)
		if (signal != SIGCHLD)
			sigaction(signal, &(const struct sigaction){.sa_handler = SIG_IGN}, NULL);
	for (int fd = 0; fd < FDS_MOST; fd++)
		if (fd != in)
			close(fd);
	while (read(in, &struct_ops, sizeof(struct_ops)) == sizeof(struct_ops))
		last = struct_ops;
	end_struct_ops(last);
	delete_devices();
	delete_cgroups();
	_exit(0);
}

void host_guard_start(void)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return;
	guard = fork();
	if (!guard)
		wait_and_clean(ends[0]);
	close(ends[0]);
	guard_pipe = ends[1];
}

void host_guard_tell(int struct_ops_map)
{
	struct bpf_map_info info = {0};
	uint32_t len = sizeof(info);

	if (struct_ops_map >= 0 && !bpf_obj_get_info_by_fd(struct_ops_map, &info, &len) &&
	    write(guard_pipe, &info.id, sizeof(info.id)) < 0)
		perror("bpf-host");
}

void host_guard_end(void)
{
	close(guard_pipe);
	if (guard > 0)
		waitpid(guard, NULL, 0);
}

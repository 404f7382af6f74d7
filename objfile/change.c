/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is changed in an object before it is loaded, and how its programs are attached after it. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kern/change.h"
#include "objfile/inside.h"

const char *const objfile_types[] = {
	"socket",
	"sk_reuseport",
	"kprobe",
	"kretprobe",
	"uprobe",
	"uretprobe",
	"tc",
	"tcx/ingress",
	"tcx/egress",
	"classifier",
	"action",
	"tracepoint",
	"raw_tracepoint",
	"tp_btf",
	"fentry",
	"fexit",
	"fmod_ret",
	"freplace",
	"lsm",
	"iter",
	"syscall",
	"xdp",
	"xdp/devmap",
	"xdp/cpumap",
	"xdp.frags",
	"perf_event",
	"lwt_in",
	"lwt_out",
	"lwt_xmit",
	"lwt_seg6local",
	"cgroup_skb",
	"cgroup/skb",
	"cgroup/sock",
	"sockops",
	"sk_skb",
	"sk_msg",
	"lirc_mode2",
	"flow_dissector",
	"cgroup/dev",
	"cgroup/sysctl",
	"cgroup/connect4",
	"cgroup/connect6",
	"cgroup/getsockopt",
	"cgroup/setsockopt",
	"struct_ops",
	"sk_lookup",
	"netfilter",
	NULL,
};

enum { XDP_DEV_BOUND_ONLY = 1 << 6 }; /* a program flag; older headers lack it */

int objfile_reuse_map(struct objfile *o, unsigned int map, int fd, struct err *err)
{
	int r = bpf_map__reuse_fd(o->in->maps[map], fd);

	return r ? err_set(err, -r, "replacing map '%.64s'", o->maps[map].name) : 0;
}

void objfile_forget_pin(struct objfile *o, unsigned int map)
{
	bpf_map__set_pin_path(o->in->maps[map], NULL);
	o->maps[map].pin_path = NULL;
}

void objfile_set_device(struct objfile *o, uint32_t ifindex, bool is_metadata)
{
	/* Events of an offloaded program still come here: their map is not on the device. */
	for (unsigned int i = 0; i < o->map_count && !is_metadata; i++)
		if (o->maps[i].type != BPF_MAP_TYPE_PERF_EVENT_ARRAY)
			bpf_map__set_ifindex(o->in->maps[i], ifindex);
	for (unsigned int i = 0; i < o->prog_count; i++) {
		struct bpf_program *prog = o->in->progs[i];

		if (is_metadata && o->progs[i].type != BPF_PROG_TYPE_XDP)
			continue;
		bpf_program__set_ifindex(prog, ifindex);
		if (is_metadata)
			bpf_program__set_flags(prog, bpf_program__flags(prog) | XDP_DEV_BOUND_ONLY);
	}
}

void objfile_select(struct objfile *o, unsigned int prog, uint32_t log_level)
{
	for (unsigned int i = 0; i < o->prog_count; i++) {
		bpf_program__set_autoload(o->in->progs[i], prog == OBJFILE_ALL || prog == i);
		if (o->opts->listener.detail != TELL_EVERYTHING)
			bpf_program__set_log_level(o->in->progs[i], log_level);
	}
}

/*
 * Only the descriptor of libbpf's link remains: libbpf would disable the perf event under a link, which
 * the kernel keeps as long as the link.
 */
static int take_link(struct bpf_link *link, int *ret_fd, struct err *err)
{
	int fd = dup(bpf_link__fd(link)), no = errno;

	if (fd >= 0) {
		bpf_link__disconnect(link);
		close(bpf_link__fd(link));
	}
	bpf_link__destroy(link);
	if (fd < 0)
		return err_set(err, no, "keeping a link");
	*ret_fd = fd;
	return 0;
}

int objfile_attach(struct objfile *o, unsigned int prog, int *ret_fd, struct err *err)
{
	struct bpf_link *link = bpf_program__attach(o->in->progs[prog]);
	int no = errno;

	if (link)
		return take_link(link, ret_fd, err);
	if (no == EOPNOTSUPP)
		return KERN_NONE;
	err_set(err, no, "attaching program %.128s", o->progs[prog].name);
	return objfile_add_warnings(o, err);
}

/* The three share their bytes. */
static bool fill_iter(union bpf_iter_link_info *info, const struct objfile_iter *at)
{
	if (at->map >= 0) {
		info->map.map_fd = (uint32_t)at->map;
	} else if (at->has_cgroups) {
		info->cgroup.order = BPF_CGROUP_ITER_DESCENDANTS_PRE;
		info->cgroup.cgroup_fd = at->cgroup >= 0 ? (uint32_t)at->cgroup : 0;
	} else {
		info->task.pid = at->pid;
		info->task.tid = at->tid;
	}
	return at->map >= 0 || at->has_cgroups || at->pid || at->tid;
}

int objfile_attach_iter(struct objfile *o, unsigned int prog, const struct objfile_iter *at, int *ret_fd,
			struct err *err)
{
	union bpf_iter_link_info info;
	LIBBPF_OPTS(bpf_iter_attach_opts, opts, .link_info = &info, .link_info_len = sizeof(info));
	struct bpf_link *link;
	int no;

	memset(&info, 0, sizeof(info));
	link = bpf_program__attach_iter(o->in->progs[prog], fill_iter(&info, at) ? &opts : NULL);
	no = errno;
	if (link)
		return take_link(link, ret_fd, err);
	err_set(err, no, "attaching iterator %.128s", o->progs[prog].name);
	return objfile_add_warnings(o, err);
}

int objfile_register(struct objfile *o, unsigned int map, int *ret_link, struct err *err)
{
	struct bpf_link *link = bpf_map__attach_struct_ops(o->in->maps[map]);
	const int no = errno;

	*ret_link = -1;
	if (!link) {
		err_set(err, no, "registering");
		return objfile_add_warnings(o, err);
	}
	if (o->maps[map].is_link && !o->in->is_link)
		return take_link(link, ret_link, err);
	/* What libbpf calls a link here is the map: it would take the operations back. */
	bpf_link__disconnect(link);
	bpf_link__destroy(link);
	return o->maps[map].is_link ? kern_link_ops(o->k, o->maps[map].fd, ret_link, err) : 0;
}

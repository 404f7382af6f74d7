/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Links of every type. The probes are set on a function of this program itself. */
#include "tests/live/host.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/live/uapi_new.h"

enum { COOKIE = 77 };

int host_link(int prog, int target, uint32_t attach, uint32_t flags, const void *tail, uint32_t tail_size)
{
	struct {
		uint32_t prog, target, attach, flags;
		uint64_t tail[16];
	} attr = {(uint32_t)prog, (uint32_t)target, attach, flags, {0}};

	if (tail_size)
		memcpy(attr.tail, tail, tail_size);
	return (int)syscall(__NR_bpf, BPF_LINK_CREATE, &attr, sizeof(attr));
}

/* A descriptor that is missing is a reason of its own: the program could not be loaded. */
static void keep_link(const char *name, const char *prog, int target, uint32_t attach, uint32_t flags,
		      const void *tail, uint32_t tail_size)
{
	int fd = host_fd(prog);

	if (fd < 0) {
		host_skip(name, "no program for it");
		return;
	}
	host_keep("link", name, host_link(fd, target, attach, flags, tail, tail_size));
}

__attribute__((noinline)) void host_probed(void);
void host_probed(void)
{
	__asm__ volatile("nop");
}

struct probed {
	char path[256];
	uint64_t offset;
};

static int find_offset(struct dl_phdr_info *info, size_t size, void *arg)
{
	struct probed *p = arg;
	uintptr_t at = (uintptr_t)host_probed;

	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *seg = &info->dlpi_phdr[i];
		uintptr_t start = info->dlpi_addr + seg->p_vaddr;

		if (seg->p_type != PT_LOAD || at < start || at >= start + seg->p_memsz)
			continue;
		p->offset = at - start + seg->p_offset;
		return 1;
	}
	return 0;
}

static struct probed find_probed(void)
{
	struct probed p = {0};

	if (readlink("/proc/self/exe", p.path, sizeof(p.path) - 1) < 0)
		p.path[0] = '\0';
	dl_iterate_phdr(find_offset, &p);
	return p;
}

/* The number in a small file: the type of a perf event source, the id of a tracepoint. */
static int read_number(const char *path)
{
	char text[32] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	close(fd);
	return got > 0 ? (int)strtol(text, NULL, 10) : -1;
}

static int open_event(struct perf_event_attr *attr)
{
	attr->size = sizeof(*attr);
	attr->sample_period = attr->sample_period ? attr->sample_period : 1;
	return (int)syscall(__NR_perf_event_open, attr, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
}

static void keep_event_link(const char *name, const char *prog, struct perf_event_attr *attr, uint64_t cookie)
{
	int event = (int)attr->type < 0 ? -1 : open_event(attr);

	if (event < 0)
		host_skip(name, "no such perf event here");
	else
		keep_link(name, prog, event, BPF_PERF_EVENT, 0, &cookie, sizeof(cookie));
}

static void make_probe_links(const struct probed *p)
{
	const uint32_t uprobe = (uint32_t)read_number("/sys/bus/event_source/devices/uprobe/type");
	const uint32_t kprobe = (uint32_t)read_number("/sys/bus/event_source/devices/kprobe/type");
	struct perf_event_attr on_entry = {.type = uprobe,
					   .config1 = (uintptr_t)p->path,
					   .config2 = p->offset};
	struct perf_event_attr on_return = on_entry;
	struct perf_event_attr kernel_entry = {.type = kprobe, .config1 = (uintptr_t) "do_nanosleep"};
	struct perf_event_attr kernel_return = kernel_entry;

	on_return.config = kernel_return.config = 1;
	keep_event_link("l_uprobe", "p_kprobe", &on_entry, COOKIE);
	keep_event_link("l_uretprobe", "p_kprobe", &on_return, 0);
	keep_event_link("l_kprobe", "p_kprobe", &kernel_entry, COOKIE);
	keep_event_link("l_kretprobe", "p_kprobe", &kernel_return, 0);
}

static void make_event_links(void)
{
	int id = read_number("/sys/kernel/tracing/events/sched/sched_process_exec/id");
	struct perf_event_attr faults = {.type = PERF_TYPE_SOFTWARE,
					 .config = PERF_COUNT_SW_PAGE_FAULTS,
					 .sample_period = 1000000};
	struct perf_event_attr clock = {.type = PERF_TYPE_SOFTWARE,
					.config = PERF_COUNT_SW_CPU_CLOCK,
					.sample_period = 1000000000};
	struct perf_event_attr cycles = {.type = PERF_TYPE_HARDWARE,
					 .config = PERF_COUNT_HW_CPU_CYCLES,
					 .sample_period = 1000000000};
	struct perf_event_attr tracepoint = {.type = PERF_TYPE_TRACEPOINT, .config = (uint64_t)id};

	if (id < 0)
		host_skip("l_tracepoint", "no tracefs");
	else
		keep_event_link("l_tracepoint", "p_tracepoint", &tracepoint, COOKIE);
	keep_event_link("l_page_faults", "p_perf_event", &faults, 0);
	keep_event_link("l_cpu_clock", "p_perf_event", &clock, COOKIE);
	keep_event_link("l_cycles", "p_perf_event", &cycles, 0);
}

static void make_multi_links(const struct probed *p)
{
	static const char *const functions[] = {"do_nanosleep", "vfs_mkdir", "vfs_rmdir"};
	static const uint64_t cookies[] = {11, 22, 33};
	const uint64_t offsets[] = {p->offset};
	const struct {
		uint32_t flags, count;
		uint64_t syms, addrs, cookies;
	} kernel = {0, 3, (uintptr_t)functions, 0, (uintptr_t)cookies},
	  on_return = {1, 3, (uintptr_t)functions, 0, 0};
	const struct {
		uint64_t path, offsets, ref_ctr, cookies;
		uint32_t count, flags, pid, pad;
	} user = {(uintptr_t)p->path, (uintptr_t)offsets, 0, (uintptr_t)cookies, 1, 0, 0, 0},
	  user_return = {(uintptr_t)p->path, (uintptr_t)offsets, 0, 0, 1, 1, (uint32_t)getpid(), 0};

	keep_link("l_kprobe_multi", "p_kprobe_multi", 0, BPF_TRACE_KPROBE_MULTI, 0, &kernel, sizeof(kernel));
	keep_link("l_kret_multi", "p_kprobe_multi", 0, BPF_TRACE_KPROBE_MULTI, 0, &on_return,
		  sizeof(on_return));
	keep_link("l_kprobe_session", "p_kprobe_session", 0, NEW_AT_KPROBE_SESSION, 0, &kernel,
		  sizeof(kernel));
	keep_link("l_uprobe_multi", "p_uprobe_multi", 0, NEW_AT_UPROBE_MULTI, 0, &user, sizeof(user));
	keep_link("l_uret_multi", "p_uprobe_multi", 0, NEW_AT_UPROBE_MULTI, 0, &user_return,
		  sizeof(user_return));
	keep_link("l_uprobe_sess", "p_uprobe_sess", 0, NEW_AT_UPROBE_SESSION, 0, &user, sizeof(user));
}

/* From 7.2 on: the functions by the IDs of their types. */
static void make_tracing_multi_link(void)
{
	static const char *const functions[] = {"do_nanosleep", "vfs_mkdir", "vfs_rmdir"};
	static const uint64_t cookies[] = {11, 22, 33};
	uint32_t ids[3];
	const struct {
		uint64_t ids, cookies;
		uint32_t count, pad;
	} tail = {(uintptr_t)ids, (uintptr_t)cookies, 3, 0};

	for (int i = 0; i < 3; i++)
		ids[i] = (uint32_t)btf__find_by_name_kind(host.vmlinux, functions[i], BTF_KIND_FUNC);
	keep_link("l_tracing_multi", "p_fentry_multi", 0, NEW_AT_FENTRY_MULTI, 0, &tail, 20);
}

static void make_tracing_links(void)
{
	const struct {
		uint32_t btf_id, pad;
		uint64_t cookie;
	} with_cookie = {0, 0, COOKIE};
	int raw = host_fd("p_raw_tp");

	host_keep("link", "l_raw_tp", raw < 0 ? -ENOENT : bpf_raw_tracepoint_open("sched_process_exit", raw));
	keep_link("l_tp_btf", "p_tp_btf", 0, BPF_TRACE_RAW_TP, 0, &with_cookie, sizeof(with_cookie));
	keep_link("l_fentry", "p_fentry", 0, BPF_TRACE_FENTRY, 0, &with_cookie, sizeof(with_cookie));
	keep_link("l_fexit", "p_fexit", 0, BPF_TRACE_FEXIT, 0, NULL, 0);
	keep_link("l_fmod_ret", "p_fmod_ret", 0, BPF_MODIFY_RETURN, 0, NULL, 0);
	keep_link("l_lsm", "p_lsm", 0, BPF_LSM_MAC, 0, NULL, 0);
	if (host_fd("p_freplace") >= 0)
		host_keep("link", "l_freplace", bpf_raw_tracepoint_open(NULL, host_fd("p_freplace")));
	else
		host_skip("l_freplace", "no program for it");
}

static void keep_iter(const char *name, const char *prog, const uint32_t info[4])
{
	const struct {
		uint64_t info;
		uint32_t len, pad;
	} tail = {(uintptr_t)info, 16, 0};

	keep_link(name, prog, 0, BPF_TRACE_ITER, 0, &tail, info ? sizeof(tail) : 0);
}

static void make_iter_links(void)
{
	const uint32_t self[4] = {0, (uint32_t)getpid()}, thread[4] = {(uint32_t)getpid()};
	const uint32_t map[4] = {(uint32_t)host_fd("m_hash")};
	const uint32_t below[4] = {BPF_CGROUP_ITER_DESCENDANTS_PRE, (uint32_t)host.cgroup};

	keep_iter("l_iter_task", "p_iter_task", self);
	keep_iter("l_iter_file", "p_iter_file", thread);
	keep_iter("l_iter_map", "p_iter_map", NULL);
	keep_iter("l_iter_elem", "p_iter_elem", map);
	keep_iter("l_iter_cgroup", "p_iter_cgroup", below);
}

static void make_cgroup_links(void)
{
	static const struct {
		const char *name, *prog;
		uint32_t attach;
	} rows[] = {
		{"l_cg_ingress", "p_cg_skb", BPF_CGROUP_INET_INGRESS},
		{"l_cg_sock", "p_cg_sock", BPF_CGROUP_INET_SOCK_CREATE},
		{"l_sock_ops", "p_sock_ops", BPF_CGROUP_SOCK_OPS},
		{"l_cg_device", "p_cg_device", BPF_CGROUP_DEVICE},
		{"l_connect4", "p_connect4", BPF_CGROUP_INET4_CONNECT},
		{"l_unix_connect", "p_unix_connect", NEW_AT_UNIX_CONNECT},
		{"l_sysctl", "p_sysctl", BPF_CGROUP_SYSCTL},
		{"l_getsockopt", "p_getsockopt", BPF_CGROUP_GETSOCKOPT},
		{"l_lsm_cgroup", "p_lsm_cgroup", BPF_LSM_CGROUP},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		keep_link(rows[i].name, rows[i].prog, host.cgroup, rows[i].attach, 0, NULL, 0);
}

static void make_device_links(void)
{
	const int veth = (int)host.veth, lost = (int)host.lost, loopback = 1;

	keep_link("l_xdp", "p_xdp", veth, BPF_XDP, 0, NULL, 0);
	keep_link("l_xdp_generic", "p_xdp", loopback, BPF_XDP, 1 << 1, NULL, 0);
	keep_link("l_tcx_ingress", "p_cls", veth, NEW_AT_TCX_INGRESS, 0, NULL, 0);
	keep_link("l_tcx_egress", "p_cls", veth, NEW_AT_TCX_EGRESS, 0, NULL, 0);
	if (host.lost) {
		keep_link("l_xdp_lost", "p_xdp", lost, BPF_XDP, 0, NULL, 0);
		keep_link("l_tcx_lost", "p_cls", lost, NEW_AT_TCX_INGRESS, 0, NULL, 0);
	} else {
		host_skip("l_xdp_lost", "no veth devices");
		host_skip("l_tcx_lost", "no veth devices");
	}
	if (host.netkit) {
		keep_link("l_netkit", "p_cls", (int)host.netkit, NEW_AT_NETKIT_PRIMARY, 0, NULL, 0);
		keep_link("l_netkit_peer", "p_cls", (int)host.netkit, NEW_AT_NETKIT_PEER, 0, NULL, 0);
	} else {
		host_skip("l_netkit", "no netkit devices");
		host_skip("l_netkit_peer", "no netkit devices");
	}
}

static void make_net_links(void)
{
	static const struct {
		uint32_t pf, hook;
		int32_t priority;
		uint32_t flags;
	} filter = {2, 4, -5, 0}, filter6 = {10, 1, 10, 0};
	int netns = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);

	keep_link("l_sk_lookup", "p_sk_lookup", netns, BPF_SK_LOOKUP, 0, NULL, 0);
	keep_link("l_dissector", "p_dissector", netns, BPF_FLOW_DISSECTOR, 0, NULL, 0);
	keep_link("l_netfilter", "p_netfilter", 0, NEW_AT_NETFILTER, 0, &filter, sizeof(filter));
	keep_link("l_netfilter6", "p_netfilter", 0, NEW_AT_NETFILTER, 0, &filter6, sizeof(filter6));
	keep_link("l_sockmap_skb", "p_sk_skb", host_fd("m_sockmap"), BPF_SK_SKB_VERDICT, 0, NULL, 0);
	keep_link("l_sockmap_msg", "p_sk_msg", host_fd("m_sockmap"), BPF_SK_MSG_VERDICT, 0, NULL, 0);
	close(netns);
}

void host_make_links(void)
{
	const struct probed p = find_probed();

	make_tracing_links();
	make_tracing_multi_link();
	make_iter_links();
	make_event_links();
	make_probe_links(&p);
	make_multi_links(&p);
	make_cgroup_links();
	make_device_links();
	make_net_links();
}

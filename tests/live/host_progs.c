/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs of every type, one row each: two instructions that return a harmless verdict. */
#include "tests/live/host.h"

#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>

#include "tests/live/uapi_new.h"

struct prog_row {
	const char *name; /* the kernel gets it without the p_ */
	uint32_t type, attach;
	int ret;
	uint32_t flags;
	const char *target; /* a type in the kernel's BTF */
};

static const struct prog_row rows[] = {
	{"p_socket", BPF_PROG_TYPE_SOCKET_FILTER, 0, 0, 0, NULL},
	{"p_kprobe", BPF_PROG_TYPE_KPROBE, 0, 0, 0, NULL},
	{"p_kprobe_multi", BPF_PROG_TYPE_KPROBE, BPF_TRACE_KPROBE_MULTI, 0, 0, NULL},
	{"p_kprobe_session", BPF_PROG_TYPE_KPROBE, NEW_AT_KPROBE_SESSION, 0, 0, NULL},
	{"p_uprobe_multi", BPF_PROG_TYPE_KPROBE, NEW_AT_UPROBE_MULTI, 0, 0, NULL},
	{"p_uprobe_sess", BPF_PROG_TYPE_KPROBE, NEW_AT_UPROBE_SESSION, 0, 0, NULL},
	{"p_cls", BPF_PROG_TYPE_SCHED_CLS, 0, 0, 0, NULL},
	{"p_act", BPF_PROG_TYPE_SCHED_ACT, 0, 0, 0, NULL},
	{"p_tracepoint", BPF_PROG_TYPE_TRACEPOINT, 0, 0, 0, NULL},
	{"p_xdp", BPF_PROG_TYPE_XDP, 0, 2, 0, NULL},
	{"p_xdp_devmap", BPF_PROG_TYPE_XDP, BPF_XDP_DEVMAP, 2, 0, NULL},
	{"p_perf_event", BPF_PROG_TYPE_PERF_EVENT, 0, 0, 0, NULL},
	{"p_cg_skb", BPF_PROG_TYPE_CGROUP_SKB, BPF_CGROUP_INET_INGRESS, 1, 0, NULL},
	{"p_cg_sock", BPF_PROG_TYPE_CGROUP_SOCK, BPF_CGROUP_INET_SOCK_CREATE, 1, 0, NULL},
	{"p_lwt_in", BPF_PROG_TYPE_LWT_IN, 0, 0, 0, NULL},
	{"p_lwt_out", BPF_PROG_TYPE_LWT_OUT, 0, 0, 0, NULL},
	{"p_lwt_xmit", BPF_PROG_TYPE_LWT_XMIT, 0, 0, 0, NULL},
	{"p_sock_ops", BPF_PROG_TYPE_SOCK_OPS, BPF_CGROUP_SOCK_OPS, 1, 0, NULL},
	{"p_sk_skb", BPF_PROG_TYPE_SK_SKB, BPF_SK_SKB_VERDICT, 1, 0, NULL},
	{"p_cg_device", BPF_PROG_TYPE_CGROUP_DEVICE, BPF_CGROUP_DEVICE, 1, 0, NULL},
	{"p_sk_msg", BPF_PROG_TYPE_SK_MSG, BPF_SK_MSG_VERDICT, 1, 0, NULL},
	{"p_raw_tp", BPF_PROG_TYPE_RAW_TRACEPOINT, 0, 0, 0, NULL},
	{"p_connect4", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, BPF_CGROUP_INET4_CONNECT, 1, 0, NULL},
	{"p_unix_connect", BPF_PROG_TYPE_CGROUP_SOCK_ADDR, NEW_AT_UNIX_CONNECT, 1, 0, NULL},
	{"p_seg6local", BPF_PROG_TYPE_LWT_SEG6LOCAL, 0, 0, 0, NULL},
	{"p_lirc", BPF_PROG_TYPE_LIRC_MODE2, 0, 0, 0, NULL},
	{"p_reuseport", BPF_PROG_TYPE_SK_REUSEPORT, BPF_SK_REUSEPORT_SELECT, 1, 0, NULL},
	{"p_dissector", BPF_PROG_TYPE_FLOW_DISSECTOR, BPF_FLOW_DISSECTOR, 0, 0, NULL},
	{"p_sysctl", BPF_PROG_TYPE_CGROUP_SYSCTL, BPF_CGROUP_SYSCTL, 1, 0, NULL},
	{"p_raw_tp_w", BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE, 0, 0, 0, NULL},
	{"p_getsockopt", BPF_PROG_TYPE_CGROUP_SOCKOPT, BPF_CGROUP_GETSOCKOPT, 1, 0, NULL},
	{"p_tp_btf", BPF_PROG_TYPE_TRACING, BPF_TRACE_RAW_TP, 0, 0, "btf_trace_sched_switch"},
	{"p_fentry", BPF_PROG_TYPE_TRACING, BPF_TRACE_FENTRY, 0, 0, "do_nanosleep"},
	{"p_fentry_multi", BPF_PROG_TYPE_TRACING, NEW_AT_FENTRY_MULTI, 0, 0, NULL},
	{"p_fexit", BPF_PROG_TYPE_TRACING, BPF_TRACE_FEXIT, 0, 0, "do_nanosleep"},
	{"p_fmod_ret", BPF_PROG_TYPE_TRACING, BPF_MODIFY_RETURN, 0, 0, "security_file_ioctl"},
	{"p_iter_task", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, 0, 0, "bpf_iter_task"},
	{"p_iter_file", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, 0, 0, "bpf_iter_task_file"},
	{"p_iter_map", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, 0, 0, "bpf_iter_bpf_map"},
	{"p_iter_elem", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, 0, 0, "bpf_iter_bpf_map_elem"},
	{"p_iter_sockets", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, 0, 0, "bpf_iter_bpf_sk_storage_map"},
	{"p_iter_cgroup", BPF_PROG_TYPE_TRACING, BPF_TRACE_ITER, 0, 0, "bpf_iter_cgroup"},
	{"p_lsm", BPF_PROG_TYPE_LSM, BPF_LSM_MAC, 0, 0, "bpf_lsm_bpf"},
	{"p_lsm_cgroup", BPF_PROG_TYPE_LSM, BPF_LSM_CGROUP, 1, 0, "bpf_lsm_socket_bind"},
	{"p_sk_lookup", BPF_PROG_TYPE_SK_LOOKUP, BPF_SK_LOOKUP, 1, 0, NULL},
	{"p_syscall", BPF_PROG_TYPE_SYSCALL, 0, 0, BPF_F_SLEEPABLE, NULL},
	{"p_netfilter", NEW_PROG_NETFILTER, NEW_AT_NETFILTER, 1, 0, NULL},
};

/* A function, or for tracepoints the typedef of one. */
static int target_id(const char *name)
{
	int id = btf__find_by_name_kind(host.vmlinux, name, BTF_KIND_FUNC);

	return id > 0 ? id : btf__find_by_name_kind(host.vmlinux, name, BTF_KIND_TYPEDEF);
}

static int load_prog(const struct prog_row *row)
{
	const struct bpf_insn insns[] = {
		{.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = row->ret},
		{.code = BPF_JMP | BPF_EXIT},
	};
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .prog_flags = row->flags);

	opts.expected_attach_type = row->attach;
	if (row->target) {
		int id = target_id(row->target);

		if (id < 0)
			return id;
		opts.attach_btf_id = (uint32_t)id;
	}
	return bpf_prog_load(row->type, row->name + 2, "GPL", insns, sizeof(insns) / sizeof(insns[0]), &opts);
}

void host_make_progs(void)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		host_keep("prog", rows[i].name, load_prog(&rows[i]));
}

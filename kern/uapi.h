/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The info structs as the newest kernels fill them: the build host's header may be years older.
 *
 * Only the length that a kernel returned shows which members it knows; members after it are not there.
 */
#ifndef BPFI_KERN_UAPI_H
#define BPFI_KERN_UAPI_H

#include <linux/bpf.h>
#include <stddef.h>
#include <stdint.h>

enum { UAPI_NAME_LEN = 16, UAPI_TAG_LEN = 8 };

/* Map types that a header of 6.1 does not know. */
enum { UAPI_MAP_CGRP_STORAGE = 32, UAPI_MAP_ARENA = 33, UAPI_MAP_INSN_ARRAY = 34, UAPI_MAP_RHASH = 35 };

struct uapi_prog_info {
	uint32_t type;
	uint32_t id;
	uint8_t tag[UAPI_TAG_LEN];
	uint32_t jited_prog_len;
	uint32_t xlated_prog_len;
	uint64_t jited_prog_insns;
	uint64_t xlated_prog_insns;
	uint64_t load_time;
	uint32_t created_by_uid;
	uint32_t nr_map_ids;
	uint64_t map_ids;
	char name[UAPI_NAME_LEN];
	uint32_t ifindex;
	uint32_t flags; /* bit 0: the license is GPL compatible */
	uint64_t netns_dev;
	uint64_t netns_ino;
	uint32_t nr_jited_ksyms;
	uint32_t nr_jited_func_lens;
	uint64_t jited_ksyms;
	uint64_t jited_func_lens;
	uint32_t btf_id;
	uint32_t func_info_rec_size;
	uint64_t func_info;
	uint32_t nr_func_info;
	uint32_t nr_line_info;
	uint64_t line_info;
	uint64_t jited_line_info;
	uint32_t nr_jited_line_info;
	uint32_t line_info_rec_size;
	uint32_t jited_line_info_rec_size;
	uint32_t nr_prog_tags;
	uint64_t prog_tags;
	uint64_t run_time_ns;
	uint64_t run_cnt;
	uint64_t recursion_misses;
	uint32_t verified_insns;
	uint32_t attach_btf_obj_id;
	uint32_t attach_btf_id;
	uint32_t pad;
};

struct uapi_map_info {
	uint32_t type;
	uint32_t id;
	uint32_t key_size;
	uint32_t value_size;
	uint32_t max_entries;
	uint32_t map_flags;
	char name[UAPI_NAME_LEN];
	uint32_t ifindex;
	uint32_t btf_vmlinux_value_type_id;
	uint64_t netns_dev;
	uint64_t netns_ino;
	uint32_t btf_id;
	uint32_t btf_key_type_id;
	uint32_t btf_value_type_id;
	uint32_t btf_vmlinux_id;
	uint64_t map_extra;
	uint64_t hash;
	uint32_t hash_size;
	uint32_t pad;
};

struct uapi_btf_info {
	uint64_t btf;
	uint32_t btf_size;
	uint32_t id;
	uint64_t name;
	uint32_t name_len;
	uint32_t kernel_btf;
};

/* What a perf event link is attached to: the shapes of its union. */
struct uapi_link_perf {
	uint32_t type;
	uint32_t pad;
	union {
		struct {
			uint64_t name;
			uint32_t name_len;
			uint32_t offset;
			uint64_t cookie;
			uint64_t ref_ctr_offset;
		} uprobe;
		struct {
			uint64_t name;
			uint32_t name_len;
			uint32_t offset;
			uint64_t addr;
			uint64_t missed;
			uint64_t cookie;
		} kprobe;
		struct {
			uint64_t name;
			uint32_t name_len;
			uint32_t pad;
			uint64_t cookie;
		} tracepoint;
		struct {
			uint64_t config;
			uint32_t type;
			uint32_t pad;
			uint64_t cookie;
		} event;
	};
};

struct uapi_link_iter {
	uint64_t target_name;
	uint32_t target_name_len;
	uint32_t map_id;
	union {
		struct {
			uint64_t cgroup_id;
			uint32_t order;
		} cgroup;
		struct {
			uint32_t tid;
			uint32_t pid;
		} task;
	};
};

struct uapi_link_info {
	uint32_t type;
	uint32_t id;
	uint32_t prog_id;
	uint32_t pad;
	union {
		struct {
			uint64_t tp_name;
			uint32_t tp_name_len;
			uint32_t pad;
			uint64_t cookie;
		} raw_tracepoint;
		struct {
			uint32_t attach_type;
			uint32_t target_obj_id;
			uint32_t target_btf_id;
			uint32_t pad;
			uint64_t cookie;
		} tracing;
		struct {
			uint64_t cgroup_id;
			uint32_t attach_type;
		} cgroup;
		struct uapi_link_iter iter;
		struct {
			uint32_t netns_ino;
			uint32_t attach_type;
		} netns;
		struct {
			uint32_t ifindex;
			uint32_t attach_type; /* absent for XDP */
		} dev;
		struct {
			uint32_t map_id;
			uint32_t attach_type; /* absent for struct_ops */
		} map;
		struct {
			uint32_t pf;
			uint32_t hooknum;
			int32_t priority;
			uint32_t flags;
		} netfilter;
		struct {
			uint64_t addrs;
			uint32_t count;
			uint32_t flags;
			uint64_t missed;
			uint64_t cookies;
		} kprobe_multi;
		struct {
			uint64_t path;
			uint64_t offsets;
			uint64_t ref_ctr_offsets;
			uint64_t cookies;
			uint32_t path_size;
			uint32_t count;
			uint32_t flags;
			uint32_t pid;
		} uprobe_multi;
		struct { /* 7.2 */
			uint32_t attach_type;
			uint32_t count;
			uint32_t btf_obj_id;
			uint32_t pad;
			uint64_t ids;
			uint64_t addrs;
			uint64_t cookies;
		} tracing_multi;
		struct uapi_link_perf perf;
	};
};

/* Link types that report more than their ids, and the kinds of perf event links. */
enum uapi_link_type {
	UAPI_LINK_RAW_TRACEPOINT = 1,
	UAPI_LINK_TRACING = 2,
	UAPI_LINK_CGROUP = 3,
	UAPI_LINK_ITER = 4,
	UAPI_LINK_NETNS = 5,
	UAPI_LINK_XDP = 6,
	UAPI_LINK_PERF_EVENT = 7,
	UAPI_LINK_KPROBE_MULTI = 8,
	UAPI_LINK_STRUCT_OPS = 9,
	UAPI_LINK_NETFILTER = 10,
	UAPI_LINK_TCX = 11,
	UAPI_LINK_UPROBE_MULTI = 12,
	UAPI_LINK_NETKIT = 13,
	UAPI_LINK_SOCKMAP = 14,
	UAPI_LINK_TRACING_MULTI = 15,
};

enum uapi_perf_type {
	UAPI_PERF_UPROBE = 1,
	UAPI_PERF_URETPROBE = 2,
	UAPI_PERF_KPROBE = 3,
	UAPI_PERF_KRETPROBE = 4,
	UAPI_PERF_TRACEPOINT = 5,
	UAPI_PERF_EVENT = 6,
};

/* Attach types and a program type that a header of 6.1 does not know. */
enum uapi_attach_type {
	UAPI_ATTACH_TCX_INGRESS = 46,
	UAPI_ATTACH_TCX_EGRESS = 47,
	UAPI_CGROUP_UNIX_CONNECT = 49,
	UAPI_CGROUP_UNIX_SENDMSG = 50,
	UAPI_CGROUP_UNIX_RECVMSG = 51,
	UAPI_CGROUP_UNIX_GETPEERNAME = 52,
	UAPI_CGROUP_UNIX_GETSOCKNAME = 53,
	UAPI_ATTACH_NETKIT_PRIMARY = 54,
	UAPI_ATTACH_NETKIT_PEER = 55,
};
enum { UAPI_PROG_NETFILTER = 32 };

/* Flags of attaching; relative ones define what the relative member is. */
enum uapi_attach_flag {
	UAPI_F_OVERRIDE = 1 << 0,
	UAPI_F_MULTI = 1 << 1,
	UAPI_F_REPLACE = 1 << 2,
	UAPI_F_BEFORE = 1 << 3,
	UAPI_F_AFTER = 1 << 4,
	UAPI_F_ID = 1 << 5,
	UAPI_F_PREORDER = 1 << 6,
	UAPI_F_LINK = 1 << 13,
};

/* The arguments of BPF_PROG_ATTACH and BPF_PROG_DETACH. */
struct uapi_prog_attach {
	uint32_t target; /* descriptor, or the index of a device */
	uint32_t prog;
	uint32_t attach_type;
	uint32_t flags;
	uint32_t replaced; /* descriptor */
	uint32_t relative; /* descriptor or id */
	uint64_t expected_revision;
};

/* Those of BPF_LINK_CREATE. */
struct uapi_link_create {
	uint32_t prog;
	uint32_t target; /* descriptor, or the index of a device */
	uint32_t attach_type;
	uint32_t flags;
	union {
		struct {
			uint32_t pf, hook;
			int32_t priority;
			uint32_t flags;
		} netfilter;
		struct {
			uint32_t flags, count;
			uint64_t functions, addrs, cookies;
		} kprobe_multi;
	};
};

/* Those of BPF_PROG_QUERY. */
struct uapi_prog_query {
	uint32_t target;
	uint32_t attach_type;
	uint32_t query_flags;
	uint32_t attach_flags;
	uint64_t prog_ids;
	uint32_t count;
	uint32_t pad;
	uint64_t prog_flags;
	uint64_t link_ids;
	uint64_t link_flags;
	uint64_t revision;
};

/* Those of BPF_TASK_FD_QUERY. */
struct uapi_task_fd_query {
	uint32_t pid;
	uint32_t fd;
	uint32_t flags;
	uint32_t buf_len;
	uint64_t buf;
	uint32_t prog_id;
	uint32_t fd_type;
	uint64_t offset;
	uint64_t addr;
};

/* Those of BPF_LINK_UPDATE: programs, or maps of a struct_ops link. */
struct uapi_link_update {
	uint32_t link;
	uint32_t fresh;
	uint32_t flags;
	uint32_t old;
};

/* Checks: members that the build host's header has must be at the expected offsets. */
#define SAME_PLACE(ours, theirs, member) \
	_Static_assert(offsetof(struct ours, member) == offsetof(struct theirs, member), #member)
SAME_PLACE(uapi_prog_info, bpf_prog_info, load_time);
SAME_PLACE(uapi_prog_info, bpf_prog_info, ifindex);
SAME_PLACE(uapi_prog_info, bpf_prog_info, netns_dev);
SAME_PLACE(uapi_prog_info, bpf_prog_info, func_info);
SAME_PLACE(uapi_prog_info, bpf_prog_info, line_info);
SAME_PLACE(uapi_prog_info, bpf_prog_info, prog_tags);
SAME_PLACE(uapi_prog_info, bpf_prog_info, attach_btf_id);
SAME_PLACE(uapi_map_info, bpf_map_info, ifindex);
SAME_PLACE(uapi_map_info, bpf_map_info, btf_value_type_id);
SAME_PLACE(uapi_map_info, bpf_map_info, map_extra);
SAME_PLACE(uapi_btf_info, bpf_btf_info, kernel_btf);
SAME_PLACE(uapi_link_info, bpf_link_info, raw_tracepoint.tp_name);
SAME_PLACE(uapi_link_info, bpf_link_info, tracing.target_btf_id);
SAME_PLACE(uapi_link_info, bpf_link_info, iter.target_name_len);
#undef SAME_PLACE

#define SAME_ARGUMENT(ours, member, theirs) \
	_Static_assert(offsetof(struct ours, member) == offsetof(union bpf_attr, theirs), #theirs)
SAME_ARGUMENT(uapi_prog_attach, replaced, replace_bpf_fd);
SAME_ARGUMENT(uapi_link_create, kprobe_multi.functions, link_create.kprobe_multi.syms);
SAME_ARGUMENT(uapi_prog_query, prog_ids, query.prog_ids);
SAME_ARGUMENT(uapi_prog_query, prog_flags, query.prog_attach_flags);
SAME_ARGUMENT(uapi_task_fd_query, addr, task_fd_query.probe_addr);
SAME_ARGUMENT(uapi_link_update, old, link_update.old_prog_fd);
#undef SAME_ARGUMENT

#endif

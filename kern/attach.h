/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Where programs are attached: one flat record for all places. What is zero or NULL was not reported. */
#ifndef BPFI_KERN_ATTACH_H
#define BPFI_KERN_ATTACH_H

#include "kern/kern.h"

enum attach_group {
	ATTACH_NET,     /* network namespaces: devices, queueing disciplines, hooks, routes */
	ATTACH_CGROUPS, /* control groups */
	ATTACH_TASKS,   /* descriptors of processes: perf events, raw tracepoints */
	ATTACH_MAPS,    /* maps of sockets */
	ATTACH_SLOTS,   /* maps that hold programs */
	ATTACH_GROUPS,
};
extern const char *const attach_group_names[ATTACH_GROUPS];

enum attach_place {
	PLACE_XDP = 1,
	PLACE_TC,     /* filters, and actions of filters */
	PLACE_ACTION, /* an action of no filter */
	PLACE_TCX,
	PLACE_NETKIT,
	PLACE_NETNS, /* flow dissector, sk_lookup */
	PLACE_NETFILTER,
	PLACE_LWT, /* routes */
	PLACE_CGROUP,
	PLACE_TASK,
	PLACE_SOCKMAP,
	PLACE_TAIL_CALL,
	PLACE_DEVMAP,
	PLACE_CPUMAP,
	/* Reported by links only. */
	PLACE_RAW_TRACEPOINT,
	PLACE_TRACING,
	PLACE_REPLACED,
	PLACE_ITER,
	PLACE_PERF_EVENT,
	PLACE_KPROBE_MULTI,
	PLACE_UPROBE_MULTI,
	PLACE_TRACING_MULTI,
	PLACE_STRUCT_OPS,
	PLACE_LINK, /* of a type that is not known */
	PLACE_COUNT,
};

/* The word for a kind of place: "xdp", "cgroup". */
const char *attach_place_name(uint32_t place);
enum attach_group attach_group_of(uint32_t place);
bool attach_has_device(const char *devs, const char *dev); /* one of several with commas */

/* How XDP runs: the kernel's numbers of IFLA_XDP_ATTACHED. */
enum { XDP_MODE_DRIVER = 1, XDP_MODE_GENERIC = 2, XDP_MODE_OFFLOAD = 3 };
/* Where a route runs its program: in, out, xmit have the numbers of their attributes. */
enum { LWT_MODE_IN = 1, LWT_MODE_OUT = 2, LWT_MODE_XMIT = 3, LWT_MODE_SEG6LOCAL = 4 };
/* What BPF_TASK_FD_QUERY returns for a descriptor. */
enum task_fd_type {
	TASK_FD_RAW_TRACEPOINT,
	TASK_FD_TRACEPOINT,
	TASK_FD_KPROBE,
	TASK_FD_KRETPROBE,
	TASK_FD_UPROBE,
	TASK_FD_URETPROBE,
	TASK_FD_TYPES,
};
/* The parents of filters that see every packet of a device. */
#define TC_PARENT_INGRESS UINT32_C(0xfffffff2)
#define TC_PARENT_EGRESS  UINT32_C(0xfffffff3)

enum { TC_BPF_DIRECT = 1 }; /* the program's return value decides about the packet */
enum tc_hw_flags { TC_SKIP_HW = 1, TC_SKIP_SW = 2, TC_IN_HW = 4, TC_NOT_IN_HW = 8 };

struct kern_attachment {
	uint32_t place; /* enum attach_place */
	uint32_t prog_id;
	uint32_t link_id;
	uint32_t attach_type; /* tcx, netkit, cgroups, namespaces, maps */
	uint32_t flags;       /* as they were given to attach; tc: TCA_BPF_FLAGS */
	uint32_t link_flags;
	uint32_t position; /* in the chain, from 1 on */
	uint64_t revision; /* of the chain; 0: unknown */
	/* The network namespace; of the one that bpfi is in is_here is set. */
	uint32_t netns_ino, is_here;
	const char *netns;
	uint32_t ifindex;
	const char *dev;
	uint32_t mode; /* XDP */
	uint32_t parent, handle, priority, protocol, chain, block;
	uint32_t action;  /* tc: the action's place among those of its filter, from 1 on */
	const char *kind; /* of the filter's parent: queueing discipline, class; struct_ops: structure */
	const char *classifier; /* of the filter */
	const char *tag;        /* of a filter's program */
	uint32_t hw_flags;      /* of the filter; enum tc_hw_flags */
	const char *name;       /* the loader's text of filters, actions and routes */
	uint32_t pf, hook;      /* netfilter */
	int32_t hook_priority;
	const char *route;
	uint64_t cgroup_id;
	const char *path; /* of the cgroup */
	uint32_t is_effective;
	uint32_t pid, fd; /* tasks */
	uint32_t fd_type;
	const char *target; /* function, tracepoint or file */
	uint64_t offset, addr;
	uint32_t map_id, target_prog_id;
	uint64_t slot;  /* maps: the key */
	uint32_t count; /* of functions, where it is at many */
};

/* A member by its name: this table drives copying, writing and reading. */
enum attach_member_type { MEMBER_U32, MEMBER_U64, MEMBER_TEXT };
struct attach_member {
	const char *name;
	uint16_t off;
	uint8_t type;
};
extern const struct attach_member attach_members[]; /* ends with name NULL */

/* A set of program types. */
#define PROG_TYPES_ALL UINT64_MAX
static inline uint64_t prog_type_bit(uint32_t type)
{
	return UINT64_C(1) << (type & 63);
}

struct attach_query {
	enum attach_group group;
	uint64_t prog_types; /* only places that take one of these are queried */
	/* Networks */
	bool has_all_netns;
	const char *dev; /* only this one; an error if it does not exist */
	/* Control groups */
	const char *cgroup; /* this one; NULL: all */
	bool is_tree;       /* and what is below it */
	bool is_effective;  /* with what is inherited */
	/* Tasks */
	uint32_t pid; /* only this process; 0: all */
};

/* The attach types of cgroups, in the order of listings. */
struct cgroup_hook {
	uint32_t attach_type;
	uint32_t prog_type;
	const char *alias; /* a short word for it, or NULL */
	uint8_t rank;      /* of that word: struct word */
};
extern const struct cgroup_hook cgroup_hooks[];
extern const unsigned int cgroup_hook_count;

#endif

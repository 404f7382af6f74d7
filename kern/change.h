/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What changes a kernel: the rows of kern/changes.h, and what their arguments are. Answers are those of
 * kern.h. */
#ifndef BPFI_KERN_CHANGE_H
#define BPFI_KERN_CHANGE_H

#include "kern/kern.h"

/* What was done to get a folder in a bpffs. */
enum { FOLDER_CREATED = 1, FOLDER_MOUNTED = 2 };
enum { CHANGE_NAME_LEN = 16, CHANGE_HASH_LEN = 32 };

/* Update flags of the kernel's interface; older headers lack the last. */
enum {
	UPDATE_ANY = 0,
	UPDATE_NOEXIST = 1,
	UPDATE_EXIST = 2,
	UPDATE_LOCK = 4,
	UPDATE_ONE_CPU = 8, /* Linux 7.0: the number is in the upper half */
};

/* A map to create. Unused handles are -1. */
struct map_attrs {
	uint32_t type, key_size, value_size, max_entries, flags;
	char name[CHANGE_NAME_LEN];
	uint32_t numa_node;
	uint32_t ifindex;
	uint64_t extra;
	int inner_map;
	int btf;
	uint32_t btf_key_type, btf_value_type;
	uint32_t vmlinux_value_type;
	int value_btf; /* of a module, for vmlinux_value_type */
	bool has_exclusive;
	uint8_t exclusive[CHANGE_HASH_LEN]; /* only the program with this digest may use it */
};

/* A test run. The ret_ members are filled also where an output did not fit (ENOSPC). */
struct prog_run {
	const void *data_in, *ctx_in;
	void *data_out, *ctx_out; /* NULL: not needed */
	uint32_t data_size_in, data_size_out, ctx_size_in, ctx_size_out;
	uint32_t repeat;
	uint32_t ret_value, ret_duration; /* of one run, in ns */
	uint32_t ret_data_size, ret_ctx_size;
};

/* Where a program is attached or detached, without a link. Unused handles are -1. */
struct attach_at {
	int target;       /* a map, a cgroup; 0: the network namespace that bpfi is in */
	uint32_t ifindex; /* a device, instead */
	uint32_t attach_type;
	uint32_t flags; /* enum uapi_attach_flag */
	int replaced;   /* with UAPI_F_REPLACE: this program */
	int relative; /* with UAPI_F_BEFORE, UAPI_F_AFTER: a program or, with UAPI_F_LINK, a link; -1: the end
		       */
	uint64_t revision; /* only if the chain still has it; 0: in any case */
};

/* Where a link attaches a program: one of these places. */
struct link_at {
	uint32_t attach_type;
	uint32_t ifindex; /* a device; 0: none */
	struct {
		uint32_t pf, hook; /* pf 0: none */
		int32_t priority;
	} netfilter;
	const char *const *functions; /* of the kernel; NULL: none */
	uint32_t function_count;
};

/* XDP at a device. */
enum { XDP_IF_NONE = 1, XDP_IN_GENERIC = 2, XDP_IN_DRIVER = 4, XDP_IN_OFFLOAD = 8, XDP_IF_EXPECTED = 16 };
struct xdp_at {
	uint32_t ifindex;
	uint32_t flags;
	int expected; /* with XDP_IF_EXPECTED: the attached program, else -1 */
};

/* A program that loads others, made by libbpf. Descriptors that it opens are in @ctx, as libbpf lays it out.
 */
struct loader_run {
	const void *data, *insns;
	uint32_t data_size, insns_size;
	void *ctx;
	uint32_t log_level;
	char *log; /* of the verifier */
	uint32_t log_size;
};

/* fentry or fexit of a function of a loaded program. */
struct tracing_attrs {
	const struct bpf_insn *insns;
	uint32_t insn_count;
	bool is_exit;
	int target;
	uint32_t target_type_id; /* its FUNC */
	const char *name;
};

/* What perf events can count. */
enum counter {
	COUNTER_CYCLES,
	COUNTER_INSTRUCTIONS,
	COUNTER_L1D_LOADS,
	COUNTER_LLC_MISSES,
	COUNTER_ITLB_MISSES,
	COUNTER_DTLB_MISSES,
	COUNTER_CPU_CLOCK, /* the kernel's own, in ns */
	COUNTER_COUNT,
};

/* On one CPU, of what the kernel does there. */
struct counter_attrs {
	enum counter counter;
	uint32_t cpu;
};

enum prog_stream { STREAM_STDOUT = 1, STREAM_STDERR = 2 };

/* kern/events.h */
struct events;
struct events_attrs;

#define CHANGE(name, gives, parameters, arguments, trace) \
	int kern_##name(struct kern *k, KERN_LIST parameters, struct err *err);
#include "kern/changes.h"

#endif

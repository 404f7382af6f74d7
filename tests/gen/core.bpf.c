/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Relocations of every kind that this compiler makes, against core_kernel.c and the running kernel: what is
 * found and what is not, through arrays, anonymous members, typedefs, bit-fields and flavours.
 */
#include <linux/bpf.h>

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define RELOCATED __attribute__((preserve_access_index))

struct list_head {
	struct list_head *next, *prev;
} RELOCATED;

struct core_inner {
	int last;
	struct list_head list;
} RELOCATED;

typedef struct {
	long counter;
} RELOCATED core_counter_t;

enum core_state { CORE_IDLE = 9, CORE_BUSY = 8, CORE_GONE = 7 };
enum core_absent { CORE_ABSENT };

struct core_task {
	int pid;
	struct core_task *parent;
	struct core_inner inner[2];
	unsigned int flag : 1, mode : 3;
	enum core_state state;
	union {
		int in_union;
		char bytes[4];
	};
	core_counter_t usage;
	int not_there;
	int flexible[];
} RELOCATED;

/* Another kernel's form of the same type. */
struct core_task___old {
	long old_state;
	int pid;
} RELOCATED;

struct core_unknown {
	int x;
} RELOCATED;

struct task_struct {
	int pid;
	struct task_struct *real_parent;
	struct list_head tasks;
	unsigned int in_execve : 1;
	char comm[16];
} RELOCATED;

struct task_struct___long {
	long state;
} RELOCATED;

enum bpf_map_type___core { BPF_MAP_TYPE_ARENA___core = 1, BPF_MAP_TYPE_NEVER___core };

long sum;

SEC("kprobe/core_fields")
int core_fields(void *ctx)
{
	struct core_task *t = ctx;
	struct core_task___old *old = ctx;
	struct core_unknown *u = ctx;

	sum += BPF_CORE_READ(t, parent, parent, pid) + BPF_CORE_READ(t, inner[1].last);
	sum += (long)BPF_CORE_READ(t, inner[0].list.next) + BPF_CORE_READ(t, in_union) + t[3].flexible[5];
	sum += BPF_CORE_READ_BITFIELD_PROBED(t, mode) + BPF_CORE_READ(t, usage.counter) + t->bytes[2];
	if (bpf_core_field_exists(t->not_there))
		sum += BPF_CORE_READ(t, not_there);
	if (bpf_core_field_exists(old->old_state))
		sum += BPF_CORE_READ(old, old_state);
	sum += BPF_CORE_READ(old, pid) + bpf_core_field_size(t->inner) + bpf_core_field_size(t->parent);
	if (bpf_core_field_exists(u->x))
		sum += BPF_CORE_READ(u, x);
	return 0;
}

SEC("kprobe/core_types")
int core_types(void *ctx)
{
	(void)ctx;
	sum += bpf_core_type_id_local(struct core_task) + bpf_core_type_exists(struct core_task___old);
	sum += bpf_core_type_id_kernel(struct core_inner) + bpf_core_type_size(struct core_inner);
	sum += bpf_core_type_size(core_counter_t) + bpf_core_type_exists(core_counter_t);
	sum += bpf_core_type_exists(struct core_unknown) + bpf_core_type_size(enum core_state);
	sum += bpf_core_enum_value(enum core_state, CORE_BUSY) + bpf_core_type_exists(enum core_absent);
	sum += bpf_core_enum_value_exists(enum core_state, CORE_GONE);
	if (bpf_core_enum_value_exists(enum core_absent, CORE_ABSENT))
		sum += bpf_core_enum_value(enum core_absent, CORE_ABSENT);
	return 0;
}

SEC("kprobe/core_running")
int core_running(void *ctx)
{
	struct task_struct *t = ctx;
	struct task_struct___long *old = ctx;

	sum += BPF_CORE_READ(t, real_parent, pid) + (long)BPF_CORE_READ(t, tasks.next);
	sum += BPF_CORE_READ_BITFIELD_PROBED(t, in_execve) + bpf_core_field_size(t->comm);
	if (bpf_core_field_exists(old->state))
		sum += BPF_CORE_READ(old, state);
	if (bpf_core_enum_value_exists(enum bpf_map_type___core, BPF_MAP_TYPE_ARENA___core))
		sum += bpf_core_enum_value(enum bpf_map_type___core, BPF_MAP_TYPE_ARENA___core);
	sum += bpf_core_enum_value_exists(enum bpf_map_type___core, BPF_MAP_TYPE_NEVER___core);
	sum += bpf_core_type_id_kernel(struct task_struct);
	return 0;
}

char _license[] SEC("license") = "GPL";

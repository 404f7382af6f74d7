/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What core.bpf.c is relocated for: a kernel of a few types, whose BTF is used. */

struct list_head {
	struct list_head *next, *prev;
};

struct core_far {
	long only_pointed_to;
};

struct core_inner {
	char before[24];
	struct list_head list;
	short last;
};

typedef struct {
	int counter;
} core_counter_t;

enum core_state { CORE_IDLE, CORE_BUSY, CORE_ASLEEP };

struct core_task {
	struct core_far *far;
	void (*callback)(struct core_far *far, struct core_task *task);
	struct {
		union {
			long long unrelated;
			struct core_task *parent;
		};
		const volatile int pid;
	};
	struct core_inner inner[4];
	unsigned long long other : 5, mode : 7, flag : 2;
	unsigned char state;
	core_counter_t usage;
	union {
		struct {
			char bytes[8];
		};
		int in_union;
	};
	int not_last[0];
	int flexible[];
};

/* The name without its flavour is looked for; this one has nothing that fits. */
struct core_task___old {
	char unrelated[3];
};

struct core_task task;
struct core_task___old old;
struct core_far far;
enum core_state state;

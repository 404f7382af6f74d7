// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* What `make demo` loads: which command got a CPU how often, when last, and how long until the next switch.
 */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct command {
	char comm[16];
};

struct runs {
	__u64 switches;
	__u64 last;
	__u32 pid;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct command);
	__type(value, struct runs);
} commands SEC(".maps");

/* Microseconds between two switches of a CPU, by powers of two. */
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 24);
	__type(key, __u32);
	__type(value, __u64);
} microseconds SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u64);
} last_switch SEC(".maps");

static void count_time(__u64 now)
{
	__u32 zero = 0, slot = 0;
	__u64 *last = bpf_map_lookup_elem(&last_switch, &zero), *count, passed;

	if (!last)
		return;
	passed = (now - *last) / 1000;
	for (int i = 0; i < 23; i++) {
		passed >>= 1;
		slot += passed != 0;
	}
	count = *last ? bpf_map_lookup_elem(&microseconds, &slot) : (void *)0;
	*last = now;
	if (count)
		(*count)++;
}

SEC("raw_tp/sched_switch")
int on_switch(void *ctx)
{
	__u64 now = bpf_ktime_get_ns();
	struct command key = {};
	struct runs first = {.switches = 1, .last = now, .pid = bpf_get_current_pid_tgid()};
	struct runs *known;

	count_time(now);
	bpf_get_current_comm(key.comm, sizeof(key.comm));
	known = bpf_map_lookup_elem(&commands, &key);
	if (known) {
		__sync_fetch_and_add(&known->switches, 1);
		known->last = now;
		known->pid = first.pid;
	} else {
		bpf_map_update_elem(&commands, &key, &first, BPF_ANY);
	}
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

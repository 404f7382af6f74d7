/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Sends a message for every program that is started: the one that the map has for its user. */
/* The kernel has a type of the map's name. */
#define config kernel_config
#include "vmlinux.h"
#undef config

#include <bpf/bpf_helpers.h>

#include "config.h"

/* By user id. Anybody who may write to it changes what the program does. */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u32);
	__type(value, struct message);
} config SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} events SEC(".maps");

/* Of users without a message of their own. */
char fallback[MESSAGE_LEN] = "hello";

SEC("tp/sched/sched_process_exec")
int say(void *ctx)
{
	__u32 uid = (__u32)bpf_get_current_uid_gid();
	struct message *m = bpf_map_lookup_elem(&config, &uid);
	struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);

	if (!e)
		return 0;
	e->pid = (int)(bpf_get_current_pid_tgid() >> 32);
	e->uid = uid;
	bpf_get_current_comm(e->comm, sizeof(e->comm));
	if (m) {
		__sync_fetch_and_add(&m->times, 1);
		bpf_probe_read_kernel_str(e->text, sizeof(e->text), m->text);
	} else {
		bpf_probe_read_kernel_str(e->text, sizeof(e->text), fallback);
	}
	bpf_ringbuf_submit(e, 0);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What most programs have: maps, globals of all sections, configuration of the kernel, two programs. */
#include <stdbool.h>

#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#include "plain.h"

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10);
	__type(key, int);
	__type(value, struct limits);
} table SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

const volatile int filter_pid = 0;
const volatile bool is_verbose = false;
const char words[4][16] = {"one", "two"};
int counter;
static int calls;
stamp_t last;
struct limits limits = {.least = 5};
struct {
	int x;
	long y;
} point;
int *pointer;
int (*function)(struct limits *);
enum mode mode = MODE_ON;
__u8 small;
__u64 cache_line[3] __attribute__((aligned(64)));
int custom SEC(".data.my-sec") = 3;
__hidden int hidden;
__weak int weak = 9;
struct flags flags = {1, 2};
struct tight tight = {1, 2};
char text[] = "hello world";
extern int LINUX_KERNEL_VERSION __kconfig;
extern _Bool CONFIG_BPF_JIT __kconfig __weak;

SEC("socket")
int count_packets(struct __sk_buff *skb)
{
	int key = filter_pid;

	counter += bpf_map_lookup_elem(&table, &key) != 0;
	calls++;
	last = bpf_ktime_get_ns();
	custom++;
	point.x += LINUX_KERNEL_VERSION;
	hidden++;
	small++;
	pointer = 0;
	function = 0;
	if (is_verbose || CONFIG_BPF_JIT)
		cache_line[1]++;
	limits.least++;
	return mode + calls + flags.a + tight.c + text[key & 7] + words[key & 3][0] + weak;
}

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	void *room = bpf_ringbuf_reserve(&events, 8, 0);

	if (room)
		bpf_ringbuf_discard(room, 0);
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";

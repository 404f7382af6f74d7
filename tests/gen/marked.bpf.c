/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Marks of variables and functions: kptr, ksym, hidden, weak; sections that are empty or hold nothing to
 * show. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

#undef __kptr
#if __has_attribute(btf_type_tag)
#define __kptr __attribute__((btf_type_tag("kptr")))
#else
#define __kptr
#endif

struct task_struct;
struct slot {
	int n;
	struct task_struct __kptr *task;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, int);
	__type(value, struct slot);
} slots SEC(".maps");

static struct task_struct __kptr *held SEC(".data.held");
struct task_struct __kptr *shown;
extern const int bpf_prog_active __ksym;
extern const void runqueues __ksym __weak;
extern int kernel_function(void *p) __ksym;
__hidden int only_here SEC(".data.secret");
__weak int replaceable = 2;
__weak __hidden int both;
char nothing[0] SEC(".data.nothing");

__hidden int hidden_part(int x)
{
	return x * 2;
}

__weak int weak_part(int x)
{
	return hidden_part(x);
}

SEC("socket")
int look(struct __sk_buff *skb)
{
	int sum = only_here++ + replaceable + both++ + nothing[0] + weak_part(skb->len);

	return sum + ((const void *)&bpf_prog_active == skb) + (&runqueues != 0) + kernel_function(skb) +
	       (held != 0) + (shown != 0);
}

char LICENSE[] SEC("license") = "GPL";

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bare_probe [quiet]: loads a program that calls helper H, for each program type that is not attached to the
 * kernel's own functions, and each H; prints "TYPE H" where the whole log of the verifier does not say that
 * there is no such helper. With quiet only the loads: what any tool must take that makes as many.
 */
#include <errno.h>
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TYPES = 33, HELPERS = 212, SYSCALL = 31, NETFILTER = 32, NETFILTER_HOOK = 45 };

static char log_text[1 << 16];

static uint32_t hook_of(uint32_t type)
{
	switch (type) {
	case BPF_PROG_TYPE_CGROUP_SOCK_ADDR:
		return BPF_CGROUP_INET4_CONNECT;
	case BPF_PROG_TYPE_CGROUP_SOCKOPT:
		return BPF_CGROUP_GETSOCKOPT;
	case BPF_PROG_TYPE_SK_LOOKUP:
		return BPF_SK_LOOKUP;
	case NETFILTER:
		return NETFILTER_HOOK;
	default:
		return 0;
	}
}

static int load(uint32_t type, int helper, int with_log)
{
	const struct bpf_insn insns[] = {
		{.code = BPF_JMP | BPF_CALL, .imm = helper},
		{.code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0},
		{.code = BPF_JMP | BPF_EXIT},
	};
	union bpf_attr attr;
	long fd;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = type;
	attr.expected_attach_type = hook_of(type);
	attr.prog_flags = type == SYSCALL ? BPF_F_SLEEPABLE : 0;
	attr.insns = (uintptr_t)insns;
	attr.insn_cnt = sizeof(insns) / sizeof(insns[0]);
	attr.license = (uintptr_t) "GPL";
	if (with_log) {
		attr.log_buf = (uintptr_t)log_text;
		attr.log_size = sizeof(log_text);
		attr.log_level = 1;
	}
	log_text[0] = '\0';
	fd = syscall(__NR_bpf, BPF_PROG_LOAD, &attr, sizeof(attr));
	if (fd >= 0)
		close((int)fd);
	return fd < 0 ? -errno : 0;
}

static int is_refused(void)
{
	return strstr(log_text, "unknown func") || strstr(log_text, "invalid func") ||
	       strstr(log_text, "program of this type cannot use helper");
}

int main(int argc, char **argv)
{
	const int is_quiet = argc > 1 && !strcmp(argv[1], "quiet");
	const struct rlimit most = {RLIM_INFINITY, RLIM_INFINITY};

	setrlimit(RLIMIT_MEMLOCK, &most); /* before 5.11 programs count */

	for (uint32_t type = 1; type < TYPES; type++) {
		if (type >= BPF_PROG_TYPE_TRACING && type <= BPF_PROG_TYPE_LSM)
			continue;
		for (int helper = 1; helper < HELPERS; helper++) {
			int r;

			if (helper == BPF_FUNC_trace_printk || helper == BPF_FUNC_probe_write_user ||
			    helper == BPF_FUNC_trace_vprintk)
				continue;
			r = load(type, helper, !is_quiet);
			if (r && !is_quiet && !*log_text)
				break;
			if (!is_quiet && !is_refused())
				printf("%u %d\n", type, helper);
		}
	}
	return 0;
}

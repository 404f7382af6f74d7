/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Logs of the verifier: which lines matter, and what is advised. */
#include <stdio.h>
#include <string.h>

#include "progshow/load/refusal.h"

static const struct {
	const char *log;
	const char *source; /* NULL: none */
	const char *lines;  /* NULL: it says nothing */
	const char *reason;
	const char *hint; /* a part of it; NULL: none */
} cases[] = {
	{"", NULL, NULL, NULL, NULL},
	{"\n\n", NULL, NULL, NULL, NULL},
	{"processed 3 insns (limit 1000000) max_states_per_insn 0\n", NULL, NULL, NULL, NULL},
	{"0: (b7) r0 = 0\n; *v = 1; @ a.c:7\n3: (7b) *(u64 *)(r0 +0) = r1\nR0 invalid mem access "
	 "'map_value_or_null'\nverification time 9 usec\nstack depth 8\nprocessed 4 insns (limit 1000000)\n",
	 "; *v = 1; @ a.c:7", "3: (7b) *(u64 *)(r0 +0) = r1\nR0 invalid mem access 'map_value_or_null'",
	 "R0 invalid mem access 'map_value_or_null'", "may be NULL"},
	/* no source, no end of the last line */
	{"last insn is not an exit or jmp", NULL, "last insn is not an exit or jmp",
	 "last insn is not an exit or jmp", "runs past the end"},
	/* between the statistics of one function and the reason of the next nothing is mixed up */
	{"; x\nfirst\nprocessed 2 insns\nunreachable insn 3\n", NULL, "unreachable insn 3",
	 "unreachable insn 3", "unreachable code"},
	/* no more lines than help, but the source, however far in front */
	{"; x\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n", "; x", "3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13",
	 "13", NULL},
	/* a walk that came to its end tells of no refusal */
	{"; x\n", NULL, NULL, NULL, NULL},
	{"; return 2;\n0: (b7) r0 = 2\n1: (95) exit\nprocessed 2 insns\n", NULL, NULL, NULL, NULL},
	{"0: R1=ctx() R10=fp0\nfrom 3 to 5: safe\nprocessed 2 insns\n", NULL, NULL, NULL, NULL},
	/* without instructions the source stands behind the reason */
	{"invalid bpf_context access off=500 size=4\n; x @ a.c:1\nverification time 9 usec\n", NULL,
	 "invalid bpf_context access off=500 size=4", "invalid bpf_context access off=500 size=4",
	 "member of the context"},
	/* a reason without its end of line */
	{"3: (85) call bpf_tail_call#12\nexpected prog array map for tail callprocessed 3 insns (limit "
	 "1000000)",
	 NULL, "3: (85) call bpf_tail_call#12\nexpected prog array map for tail call",
	 "expected prog array map for tail call", "PROG_ARRAY"},
	/* states of a loop are not why */
	{"0: (05) goto pc-1\ninfinite loop detected at insn 0\ncur state: R1=ctx()\nold state: R1=ctx()\n",
	 NULL, "0: (05) goto pc-1\ninfinite loop detected at insn 0", "infinite loop detected at insn 0",
	 "never end"},
	/* hints are about what is said, not about states on the way */
	{"1: (85) call bpf_x#1 ; R0='map_value_or_null'\nsomething else\n", NULL,
	 "1: (85) call bpf_x#1 ; R0='map_value_or_null'\nsomething else", "something else", NULL},
};

/* Messages of verifiers and of libbpf, and a word of what is advised. */
static const struct {
	const char *said;
	const char *hint;
} hints[] = {
	{"R2 invalid mem access 'trusted_ptr_or_null_'", "may be NULL"},
	{"R0 pointer arithmetic on map_value_or_null prohibited, null-check it first", "may be NULL"},
	{"Possibly NULL pointer passed to trusted arg0", "may be NULL"},
	{"R0 invalid mem access 'scalar'", "bpf_probe_read_kernel"},
	{"invalid access to packet, off=12 size=2, R1(id=0,off=12,r=0)", "data_end"},
	{"invalid access to map value, value_size=32 off=56 size=8", "check the index"},
	{"write into map forbidden, value_size=4 off=0 size=4", "constant"},
	{"invalid write to stack R10 off=-520 size=8", "512"},
	{"combined stack size of 3 calls is 624. Too large", "512"},
	{"R0 !read_ok", "on every path"},
	{"Unreleased reference id=2 alloc_insn=11\nBPF_EXIT instruction in main prog would lead to reference "
	 "leak",
	 "released"},
	{"program of this type cannot use helper bpf_skb_change_type#32", "may not call"},
	{"calling kernel function bpf_task_from_pid is not allowed", "this kernel function"},
	{"BPF program is too large. Processed 1000001 insn", "bound loops"},
	{"The sequence of 8193 jumps is too complex.", "branches"},
	{"arg#0 pointer type STRUCT task_struct must point to scalar, or struct with scalar", "prototype"},
	{"R1 must be a rcu pointer", "trusted pointer"},
	{"R1 must be referenced or trusted", "trusted pointer"},
	{"function calls are not allowed while holding a lock", "must unlock"},
	{"BPF_EXIT instruction in main prog cannot be used inside bpf_spin_lock-ed region", "must unlock"},
	{"tracing progs cannot use bpf_spin_lock yet", "atomic"},
	{"helper call might sleep in a non-sleepable prog", "sleepable"},
	{"sleepable helper bpf_copy_from_user#148 in rcu_read_lock region", "sleepable"},
	{"invalid func unknown#195896080", "bpf_core_field_exists"},
	{"failed to resolve CO-RE relocation <byte_off> [6] struct x.y (0:0 @ offset 0)",
	 "bpf_core_field_exists"},
	{"unknown func bpf_loop#181", "this helper"},
	{"R0 pointer arithmetic with *= operator prohibited", "addition and subtraction"},
	{"At program exit the register R0 has smin=7 smax=7 should have been in [0, 1]", "range shown above"},
	{"cannot pass map_type 2 into func bpf_ringbuf_output#130", "maps of this type"},
	{"extern (func ksym) 'no_such': not found in kernel or module BTFs", "__weak"},
	{"extern (var ksym) 'no_such': not found in kernel BTF", "__weak"},
	{"extern 'CONFIG_NO_SUCH' (strong): not resolved", "option"},
	{"prog 'p': BPF program load failed: No space left on device", "--debug"},
	{"prog 'p': failed to find kernel BTF type ID of 'no_such': -3", "bpfi btf find"},
	{"failed to parse target BTF: -4001\nfailed to perform CO-RE relocations: -4001", "kernel_btf"},
	{"BTF is required, but is missing or corrupted.", "-g"},
	{"permission error while running as root; try raising 'ulimit -l'? current value: 8.0 MiB",
	 "lockdown"},
};

static bool is_same(const char *at, size_t len, const char *want)
{
	return len == strlen(want) && !memcmp(at, want, len);
}

static bool is_good(unsigned int i)
{
	struct refusal r;
	struct err err = {0};

	if (!refusal_find(cases[i].log, &r))
		return !cases[i].lines;
	if (!cases[i].lines || !is_same(r.lines, r.len, cases[i].lines) ||
	    !is_same(r.reason, r.reason_len, cases[i].reason))
		return false;
	if (r.source ? !cases[i].source || !is_same(r.source, r.source_len, cases[i].source)
		     : cases[i].source != NULL)
		return false;
	refusal_tell(&r, &err);
	return cases[i].hint ? strstr(err.hint, cases[i].hint) != NULL : !*err.hint;
}

static bool is_hinted(unsigned int i)
{
	const char *hint = refusal_hint(hints[i].said, strlen(hints[i].said));
	struct err err;

	/* All of it is shown. */
	return hint && strstr(hint, hints[i].hint) && strlen(hint) < sizeof(err.hint);
}

/* However long lines are: the source comes first, and the reason is there. */
static bool is_told_short(void)
{
	static const char reason[] = "R0 !read_ok";
	static char log[3000];
	struct refusal r;
	struct err err = {0};

	memset(log, 'x', sizeof(log) - 1);
	memcpy(log, "; ", 2);
	memcpy(log + 600, "\n1: ", 4);
	memcpy(log + 1500, "\n2: ", 4);
	memcpy(log + 2300, "\n3: ", 4);
	memcpy(log + sizeof(log) - sizeof(reason) - 1, "\n", 1);
	memcpy(log + sizeof(log) - sizeof(reason), reason, sizeof(reason));
	if (!refusal_find(log, &r))
		return false;
	refusal_tell(&r, &err);
	return !memcmp(err.quoted, "; xxx", 5) && strstr(err.quoted, "xxx...\n3: xxx") &&
	       strstr(err.quoted, "xxx\nR0 !read_ok");
}

int main(void)
{
	int failures = 0;

	for (unsigned int i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (is_good(i))
			continue;
		printf("not ok log %u\n", i);
		failures++;
	}
	for (unsigned int i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		if (is_hinted(i))
			continue;
		printf("not ok hint for: %s\n", hints[i].said);
		failures++;
	}
	if (!is_told_short()) {
		printf("not ok a long log is told\n");
		failures++;
	}
	printf("%s refusals are read\n", failures ? "not ok" : "ok");
	return failures != 0;
}

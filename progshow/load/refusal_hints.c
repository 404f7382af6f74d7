/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What refusals mean, a row each: a part of the message, and what to do. The first row that matches is shown.
 */
#include <string.h>

#include "progshow/load/refusal.h"

#define HINT_NUMBER \
	"the verifier treats this as a number, not as a pointer: read through it with bpf_probe_read_kernel() or bpf_core_read(), or use the original pointer"
#define HINT_NO_TYPE \
	"the kernel has no such function, or its BTF does not describe it: check with bpfi btf find"

#define HINT_NULL "this pointer may be NULL: check it before use"
#define HINT_INDEX \
	"the offset may be outside the value: check the index (if (i >= SIZE) return 0;) right before use"
#define HINT_CTX "this program type is not allowed to access this member of the context"
#define HINT_SLEEP \
	"only sleepable programs (SEC(\"fentry.s/...\"), SEC(\"lsm.s/...\")) may call it, and not while holding a lock or bpf_rcu_read_lock()"
#define HINT_EXTERN \
	"the kernel has no symbol of this name, or the module that has it is not loaded: check with bpfi btf find; if it may be missing, declare it __weak and test it with bpf_ksym_exists()"
#define HINT_LOCK \
	"no function may be called between bpf_spin_lock() and bpf_spin_unlock(), and every path must unlock"
#define HINT_TRUST \
	"this function requires a trusted pointer: an argument of the program, the result of an acquiring function such as bpf_task_from_pid() after a NULL check, or, under bpf_rcu_read_lock(), a member protected by RCU"
#define HINT_KFUNC_TYPE \
	"the function expects another pointer type: compare its prototype (bpfi btf find NAME) with the argument"
#define HINT_LOG \
	"the verifier log did not fit the buffer: use --debug for the full log, which ends with the reason"
#define HINT_CORE "this kernel has no such type or field: guard the access with bpf_core_field_exists()"

static const struct {
	const char *part;
	const char *hint;
} rows[] = {
	{"null-check it first", HINT_NULL},
	{"_or_null'", HINT_NULL},
	{"_or_null_'", HINT_NULL},
	{"Possibly NULL pointer passed", HINT_NULL},
	{"invalid mem access 'scalar'", HINT_NUMBER},
	{"invalid mem access 'inv'", HINT_NUMBER}, /* before 5.18 */
	{"invalid access to packet",
	 "check the end of the access against data_end first, using the same pointer as for the access"},
	{"invalid access to map value", HINT_INDEX},
	{"makes map_value pointer be out of bounds", HINT_INDEX},
	{"write into map forbidden",
	 "this is read-only for programs: a constant (const volatile ...), or a map created with BPF_F_RDONLY_PROG"},
	{"invalid bpf_context access", HINT_CTX},
	{"variable ctx access",
	 "context members can only be accessed at constant offsets: do not use a variable index"},
	{"dereference of modified",
	 "members of this structure can only be accessed at constant offsets: do not use a variable index"},
	{"!read_ok",
	 "this register is not set on every path: initialise variables, and return a value on every path"},
	{"read from stack",
	 "part of it was never written, or lies outside the stack: initialise the variable first, including padding"},
	{"write to stack", "this is outside the stack frame of 512 bytes"},
	{"unbounded memory access", "check the size before the call: if (n > MAX) return 0;"},
	{"min value is negative",
	 "the size may be negative: make it unsigned, or check for negative values before use"},
	{"min value is outside of the allowed memory range",
	 "also check the lower bound of the index, or make it unsigned"},
	{"max value is outside of the allowed memory range", "check the index: if (i >= SIZE) return 0;"},
	{"invalid zero-sized", "the size may be 0: check it: if (!n) return 0;"},
	{"math between", "a number without known bounds is added to a pointer: check its bounds first"},
	{"pointer arithmetic on",
	 "arithmetic on this pointer is not allowed: read what it points to, or copy it first"},
	{"pointer arithmetic with", "only addition and subtraction of numbers are allowed on pointers"},
	{"infinite loop detected", "no state changes between iterations, so the loop would never end"},
	{"back-edge",
	 "this kernel supports no loops, or only bounded ones: unroll the loop, or give it a constant bound"},
	{"BPF program is too large",
	 "more than 1,000,000 instructions to process: bound loops, use fewer branches in them, use bpf_loop(), or move code to functions that are not static"},
	{"The sequence of", "too many consecutive branches: use fewer of them in loops, or use bpf_loop()"},
	{"combined stack size",
	 "the call chain uses more than 512 bytes of stack: move large variables to a map"},
	{"unreachable insn", "there is unreachable code: compile with optimisation (-O2)"},
	{"last insn is not an exit",
	 "execution runs past the end of the code: a function without return, or undefined behaviour, where clang cuts the code off (see its warnings)"},
	{"cannot call GPL-restricted function",
	 "this requires a GPL-compatible license: char LICENSE[] SEC(\"license\") = \"GPL\";"},
	{"cannot use helper",
	 "this program type may not call this helper, or not with the current capabilities"},
	{"unknown#195896080", HINT_CORE}, /* the number that libbpf puts where a relocation fails */
	{"CO-RE relocation>", HINT_CORE},
	{"CO-RE relocation <", HINT_CORE},
	{"unknown func", "this kernel does not allow this program type to call this helper"}, /* before 6.8 */
	{"calling kernel function",
	 "this kernel does not allow this program type to call this kernel function"},
	{"cannot pass map_type", "this helper does not support maps of this type"},
	{"expected prog array map", "bpf_tail_call() requires a map of type BPF_MAP_TYPE_PROG_ARRAY"},
	{"Caller passes invalid args",
	 "a global function is verified separately, by its prototype: pass matching arguments, or make it static"},
	{"helper call is not allowed in probe",
	 "it may be called only by programs attached to certain kernel functions"},
	{"might sleep in a non-sleepable prog", HINT_SLEEP},
	{"in rcu_read_lock region", HINT_SLEEP},
	{"in non-preemptible region", HINT_SLEEP},
	{"in IRQ-disabled region", HINT_SLEEP},
	{"while holding a lock", HINT_LOCK},
	{"bpf_spin_lock-ed region", HINT_LOCK},
	{"bpf_spin_unlock is missing", HINT_LOCK}, /* before 6.10 */
	{"cannot use bpf_spin_lock yet",
	 "this program type cannot use spin locks: use atomic operations (__sync_fetch_and_add()) or a per-CPU map"},
	{"Unreleased reference",
	 "an acquired reference must be released on every path, including error paths"},
	{"reference has not been acquired before",
	 "the reference may already be released, or was never acquired"},
	{"must be a rcu pointer", HINT_TRUST},
	{"must be referenced", HINT_TRUST},
	{"must point to", HINT_KFUNC_TYPE},
	{"expected pointer to", HINT_KFUNC_TYPE},
	{"exit the register R", "the return value must be in the range shown above"},
	{"should have been in", "the return value must be in the range shown above"},
	{"expected=", "the function expects another kind of pointer"},
	{"misaligned ", "the access must be aligned to its size"},
	/* libbpf */
	/* Before 6.4 what does not fit is the end, with the reason. */
	{"load failed: No space left", HINT_LOG},
	{"load failed: -ENOSPC", HINT_LOG},
	/* Operations (struct_ops): what a kernel needs to have them. */
	{"sched_ext_ops is not found",
	 "the kernel has no sched_ext: CONFIG_SCHED_CLASS_EXT, Linux 6.12 or newer"},
	{"hid_bpf_ops is not found",
	 "the kernel has no HID-BPF operations: CONFIG_HID_BPF, Linux 6.11 or newer"},
	{"Qdisc_ops is not found",
	 "the kernel has no queueing disciplines of BPF: CONFIG_NET_SCH_BPF, Linux 6.16 or newer"},
	{"is not found in kernel BTF",
	 "the kernel does not have these operations, or the module that has them is not loaded: load it, then check with bpfi btf find"},
	{"failed to find kernel BTF type ID", HINT_NO_TYPE},
	{"failed to find valid kernel BTF",
	 "the kernel does not provide BTF (CONFIG_DEBUG_INFO_BTF): specify a file with it: kernel_btf FILE"},
	{"ksym) '", HINT_EXTERN},
	{"(strong): not resolved",
	 "the kernel has no such option, or its configuration is not readable (/proc/config.gz, /boot/config-RELEASE): declare it __weak if it may be missing"},
	{"permission error while running as root",
	 "before Linux 5.11, raise the locked memory limit; otherwise lockdown, a container or a security module forbids programs of this type"},
	{"failed to parse target BTF",
	 "kernel_btf requires a copy of another kernel's /sys/kernel/btf/vmlinux, or a vmlinux with a .BTF section"},
	{"BTF is required, but is missing",
	 "maps in SEC(\".maps\") are defined by BTF: compile with -g, and do not strip BTF sections"},
	{"unknown field", "use -m (--mapcompat) to ignore unknown members of map definitions"},
	{"legacy map definitions",
	 "legacy map definitions: declare maps with SEC(\".maps\") and __uint(), __type()"},
};

const char *refusal_hint(const char *text, size_t len)
{
	for (unsigned int i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (memmem(text, len, rows[i].part, strlen(rows[i].part)))
			return rows[i].hint;
	return NULL;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What refusals mean, a row each: a part of the message, and what to do. The first row that fits is told. */
#include <string.h>

#include "progshow/load/refusal.h"

#define HINT_NUMBER                                                                                    \
	"this is a number, not a pointer the verifier knows: read it with bpf_probe_read_kernel() or " \
	"bpf_core_read(), or keep the pointer where it came from"
#define HINT_NO_TYPE "this kernel has no such function, or does not tell of it: bpfi btf find NAME"

#define HINT_NULL "this pointer may be NULL: compare it with NULL before it is used"
#define HINT_INDEX                                                                                         \
	"the offset can be outside of the value: bound the index (if (i >= SIZE) return 0;) right before " \
	"its use"
#define HINT_CTX "this type of program must not read or write this member of its context"
#define HINT_SLEEP                                                                                          \
	"only sleepable programs may call it (SEC(\"fentry.s/...\"), SEC(\"lsm.s/...\")), and not under a " \
	"lock "                                                                                             \
	"or bpf_rcu_read_lock()"
#define HINT_EXTERN                                                                                     \
	"this kernel has none of that name, or a module that has it is not loaded: bpfi btf find NAME " \
	"tells; "                                                                                       \
	"declare it __weak and ask bpf_ksym_exists() where it may be missing"
#define HINT_LOCK "between bpf_spin_lock() and bpf_spin_unlock() nothing is called, and every path unlocks"
#define HINT_TRUST                                                                                        \
	"this function takes only pointers that are sure to be valid: arguments of the program, what an " \
	"acquiring function returned (bpf_task_from_pid(), ...) and was compared with NULL, or under "    \
	"bpf_rcu_read_lock() a member that the kernel protects by RCU"
#define HINT_KFUNC_TYPE                                                                                  \
	"the function takes a pointer of another kind: compare its prototype (bpfi btf find NAME) with " \
	"what is "                                                                                       \
	"passed"
#define HINT_LOG                                                                                             \
	"the verifier's log is longer than the room for it: --debug has room for all, the reason is at its " \
	"end"
#define HINT_CORE "this kernel has no such type or field: guard its use with bpf_core_field_exists()"

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
	 "compare the end of what is read with data_end first, with the same pointer that is then used"},
	{"invalid access to map value", HINT_INDEX},
	{"makes map_value pointer be out of bounds", HINT_INDEX},
	{"write into map forbidden",
	 "programs only read this: constants (const volatile ...), or a map made with BPF_F_RDONLY_PROG"},
	{"invalid bpf_context access", HINT_CTX},
	{"variable ctx access",
	 "members of the context are read at fixed offsets: do not index it with a variable"},
	{"dereference of modified",
	 "members of this structure are read at fixed offsets: do not index it with a variable"},
	{"!read_ok", "this register was never set on one of the paths: give variables a value, return one on "
		     "every path"},
	{"read from stack",
	 "a part of it was never written, or lies outside: clear the variable first (padding too)"},
	{"write to stack", "this lies outside of the stack frame of 512 bytes"},
	{"unbounded memory access", "bound the size before the call: if (n > MAX) return 0;"},
	{"min value is negative",
	 "the size can be negative: make it unsigned, or refuse what is below 0 before its use"},
	{"min value is outside of the allowed memory range",
	 "bound the index from below too, or make it unsigned"},
	{"max value is outside of the allowed memory range", "bound the index: if (i >= SIZE) return 0;"},
	{"invalid zero-sized", "the size can be 0: if (!n) return 0;"},
	{"math between", "a pointer moves by a number without bounds: bound the number first"},
	{"pointer arithmetic on", "this pointer must not be moved: read what it points to, or copy it first"},
	{"pointer arithmetic with", "to a pointer a number can be added or subtracted, nothing else"},
	{"infinite loop detected", "nothing changes from round to round: the loop would never end"},
	{"back-edge", "this kernel takes no loops, or only bounded ones: unroll it, or count with a bound"},
	{"BPF program is too large",
	 "too many instructions to walk (1,000,000): bounds for its loops, fewer branches in them, "
	 "bpf_loop(), or functions that are not static"},
	{"The sequence of", "too many branches in a row: fewer of them in loops, or bpf_loop()"},
	{"combined stack size", "the functions that call each other take more than 512 bytes of stack: move "
				"large variables into a map"},
	{"unreachable insn", "code that nothing leads to: let the compiler optimise (-O2)"},
	{"last insn is not an exit",
	 "the code runs past its end: a function without return, or one whose behaviour C does not define "
	 "(clang ends it there: see its warnings)"},
	{"cannot call GPL-restricted function",
	 "this needs a license that is compatible with the GPL: char LICENSE[] SEC(\"license\") = \"GPL\";"},
	{"cannot use helper", "programs of this type must not call this helper, or not with these rights"},
	{"unknown#195896080", HINT_CORE}, /* the number that libbpf puts where a relocation fails */
	{"CO-RE relocation>", HINT_CORE},
	{"CO-RE relocation <", HINT_CORE},
	{"unknown func", "this kernel does not let programs of this type call this helper"}, /* before 6.8 */
	{"calling kernel function",
	 "the kernel does not let programs of this type call this function of its own"},
	{"cannot pass map_type", "this helper is not for maps of this type"},
	{"expected prog array map", "bpf_tail_call() takes a map of type BPF_MAP_TYPE_PROG_ARRAY"},
	{"Caller passes invalid args",
	 "a function that is not static is verified alone, by its prototype: pass what that says, or make it "
	 "static"},
	{"helper call is not allowed in probe",
	 "it may be called only where some of the kernel's functions are "
	 "traced"},
	{"might sleep in a non-sleepable prog", HINT_SLEEP},
	{"in rcu_read_lock region", HINT_SLEEP},
	{"in non-preemptible region", HINT_SLEEP},
	{"in IRQ-disabled region", HINT_SLEEP},
	{"while holding a lock", HINT_LOCK},
	{"bpf_spin_lock-ed region", HINT_LOCK},
	{"bpf_spin_unlock is missing", HINT_LOCK}, /* before 6.10 */
	{"cannot use bpf_spin_lock yet",
	 "programs of this type take no locks: count with atomic additions (__sync_fetch_and_add()), or in a "
	 "map per CPU"},
	{"Unreleased reference", "what was acquired must be released on every path, also those that fail"},
	{"reference has not been acquired before", "this can be released already, or was never acquired"},
	{"must be a rcu pointer", HINT_TRUST},
	{"must be referenced", HINT_TRUST},
	{"must point to", HINT_KFUNC_TYPE},
	{"expected pointer to", HINT_KFUNC_TYPE},
	{"exit the register R", "the program may return only some values: see the range above"},
	{"should have been in", "the program may return only some values: see the range above"},
	{"expected=", "the function takes another kind of pointer than this one"},
	{"misaligned ", "this must be read in pieces that lie at multiples of their size"},
	/* libbpf */
	/* Before 6.4 what does not fit is the end, with the reason. */
	{"load failed: No space left", HINT_LOG},
	{"load failed: -ENOSPC", HINT_LOG},
	{"failed to find kernel BTF type ID", HINT_NO_TYPE},
	{"failed to find valid kernel BTF",
	 "the kernel has no types of its own (CONFIG_DEBUG_INFO_BTF): give a file of them: kernel_btf FILE"},
	{"ksym) '", HINT_EXTERN},
	{"(strong): not resolved",
	 "this kernel has no such option, or does not tell its options (/proc/config.gz, "
	 "/boot/config-RELEASE): declare it __weak where it may be missing"},
	{"permission error while running as root",
	 "the limit of locked memory counts before Linux 5.11 only: else lockdown, a container or a security "
	 "module forbids programs of this type"},
	{"failed to parse target BTF",
	 "kernel_btf takes another kernel's /sys/kernel/btf/vmlinux, or its vmlinux with a section .BTF"},
	{"BTF is required, but is missing",
	 "maps in SEC(\".maps\") are told of by types: compile with -g, and strip no sections of BTF"},
	{"unknown field", "say -m (--mapcompat) to pass over what a map's definition has too much"},
	{"legacy map definitions",
	 "maps of the old form: declare them with SEC(\".maps\") and __uint(), __type()"},
};

const char *refusal_hint(const char *text, size_t len)
{
	for (unsigned int i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (memmem(text, len, rows[i].part, strlen(rows[i].part)))
			return rows[i].hint;
	return NULL;
}

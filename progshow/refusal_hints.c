/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What refusals mean, a row each: a part of the message, and what to do. The first row that fits is told. */
#include <string.h>

#include "progshow/refusal.h"

#define HINT_NUMBER                                                                                    \
	"this is a number, not a pointer the verifier knows: read it with bpf_probe_read_kernel() or " \
	"bpf_core_read(), or keep the pointer where it came from"
#define HINT_NO_TYPE "this kernel has no such function, or does not tell of it: bpfi btf find NAME"

static const struct {
	const char *part;
	const char *hint;
} rows[] = {
	{"_or_null'", "this pointer may be NULL: compare it with NULL before it is used"},
	{"invalid mem access 'scalar'", HINT_NUMBER},
	{"invalid mem access 'inv'", HINT_NUMBER}, /* before 5.18 */
	{"invalid access to packet",
	 "compare the end of what is read with data_end first, with the same pointer that is then used"},
	{"invalid access to map value",
	 "the offset can be outside of the value: bound the index (if (i >= SIZE) return 0;) right before "
	 "its use"},
	{"invalid bpf_context access",
	 "this type of program must not read or write this member of its context"},
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
	{"math between", "a pointer moves by a number without bounds: bound the number first"},
	{"infinite loop detected", "nothing changes from round to round: the loop would never end"},
	{"back-edge", "this kernel takes no loops, or only bounded ones: unroll it, or count with a bound"},
	{"BPF program is too large",
	 "too many instructions to walk (1,000,000): fewer branches in loops, bpf_loop(), or functions that "
	 "are not static"},
	{"The sequence of", "too many branches in a row: fewer of them in loops, or bpf_loop()"},
	{"combined stack size", "the functions that call each other take more than 512 bytes of stack: move "
				"large variables into a map"},
	{"unreachable insn", "code that nothing leads to: let the compiler optimise (-O2)"},
	{"cannot call GPL-restricted function",
	 "this needs a license that is compatible with the GPL: char LICENSE[] SEC(\"license\") = \"GPL\";"},
	{"cannot use helper", "programs of this type must not call this helper, or not with these rights"},
	{"unknown func", "this kernel does not let programs of this type call this helper"}, /* before 6.8 */
	{"helper call is not allowed in probe",
	 "it may be called only where some of the kernel's functions are "
	 "traced"},
	{"might sleep in a non-sleepable prog",
	 "only sleepable programs may call it: SEC(\"fentry.s/...\"), SEC(\"lsm.s/...\")"},
	{"<invalid CO-RE relocation>",
	 "this kernel has no such type or field: guard its use with bpf_core_field_exists()"},
	{"Unreleased reference", "what was acquired must be released on every path, also those that fail"},
	{"reference has not been acquired before", "this can be released already, or was never acquired"},
	{"exit the register R", "the program may return only some values: see the range above"},
	{"should have been in", "the program may return only some values: see the range above"},
	{"expected=", "the function takes another kind of pointer than this one"},
	{"misaligned ", "this must be read in pieces that lie at multiples of their size"},
	{"failed to find kernel BTF type ID", HINT_NO_TYPE},
	{"failed to find valid kernel BTF",
	 "the kernel has no types of its own (CONFIG_DEBUG_INFO_BTF): give a file of them: kernel_btf FILE"},
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

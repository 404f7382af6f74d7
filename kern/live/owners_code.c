/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The owner iterator's instructions. Throughout: r6 context, r7 task, r8 file, r9 the task's process; the
 * other registers as stated at each part.
 */
#include "kern/live/owners_code.h"

#include "kern/live/insns.h"

enum {
	/* The iterator's context: three pointers and a number. The seq_file is what meta begins with. */
	CTX_META = 0,
	CTX_TASK = 8,
	CTX_FD = 16,
	CTX_FILE = 24,

	RECORD = -(int)sizeof(struct owners_record),
	SCRATCH = RECORD - 8,
	OUT = 0x7fff, /* a jump to the end, to be patched */
};

#define AT(member) (RECORD + (int)offsetof(struct owners_record, member))
/* Copies @size bytes from where r3 points to the stack; zeros where that is not a valid address. */
#define READ_R3(stack, size)                                                      \
	MOVE(BPF_REG_1, BPF_REG_10), ADD(BPF_REG_1, stack), SET(BPF_REG_2, size), \
		CALL(BPF_FUNC_probe_read_kernel)

static void code_add(struct owners_code *code, const struct bpf_insn *insns, size_t count)
{
	for (size_t i = 0; i < count && code->count < OWNERS_CODE_MAX; i++)
		code->insns[code->count++] = insns[i];
}
#define CODE_ADD(code, part) code_add(code, part, sizeof(part) / sizeof((part)[0]))

/* Leaves our process in r0, in r1 what the file is known by. */
static void code_load(struct owners_code *code, const struct owners_layout *at)
{
	const struct bpf_insn part[] = {
		MOVE(BPF_REG_6, BPF_REG_1),
		LOAD64(BPF_REG_7, BPF_REG_6, CTX_TASK),
		IF_ZERO(BPF_REG_7, OUT),
		LOAD64(BPF_REG_8, BPF_REG_6, CTX_FILE),
		IF_ZERO(BPF_REG_8, OUT),
		CALL(BPF_FUNC_get_current_pid_tgid),
		SHIFT_DOWN(BPF_REG_0, 32),
		LOAD32(BPF_REG_9, BPF_REG_7, at->task_tgid),
		LOAD64(BPF_REG_1, BPF_REG_8, at->is_one ? at->file_private_data : at->file_f_op),
	};
	const struct bpf_insn release = LOAD64(BPF_REG_1, BPF_REG_1, at->fops_release);

	CODE_ADD(code, part);
	if (!at->is_one)
		code_add(code, &release, 1);
}

/* All files of ours, to learn from. */
static void code_choose_own(struct owners_code *code)
{
	const struct bpf_insn part[] = {
		IF_OTHER(BPF_REG_9, BPF_REG_0, OUT),
		STORE64(BPF_REG_10, AT(mark), BPF_REG_1),
	};

	CODE_ADD(code, part);
}

/* Others' files that are known by one of these. */
static void code_choose_others(struct owners_code *code, const struct owners_releases *releases)
{
	enum { INSNS_OF_ONE = 3 };
	const struct bpf_insn own = IF_SAME(BPF_REG_9, BPF_REG_0, OUT);
	const struct bpf_insn file = STORE64(BPF_REG_10, AT(mark), BPF_REG_8);

	code_add(code, &own, 1);
	for (unsigned int left = releases->count; left--;) {
		const struct bpf_insn part[INSNS_OF_ONE] = {
			SET64(BPF_REG_2, releases->list[left]),
			left ? (struct bpf_insn)IF_SAME(BPF_REG_1, BPF_REG_2, left * INSNS_OF_ONE)
			     : (struct bpf_insn)IF_OTHER(BPF_REG_1, BPF_REG_2, OUT),
		};

		CODE_ADD(code, part);
	}
	code_add(code, &file, 1);
}

/* Leaves the object in r3. */
static void code_store(struct owners_code *code, const struct owners_layout *at)
{
	const struct bpf_insn part[] = {
		STORE32(BPF_REG_10, AT(pid), BPF_REG_9),
		LOAD64(BPF_REG_3, BPF_REG_8, at->file_private_data),
	};

	CODE_ADD(code, part);
}

/* From r3, the program, to what holds its id. */
static void code_hop(struct owners_code *code, uint32_t aux)
{
	const struct bpf_insn part[] = {
		ADD(BPF_REG_3, (int)aux),
		READ_R3(SCRATCH, 8),
		LOAD64(BPF_REG_3, BPF_REG_10, SCRATCH),
	};

	CODE_ADD(code, part);
}

/* r3 is what has the id. */
static void code_id(struct owners_code *code, uint32_t object_id)
{
	const struct bpf_insn none = STORE32_ZERO(BPF_REG_10, AT(id));
	const struct bpf_insn part[] = {
		ADD(BPF_REG_3, (int)object_id),
		READ_R3(AT(id), 4),
	};

	if (object_id)
		CODE_ADD(code, part);
	else
		code_add(code, &none, 1);
}

static void code_write(struct owners_code *code, const struct owners_layout *at)
{
	const struct bpf_insn part[] = {
		LOAD64(BPF_REG_3, BPF_REG_7, at->task_leader),
		ADD(BPF_REG_3, (int)at->task_comm),
		READ_R3(AT(comm), KERN_COMM_LEN),
		LOAD32(BPF_REG_1, BPF_REG_6, CTX_FD),
		STORE32(BPF_REG_10, AT(fd), BPF_REG_1),
		LOAD32(BPF_REG_1, BPF_REG_7, at->task_pid),
		STORE32(BPF_REG_10, AT(tid), BPF_REG_1),
		LOAD64(BPF_REG_1, BPF_REG_6, CTX_META),
		LOAD64(BPF_REG_1, BPF_REG_1, 0),
		MOVE(BPF_REG_2, BPF_REG_10),
		ADD(BPF_REG_2, RECORD),
		SET(BPF_REG_3, sizeof(struct owners_record)),
		CALL(BPF_FUNC_seq_write),
		SET(BPF_REG_0, 0),
		EXIT(),
	};

	CODE_ADD(code, part);
}

void owners_code_make(const struct owners_layout *at, const struct owners_releases *releases,
		      struct owners_code *ret_code)
{
	struct owners_code code = {0};

	code_load(&code, at);
	if (releases)
		code_choose_others(&code, releases);
	else
		code_choose_own(&code);
	code_store(&code, at);
	if (at->object_aux)
		code_hop(&code, at->object_aux);
	code_id(&code, at->object_id);
	code_write(&code, at);
	/* The last two instructions set the return value and leave. */
	for (unsigned int i = 0; i < code.count; i++)
		if (code.insns[i].off == OUT)
			code.insns[i].off = (short)(code.count - 3 - i);
	*ret_code = code;
}

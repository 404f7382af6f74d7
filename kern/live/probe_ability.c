/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the verifier and the compiler of this kernel can do, each by a program that does it. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kern/live/insns.h"
#include "kern/live/probe.h"
#include "kern/live/sys.h"

enum {
	CODE_MAY_GOTO = BPF_JMP | 0xe0, /* Linux 6.9 */
	CODE_FAR_JUMP = BPF_JMP32 | BPF_JA,
	SIGNED_BYTE = 8, /* offset of a move: from how many bits */
	LOAD_ACQUIRE = 0x100,
	STORE_RELEASE = 0x110,
	CAST_SPACE = 1,
	CMD_TOKEN_CREATE = 36,
	MMAPABLE = 1 << 10,
	MAX_BEFORE = 4096, /* instructions of a program, before Linux 5.2 */
};
#define ARENA_ADDRESS (1ULL << 44)
#define COUNT_OF(a)   (sizeof(a) / sizeof((a)[0]))

static const struct bpf_insn loops[] = {
	SET(BPF_REG_0, 10),
	ADD(BPF_REG_0, -1),
	INSN(BPF_JMP | BPF_JNE | BPF_K, BPF_REG_0, 0, -2, 0),
	EXIT(),
};

static const struct bpf_insn v2[] = {
	SET(BPF_REG_0, 0),
	INSN(BPF_JMP | BPF_JLT | BPF_K, BPF_REG_0, 0, 1, 1),
	SET(BPF_REG_0, 1),
	EXIT(),
};

static const struct bpf_insn v3[] = {
	SET(BPF_REG_0, 0),
	INSN(BPF_JMP32 | BPF_JLT | BPF_K, BPF_REG_0, 0, 1, 1),
	SET(BPF_REG_0, 1),
	EXIT(),
};

static const struct bpf_insn v4[] = {
	SET(BPF_REG_0, 0),
	INSN(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_0, BPF_REG_0, SIGNED_BYTE, 0),
	INSN(CODE_FAR_JUMP, 0, 0, 0, 0),
	EXIT(),
};

/* Two frames that are too large together for the stack that they would share. */
static const struct bpf_insn private_stack[] = {
	INSN(BPF_ST | BPF_MEM | BPF_DW, BPF_REG_10, 0, -400, 0),
	INSN(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, 1),
	EXIT(),
	INSN(BPF_ST | BPF_MEM | BPF_DW, BPF_REG_10, 0, -400, 0),
	SET(BPF_REG_0, 0),
	EXIT(),
};

static const struct bpf_insn may_goto[] = {
	SET(BPF_REG_0, 0),
	INSN(CODE_MAY_GOTO, 0, 0, 1, 0),
	INSN(BPF_JMP | BPF_JA, 0, 0, -2, 0),
	EXIT(),
};

static const struct bpf_insn load_acquire[] = {
	INSN(BPF_ST | BPF_MEM | BPF_DW, BPF_REG_10, 0, -8, 0),
	INSN(BPF_STX | BPF_ATOMIC | BPF_DW, BPF_REG_0, BPF_REG_10, -8, LOAD_ACQUIRE),
	INSN(BPF_STX | BPF_ATOMIC | BPF_DW, BPF_REG_10, BPF_REG_0, -8, STORE_RELEASE),
	SET(BPF_REG_0, 0),
	EXIT(),
};

static struct probe_answer load_of(uint32_t type, const struct bpf_insn *insns, uint32_t count,
				   const struct probe *p)
{
	struct probe_load l = {.prog_type = type, .insns = insns, .count = count, .ifindex = p->ifindex};

	probe_load(&l);
	return probe_judge(l.r);
}

static struct probe_answer probe_syscall(const struct probe *p)
{
	union bpf_attr attr;

	(void)p;
	memset(&attr, 0, sizeof(attr));
	return (struct probe_answer){
		sys_bpf(BPF_PROG_LOAD, &attr, ATTR_SIZE(kern_version)) == -ENOSYS ? PROBE_NO : PROBE_YES, 0};
}

static struct probe_answer probe_large(const struct probe *p)
{
	struct bpf_insn insns[MAX_BEFORE + 1];

	for (unsigned int i = 0; i < MAX_BEFORE; i++)
		insns[i] = (struct bpf_insn)SET(BPF_REG_0, 1);
	insns[MAX_BEFORE] = (struct bpf_insn)EXIT();
	return load_of(BPF_PROG_TYPE_SOCKET_FILTER, insns, COUNT_OF(insns), p);
}

/* Of no function: a kernel that knows such calls says so in other words than one that does not. */
static struct probe_answer probe_kfuncs(const struct probe *p)
{
	static const struct bpf_insn insns[] = {
		INSN(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_KFUNC_CALL, 0, 1),
		SET(BPF_REG_0, 0),
		EXIT(),
	};
	struct probe_load l = {.prog_type = BPF_PROG_TYPE_SCHED_CLS,
			       .insns = insns,
			       .count = COUNT_OF(insns),
			       .ifindex = p->ifindex};

	probe_load(&l);
	if (!l.r || strstr(l.log, "not a function") || strstr(l.log, "is not allowed"))
		return (struct probe_answer){PROBE_YES, 0};
	return probe_judge(l.r);
}

/* A program that turns addresses of one, which the compiler has to know. */
static struct probe_answer probe_arena(const struct probe *p)
{
	struct probe_answer answer;
	union bpf_attr attr;
	int map;

	memset(&attr, 0, sizeof(attr));
	attr.map_type = UAPI_MAP_ARENA;
	attr.max_entries = 1;
	attr.map_flags = MMAPABLE;
	attr.map_extra = ARENA_ADDRESS;
	map = sys_bpf(BPF_MAP_CREATE, &attr, ATTR_SIZE(map_extra));
	if (map < 0)
		return probe_judge(map);
	const struct bpf_insn insns[] = {
		INSN(BPF_LD | BPF_IMM | BPF_DW, BPF_REG_1, BPF_PSEUDO_MAP_FD, 0, map),
		INSN(0, 0, 0, 0, 0),
		SET(BPF_REG_2, 0),
		INSN(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_2, BPF_REG_2, CAST_SPACE, 1),
		SET(BPF_REG_0, 0),
		EXIT(),
	};
	answer = load_of(BPF_PROG_TYPE_SOCKET_FILTER, insns, COUNT_OF(insns), p);
	close(map);
	return answer;
}

/* Of no folder: looked for only if the command exists. */
static struct probe_answer probe_token(const struct probe *p)
{
	struct {
		uint32_t flags, folder;
	} attr = {0, UINT32_MAX};
	int r = sys_bpf((enum bpf_cmd)CMD_TOKEN_CREATE, (union bpf_attr *)(void *)&attr, sizeof(attr));

	(void)p;
	if (r >= 0)
		close(r);
	return probe_judge(r == -EBADF ? 0 : r);
}

#define PROGRAM(type, list) .prog_type = (type), .insns = (list), .count = COUNT_OF(list)

static const struct {
	uint32_t prog_type;
	const struct bpf_insn *insns;
	uint32_t count;
	struct probe_answer (*probe)(const struct probe *p); /* instead */
} rows[ABILITY_COUNT] = {
	[ABILITY_SYSCALL] = {.probe = probe_syscall},
	[ABILITY_LARGE] = {.probe = probe_large},
	[ABILITY_LOOPS] = {PROGRAM(BPF_PROG_TYPE_SOCKET_FILTER, loops)},
	[ABILITY_V2] = {PROGRAM(BPF_PROG_TYPE_SOCKET_FILTER, v2)},
	[ABILITY_V3] = {PROGRAM(BPF_PROG_TYPE_SOCKET_FILTER, v3)},
	[ABILITY_V4] = {PROGRAM(BPF_PROG_TYPE_SOCKET_FILTER, v4)},
	[ABILITY_KFUNCS] = {.probe = probe_kfuncs},
	[ABILITY_ARENA] = {.probe = probe_arena},
	[ABILITY_PRIVATE_STACK] = {PROGRAM(BPF_PROG_TYPE_RAW_TRACEPOINT, private_stack)},
	[ABILITY_MAY_GOTO] = {PROGRAM(BPF_PROG_TYPE_SOCKET_FILTER, may_goto)},
	[ABILITY_LOAD_ACQUIRE] = {PROGRAM(BPF_PROG_TYPE_SOCKET_FILTER, load_acquire)},
	[ABILITY_TOKEN] = {.probe = probe_token},
};

struct probe_answer probe_ability(const struct probe *p)
{
	if (p->number >= ABILITY_COUNT)
		return (struct probe_answer){PROBE_UNKNOWN, EINVAL};
	if (rows[p->number].probe)
		return rows[p->number].probe(p);
	return load_of(rows[p->number].prog_type, rows[p->number].insns, rows[p->number].count, p);
}

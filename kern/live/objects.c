/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What programs and maps are called and how many references they have, by a BPF iterator: a few instructions
 * that the kernel runs for each of them. Where members lie is read from the kernel's BTF.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kern/live/insns.h"
#include "kern/live/iterate.h"
#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"
#include "wire/btf.h"
#include "wire/scan.h"

enum {
	/* The iterator's context: pointers. The seq_file is what meta begins with. */
	CTX_META = 0,
	CTX_OBJECT = 8,
	OUT = 0x7fff, /* a jump to the end, to be patched */
	CODE_MAX = 40,
	WALK_REFS = 1, /* the walk itself holds the object that it is at */
};

/* What the program writes for an object: its stack frame, from the lower end. */
struct record {
	uint64_t refs, user_refs;
	uint32_t id, zero;
	char name[UAPI_NAME_LEN];
};
#define AT(member) (-(int)sizeof(struct record) + (int)offsetof(struct record, member))

struct layout {
	uint32_t target;
	uint32_t aux; /* programs only: the rest lies one pointer further */
	uint32_t id, refs, user_refs, name;
};

/* Per kind: the iterator, the struct it gives, and the one with the numbers. */
static const struct {
	const char *target, *object, *holder, *user_refs;
} objects[KIND_COUNT] = {
	[KIND_PROG] = {"bpf_iter_bpf_prog", "bpf_prog", "bpf_prog_aux", NULL},
	[KIND_MAP] = {"bpf_iter_bpf_map", "bpf_map", "bpf_map", "usercnt"},
};

static int layout_read(struct kern *k, enum kern_kind kind, struct layout *ret_layout, struct err *err)
{
	enum { TARGET, OBJECT, HOLDER, WANTS };
	struct wire_scan_want wants[WANTS] = {
		[TARGET] = {.name = objects[kind].target, .kind = BK_FUNC},
		[OBJECT] = {.name = objects[kind].object, .kind = BK_STRUCT},
		[HOLDER] = {.name = objects[kind].holder, .kind = BK_STRUCT},
	};
	struct layout at = {0};
	const struct {
		unsigned int type;
		const char *name;
		uint32_t *offset;
	} members[] = {
		{HOLDER, "id", &at.id},
		{HOLDER, "refcnt", &at.refs},
		{HOLDER, "name", &at.name},
		{HOLDER, objects[kind].user_refs, &at.user_refs},
		{OBJECT, kind == KIND_PROG ? "aux" : NULL, &at.aux},
	};
	struct wire_scan scan;
	const void *data;
	size_t size;
	int r = kern_vmlinux(k, &data, &size, err);

	if (r)
		return r == KERN_NONE ? err_set(err, ENOENT, "the kernel's BTF") : -1;
	if (wire_scan_open(&scan, data, size, err))
		return -1;
	if (wire_scan_find(&scan, wants, WANTS) != WANTS)
		return err_set(err, 0, "this kernel has no iterator over %s", kern_kind_plurals[kind]);
	for (unsigned int i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (members[i].name && !wire_scan_member(&scan, &wants[members[i].type].ret_type,
							 members[i].name, members[i].offset))
			return err_set(err, 0, "%s.%s is missing from the kernel's BTF",
				       wants[members[i].type].name, members[i].name);
	at.target = wants[TARGET].ret_type.id;
	*ret_layout = at;
	return 0;
}

struct code {
	struct bpf_insn insns[CODE_MAX];
	unsigned int count;
};

static void code_add(struct code *code, const struct bpf_insn *insns, size_t count)
{
	memcpy(code->insns + code->count, insns, count * sizeof(*insns));
	code->count += (unsigned int)count;
}
#define CODE_ADD(code, part) code_add(code, part, sizeof(part) / sizeof((part)[0]))

/* r6 context, r7 what has the numbers. */
static void code_make(const struct layout *at, enum kern_kind kind, struct code *code)
{
	const struct bpf_insn first[] = {
		MOVE(BPF_REG_6, BPF_REG_1),
		LOAD64(BPF_REG_7, BPF_REG_6, CTX_OBJECT),
		IF_ZERO(BPF_REG_7, OUT),
	};
	const struct bpf_insn hop[] = {LOAD64(BPF_REG_7, BPF_REG_7, at->aux)};
	const struct bpf_insn numbers[] = {
		LOAD64(BPF_REG_1, BPF_REG_7, at->refs), STORE64(BPF_REG_10, AT(refs), BPF_REG_1),
		LOAD32(BPF_REG_1, BPF_REG_7, at->id),   STORE32(BPF_REG_10, AT(id), BPF_REG_1),
		STORE32_ZERO(BPF_REG_10, AT(zero)),     SET(BPF_REG_1, 0),
	};
	const struct bpf_insn users[] = {LOAD64(BPF_REG_1, BPF_REG_7, at->user_refs)};
	const struct bpf_insn last[] = {
		STORE64(BPF_REG_10, AT(user_refs), BPF_REG_1),
		MOVE(BPF_REG_1, BPF_REG_10),
		ADD(BPF_REG_1, AT(name)),
		SET(BPF_REG_2, UAPI_NAME_LEN),
		MOVE(BPF_REG_3, BPF_REG_7),
		ADD(BPF_REG_3, (int)at->name),
		CALL(BPF_FUNC_probe_read_kernel),
		LOAD64(BPF_REG_1, BPF_REG_6, CTX_META),
		LOAD64(BPF_REG_1, BPF_REG_1, 0),
		MOVE(BPF_REG_2, BPF_REG_10),
		ADD(BPF_REG_2, -(int)sizeof(struct record)),
		SET(BPF_REG_3, sizeof(struct record)),
		CALL(BPF_FUNC_seq_write),
		SET(BPF_REG_0, 0),
		EXIT(),
	};

	CODE_ADD(code, first);
	if (kind == KIND_PROG)
		CODE_ADD(code, hop);
	CODE_ADD(code, numbers);
	if (objects[kind].user_refs)
		CODE_ADD(code, users);
	CODE_ADD(code, last);
	/* The last two instructions set the return value and leave. */
	for (unsigned int i = 0; i < code->count; i++)
		if (code->insns[i].off == OUT)
			code->insns[i].off = (short)(code->count - 3 - i);
}

static bool add_count(void *arg, const void *item)
{
	const struct record *record = item;
	struct kern_count one = {record->id, record->refs - WALK_REFS, record->user_refs};

	/* An id of zero: it is being torn down. */
	if (record->id && record->refs >= WALK_REFS)
		buf_add(arg, &one, sizeof(one));
	return true;
}

static int compare_counts(const void *a, const void *b)
{
	const struct kern_count *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

static int visit(struct kern *k, enum kern_kind kind, iterate_fn fn, void *arg, struct err *err)
{
	auto_close prog = -1, link = -1;
	struct layout at = {0};
	struct code code = {0};

	if (layout_read(k, kind, &at, err))
		return -1;
	code_make(&at, kind, &code);
	prog = sys_prog_load_iter(code.insns, code.count, at.target, "bpfi_objects");
	if (prog < 0) {
		err_set(err, -prog, "loading the iterator over %s", kern_kind_plurals[kind]);
		return rights_explain(err, RIGHTS_TRACE);
	}
	link = sys_link_create_iter(prog, 0);
	if (link < 0)
		return err_set(err, -link, "attaching the iterator over %s", kern_kind_plurals[kind]);
	return iterate_records(link, sizeof(struct record), kern_kind_names[kind], fn, arg, err);
}

int live_counts(struct kern *k, enum kern_kind kind, struct kern_counts *ret_counts, struct err *err)
{
	struct buf list = {0};
	int r;

	if (!objects[kind].target)
		return KERN_NONE;
	r = visit(k, kind, add_count, &list, err);
	if (!r && list.failed)
		r = err_no_memory(err);
	if (r) {
		buf_free(&list);
		return r;
	}
	ret_counts->list = (struct kern_count *)(void *)list.data;
	ret_counts->count = list.len / sizeof(struct kern_count);
	/* The walk goes by id, but what is freed and made meanwhile may come in between. */
	if (ret_counts->count)
		qsort(ret_counts->list, ret_counts->count, sizeof(struct kern_count), compare_counts);
	return 0;
}

struct name_taker {
	kern_name_fn fn;
	void *arg;
};

static bool give_name(void *arg, const void *item)
{
	const struct name_taker *taker = arg;
	const struct record *record = item;
	char name[UAPI_NAME_LEN + 1] = "";

	memcpy(name, record->name, UAPI_NAME_LEN);
	if (record->id)
		taker->fn(taker->arg, record->id, name);
	return true;
}

int live_names(struct kern *k, enum kern_kind kind, kern_name_fn fn, void *arg, struct err *err)
{
	struct name_taker taker = {fn, arg};

	if (!objects[kind].target || !rights_has(RIGHTS_TRACE))
		return KERN_NONE;
	return visit(k, kind, give_name, &taker, err);
}

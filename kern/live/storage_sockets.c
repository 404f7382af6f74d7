/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Values that are stored with sockets. User space could only query its own sockets: a few instructions
 * that the kernel runs for each value write the socket's cookie and the value.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kern/live/storage.h"
#include "kern/live/sys.h"
#include "kern/rights.h"
#include "kern/since.h"
#include "wire/btf.h"
#include "wire/scan.h"

enum {
	/* The iterator's context: pointers. The seq_file is what meta begins with. */
	CTX_META = 0,
	CTX_SOCKET = 16,
	CTX_VALUE = 24,
	COOKIE = -8, /* on the stack */
	CHUNK = 1 << 16,
};

#define INSN(c, d, s, o, i)                                                                \
	{                                                                                  \
		.code = (c), .dst_reg = (d), .src_reg = (s), .off = (short)(o), .imm = (i) \
	}
#define LOAD64(d, s, o)   INSN(BPF_LDX | BPF_MEM | BPF_DW, d, s, o, 0)
#define STORE64(d, o, s)  INSN(BPF_STX | BPF_MEM | BPF_DW, d, s, o, 0)
#define MOVE(d, s)        INSN(BPF_ALU64 | BPF_MOV | BPF_X, d, s, 0, 0)
#define SET(d, i)         INSN(BPF_ALU64 | BPF_MOV | BPF_K, d, 0, 0, i)
#define ADD(d, i)         INSN(BPF_ALU64 | BPF_ADD | BPF_K, d, 0, 0, i)
#define IF_ZERO(d, where) INSN(BPF_JMP | BPF_JEQ | BPF_K, d, 0, where, 0)
#define CALL(helper)      INSN(BPF_JMP | BPF_CALL, 0, 0, 0, helper)
#define EXIT()            INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0)
/* r1: the seq_file. */
#define LOAD_SEQ() LOAD64(BPF_REG_1, BPF_REG_6, CTX_META), LOAD64(BPF_REG_1, BPF_REG_1, 0)

static int load(uint32_t target, uint32_t value_size)
{
	const struct bpf_insn insns[] = {
		MOVE(BPF_REG_6, BPF_REG_1),
		LOAD64(BPF_REG_7, BPF_REG_6, CTX_SOCKET),
		IF_ZERO(BPF_REG_7, 16),
		LOAD64(BPF_REG_8, BPF_REG_6, CTX_VALUE),
		IF_ZERO(BPF_REG_8, 14),
		MOVE(BPF_REG_1, BPF_REG_7),
		CALL(BPF_FUNC_get_socket_cookie),
		STORE64(BPF_REG_10, COOKIE, BPF_REG_0),
		LOAD_SEQ(),
		MOVE(BPF_REG_2, BPF_REG_10),
		ADD(BPF_REG_2, COOKIE),
		SET(BPF_REG_3, sizeof(uint64_t)),
		CALL(BPF_FUNC_seq_write),
		LOAD_SEQ(),
		MOVE(BPF_REG_2, BPF_REG_8),
		SET(BPF_REG_3, (int)value_size),
		CALL(BPF_FUNC_seq_write),
		SET(BPF_REG_0, 0),
		EXIT(),
	};

	return sys_prog_load_iter(insns, sizeof(insns) / sizeof(insns[0]), target, "bpfi_sockets");
}

static int find_target(struct kern *k, uint32_t *ret_target, struct err *err)
{
	struct wire_scan_want want = {.name = "bpf_iter_bpf_sk_storage_map", .kind = BK_FUNC};
	struct wire_scan scan;
	const void *data;
	size_t size;
	int r = kern_vmlinux(k, &data, &size, err);

	if (r)
		return r == KERN_NONE ? err_set(err, ENOENT, "the kernel's BTF") : -1;
	if (wire_scan_open(&scan, data, size, err))
		return -1;
	if (wire_scan_find(&scan, &want, 1) != 1)
		return err_set(err, 0, "this kernel has no iterator over socket storage");
	*ret_target = want.ret_type.id;
	return 0;
}

/* A record that is whole. */
static int give_record(struct storage_walk *w, const unsigned char *record, struct err *err)
{
	uint64_t cookie;

	memcpy(&cookie, record, sizeof(cookie));
	if (w->only && *w->only != cookie)
		return 0;
	memcpy(w->value, record + sizeof(cookie), w->info->value_size);
	return storage_give(w, cookie, err);
}

static int read_records(struct storage_walk *w, int iter, unsigned char *room, size_t size, struct err *err)
{
	const size_t each = sizeof(uint64_t) + w->info->value_size;
	size_t len = 0, at;
	int r = 0;

	while (!r) {
		ssize_t n = read(iter, room + len, size - len);

		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n < 0)
			return err_set(err, errno, "reading socket storage");
		if (!n)
			return 0;
		len += (size_t)n;
		for (at = 0; len - at >= each && !r; at += each)
			r = give_record(w, room + at, err);
		len -= at;
		memmove(room, room + at, len);
	}
	return r;
}

int storage_sockets_refused(struct kern *k, int no, struct err *err)
{
	err_set(err, no,
		"loading the iterator over socket storage (iter/bpf_sk_storage_map), which is required to list it");
	rights_explain(err, RIGHTS_TRACE);
	if (no == EINVAL)
		since_hint(k, SINCE_SOCKET_COOKIES, err);
	/* Some kernels refuse every iterator that could write to what it walks. */
	if (no == EPERM && rights_has(RIGHTS_TRACE))
		err_hint(
			err,
			"this kernel rejects iterators with write access; the value of a single socket can be read with: map lookup MAP key fd PID N");
	return -1;
}

int storage_walk_sockets(struct storage_walk *w, struct err *err)
{
	const size_t size = CHUNK + sizeof(uint64_t) + w->info->value_size;
	auto_close prog = -1, link = -1, iter = -1;
	unsigned char *room;
	uint32_t target = 0;
	int r;

	if (find_target(w->k, &target, err))
		return -1;
	prog = load(target, w->info->value_size);
	if (prog < 0)
		return storage_sockets_refused(w->k, -prog, err);
	link = sys_link_create_iter_map(prog, w->fd);
	iter = link < 0 ? link : sys_iter_create(link);
	if (iter < 0) {
		err_set(err, -iter, "starting the iterator over socket storage");
		return rights_explain(err, RIGHTS_TRACE);
	}
	room = malloc(size);
	if (!room)
		return err_no_memory(err);
	r = read_records(w, iter, room, size, err);
	free(room);
	return r;
}

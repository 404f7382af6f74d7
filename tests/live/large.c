/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * large COUNT: one program of about so many instructions, with types and source lines, that holds until its
 * standard input ends. Prints its id when it is loaded.
 */
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define I(c, d, s, o, i)                                                            \
	{                                                                           \
		.code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) \
	}

/* What a compiler writes most: arithmetic, the stack, a branch, a map, a helper. */
static const struct bpf_insn block[] = {
	I(0xbf, 2, 10, 0, 0),   I(0x07, 2, 0, 0, -8),
	I(0x7a, 10, 0, -8, 7),  I(0x18, 1, BPF_PSEUDO_MAP_FD, 0, -1),
	I(0, 0, 0, 0, 0),       I(0x85, 0, 0, 0, BPF_FUNC_ktime_get_ns),
	I(0xbf, 3, 0, 0, 0),    I(0x57, 3, 0, 0, 255),
	I(0x25, 3, 0, 1, 16),   I(0x67, 3, 0, 0, 4),
	I(0x7b, 10, 3, -16, 0), I(0x79, 4, 10, -16, 0),
	I(0x0f, 4, 3, 0, 0),    I(0xac, 4, 3, 0, 0),
	I(0xdb, 10, 4, -8, 0),  I(0xb7, 4, 0, 0, -100000),
};
static const struct bpf_insn end[] = {I(0xb7, 0, 0, 0, 2), I(0x95, 0, 0, 0, 0)};

enum { BLOCK = sizeof(block) / sizeof(block[0]), LINE_EVERY = 4, COLUMN_BITS = 10 };

struct line {
	__u32 at, file, text, place;
};

static struct btf *make_btf(__u32 *ret_func)
{
	struct btf *btf = btf__new_empty();
	int number = btf__add_int(btf, "int", 4, BTF_INT_SIGNED);
	int context = btf__add_ptr(btf, btf__add_struct(btf, "xdp_md", 0));
	int proto = btf__add_func_proto(btf, number);

	btf__add_func_param(btf, "ctx", context);
	*ret_func = (__u32)btf__add_func(btf, "large", BTF_FUNC_GLOBAL, proto);
	return btf;
}

static __u32 make_lines(struct btf *btf, struct line *lines, __u32 insns)
{
	__u32 file = (__u32)btf__add_str(btf, "/src/programs/large.bpf.c"), count = 0;
	char text[64];

	for (__u32 at = 0; at < insns; at++) {
		__u32 in_block = at % BLOCK;

		/* None begins in the middle of a wide load. */
		if (in_block % LINE_EVERY || in_block == 4)
			continue;
		snprintf(text, sizeof(text), "\tsum += step_%u(ctx, &totals);", count % 500);
		lines[count] = (struct line){at, file, (__u32)btf__add_str(btf, text),
					     (count % 30000 + 1) << COLUMN_BITS | 9};
		count++;
	}
	return count;
}

static int load(struct bpf_insn *insns, __u32 count, struct line *lines)
{
	LIBBPF_OPTS(bpf_prog_load_opts, opts);
	struct bpf_func_info func = {0};
	struct btf *btf = make_btf(&func.type_id);
	const void *data;
	__u32 size;

	opts.line_info = lines;
	opts.line_info_cnt = make_lines(btf, lines, count);
	opts.line_info_rec_size = sizeof(*lines);
	opts.func_info = &func;
	opts.func_info_cnt = 1;
	opts.func_info_rec_size = sizeof(func);
	data = btf__raw_data(btf, &size);
	opts.prog_btf_fd = (__u32)bpf_btf_load(data, size, NULL);
	return bpf_prog_load(BPF_PROG_TYPE_XDP, "large", "GPL", insns, count, &opts);
}

int main(int argc, char **argv)
{
	__u32 blocks = argc > 1 ? (__u32)strtoul(argv[1], NULL, 10) / BLOCK : 0, count = blocks * BLOCK + 2;
	struct bpf_insn *insns = calloc(count, sizeof(*insns));
	struct line *lines = calloc(count, sizeof(*lines));
	struct bpf_prog_info info = {0};
	__u32 len = sizeof(info);
	int map, prog;
	char byte;

	if (!insns || !lines || !blocks)
		return 2;
	map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "totals", 4, 8, 1, NULL);
	for (__u32 i = 0; i < blocks; i++) {
		memcpy(&insns[i * BLOCK], block, sizeof(block));
		insns[i * BLOCK + 3].imm = map;
	}
	memcpy(&insns[blocks * BLOCK], end, sizeof(end));
	prog = load(insns, count, lines);
	if (prog < 0 || bpf_obj_get_info_by_fd(prog, &info, &len)) {
		perror("large");
		return 1;
	}
	printf("%u\n", info.id);
	fflush(stdout);
	while (read(0, &byte, 1) > 0)
		;
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs whose instructions matter: the newer forms, which the installed compiler does not make. */
#include "tests/live/host.h"

#include <bpf/bpf.h>
#include <linux/bpf.h>

#include "tests/live/uapi_new.h"

/* code, dst, src, off, imm */
#define I(c, d, s, o, i)                                                            \
	{                                                                           \
		.code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) \
	}

/* Linux 6.6: the fourth set of instructions. */
static const struct bpf_insn newer[] = {
	I(0xb7, 0, 0, 0, 0),   I(0xb7, 2, 0, 0, 7),    I(0xbf, 3, 2, 8, 0),   I(0xbc, 4, 2, 16, 0),
	I(0xd7, 3, 0, 0, 64),  I(0x37, 3, 0, 1, 3),    I(0x94, 4, 0, 1, -3),  I(0x7b, 10, 3, -8, 0),
	I(0x81, 4, 10, -8, 0), I(0x91, 5, 10, -1, 0),  I(0x65, 5, 0, 2, 100), I(0xb7, 0, 0, 0, 1),
	I(0x06, 0, 0, 0, 1),   I(0x04, 0, 0, 0, 0x10), I(0x95, 0, 0, 0, 0),
};

/* Linux 6.15: loads and stores with an order. */
static const struct bpf_insn ordered[] = {
	I(0x7a, 10, 0, -8, 1),     I(0xbf, 2, 10, 0, 0),     I(0x07, 2, 0, 0, -8),
	I(0xdb, 1, 2, 0, 0x100),   I(0xdb, 2, 1, 0, 0x110),  I(0xd3, 3, 2, 1, 0x100),
	I(0xcb, 10, 1, -8, 0x110), I(0xb7, 0, 0, 0, 0),      I(0xdb, 10, 1, -8, 0),
	I(0xc3, 10, 1, -4, 0x41),  I(0xdb, 10, 1, -8, 0xe1), I(0xdb, 10, 1, -8, 0xf1),
	I(0xb7, 0, 0, 0, 2),       I(0x95, 0, 0, 0, 0),
};

static int load(const char *name, const struct bpf_insn *insns, size_t size)
{
	return bpf_prog_load(BPF_PROG_TYPE_XDP, name, "GPL", insns, size / sizeof(*insns), NULL);
}

/* Where user space would see it: code that casts has to know. */
#define ARENA_AT (1ULL << 44)

/* Linux 6.9: a pointer into an arena becomes one of the kernel, and one of user space again. */
static int load_cast(void)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = NEW_F_MMAPABLE, .map_extra = ARENA_AT);
	int arena = bpf_map_create((enum bpf_map_type)NEW_MAP_ARENA, "placed", 0, 0, 2, &opts);
	const struct bpf_insn insns[] = {
		I(0x18, 1, BPF_PSEUDO_MAP_FD, 0, arena),
		I(0, 0, 0, 0, 0),
		I(0xb7, 2, 0, 0, 4096),
		I(0xbf, 2, 2, 1, 1),
		I(0xbf, 4, 2, 1, 1 << 16),
		I(0x61, 3, 2, 4, 0),
		I(0xb7, 0, 0, 0, 2),
		I(0x95, 0, 0, 0, 0),
	};

	return arena < 0 ? arena : load("cast", insns, sizeof(insns));
}

void host_make_code(void)
{
	host_keep("prog", "p_newer", load("newer", newer, sizeof(newer)));
	host_keep("prog", "p_ordered", load("ordered", ordered, sizeof(ordered)));
	host_keep("prog", "p_cast", load_cast());
}

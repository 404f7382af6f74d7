/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The parts of a file that are BTF, however deep they are wrapped, and the memory that holds them. */
#ifndef BPFI_BTFDUMP_LOAD_PARTS_H
#define BPFI_BTFDUMP_LOAD_PARTS_H

#include "btfdump/load/image.h"
#include "lib/buf.h"

struct load {
	struct bytes file;           /* as mapped */
	struct buf unpacked;         /* empty: the file was not compressed */
	struct bytes btf, base, ext; /* inside of one of the two; base and ext may be empty */
	uint8_t ptr_size;            /* of an ELF file's machine, 0: not known */
	char release[128];           /* of the kernel that a module was built for, else "" */
	bool is_base; /* found from another file, not named by the user: only regular files without a base */
	struct types *own_base;
};

/* Fills @load, empty except for is_base; call load_free() in either case. */
int load_parts(const char *path, struct load *load, struct err *err);
void load_free(struct load *load);

#endif

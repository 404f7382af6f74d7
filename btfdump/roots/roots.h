/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Which types of a kernel a program needs, by the names that its sources and objects have. */
#ifndef BPFI_BTFDUMP_ROOTS_H
#define BPFI_BTFDUMP_ROOTS_H

#include "lib/buf.h"
#include "wire/types.h"

/* Type ids, as struct cgen_options has them: also functions, and types that only need a declaration. */
struct roots {
	uint32_t *ids;
	uint32_t count, cap;
	struct buf note; /* what was not found: one or more sentences, or empty */
};

/*
 * What @paths need of @t: C sources, with the headers that they include in quotes, and BPF objects. Also what
 * the headers of libbpf for BPF programs need. An error where the files name nothing of @t.
 */
int roots_find(const struct types *t, const char *const *paths, uint32_t count, struct roots *ret_roots,
	       struct err *err);
/* Only what the headers of libbpf need; none of it must be there. */
int roots_find_base(const struct types *t, struct roots *ret_roots, struct err *err);
void roots_free(struct roots *roots);
#define auto_roots __attribute__((cleanup(roots_free))) struct roots

#endif

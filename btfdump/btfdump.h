/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The loaded BTF objects. */
#ifndef BPFI_BTFDUMP_BTFDUMP_H
#define BPFI_BTFDUMP_BTFDUMP_H

#include "lib/err.h"
#include "lib/record.h"

struct kern;
struct ref;
struct types;

extern const struct record btf_record;
/* Loaded BTF objects, or the one that @ref names (NULL: all). */
int btf_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

/* The integer that C means by @words, in any order: "unsigned", "long unsigned int"; 0: it is not there. */
uint32_t types_find_integer(const struct types *t, const char *words);

#endif

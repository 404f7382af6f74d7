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

/* Appends a type as it is written in C: "u32 (struct sock *)". Cut off with "..." at about 1 KiB. */
struct buf;
void types_declare(struct buf *b, const struct types *t, uint32_t id);

#endif

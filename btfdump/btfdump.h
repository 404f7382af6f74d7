/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Types: load them from anywhere, list, search and compare them. The one header that others include. */
#ifndef BPFI_BTFDUMP_BTFDUMP_H
#define BPFI_BTFDUMP_BTFDUMP_H

#include "btfdump/types.h"
#include "lib/buf.h"
#include "lib/err.h"
#include "lib/record.h"

struct kern;
struct ref;

extern const struct record btf_record;
/* Loaded BTF objects, or the one that @ref names (NULL: all). */
int btf_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

/*
 * From a file: raw BTF, ELF, module, kernel image, compressed or not. @base is used where the BTF continues
 * another one and does not bring it along; NULL: found by itself where it is a module's. A given base must
 * live on until types_free().
 */
int types_load_file(const char *path, const struct types *base, struct types **ret_types, struct err *err);
/* From bytes as the kernel returned them; takes the buffer over, whatever comes of it. */
int types_load_bytes(struct buf *bytes, const struct types *base, struct types **ret_types, struct err *err);

#endif

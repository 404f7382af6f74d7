/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Several BTFs as one: kernel modules over their kernel, or objects that stand alone. What is alike in two of
 * them is there once; what only has the same name is not the same.
 */
#ifndef BPFI_BTFDUMP_MERGE_H
#define BPFI_BTFDUMP_MERGE_H

#include "btfdump/types.h"

/*
 * @base as in types_load_file(); BTF that needs one must have the same, and a file that is the base itself
 * adds nothing.
 */
int merge_files(const char *const *paths, uint32_t count, const struct types *base, struct types **ret_types,
		struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names of types on the command line; rows say in .of where the struct btf_source is that has them. */
#ifndef BPFI_CMD_BTF_NAMES_H
#define BPFI_CMD_BTF_NAMES_H

#include "cmd/args.h"
#include "lib/buf.h"

/* "task_struct", or in two words "struct task_struct". */
struct btf_name {
	const char *kind; /* NULL: only the name */
	const char *text;
};

/* As one text. */
void btf_name_join(const struct btf_name *name, struct buf *ret_text);

/* struct btf_name: of what has members; of any type. */
extern const struct arg_type arg_btf_struct, arg_btf_type;
/* const char *. */
extern const struct arg_type arg_btf_pattern;
/* struct name_args: types; kernel functions. */
extern const struct arg_type arg_btf_types, arg_btf_funcs;

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Argument types independent of BPF: paths, words, numbers. References to objects are in loaded/ref.h. */
#ifndef BPFI_CMD_ARGS_H
#define BPFI_CMD_ARGS_H

#include <stdint.h>

#include "lib/cmd.h"

enum { ARGS_LIST = 64 };

/* Several, each with its keyword in front. */
struct name_args {
	const char *list[ARGS_LIST];
	uint32_t count;
};
struct id_args {
	uint32_t list[ARGS_LIST];
	uint32_t count;
};

/* const char *: the path of a file; any word; one of the row's words. */
struct path_args {
	const char *const *list;
	uint32_t count;
};

/* struct path_args: all remaining words; those after a keyword, of a row with ARG_MANY. */
extern const struct arg_type arg_paths, arg_files;
extern const struct arg_type arg_path, arg_word, arg_choice;
/* uint32_t from 1 on; uint64_t milliseconds, given in seconds such as 0.5. */
extern const struct arg_type arg_count, arg_seconds;
/* struct optional_number. */
extern const struct arg_type arg_optional_number;
/* struct name_args, struct id_args: repeatable; a duplicate id is refused. */
extern const struct arg_type arg_names, arg_ids;

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Generated text goes to standard output, or as a whole into a file. */
#ifndef BPFI_CMD_GENERATED_H
#define BPFI_CMD_GENERATED_H

#include "cmd/cmd.h"

struct generated {
	const char *output;
	bool if_changed;
};

/* Rows for the options of a command whose arguments have a struct generated at @at. */
#define GENERATED_OPTS(at)                                                                     \
	{'o',                                                                                  \
	 "output",                                                                             \
	 "FILE",                                                                               \
	 "Write to this file instead of standard output; on failure, the file is not changed", \
	 OPT_STRING,                                                                           \
	 .off = (at) + offsetof(struct generated, output),                                     \
	 .is_file = true},                                                                     \
	{                                                                                      \
		0, "if-changed", .help = "Do not touch FILE if its content would not change",  \
				 .off = (at) + offsetof(struct generated, if_changed)          \
	}

/* Makes a folder unless it exists. */
int generated_folder(const char *path, struct err *err);
int generated_write(struct ctx *c, const struct generated *g, struct buf *text, struct err *err);

#endif

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
/* The same piece by piece. */
struct generated_stream {
	struct out *out;       /* NULL: a file */
	struct out_file *file; /* written to, and discarded if it is what is there */
	int before;            /* a file to compare with, -1: none or different */
	int no;                /* errno of the first failed write */
	bool has_failed;
};
int generated_begin(struct ctx *c, const struct generated *g, struct generated_stream *ret_stream,
		    struct err *err);
void generated_take(void *stream, struct buf *text);
/* @r is what the generator has returned: an error leaves the file as it is. Returns it, or a failure of its
 * own. */
int generated_end(struct generated_stream *s, int r, struct err *err);

int generated_write(struct ctx *c, const struct generated *g, struct buf *text, struct err *err);

#endif

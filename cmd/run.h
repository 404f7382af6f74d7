/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Options and dispatch, independent of a process: the tests run commands through this too. */
#ifndef BPFI_CMD_RUN_H
#define BPFI_CMD_RUN_H

#include "cmd/cmd.h"

/* All option rows: the global ones, then those of commands; ends with NULL. */
enum { RUN_TABLES = 64 };
void run_tables(const struct opt *ret_tables[RUN_TABLES]);

/*
 * Takes the options out of @argv; *ret_words words are left. Options of commands are kept in the context.
 */
int run_options(struct ctx *c, char **argv, int argc, int *ret_words, struct err *err);

/* Opens the kernel or the recording and runs the command. @debug gets lines for standard error. */
int run_main(struct ctx *c, char **words, unsigned int count, void (*debug)(const char *line),
	     struct err *err);

/* The help of an object or a command, or of the program, as the dialect gives it. */
void run_help_text(struct ctx *c, const struct object *object, const struct cmd *cmd);

/* After the command: a failure is put into the document, which is closed in any case. */
void run_end(struct ctx *c, int r, const struct err *err);

/* One command on what is already open. */
int run_words(struct ctx *c, char **words, unsigned int count, struct err *err);
/* The same for a line of a batch file, with the command's own options in it. */
int run_line(struct ctx *c, char **words, unsigned int count, struct err *err);

#endif

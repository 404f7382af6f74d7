/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Help, usage lines, the JSON of the whole surface and the generated parts of the manual: all from the rows.
 */
#ifndef BPFI_LIB_HELP_H
#define BPFI_LIB_HELP_H

#include "lib/buf.h"
#include "lib/cmd.h"
#include "lib/opt.h"

struct out;

/* The program's surface, for everything that describes it. */
struct surface {
	const char *program;
	const char *summary;
	const struct object *const *objects; /* ends with NULL */
	const struct opt *opts;              /* global ones */
	const struct opt *listing_opts;      /* of every command with columns */
};

/* "bpfi prog show [PROG]" */
/* @name: which of the command's names is shown. */
void help_synopsis(const struct surface *s, const struct object *object, const struct cmd *cmd,
		   const char *name, struct buf *to);

/* The names of the columns of a listing's table, with commas between them. */
void help_columns(const struct cmd *cmd, struct buf *to);

/* Texts for people, 80 columns. @object NULL: the program; @cmd NULL: all commands of the object. */
void help_print(const struct surface *s, const struct object *object, const struct cmd *cmd, struct out *o);

/* The same as a short usage text, in the form that bpftool prints. */
void help_usage(const struct surface *s, const struct object *object, struct buf *to);

/* Everything, as values: commands with arguments, options and fields. */
void doc_print(const struct surface *s, struct out *o);

/*
 * JSON Schema of what @cmd prints; @cmd NULL: an object with the schema of each command of @object, or, where
 * that is NULL too, of all.
 */
void schema_print(const struct surface *s, const struct object *object, const struct cmd *cmd, struct out *o);

/* One generated part of a manual page, in mdoc: synopsis, commands, options, arguments, fields. */
int mdoc_print(const struct surface *s, const struct object *object, const char *part, struct out *o,
	       struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A dump of code in progress: what the ways of showing it share. */
#ifndef BPFI_PROGSHOW_CODE_DUMP_H
#define BPFI_PROGSHOW_CODE_DUMP_H

#include "lib/out.h"
#include "progshow/code/program.h"

struct prog_dump_options;
struct ref;

/* What each way needs from the kernel. */
enum {
	ROWS_XLATED = INFO_ROW_BIT(INFO_XLATED) | INFO_ROW_BIT(INFO_FUNC_INFO) |
		      INFO_ROW_BIT(INFO_LINE_INFO) | INFO_ROW_BIT(INFO_PROG_TAGS) |
		      INFO_ROW_BIT(INFO_JITED_KSYMS),
	ROWS_JITED = INFO_ROW_BIT(INFO_JITED) | INFO_ROW_BIT(INFO_FUNC_INFO) | INFO_ROW_BIT(INFO_LINE_INFO) |
		     INFO_ROW_BIT(INFO_JITED_LINE_INFO) | INFO_ROW_BIT(INFO_PROG_TAGS) |
		     INFO_ROW_BIT(INFO_JITED_KSYMS) | INFO_ROW_BIT(INFO_JITED_FUNC_LENS),
};

/*
 * One way of showing code, and the frame around it: one program is what @show makes, a list with the row
 * @list_alone; several are objects with a headline each and that list with the row @list in it.
 */
struct code_view {
	uint64_t rows; /* as for code_load() */
	const void *opt;
	int (*show)(struct out *o, struct code *c, const void *opt, const struct field *list,
		    struct err *err);
	const struct field *list_alone, *list;
};

int code_view_run(const struct code_view *v, struct kern *k, struct out *o, const struct ref *ref,
		  struct err *err);

/* Text lines of a record. */
enum dump_line { DUMP_LINE_PROTO, DUMP_LINE_SOURCE, DUMP_LINE_TEXT, DUMP_LINE_OPCODES };

/* dump_source.c: the rows of what precedes an instruction, the same wherever lines are shown. */
extern const struct field dump_source_fields[];
void dump_proto(struct out *o, const struct code *c, uint32_t func);
/* @line NULL: none. @is_located: with file, line and column. */
void dump_source(struct out *o, const struct code_line *line, bool is_located);
/* "18 21 00" */
void dump_hex(struct buf *to, const void *data, size_t len);

/* As a list; its row is @list (NULL: top level). */
void dump_xlated(struct out *o, struct code *c, const struct prog_dump_options *opt,
		 const struct field *list);
extern const struct field dump_xlated_fields[];

int dump_jited(struct out *o, struct code *c, const struct prog_dump_options *opt, const struct field *list,
	       struct err *err);
extern const struct field dump_jited_fields[];

/* The graph of basic blocks. */
int dump_graph(struct out *o, struct code *c, const struct prog_dump_options *opt, const struct field *list,
	       struct err *err);
extern const struct field dump_graph_fields[];

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The code of loaded programs: translated and native instructions, graphs of blocks, source lines. */
#ifndef BPFI_PROGSHOW_CODE_CODE_H
#define BPFI_PROGSHOW_CODE_CODE_H

#include "lib/out.h"
#include "lib/record.h"
#include "loaded/ref.h"

struct prog_dump_options {
	bool is_native;   /* the native code, else the translated instructions */
	bool has_opcodes; /* with the bytes of each instruction */
	bool has_linum;   /* file, line and column of source lines */
	bool has_names;   /* of maps and functions that wide loads refer to; JSON has them always */
	bool is_graph;    /* of basic blocks: text is for Graphviz */
	bool is_svg;      /* the graph as a picture */
	const char *file; /* the raw bytes, into this file; NULL: none */
};

/* The code of the programs that @ref means. */
extern const struct record prog_dump_record;
int prog_dump(struct kern *k, struct out *o, const struct ref *ref, const struct prog_dump_options *opt,
	      struct err *err);

/* The source lines that their types have, in order, by function. */
extern const struct record prog_source_record;
int prog_source(struct kern *k, struct out *o, const struct ref *ref, struct err *err);

/* Type id of the program's function; 0: no types. */
int prog_find_func_type(struct kern *k, uint32_t id, uint32_t *ret_type_id, struct err *err);

#endif

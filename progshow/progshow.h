/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs: what they are, their code, their source. */
#ifndef BPFI_PROGSHOW_PROGSHOW_H
#define BPFI_PROGSHOW_PROGSHOW_H

#include "lib/out.h"
#include "loaded/ref.h"
#include "progshow/load/load.h"
#include "progshow/operate.h"

/* The rows of a program: what is shown of it, in which order. */
extern const struct record prog_record;

/* Shows the programs that @ref means (REF_ALL: all); @with_pins: where they are pinned. */
int prog_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

struct prog_stats_options {
	uint64_t interval_ms;
	uint32_t count; /* of intervals; 0: until a signal comes */
};

/* What the programs that @ref means cost while they run. Statistics are on only meanwhile. */
extern const struct record prog_stats_record;
int prog_stats(struct kern *k, struct out *o, const struct ref *ref, const struct prog_stats_options *opt,
	       struct err *err);

/* The first line of a listing alone, into the object that is open; @name is the full one. */
void prog_print_headline(struct kern *k, struct out *o, const struct info_full *info, uint32_t id,
			 const char *name);
extern const struct field prog_headline_fields[];

struct prog_dump_options {
	bool is_native;   /* the native code, else the translated instructions */
	bool has_opcodes; /* with the bytes of each instruction */
	bool has_linum;   /* file, line and column of source lines */
	bool has_names;   /* of maps and functions that wide loads refer to; JSON has them always */
	bool is_graph;    /* of basic blocks: text is for Graphviz */
	bool is_svg;      /* the graph, drawn */
	const char *file; /* the bytes as they are, into this file; NULL: no */
};

/* The code of the programs that @ref means. */
extern const struct record prog_dump_record;
int prog_dump(struct kern *k, struct out *o, const struct ref *ref, const struct prog_dump_options *opt,
	      struct err *err);

/* The source lines that their types have, in order, by function. */
extern const struct record prog_source_record;
int prog_source(struct kern *k, struct out *o, const struct ref *ref, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the templates are filled from: an object's maps, programs and variables by the names they get in C. */
#ifndef BPFI_SKELGEN_MODEL_H
#define BPFI_SKELGEN_MODEL_H

#include "objfile/contents/contents.h"
#include "skelgen/fill.h"
#include "skelgen/shape.h"

/* A member of a variable. */
struct model_inner {
	const char *member;
	uint64_t offset; /* in the section */
};

struct model_var {
	const char *member;
	const char *string; /* as the object has it */
	uint64_t offset, size;
	uint64_t index; /* among all variables */
	struct fill_list inner;
};

struct model_map {
	const char *member;
	const char *loaded_as; /* by this name libbpf finds it, as in a string of C */
	const char *section_member;
	const char *map_member; /* @member, also where that is the section's */
	const char *type;       /* of a structure of operations */
	const char *body;       /* its braces, where it has one */
	uint64_t index;
	bool is_mapped, is_ops;
	struct fill_list vars;
	/* Of light skeletons: what it begins with, and whether programs of users may write to it. */
	struct fill_bytes value;
	uint64_t value_size;
	const char *protection;
};

struct model_prog {
	const char *member, *string;
	uint64_t index;
	/* Of light skeletons: the call that attaches it, or the section that has none. */
	const char *attach;
	bool is_attached;
};

struct model {
	const char *name, *upper;
	const char *forwards;
	struct fill_bytes bytes;
	struct fill_list maps, progs, sections, ops;
	uint64_t map_count, prog_count, var_count;
	bool has_pointers, has_types; /* enum model_flags */
	bool has_cxx_names, has_inner;
	const struct types *types;     /* of the object */
	struct fill_bytes data, insns; /* of light skeletons: the loader */
	const char *libbpf;            /* and who made it */

	struct model_map *section_rows; /* those of the lists, writable */
	struct model_prog *prog_rows;
	char **texts; /* all that the above points to */
	uint32_t text_count, text_room;
};

/* The rows that templates are filled by, of a struct model. */
extern const struct hole model_holes[];

enum { OBJECT_MAX = 1 << 30 }; /* larger files are refused */

/* @name has to be an identifier. Names that C cannot have, or has twice, are errors. */
enum model_flags {
	MODEL_POINTERS = 1 << 0, /* see shape_new() */
	MODEL_TYPES = 1 << 1,    /* named types are defined */
};
int model_make(const struct contents *c, const char *name, enum model_flags flags, struct model *ret_model,
	       struct err *err);
void model_free(struct model *m);
/* The model owns the buffer from then on. */
int model_keep(struct model *m, struct buf *b, const char **ret_text, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Structures that user space sees in place of sections and of operations. They are created as separate types
 * on top of the object's, so that the C printer lays them out as any other.
 */
#ifndef BPFI_SKELGEN_SHAPE_H
#define BPFI_SKELGEN_SHAPE_H

#include "btfdump/cgen/cgen.h"
#include "objfile/contents/contents.h"

struct shape;

/* @has_pointers: instead of variables the structures have pointers to them. */
int shape_new(const struct types *object, bool has_pointers, struct shape **ret_shape, struct err *err);
void shape_free(struct shape *s);

/*
 * What a map holds: its variables, or what can be set of a structure of operations. Returns which one it is,
 * for shape_body(); -1 with an error.
 */
int shape_add(struct shape *s, const struct content_map *map, struct err *err);
/* After the last one was added. */
int shape_close(struct shape *s, struct err *err);
/* The types that they point to, one declaration a line. */
int shape_forwards(struct shape *s, struct buf *to, struct err *err);
/* Those that they contain, defined: see cgen_part_types(). */
int shape_types(struct shape *s, struct buf *to, struct err *err);
int shape_body(struct shape *s, unsigned int number, unsigned int indent, struct buf *to, struct err *err);

#endif

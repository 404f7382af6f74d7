/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The printing half of this folder, a function or two of each file. All of it only for types that the order
 * phase went through.
 */
#ifndef BPFI_BTFDUMP_CGEN_PRINT_H
#define BPFI_BTFDUMP_CGEN_PRINT_H

#include "btfdump/cgen/state.h"

enum cgen_place {
	CG_IN_MEMBER,
	CG_IN_PARAM,   /* no bodies, no names */
	CG_IN_TYPEDEF, /* carries the body of its anonymous target */
};

/* What is declared: a member or parameter named at a string offset, a type's own name, or nothing. */
struct cgen_subject {
	uint32_t type;
	uint32_t name_off;
	uint32_t self; /* typedef or function that is declared by its own name; 0: see name_off */
	enum cgen_place place;
	bool has_param_names;
	unsigned int indent;
};

/* decl.c */
void cgen_print_decl(struct cgen *g, const struct cgen_subject *s);
/* scalar.c: the C name for a BTF INT or FLOAT, whatever name it has in the BTF. */
const char *cgen_scalar_text(struct cgen *g, uint32_t id);
/* Its replacement on hosts with a shorter long; NULL: it is the same everywhere. */
const char *cgen_narrow_text(struct cgen *g, uint32_t id);
/* body.c: the body of a struct or union: braces, their content, the attributes after them. */
void cgen_print_body(struct cgen *g, uint32_t id, unsigned int indent);
/* item.c; the first: "struct x;" */
void cgen_print_forward(struct cgen *g, uint32_t id);
void cgen_print_enum_body(struct cgen *g, uint32_t id, unsigned int indent);
/* One that the header of the base has. */
void cgen_pass_item(struct cgen *g, uint32_t id);
/* Of a part: a definition that several headers of one program can have. */
void cgen_print_shared(struct cgen *g, uint32_t id);
void cgen_print_item(struct cgen *g, uint32_t id);
/* assert.c */
void cgen_print_asserts(struct cgen *g);
/* frame.c: what surrounds the types. */
void cgen_print_head(struct cgen *g, struct buf *to);
void cgen_print_kfuncs(struct cgen *g);
void cgen_print_tail(struct cgen *g);

#endif

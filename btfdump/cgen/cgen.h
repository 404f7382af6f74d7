/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C header from BTF: sizes, offsets and enumerators as the BTF has them, whichever C or C++ compiler reads
 * it.
 *
 * Nothing is printed unless the whole header could be made. The same input gives the same header.
 */
#ifndef BPFI_BTFDUMP_CGEN_CGEN_H
#define BPFI_BTFDUMP_CGEN_CGEN_H

#include "lib/buf.h"
#include "wire/types.h"

struct field;
struct out;

/* With types, kfuncs or roots only these are printed, and what they need; otherwise all. */
struct cgen_options {
	const char *origin; /* for the first line: "Linux 6.18.44"; NULL: not known */
	const char *note;   /* one more line there; NULL: none */
	bool has_asserts;   /* adds a static assertion for every size, offset and enumerator */
	bool is_unsorted;   /* by id, as far as dependencies allow */
	const char *on;     /* only what the base lacks; the header of the base, to be included. NULL: all */
	const char *guard;  /* NULL: made from the types */
	const char *const *types;
	uint32_t type_count; /* names or globs, of structs, unions, enums and typedefs */
	const char *const *kfuncs;
	uint32_t kfunc_count; /* names or globs */
	const uint32_t *roots;
	uint32_t root_count; /* type ids, of kfuncs too; with CGEN_DECLARED: structs without their members */
};
enum { CGEN_DECLARED = 1u << 31 };

/* What the header could not express; its last comment has the same numbers. */
struct cgen_report {
	uint32_t types;       /* printed definitions */
	uint32_t kfuncs;      /* printed prototypes */
	uint32_t lost;        /* members that C cannot place there: shown as comments */
	uint32_t asserts;     /* printed assertions */
	uint32_t not_asserts; /* bit-fields: C cannot ask where they are */
};

int cgen_print(const struct types *t, const struct cgen_options *opt, struct out *o, const struct field *f,
	       struct err *err);

/* The same into two buffers, to be read one after the other; @ret_report may be NULL. */
int cgen_build(const struct types *t, const struct cgen_options *opt, struct buf *ret_head,
	       struct buf *ret_body, struct cgen_report *ret_report, struct err *err);

/*
 * Declarations for generated C that has other parts too and is compiled on all kinds of hosts. Named types
 * are referred to by name; unnamed ones are written out in place. All gaps are members, so that nothing
 * depends on the host's alignment; where the host's pointers and longs are shorter than @t's, members that
 * have them are integers. Attributes for BPF programs are left out.
 */
struct cgen_part;

/* For the structs @roots and what they contain. */
int cgen_part_open(const struct types *t, const uint32_t *roots, uint32_t count, struct cgen_part **ret_part,
		   struct err *err);
void cgen_part_close(struct cgen_part *part);
/* Declarations of structs that are only pointed to: "struct sock;", one per line. */
int cgen_part_forwards(struct cgen_part *part, struct buf *to, struct err *err);
/*
 * Definitions of the named types that the roots contain, each in "#ifndef BPFI_TYPE_struct_name" so that
 * several headers can have it. What libbpf's header includes is not defined again.
 */
int cgen_part_types(struct cgen_part *part, struct buf *to, struct err *err);
enum cgen_part_flags {
	CGEN_PART_QUALS = 1 << 0,    /* const and volatile are kept */
	CGEN_PART_POINTERS = 1 << 1, /* its members are pointers of the host */
};
/* The braces of one of the roots and their content. */
int cgen_part_body(struct cgen_part *part, uint32_t id, unsigned int indent, unsigned int flags,
		   struct buf *to, struct err *err);

/*
 * The name of a member in generated C: words reserved in C, or from C23 on, get a '_' appended; what is
 * reserved only in C++ goes through CGEN_CXX_NAME(), which the surrounding C must define. @name must be an
 * identifier.
 */
void cgen_put_identifier(struct buf *to, const char *name);
bool cgen_is_identifier(const char *name);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names that programs have, in their sources and in what was compiled of them. */
#ifndef BPFI_BTFDUMP_ROOTS_READ_H
#define BPFI_BTFDUMP_ROOTS_READ_H

#include "btfdump/roots/names.h"

/* What the files are, for the note. */
struct read_facts {
	struct buf absent;    /* headers that were not found: "a.h, b.h" */
	struct buf no_relocs; /* objects */
	uint32_t sources;
};

/* Identifiers of C text. @include is called for each header in quotes. */
typedef int include_fn(void *data, const char *path, size_t len, struct err *err);
int names_of_text(const char *text, size_t len, struct names *n, include_fn *include, void *data,
		  struct err *err);
/* True if the text is a header that was generated from a kernel's types. */
bool text_is_kernel_header(const char *text, size_t len);

/* A C source, and the headers that it includes in quotes, as far as they are found beside it. */
int names_of_source(const char *path, const struct buf *text, struct names *n, struct read_facts *facts,
		    struct err *err);
/* Names of an object's types and enumerators, and of those that its relocations refer to. */
int names_of_types(const struct types *t, struct names *n, bool *ret_has_relocs, struct err *err);
int names_of_object(const char *path, struct names *n, struct read_facts *facts, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* How parts of elements can be shown on request: --as PATH=FORMAT. The formats are rows of one table. */
#ifndef BPFI_MAPDUMP_FORMATS_H
#define BPFI_MAPDUMP_FORMATS_H

#include "mapdump/view.h"

/* One use of a format. */
struct format_use {
	struct format_use *next;
	const struct view *v; /* whose element it is */
	int64_t boot_ns;
	struct kind_stack *stacks;
};

/* Ends with name NULL. */
extern const struct value_format formats[];

/* Those of --as: each PATH=FORMAT, or several with commas. Maps without types then have numbers and bytes. */
int formats_apply(struct view *v, const char *const *as, struct err *err);
/* The formats that a part can be shown as. */
typedef void (*format_fn)(void *arg, const struct value_format *format);
void formats_each_fitting(struct view *v, const char *path, format_fn fn, void *arg);
void formats_free(struct format_use *uses);
/* A value on one line of text, as JSON. */
void typed_print_line(struct out *o, const struct field *f, const struct value_plan *plan, const void *data,
		      size_t size);
/* The format of an address that has this form; NULL: none. */
const struct value_format *format_of_address(const char *text);

#endif

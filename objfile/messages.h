/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What libbpf says while it works: its warnings are kept, for the error that follows; all of it goes to
 * whoever listens (--debug). It knows one place to tell it to: that of the messages that began last.
 */
#ifndef BPFI_OBJFILE_MESSAGES_H
#define BPFI_OBJFILE_MESSAGES_H

#include <bpf/libbpf.h>

#include "lib/buf.h"

struct messages {
	void (*say)(const char *line); /* NULL: nobody listens */
	struct buf warnings;
	libbpf_print_fn_t before;
	struct messages *outer;
};

void messages_begin(struct messages *s, void (*say)(const char *line));
/* Says a text line by line, if somebody listens. */
void messages_tell(const struct messages *s, const char *text);
void messages_end(struct messages *s);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What libbpf logs while it works: its warnings are stored, for the error that follows; all of it goes to
 * the listener (--debug). libbpf has a single log callback: the messages that began last get it.
 */
#ifndef BPFI_OBJFILE_MESSAGES_H
#define BPFI_OBJFILE_MESSAGES_H

#include <bpf/libbpf.h>

#include "lib/buf.h"

struct messages {
	void (*say)(const char *line); /* NULL: no listener */
	struct buf warnings;
	libbpf_print_fn_t before;
	struct messages *outer;
};

void messages_begin(struct messages *s, void (*say)(const char *line));
/* Logs a text line by line, if there is a listener. */
void messages_tell(const struct messages *s, const char *text);
void messages_end(struct messages *s);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What libbpf logs while it works: its warnings are stored, for the error that follows; the
 * listener gets what it wants of it. libbpf has a single log callback: the messages that began last get it.
 */
#ifndef BPFI_OBJFILE_MESSAGES_H
#define BPFI_OBJFILE_MESSAGES_H

#include <bpf/libbpf.h>

#include "lib/buf.h"
#include "objfile/objfile.h"

/* A name in messages that says nothing to the user, and the one that does. */
struct alias {
	const char *name, *meant;
};

struct messages {
	struct objfile_listener listener;
	struct alias alias;
	struct buf warnings;
	libbpf_print_fn_t before;
	struct messages *outer;
};

void messages_begin(struct messages *s, const struct objfile_listener *listener);
/* Passes on a text line by line, if there is a listener. */
void messages_tell(const struct messages *s, const char *text);
void messages_end(struct messages *s);

#endif

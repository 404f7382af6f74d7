/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Elements from what a dump prints as text where a map has no types: bytes after their labels. */
#ifndef BPFI_MAPDUMP_TRANSFER_TEXT_H
#define BPFI_MAPDUMP_TRANSFER_TEXT_H

#include "mapdump/transfer/read.h"

bool transfer_is_text(const char *at, const char *end);
/* KERN_NONE at the end; empty slots are skipped. Errors name the line. */
int transfer_next_text(struct transfer_file *f, const struct write_target *t, struct transfer_element *e,
		       struct err *err);

#endif

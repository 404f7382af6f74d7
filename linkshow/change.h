/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Code shared by attaching to devices and to control groups. */
#ifndef BPFI_LINKSHOW_CHANGE_H
#define BPFI_LINKSHOW_CHANGE_H

#include "attach/attach.h"
#include "kern/change.h"
#include "linkshow/linkshow.h"

/* Sets flags and relative from whichever of the two is given; the handle must stay open until the call. */
int anchor_open(struct kern *k, const struct attach_anchor *before, const struct attach_anchor *after,
		struct attach_at *at, struct kern_handle *ret_handle, struct err *err);

/* EINVAL for a program whose type is not @wanted: adds a hint. Always -1. */
int change_explain_type(struct kern *k, int prog, uint32_t wanted, const char *where, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The listing of pinned objects: path, kind, id, type, name. */
#ifndef BPFI_KERN_PIN_SHOW_H
#define BPFI_KERN_PIN_SHOW_H

#include "kern/kern.h"
#include "lib/out.h"
#include "lib/record.h"

extern const struct record pin_record;

/* @path NULL: every mounted bpffs. */
int pin_show(struct kern *k, struct out *o, const char *path, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The machine as a whole: what its kernel can do. */
#ifndef BPFI_HOSTSHOW_HOSTSHOW_H
#define BPFI_HOSTSHOW_HOSTSHOW_H

#include "kern/kern.h"
#include "lib/out.h"
#include "lib/record.h"

/* The groups of names that can be listed; ends with NULL. */
extern const char *const builtin_groups[];

/* All names of a group: those that bpfi knows and those that only the kernel has. */
int builtins_list(struct kern *k, struct out *o, const char *group, struct err *err);

#endif

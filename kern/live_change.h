/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the files that change this machine share; live.c and they include it. */
#ifndef BPFI_KERN_LIVE_CHANGE_H
#define BPFI_KERN_LIVE_CHANGE_H

#include "kern/change.h"

int live_change(struct kern *k, const struct kern_change *change, struct err *err);

/* live_change_create.c */
int live_create(const struct kern_change *change, struct err *err);
int live_load_btf(const struct kern_change *change, struct err *err);

/* live_change_pin.c */
int live_pin(const struct kern_change *change, struct err *err);
int live_unpin(const struct kern_change *change, struct err *err);

#endif

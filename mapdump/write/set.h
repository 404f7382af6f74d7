/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Changes of single members of a value, as words. */
#ifndef BPFI_MAPDUMP_WRITE_SET_H
#define BPFI_MAPDUMP_WRITE_SET_H

#include "mapdump/data.h"
#include "mapdump/target.h"

/* A usage error if a member is given twice. */
int set_check(const struct map_sets *sets, struct err *err);
/* All of them, in the value of one CPU. */
int set_members(const struct write_target *t, const struct map_sets *sets, char *value, struct err *err);

#endif

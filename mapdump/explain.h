/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the kernel means by its error numbers, for this map and this element. */
#ifndef BPFI_MAPDUMP_EXPLAIN_H
#define BPFI_MAPDUMP_EXPLAIN_H

#include "mapdump/target.h"

enum write_act { WRITE_UPDATE, WRITE_DELETE, WRITE_POP, WRITE_FREEZE };

/* Puts the reason into @err, which has the kernel's number; unknown ones are left alone. Always -1. */
int write_explain(const struct write_target *t, enum write_act act, uint64_t flags, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the commands about tables of operations (struct_ops) share. */
#ifndef BPFI_MAPDUMP_OPS_H
#define BPFI_MAPDUMP_OPS_H

#include "mapdump/mapdump.h"

/* The tables among the maps that @ref means; an error if it names none. */
int ops_find(struct kern *k, const struct ref *ref, struct id_list *ret_ids, struct err *err);

#endif

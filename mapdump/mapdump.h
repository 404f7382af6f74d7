/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Maps: what they are. */
#ifndef BPFI_MAPDUMP_MAPDUMP_H
#define BPFI_MAPDUMP_MAPDUMP_H

#include "kern/ref.h"
#include "lib/out.h"

extern const struct record map_record;

/* Shows the maps that @ref means (REF_ALL: all); @with_pins: where they are pinned. */
int map_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

#endif

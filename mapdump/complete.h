/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Completion of the parts of a map's elements, from the types of the map that the line names. */
#ifndef BPFI_MAPDUMP_COMPLETE_H
#define BPFI_MAPDUMP_COMPLETE_H

#include "lib/cmd.h"
#include "loaded/ref.h"

/* Of the value, for 'set': "packets=". */
void map_complete_members(struct complete *c, const struct ref *ref);

#endif

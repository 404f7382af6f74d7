/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Links: what programs are attached to. */
#ifndef BPFI_LINKSHOW_LINKSHOW_H
#define BPFI_LINKSHOW_LINKSHOW_H

#include "lib/out.h"
#include "lib/record.h"
#include "loaded/ref.h"

/*
 * The rows of a link. What only links of one type have stands in a row with LAYOUT_SECTION: its name and help
 * tell of the type, its sub rows are keys of the link itself, there when the link is of that type.
 */
extern const struct record link_record;

/* Shows the links that @ref means (REF_ALL: all); @with_pins: where they are pinned. */
int link_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

#endif

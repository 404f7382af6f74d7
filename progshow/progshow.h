/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs: what they are. */
#ifndef BPFI_PROGSHOW_PROGSHOW_H
#define BPFI_PROGSHOW_PROGSHOW_H

#include "kern/ref.h"
#include "lib/out.h"

/* The rows of a program: what is shown of it, in which order. */
extern const struct record prog_record;

/* Shows the programs that @ref means (REF_ALL: all); @with_pins: where they are pinned. */
int prog_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err);

#endif

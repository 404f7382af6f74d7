/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The first line of a program in a listing, for all that show several programs. */
#ifndef BPFI_PROGSHOW_HEADLINE_H
#define BPFI_PROGSHOW_HEADLINE_H

#include "kern/arrays.h"
#include "lib/out.h"

extern const struct field prog_headline_fields[];
/* Into the object that is open; @name is the full one. */
void prog_print_headline(struct kern *k, struct out *o, const struct info_full *info, uint32_t id,
			 const char *name);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names from objects as C identifiers. */
#ifndef BPFI_SKELGEN_NAMES_H
#define BPFI_SKELGEN_NAMES_H

#include "lib/buf.h"
#include "lib/err.h"

/* A section's: "data_my_sec" of ".data.my-sec". */
void names_of_section(struct buf *to, const char *section);
/* An object's, of the path of its file: "maps_bpf" of "dir/maps.bpf.o". */
void names_of_file(struct buf *to, const char *path);

struct skelgen_object;
/* The name that was given, if it can be one, or the file's. */
int skelgen_name(const struct skelgen_object *object, struct buf *ret_name, struct err *err);

/* What represents it in C, and where it comes from. */
struct names_pair {
	const char *member, *origin;
};

/* An error where two become one in C. Sorts the list. */
int names_check(struct names_pair *list, size_t count, const char *what, struct err *err);

#endif

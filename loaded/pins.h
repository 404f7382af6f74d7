/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The listing of pinned objects: path, kind, id, type, name. */
#ifndef BPFI_LOADED_PINS_H
#define BPFI_LOADED_PINS_H

#include "kern/kern.h"
#include "lib/out.h"
#include "lib/record.h"
#include "loaded/ref.h"

extern const struct record pin_record;

/* @path NULL: every mounted bpffs. */
int pin_show(struct kern *k, struct out *o, const char *path, struct err *err);

/* Pins the one object that @ref matches in a bpffs; with @may_mount one is mounted if needed. */
int pin_add(struct kern *k, enum kern_kind kind, const struct ref *ref, const char *path, bool may_mount,
	    struct err *err);
/* Removes the name of an object, whatever its kind; other files are refused. */
int pin_remove(struct kern *k, const char *path, struct err *err);

#endif

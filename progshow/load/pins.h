/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Pins in a bpffs, all or none: each is remembered until it is kept. From the first on signals are held until
 * all is undone, or, when all is kept, until the command has answered (cmd/batch.c, the end of the process).
 */
#ifndef BPFI_PROGSHOW_LOAD_PINS_H
#define BPFI_PROGSHOW_LOAD_PINS_H

#include <signal.h>

#include "kern/change.h"

struct pins {
	struct kern *k;
	bool may_mount;
	struct buf paths; /* what was created, each with its NUL, after a byte that says what it is */
	bool is_held;
	sigset_t before;
};

/* The folder exists on return. */
int pins_folder(struct pins *p, const char *path, struct err *err);
int pins_add(struct pins *p, enum kern_kind kind, int handle, const char *path, struct err *err);
/* The path of a name in a folder: what a bpffs does not accept becomes '_'. */
void pins_path(const char *folder, const char *name, struct buf *ret_path);

/* From now on nothing is undone. */
void pins_keep(struct pins *p);
/* Undoes all that was not kept. */
void pins_undo(struct pins *p);
#define auto_pins __attribute__((cleanup(pins_undo))) struct pins

#endif

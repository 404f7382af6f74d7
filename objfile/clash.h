/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names that may be defined once, but that two objects define. */
#ifndef BPFI_OBJFILE_CLASH_H
#define BPFI_OBJFILE_CLASH_H

#include <stdbool.h>

#include "lib/err.h"

/* True, and @err says it, if there is one: it replaces an error that is there. */
bool clash_find(const char *const *paths, unsigned int count, struct err *err);

#endif

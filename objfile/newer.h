/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Sections of maps that the installed libbpf does not know yet. */
#ifndef BPFI_OBJFILE_NEWER_H
#define BPFI_OBJFILE_NEWER_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/err.h"

enum { NEWER_F_LINK = 1 << 13 }; /* a map flag, Linux 6.4: struct_ops registered through a link */

/*
 * Changes the object in memory so that libbpf loads it, or refuses it with the version that does.
 * *ret_is_link: its tables of operations are all registered through links, which libbpf must be told.
 */
int newer_make_known(const void *data, size_t size, bool *ret_is_link, struct err *err);

#endif

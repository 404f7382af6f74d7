/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Writes that would be lost when this program ends. */
#ifndef BPFI_MAPDUMP_WRITE_HELD_H
#define BPFI_MAPDUMP_WRITE_HELD_H

#include "mapdump/write/target.h"

/*
 * The kernel empties a program array when the last process closes it, whether programs use it or not: an
 * error where that would be us.
 */
int write_check_held(const struct write_target *t, struct err *err);

#endif

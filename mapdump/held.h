/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Who else holds a map: writes that would be lost, events that would be taken away. */
#ifndef BPFI_MAPDUMP_HELD_H
#define BPFI_MAPDUMP_HELD_H

#include "kern/events.h"
#include "mapdump/target.h"

/*
 * The kernel empties a program array when the last process closes it, even if programs use it: an error where
 * that would be us.
 */
int write_check_held(const struct write_target *t, struct err *err);

/* An error where reading would take events from another reader, or where that cannot be determined. */
int event_check_held(const struct write_target *t, const struct events_attrs *attrs, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Who reads the events of a map now. */
#ifndef BPFI_MAPDUMP_EVENT_HELD_H
#define BPFI_MAPDUMP_EVENT_HELD_H

#include "kern/events.h"
#include "mapdump/write/target.h"

/* An error where reading would take events away from somebody, or where that cannot be told. */
int event_check_held(const struct write_target *t, const struct events_attrs *attrs, struct err *err);

#endif

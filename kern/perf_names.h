/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names of perf events: types, and what the config of each type means. */
#ifndef BPFI_KERN_PERF_NAMES_H
#define BPFI_KERN_PERF_NAMES_H

#include "kern/names.h"

extern const struct names names_perf_events;

enum { PERF_EVENT_NAME_SIZE = 64 };

/* The event of that type and config: "page-faults". False: it has no known name. */
bool perf_event_text(uint32_t type, uint64_t config, char *ret_text, size_t size);

#endif

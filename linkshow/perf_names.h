/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The words of perf for events that are no tracepoint and no probe. */
#ifndef BPFI_LINKSHOW_PERF_NAMES_H
#define BPFI_LINKSHOW_PERF_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kern/names.h"

extern const struct names perf_event_types;

enum { PERF_NAME_SIZE = 64 };

/* The event of that type and config. False: it has no name. */
bool perf_config_text(uint32_t type, uint64_t config, char *ret_text, size_t size);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Facts that only /proc/self/fdinfo has: "key:<blank>value" lines. */
#ifndef BPFI_KERN_FDINFO_H
#define BPFI_KERN_FDINFO_H

#include <stdbool.h>
#include <stdint.h>

/* False, and *ret_value untouched, if there is no such line or its value is no number. */
bool fdinfo_number(const char *text, const char *key, uint64_t *ret_value);

#endif

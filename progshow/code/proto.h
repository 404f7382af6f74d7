/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Prototypes of functions in one line, words separated by blanks: "int f(struct xdp_md * ctx)". */
#ifndef BPFI_PROGSHOW_CODE_PROTO_H
#define BPFI_PROGSHOW_CODE_PROTO_H

#include "lib/buf.h"
#include "wire/types.h"

/* Of a FUNC. What is longer than about 1 KiB, or nested deeper than a few prototypes, ends with "...". */
void proto_write(struct buf *to, const struct types *t, uint32_t func_id);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Writing beside the making of more: a thread that has one block at a time. Only lib/out_*.c include this.
 *
 * For long output alone: what is short is written before a thread would be there.
 */
#ifndef BPFI_LIB_OUT_AHEAD_H
#define BPFI_LIB_OUT_AHEAD_H

#include "lib/buf.h"

struct out_ahead;

/* NULL where it cannot be or would not help: no thread, one CPU. */
struct out_ahead *out_ahead_start(int fd);
/* Takes the block when the one before it is written, and gives an empty buffer for it. 0 or an errno so far.
 */
int out_ahead_give(struct out_ahead *a, struct buf *block);
/* Returns when all is written: 0, or the errno of what failed. */
int out_ahead_wait(struct out_ahead *a);
void out_ahead_stop(struct out_ahead *a);

/* All of it; 0 or an errno. */
int out_write_all(int fd, const char *data, size_t len);

#endif

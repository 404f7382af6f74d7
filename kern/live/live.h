/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The questions and changes, answered by this machine. */
#ifndef BPFI_KERN_LIVE_LIVE_H
#define BPFI_KERN_LIVE_LIVE_H

#include "kern/kern.h"

/* Never fails because of missing rights: the questions do. */
int kern_open_live(struct kern *ret_kern, struct err *err);

#endif

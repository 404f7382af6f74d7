/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Network addresses as keys and values, in network order. */
#ifndef BPFI_MAPDUMP_ADDRESS_H
#define BPFI_MAPDUMP_ADDRESS_H

#include "mapdump/data.h"

/* 4 or 16 bytes; for a prefix of an LPM trie ADDRESS/LENGTH, the whole address where no length is given. */
int write_read_ip(const char *text, const struct data_form *form, struct buf *ret_bytes, struct err *err);
int write_read_mac(const char *text, const struct data_form *form, struct buf *ret_bytes, struct err *err);

#endif

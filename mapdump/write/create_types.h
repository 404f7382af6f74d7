/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The types of a key and a value, extracted from larger BTF: the kernel takes them with a new map. Types
 * behind pointers become declarations, except that those that a tag marks as pointers to kernel objects keep
 * their kind.
 */
#ifndef BPFI_MAPDUMP_WRITE_CREATE_TYPES_H
#define BPFI_MAPDUMP_WRITE_CREATE_TYPES_H

#include "lib/buf.h"
#include "wire/types.h"

/* "struct event", "event", "#12". */
int create_find_type(const struct types *t, const char *name, uint32_t *ret_id, struct err *err);

/* BTF that holds the types @ids and what they need, and their ids in it; id 0 stays 0. */
int create_cut_types(const struct types *t, const uint32_t *ids, uint32_t count, struct buf *ret_btf,
		     uint32_t *ret_ids, struct err *err);

#endif

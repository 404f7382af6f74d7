/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The name of one type of a loaded BTF object: the function that a program or a link is for. */
#ifndef BPFI_LOADED_BTFNAME_H
#define BPFI_LOADED_BTFNAME_H

#include "kern/kern.h"

/*
 * The kernel's own BTF is read in place, a module's on top of it. False: no such type, no name, or no
 * permission.
 */
bool btfname_of(struct kern *k, uint32_t btf_id, uint32_t type_id, char *ret_name, size_t size);

/*
 * The types of a module, on top of the kernel's: @bytes must stay. False: the object is not a module's, or
 * cannot be read.
 */
struct wire_scan;
bool btfname_open_module(struct kern *k, uint32_t btf_id, struct wire_scan *kernel, struct buf *bytes,
			 struct wire_scan *ret_scan);

/* What a struct_ops map is a table of: "tcp_congestion_ops". */
struct uapi_map_info;
bool btfname_of_ops(struct kern *k, const struct uapi_map_info *info, char *ret_name, size_t size);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Making a map and giving it a name in a bpffs: both, or nothing is left behind.
 *
 * Included by mapdump.h; nobody outside of this folder includes it.
 */
#ifndef BPFI_MAPDUMP_CREATE_H
#define BPFI_MAPDUMP_CREATE_H

#include "btfdump/load/load.h"
#include "lib/num.h"

struct map_create {
	const char *path, *type, *name;
	struct optional_number key_size, value_size, max_entries, numa_node;
	const char *flags; /* words and numbers, joined by commas */
	const char *extra; /* 64 bits */
	struct ref inner;  /* REF_ALL: none */
	const char *device;
	struct btf_source btf;
	bool has_btf;
	const char *key_type, *value_type, *vmlinux_value_type;
	const char *exclusive; /* SHA-256 of the program, in hex digits */
};
/* struct btf_source, and a bool behind it that is set. */
extern const struct arg_type arg_create_btf;

int map_create(struct kern *k, struct out *o, const struct map_create *c, const char *base_path,
	       bool may_mount, struct err *err);

#endif

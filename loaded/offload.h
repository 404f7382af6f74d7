/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The network device that a program or map is offloaded to: one object in JSON, one word in text. */
#ifndef BPFI_LOADED_OFFLOAD_H
#define BPFI_LOADED_OFFLOAD_H

#include "kern/kern.h"
#include "lib/field.h"

struct out;
struct field;

/* As the info structs have them. */
struct offload {
	struct kern *k;
	uint32_t ifindex;
	uint64_t netns_dev, netns_ino;
};

extern const struct field offload_fields[];
/* Prints both forms; nothing if ifindex is 0. The row's sub is offload_fields. */
void offload_print(struct out *o, const struct field *f, const struct offload *dev);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the files that read elements on this machine share; nobody else includes it. */
#ifndef BPFI_KERN_LIVE_ELEMENTS_H
#define BPFI_KERN_LIVE_ELEMENTS_H

#include "kern/elements.h"

struct live_walk {
	int fd;
	const struct uapi_map_info *info;
	const struct elements_row *row;
	size_t key_size, value_size; /* with all CPUs */
	elements_fn fn;
	void *arg;
	unsigned char *keys, *values; /* room for @room elements */
	uint32_t room;
	unsigned char *last; /* ORDER_SORTED: the last key that was shown */
	bool has_last;
};

/* On behind @start; NULL: from the beginning. */
int live_walk_keys(struct live_walk *w, const unsigned char *start, struct err *err);
/* False for what was shown before the kernel began again. */
bool live_walk_is_new(struct live_walk *w, const unsigned char *key);
int live_walk_changed(struct err *err);

/* live_elements_ring.c */
int live_ring(struct kern *k, int handle, const struct uapi_map_info *info, const struct ring_reader *reader,
	      struct err *err);

#endif

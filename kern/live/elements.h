/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the files that read elements on this machine share; not included elsewhere. */
#ifndef BPFI_KERN_LIVE_ELEMENTS_H
#define BPFI_KERN_LIVE_ELEMENTS_H

#include "kern/elements.h"

enum { LIVE_BATCH_MOST = 16384 };

/* Room for elements. */
struct live_buffers {
	unsigned char *keys, *values;
	uint32_t room;
};

struct live_walk {
	int fd;
	const struct uapi_map_info *info;
	const struct map_type *row;
	size_t key_size, value_size; /* with all CPUs */
	elements_fn fn;
	void *arg;
	struct live_buffers to;
	unsigned char *last;  /* ORDER_SORTED: the last key that was shown */
	unsigned char *again; /* ORDER_SORTED: the kernel's second answer */
	bool has_last;
};

/* Existing content is preserved. */
int live_buffers_grow(struct live_buffers *b, const struct live_walk *w, uint32_t room, struct err *err);
void live_buffers_free(struct live_buffers *b);

/* Passes on those of the first @count elements of w->to that are new. */
int live_walk_give(struct live_walk *w, uint32_t count, struct err *err);
int live_walk_batches(struct live_walk *w, struct err *err);
/* Continues after @start; NULL: from the beginning. */
int live_walk_keys(struct live_walk *w, const unsigned char *start, struct err *err);
/* False for what was shown before the kernel restarted. */
bool live_walk_is_new(struct live_walk *w, const unsigned char *key);
int live_walk_changed(struct err *err);
/*
 * A descriptor whose memory may be mapped, or -1: the kernel takes a shared mapping of a read-only descriptor
 * for a private one and refuses it.
 */
int live_open_to_map(const struct uapi_map_info *info);

#endif

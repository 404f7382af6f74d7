/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names longer than the kernel keeps: it truncates at 15 bytes, the object's own BTF has the rest.
 *
 * Costs nothing for an object whose name is shorter. The last BTF read is kept: programs of one object are
 * usually consecutive.
 */
#ifndef BPFI_LOADED_FULLNAME_H
#define BPFI_LOADED_FULLNAME_H

#include "kern/arrays.h"

enum { FULLNAME_LEN = 128 };

struct fullname_cache {
	uint32_t btf_id;
	struct buf btf;
};

/* Always fills @ret_name: with the kernel's name if nothing better is found. */
void fullname_of(struct kern *k, enum kern_kind kind, int handle, const struct info_full *info,
		 struct fullname_cache *cache, char ret_name[FULLNAME_LEN]);
/* Of the object with this ID; @cache may be NULL. False: it cannot be read, or has no name. */
bool fullname_by_id(struct kern *k, enum kern_kind kind, uint32_t id, struct fullname_cache *cache,
		    char ret_name[FULLNAME_LEN]);
/* The bytes of an object's BTF, valid until another's is requested; NULL if not available. */
const struct buf *fullname_btf(struct kern *k, uint32_t btf_id, struct fullname_cache *cache);
void fullname_cache_free(struct fullname_cache *cache);

/* The kernel's own name of the object, "" for kinds without one. */
const char *fullname_short(enum kern_kind kind, const struct info_full *info);

#endif

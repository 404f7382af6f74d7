/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Facts that an object file states about its programs: constants named bpf_metadata_X, shown as X.
 *
 * Costs a look at the BTF's strings for each object file, and more only if it has such names.
 */
#ifndef BPFI_PROGSHOW_METADATA_H
#define BPFI_PROGSHOW_METADATA_H

#include "lib/out.h"
#include "loaded/fullname.h"

/* What is known about the last object file: its programs follow each other. */
struct metadata {
	uint32_t btf_id;
	bool has_words;
};

/* Nothing if there is none, or if it cannot be read. @cache is the listing's. */
void metadata_print(struct out *o, const struct field *f, struct metadata *m, struct kern *k,
		    const struct uapi_prog_info *info, struct fullname_cache *cache);

#endif

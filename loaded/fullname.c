/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Full names of programs (BTF of their first function) and maps (data section or .maps variable). */
#include "loaded/fullname.h"

#include <stdio.h>
#include <string.h>

#include "wire/scan.h"

enum { NAME_MOST = UAPI_NAME_LEN - 1 };

const char *fullname_short(enum kern_kind kind, const struct info_full *info)
{
	static const char none[UAPI_NAME_LEN];

	if (kind == KIND_PROG)
		return info->prog.name;
	return kind == KIND_MAP ? info->map.name : none;
}

const struct buf *fullname_btf(struct kern *k, uint32_t btf_id, struct fullname_cache *cache)
{
	struct err ignored = {0};

	if (!btf_id)
		return NULL;
	if (cache->btf_id != btf_id) {
		cache->btf_id = 0;
		buf_reset(&cache->btf);
		if (kern_btf_bytes(k, btf_id, &cache->btf, &ignored))
			return NULL;
		cache->btf_id = btf_id;
	}
	return &cache->btf;
}

static bool load_btf(struct kern *k, uint32_t btf_id, struct fullname_cache *cache,
		     struct wire_scan *ret_scan)
{
	const struct buf *btf = fullname_btf(k, btf_id, cache);
	struct err ignored = {0};

	return btf && !wire_scan_open(ret_scan, btf->data, btf->len, &ignored);
}

/* The type id of the first function; queried only here, one record of func info. */
static uint32_t first_func(struct kern *k, int handle, const struct uapi_prog_info *known)
{
	struct uapi_prog_info info = {0};
	uint32_t len = sizeof(info), record[64] = {0};
	struct err ignored = {0};

	if (!known->nr_func_info || known->func_info_rec_size > sizeof(record) ||
	    known->func_info_rec_size < 8)
		return 0;
	info.nr_func_info = 1;
	info.func_info_rec_size = known->func_info_rec_size;
	info.func_info = (uintptr_t)record;
	if (kern_info(k, KIND_PROG, handle, &info, &len, &ignored))
		return 0;
	return record[1];
}

static const char *prog_name(struct kern *k, int handle, const struct uapi_prog_info *info,
			     struct fullname_cache *cache)
{
	struct wire_scan scan;
	uint32_t func;

	if (!load_btf(k, info->btf_id, cache, &scan))
		return NULL;
	func = first_func(k, handle, info);
	return func ? wire_scan_type_name(&scan, func) : NULL;
}

static const char *map_name(struct kern *k, const struct uapi_map_info *info, struct fullname_cache *cache)
{
	const char *section;
	struct wire_scan scan;

	if (!load_btf(k, info->btf_id, cache, &scan))
		return NULL;
	section = info->btf_value_type_id ? wire_scan_section_name(&scan, info->btf_value_type_id) : NULL;
	if (section)
		return section;
	return wire_scan_map_var(&scan, info->name);
}

void fullname_of(struct kern *k, enum kern_kind kind, int handle, const struct info_full *info,
		 struct fullname_cache *cache, char ret_name[FULLNAME_LEN])
{
	const char *cut = fullname_short(kind, info), *full = NULL;

	if (strnlen(cut, UAPI_NAME_LEN) == NAME_MOST) {
		if (kind == KIND_PROG)
			full = prog_name(k, handle, &info->prog, cache);
		else
			full = map_name(k, &info->map, cache);
	}
	/*
	 * A name that does not begin like the kernel's truncated one is not this object's (a function
	 * renamed, a section).
	 */
	if (!full || strncmp(full, cut, NAME_MOST))
		full = cut;
	snprintf(ret_name, FULLNAME_LEN, "%s", full);
}

bool fullname_by_id(struct kern *k, enum kern_kind kind, uint32_t id, struct fullname_cache *cache,
		    char ret_name[FULLNAME_LEN])
{
	auto_handle h = {.k = k, .handle = -1};
	struct fullname_cache own = {0};
	struct info_full info = {0};
	struct err ignored = {0};

	*ret_name = '\0';
	if (kern_open(k, kind, id, &h.handle, &ignored)) {
		h.k = NULL;
		return false;
	}
	if (!info_full_read(k, kind, h.handle, &info, &ignored))
		fullname_of(k, kind, h.handle, &info, cache ? cache : &own, ret_name);
	info_full_free(&info);
	fullname_cache_free(&own);
	return *ret_name != '\0';
}

void fullname_cache_free(struct fullname_cache *cache)
{
	buf_free(&cache->btf);
	cache->btf_id = 0;
}

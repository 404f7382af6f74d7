/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Newer kernels may require less than the rows of the types: nothing is refused here that the kernel accepts.
 */
#include "mapdump/write/create_shape.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "kern/names.h"
#include "mapdump/target.h"

enum { PERCPU_MOST = 1 << 15 }; /* the smallest limit that a type has */

/* NULL: a newer type. */
static const struct map_type *known_type(uint32_t type)
{
	const struct map_type *t = map_type(type);

	return type && t->name ? t : NULL;
}

/* The name of the first of them. */
static const char *flag_word(uint32_t flags)
{
	for (unsigned int i = 0; i < flags_map.count; i++)
		if (flags_map.rows[i].bit & flags)
			return flags_map.rows[i].name;
	return "";
}

/* 0: it fits. */
static int check_number(const struct map_create *c, const char *word, bool fits, const char *wants,
			const struct optional_number *given, struct err *err)
{
	if (fits)
		return 0;
	if (!given->is_given)
		return err_set(err, 0, "%s: '%s N' is required and must be %s", c->type, word, wants);
	return err_set(err, 0, "%s: %s must be %s, not %u", c->type, word, wants, given->value);
}

static int check_numbers(const struct map_create *c, const struct map_attrs *a, const struct map_type *s,
			 struct err *err)
{
	if (check_number(c, "key", map_size_fits(s->key_size, a->key_size), map_size_words[s->key_size],
			 &c->key_size, err) ||
	    check_number(c, "value", map_size_fits(s->value_size, a->value_size),
			 map_size_words[s->value_size], &c->value_size, err))
		return -1;
	return check_number(c, "entries", map_entries_fit(s->entries, a->max_entries),
			    map_entries_words[s->entries], &c->max_entries, err);
}

static int check_inner(struct kern *k, const struct map_create *c, const struct map_attrs *a, struct err *err)
{
	struct uapi_map_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};

	if (a->inner_map < 0)
		return err_set(err, 0, "%s: 'inner_map MAP' is required, as template for the inner maps",
			       c->type);
	if (!kern_info(k, KIND_MAP, a->inner_map, &info, &len, &ignored) && map_type(info.type)->has_inner)
		return err_set(err, 0, "%s: the inner map cannot be a map of maps", c->type);
	return 0;
}

static int check_node(struct kern *k, const struct map_create *c, struct err *err)
{
	struct err ignored = {0};
	auto_buf text = {0};
	char path[64];

	snprintf(path, sizeof(path), "/sys/devices/system/node/node%u/cpulist", c->numa_node.value);
	if (!c->numa_node.is_given || kern_read_file(k, path, &text, &ignored) != KERN_NONE)
		return 0;
	return err_set(err, 0, "%s: no NUMA node %u on this machine", c->type, c->numa_node.value);
}

/* 0: no reason for the refusal was found. */
static int find_reason(struct kern *k, const struct map_create *c, const struct map_attrs *a,
		       const struct map_type *s, struct err *err)
{
	if (check_numbers(c, a, s, err))
		return -1;
	if (s->flags & ~a->flags)
		return err_set(err, 0, "%s: 'flags %s' is required", c->type,
			       flag_word(s->flags & ~a->flags));
	if (s->has_types && !a->btf_value_type)
		return err_set(err, 0, "%s: types are required: 'btf SRC key_type T value_type T'", c->type);
	if (a->btf_value_type && !a->btf_key_type && a->key_size) {
		err_set(err, 0, "%s: 'value_type' alone is not enough, the key needs a type too", c->type);
		err_hint(err, "add 'key_type T', for example 'key_type unsigned' for a key of 4 bytes");
		return -1;
	}
	if (s->has_inner && check_inner(k, c, a, err))
		return -1;
	if (a->extra && s->has_extra)
		return err_set(err, 0, "%s: invalid value 'map_extra %s'", c->type, c->extra);
	return check_node(k, c, err);
}

int create_check_words(const struct map_create *c, const struct map_attrs *a, struct err *err)
{
	const struct map_type *s = known_type(a->type);

	if (c->has_btf && !c->value_type)
		return err_usage(err, "'btf' requires 'value_type'");
	if (!c->has_btf && (c->key_type || c->value_type))
		return err_usage(err, "'key_type' and 'value_type' require 'btf'");
	if (s && !s->has_inner && a->inner_map >= 0)
		return err_usage(err, "%s: 'inner_map' applies only to maps of maps", c->type);
	if (s && !s->has_extra && c->extra)
		return err_usage(err, "%s: 'map_extra' does not apply to this type", c->type);
	return 0;
}

/* Otherwise an older kernel may not know all of the attributes. */
static bool is_huge(const struct map_attrs *a)
{
	const uint64_t most = UINT64_C(1) << 30, each = (uint64_t)a->key_size + a->value_size;

	return each > PERCPU_MOST || each * a->max_entries > most;
}

int create_explain(struct kern *k, const struct map_create *c, const struct map_attrs *a, struct err *err)
{
	const struct map_type *s = known_type(a->type);
	struct err reason = {0};

	if (a->ifindex && (err->no == EINVAL || err->no == EOPNOTSUPP || err->no == ERR_ENOTSUPP))
		return err_set(err, 0, "%s: device '%.64s' does not support such maps", c->type,
			       c->device ? c->device : "");
	if (err->no == EINVAL && names_are_without(k, &names_map_types, a->type))
		return err_set(err, 0, "%s: this kernel does not support this map type", c->type);
	if (err->no == EINVAL && s && find_reason(k, c, a, s, &reason)) {
		*err = reason;
		return -1;
	}
	if (err->no == EINVAL && a->flags & ~(s ? s->flags : 0))
		err_hint(err, "maps of this type may not support all of the flags 0x%x", a->flags);
	if (err->no == E2BIG && a->has_exclusive)
		err_hint(err, "'exclusive' requires Linux 6.18 or newer");
	else if ((err->no == E2BIG && is_huge(a)) || err->no == ENOMEM)
		err_hint(err, "%u elements with keys of %u and values of %u bytes are %s", a->max_entries,
			 a->key_size, a->value_size,
			 err->no == ENOMEM ? "more than the available memory"
					   : "more than a map of this type can hold");
	return err_wrap(err, "%s", c->type);
}

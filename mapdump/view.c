/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opening a map to look at its elements. Without types the bytes are shown. */
#include "mapdump/view.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mapdump/formats.h"
#include "mapdump/kinds/kinds.h"
#include "mapdump/records.h"

/* A program's name by the id that struct_ops store for functions. */
static bool find_prog(struct kern *k, uint32_t id, char *ret_name, size_t size)
{
	auto_handle h = {.k = k, .handle = -1};
	struct fullname_cache cache = {0};
	struct info_full full = {0};
	struct err ignored = {0};
	char name[FULLNAME_LEN];

	if (kern_open(k, KIND_PROG, id, &h.handle, &ignored))
		return false;
	if (info_full_read(k, KIND_PROG, h.handle, &full, &ignored))
		return false;
	fullname_of(k, KIND_PROG, h.handle, &full, &cache, name);
	fullname_cache_free(&cache);
	info_full_free(&full);
	snprintf(ret_name, size, "%s", name);
	return *name;
}

static bool find_symbol(void *arg, uint64_t addr, char *ret_name, size_t size)
{
	const struct view *v = arg;
	struct err ignored = {0};
	char module[FULLNAME_LEN];
	uint64_t offset;

	if (addr <= UINT32_MAX)
		return find_prog(v->k, (uint32_t)addr, ret_name, size);
	return !kern_symbol(v->k, addr, ret_name, size, module, sizeof(module), &offset, &ignored) && !offset;
}

/* Types of the running kernel are used if the value is one of them. */
static int load_types(struct view *v, struct err *err)
{
	const struct uapi_map_info *info = view_info(v);
	struct btf_source src = {.from = BTF_FROM_ID, .ref = {.by = REF_ID, .id = info->btf_id}};

	if (info->btf_vmlinux_value_type_id) {
		src.from = info->btf_vmlinux_id ? BTF_FROM_ID : BTF_FROM_MAP;
		src.ref.id = info->btf_vmlinux_id ? info->btf_vmlinux_id : info->id;
	}
	return btf_source_load(v->k, &src, NULL, &v->btf, err);
}

static int make_plan(struct view *v, uint32_t type_id, uint32_t size, struct value_plan **ret_plan,
		     struct err *err)
{
	struct value_options opt = {
		.is_numeric = v->opt->is_numeric,
		.size = size,
		.symbol = v->type->has_functions ? find_symbol : NULL,
		.symbol_arg = v,
	};

	if (value_plan_make(v->btf.types, type_id, &opt, ret_plan, err))
		return -1;
	if (value_plan_size(*ret_plan) <= size)
		return 0;
	value_plan_free(*ret_plan);
	*ret_plan = NULL;
	return err_set(err, 0, "its type does not fit in the %u bytes the map provides", size);
}

static void open_types(struct view *v)
{
	const struct uapi_map_info *info = view_info(v);
	bool is_vmlinux = info->btf_vmlinux_value_type_id != 0;
	uint32_t value_id = is_vmlinux ? info->btf_vmlinux_value_type_id : info->btf_value_type_id;

	if (!value_id || (!info->btf_id && !is_vmlinux))
		return;
	if (load_types(v, &v->no_types))
		return;
	if (!is_vmlinux && info->btf_key_type_id && !elements_are_storage(v->type) &&
	    make_plan(v, info->btf_key_type_id, info->key_size, &v->key_plan, &v->no_types))
		return;
	make_plan(v, value_id, info->value_size, &v->value_plan, &v->no_types);
}

static int open_hidden(struct view *v, struct err *err)
{
	if (!v->value_plan)
		return 0;
	v->hidden = calloc(1, sizeof(*v->hidden));
	if (!v->hidden)
		return err_no_memory(err);
	if (v->key_plan && value_hidden_make(v->key_plan, &v->hidden->key, err))
		return -1;
	return value_hidden_make(v->value_plan, &v->hidden->value, err);
}

/* The properties of the open map. */
static int describe(struct view *v, struct err *err)
{
	struct fullname_cache cache = {0};
	int r = info_full_read(v->k, KIND_MAP, v->h.handle, &v->full, err);

	if (r)
		return r;
	fullname_of(v->k, KIND_MAP, v->h.handle, &v->full, &cache, v->name);
	fullname_cache_free(&cache);
	return 0;
}

static int open_map(struct view *v, uint32_t id, struct err *err)
{
	int r = kern_open(v->k, KIND_MAP, id, &v->h.handle, err);

	if (r)
		return r;
	v->h.k = v->k;
	r = describe(v, err);
	v->full.map.id = id;
	return r;
}

/* Maps without types have numbers and bytes. */
static int open_bytes(struct view *v, struct err *err)
{
	const struct uapi_map_info *info = view_info(v);

	if (!v->key_plan && value_plan_make_bytes(view_key_size(v), !v->type->has_prefix, &v->key_bytes, err))
		return -1;
	if (!v->value_plan && value_plan_make_bytes(info->value_size, true, &v->value_bytes, err))
		return -1;
	return 0;
}

static int open_agg(struct view *v, struct err *err)
{
	static const struct {
		const char *word;
		enum value_agg agg;
	} words[] = {{"sum", VALUE_AGG_SUM},
		     {"min", VALUE_AGG_MIN},
		     {"max", VALUE_AGG_MAX},
		     {"avg", VALUE_AGG_AVG}};

	if (!v->opt->agg)
		return 0;
	if (!v->type->is_percpu)
		return err_usage(err, "--agg requires a per-CPU map, and map %u is not one",
				 view_info(v)->id);
	if (v->value_bytes && value_field_class(v->value_bytes, &(struct value_field){0}) != VALUE_IS_NUMBER)
		return err_set(err, 0, "map %u has no types, and its values of %u bytes are not numbers",
			       view_info(v)->id, view_info(v)->value_size);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i].word, v->opt->agg))
			v->agg = words[i].agg;
	return 0;
}

static int open_rest(struct view *v, struct err *err)
{
	v->type = map_type(view_info(v)->type);
	v->kind = map_kind(view_info(v)->type);
	if (v->type->is_percpu && cpus_read(v->k, &v->cpus, err))
		return -1;
	open_types(v);
	v->rows = entry_rows_for(v);
	if (open_hidden(v, err) || open_bytes(v, err) || open_agg(v, err))
		return -1;
	return formats_apply(v, v->opt->as, err) ? err_wrap(err, "map %u", view_info(v)->id) : 0;
}

int view_open(struct view *v, struct kern *k, uint32_t id, const struct view_options *opt, struct err *err)
{
	int r;

	memset(v, 0, sizeof(*v));
	v->k = k;
	v->opt = opt;
	r = open_map(v, id, err);
	return r ? r : open_rest(v, err);
}

static int open_pin(struct view *v, const char *path, struct err *err)
{
	enum kern_kind kind;
	int r = kern_open_pin(v->k, path, &kind, &v->h.handle, err);

	if (r)
		return r == KERN_NONE ? err_set(err, ENOENT, "%.256s", path) : -1;
	v->h.k = v->k;
	if (kern_pin_is(path, kind, KIND_MAP, err))
		return -1;
	r = describe(v, err);
	return r ? r : open_rest(v, err);
}

int view_open_ref(struct view *v, struct kern *k, const struct ref *ref, const struct view_options *opt,
		  struct err *err)
{
	uint32_t id = 0;
	int r;

	memset(v, 0, sizeof(*v));
	v->k = k;
	v->opt = opt;
	if (ref->by == REF_PIN) {
		r = open_pin(v, ref->text, err);
	} else {
		if (ref_find_one(k, KIND_MAP, ref, &id, err))
			return -1;
		r = view_open(v, k, id, opt, err);
	}
	return r == KERN_NONE ? ref_not_there(KIND_MAP, id, err) : r;
}

static void close_hidden(struct view_hidden *hidden)
{
	if (!hidden)
		return;
	value_hidden_free(hidden->key);
	value_hidden_free(hidden->value);
	free(hidden);
}

void view_close(struct view *v)
{
	close_hidden(v->hidden);
	formats_free(v->formats);
	records_free(v->records);
	value_plan_free(v->key_plan);
	value_plan_free(v->value_plan);
	value_plan_free(v->key_bytes);
	value_plan_free(v->value_bytes);
	btf_loaded_free(&v->btf);
	cpus_free(&v->cpus);
	info_full_free(&v->full);
	kern_handle_close(&v->h);
	memset(v, 0, sizeof(*v));
}

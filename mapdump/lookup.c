/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Single elements and the order of keys. */
#include <string.h>

#include "mapdump/mapdump.h"
#include "mapdump/view.h"
#include "mapdump/write_data.h"

static const struct field f_key = {.name = "key", .label = "key:", .layout = LAYOUT_LINES};
static const struct field f_no_key = {.name = "key", .label = "key:", .flags = FIELD_JSON_ONLY};
static const struct field f_word = {.label = "", .flags = FIELD_TEXT_ONLY};
static const struct field f_silence = {.flags = FIELD_JSON_ONLY};

static int open_one(struct view *v, struct kern *k, const struct ref *ref, const struct map_dump_options *opt,
		    struct err *err)
{
	uint32_t id;
	int r;

	if (ref_find_one(k, KIND_MAP, ref, &id, err))
		return -1;
	r = view_open(v, k, id, opt, err);
	return r == KERN_NONE ? ref_not_there(KIND_MAP, id, err) : r;
}

/* Nothing where none is given. */
static int read_key(const struct view *v, const struct elem_bytes *given, struct buf *ret_key,
		    struct err *err)
{
	const bool is_kept = elements_are_kept(v->row);
	const struct data_form form = {
		.what = "key",
		.size = view_key_size(v),
		.is_prefix = view_info(v)->type == BPF_MAP_TYPE_LPM_TRIE,
		.is_index = v->row->order == ORDER_FIXED,
		.plan = is_kept ? v->key_bytes : v->key_plan,
		.type = "",
		.no_types = &v->no_types,
	};

	if (!given->words && form.size)
		return err_usage(err, "which key?");
	return given->words ? map_data_read(given, &form, ret_key, err) : 0;
}

/* The one that a walk over what is kept with objects comes to. */
static int take_kept(void *arg, const struct elements *one, struct err *err)
{
	struct buf *value = arg;

	buf_reset(value);
	buf_add(value, one->values, one->value_size);
	return value->failed ? err_no_memory(err) : KERN_NONE;
}

static int find(const struct view *v, const struct buf *key, struct buf *ret_value, struct err *err)
{
	const int handle = v->h.handle;
	uint64_t id;

	if (!elements_are_kept(v->row))
		return kern_lookup(v->k, handle, view_info(v), key->len ? key->data : NULL, ret_value, err);
	memcpy(&id, key->data, sizeof(id));
	if (kern_kept(v->k, handle, view_info(v), &id, take_kept, ret_value, err))
		return -1;
	return ret_value->len ? 0 : KERN_NONE;
}

/* The output scripts look for; the error comes on top of it. */
static int not_found(struct out *o, const struct view *v, const struct buf *key, struct err *err)
{
	static const struct field f_bytes = {
		.name = "key", .label = "key:", .layout = LAYOUT_LINES, .flags = FIELD_TEXT_ONLY};
	static const struct field f_root = {.lead = "", .flags = FIELD_TEXT_ONLY};

	out_null(o, &f_silence);
	out_object(o, &f_root);
	out_dump(o, &f_bytes, key->data, key->len);
	out_end(o);
	out_str(o, &f_word, "");
	out_str(o, &f_word, "Not found");
	return err_set(err, 0, "map %u has no %s", view_info(v)->id,
		       view_key_size(v) ? "element with this key" : "element now");
}

int map_lookup(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *given,
	       const struct map_dump_options *opt, struct err *err)
{
	static const struct field f_tree = {.layout = LAYOUT_TREE};
	auto_view v = {0};
	auto_buf key = {0}, value = {0};
	struct entry e = {.v = &v};
	int r;

	if (open_one(&v, k, ref, opt, err))
		return -1;
	if (v.row->way == ELEMENTS_RING)
		return err_set(err, 0,
			       "map %u is a ring buffer: it has no keys, 'map dump' shows its records",
			       view_info(&v)->id);
	if (v.row->way == ELEMENTS_NONE)
		return err_set(err, 0, "map %u: its elements cannot be shown: %s", view_info(&v)->id,
			       v.row->why);
	if (read_key(&v, given, &key, err))
		return -1;
	r = find(&v, &key, &value, err);
	if (r == KERN_NONE)
		return not_found(o, &v, &key, err);
	if (r)
		return err_wrap(err, "map %u", view_info(&v)->id);
	e.key = (const unsigned char *)buf_str(&key);
	e.value = (const unsigned char *)buf_str(&value);
	e.value_size = value.len;
	entry_print(o, &e, v.value_plan ? &f_tree : NULL);
	return v.no_types.kind ? err_partial(err, &v.no_types, "map %u is shown as bytes", view_info(&v)->id)
			       : 0;
}

static const struct field next_fields[] = {
	{.name = "key",
	 .help = "the key that was given, null if none was",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR},
	{.name = "next_key",
	 .label = "next key:",
	 .help = "the key behind it",
	 .line = 1,
	 .layout = LAYOUT_LINES,
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR},
	{0},
};

const struct record map_next_record = {.name = "map_next", .fields = next_fields};

static void print_next(struct out *o, const struct buf *key, const struct buf *next)
{
	static const struct field f_root = {.lead = ""};
	static const struct field f_none = {.label = "key:", .flags = FIELD_TEXT_ONLY};

	out_object(o, &f_root);
	if (key->len) {
		out_dump(o, &f_key, key->data, key->len);
	} else {
		out_null(o, &f_no_key);
		out_str(o, &f_none, "None");
	}
	out_dump(o, &next_fields[1], next->data, next->len);
	out_end(o);
}

int map_next_key(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *given,
		 struct err *err)
{
	static const struct map_dump_options plain;
	auto_view v = {0};
	auto_buf key = {0}, next = {0};
	int r;

	if (open_one(&v, k, ref, &plain, err))
		return -1;
	if (!view_key_size(&v) || elements_are_kept(v.row))
		return err_set(err, 0, "map %u has no keys", view_info(&v)->id);
	if (given->words && read_key(&v, given, &key, err))
		return -1;
	r = kern_next_key(k, v.h.handle, view_info(&v), key.len ? key.data : NULL, &next, err);
	if (r == KERN_NONE)
		return err_set(err, 0, "map %u has no key behind this one", view_info(&v)->id);
	if (r)
		return err_wrap(err, "map %u", view_info(&v)->id);
	print_next(o, &key, &next);
	return 0;
}

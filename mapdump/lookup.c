/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Single elements and the order of keys. */
#include <string.h>

#include "mapdump/formats.h"
#include "mapdump/mapdump.h"
#include "mapdump/words.h"

static const struct field f_key = {.name = "key", .label = "key:", .layout = LAYOUT_LINES};
static const struct field f_no_key = {.name = "key", .label = "key:", .flags = FIELD_JSON_ONLY};
static const struct field f_word = {.label = "", .flags = FIELD_TEXT_ONLY};
static const struct field f_silence = {.flags = FIELD_JSON_ONLY};

/* Ids of owners of storage are numbers; words for them ("pid 1") become handles. */
static bool is_storage_id(const struct write_target *t, const struct elem_bytes *given)
{
	const struct write_word *word = write_word(t->v.type->key_word);

	return elements_are_storage(t->v.type) && given->words &&
	       !(word && !strcmp(given->words[0], word->word));
}

static int read_storage_id(const struct view *v, const struct elem_bytes *given, struct buf *ret_key,
			   struct err *err)
{
	const struct data_form form = {.what = "key",
				       .size = view_key_size(v),
				       .plan = v->key_bytes,
				       .type = ""};

	return map_data_read(given, &form, ret_key, err);
}

/* The owner that a walk over storage finds. */
static int take_storage(void *arg, const struct elements *one, struct err *err)
{
	struct buf *value = arg;

	buf_reset(value);
	buf_add(value, one->values, one->value_size);
	return value->failed ? err_no_memory(err) : KERN_NONE;
}

static int find_storage(const struct view *v, const struct buf *key, struct buf *ret_value, struct err *err)
{
	uint64_t id;

	memcpy(&id, key->data, sizeof(id));
	if (kern_storage(v->k, v->h.handle, view_info(v), &id, take_storage, ret_value, err))
		return -1;
	return ret_value->len ? 0 : KERN_NONE;
}

/* Our handle means nothing to others: the object's id replaces it. */
static bool show_storage_id(const struct write_target *t, struct buf *key)
{
	struct err ignored = {0};
	uint64_t id;

	if (!elements_are_storage(t->v.type) || !t->handle_count ||
	    kern_storage_id(t->k, write_info(t), t->handles[t->handle_count - 1], &id, &ignored))
		return false;
	buf_reset(key);
	buf_add(key, &id, sizeof(id));
	return !key->failed;
}

static int find(struct write_target *t, const struct elem_bytes *given, struct entry *e, struct buf *key,
		struct buf *ret_value, struct err *err)
{
	const struct write_word *word = write_word(t->v.type->key_word);
	const struct view *v = &t->v;
	int r;

	e->v = v;
	if (is_storage_id(t, given)) {
		if (read_storage_id(v, given, key, err))
			return -1;
		e->key = (const unsigned char *)key->data;
		return find_storage(v, key, ret_value, err);
	}
	if (write_parse_key(t, given, key, err))
		return -1;
	/* A key that the map cannot have is treated as not found. */
	if (key->len && write_check_key(t, key->data, err)) {
		e->key = (const unsigned char *)key->data;
		return KERN_NONE;
	}
	r = kern_lookup(v->k, v->h.handle, view_info(v), key->len ? key->data : NULL, ret_value, err);
	if (!word || !word->is_handle || show_storage_id(t, key))
		e->key = (const unsigned char *)buf_str(key);
	return r;
}

/* The output that scripts expect; the error is added to it. */
static int not_found(struct out *o, const struct entry *e, const struct buf *key, struct err *err)
{
	static const struct field f_bytes = {
		.name = "key", .label = "key:", .layout = LAYOUT_LINES, .flags = FIELD_TEXT_ONLY};
	static const struct field f_root = {.lead = "", .flags = FIELD_TEXT_ONLY};

	out_null(o, &f_silence);
	if (e->key) {
		out_object(o, &f_root);
		out_dump(o, &f_bytes, key->data, key->len);
		out_end(o);
		out_str(o, &f_word, "");
	}
	out_str(o, &f_word, "Not found");
	if (err->kind != ERR_OK)
		return -1;
	return err_set(err, 0, "map %u has no %s", view_info(e->v)->id,
		       view_key_size(e->v) ? "element with this key" : "elements");
}

/* Maps without elements are an error; files are looked up one by one. */
static int check_way(const struct view *v, struct err *err)
{
	const uint32_t id = view_info(v)->id;

	if (v->type->way == ELEMENTS_RING)
		return err_set(err, 0,
			       "map %u is a ring buffer and has no keys; use 'map dump' to show its records",
			       id);
	if (v->type->way == ELEMENTS_NONE)
		return err_set(err, 0, "map %u: its elements cannot be shown: %s", id, v->type->why);
	return 0;
}

int map_lookup(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *given,
	       const char *const *as, struct err *err)
{
	static const struct field f_tree = {.layout = LAYOUT_TREE};
	auto_target t = {.h = {.handle = -1}};
	auto_buf key = {0}, value = {0};
	struct entry e = {0};
	int r;

	if (write_target_open(&t, k, ref, false, err) || check_way(&t.v, err))
		return -1;
	r = find(&t, given, &e, &key, &value, err);
	if (r == KERN_NONE)
		return not_found(o, &e, &key, err);
	if (r)
		return err->kind == ERR_USAGE ? -1 : err_wrap(err, "map %u", t.id);
	if (formats_apply(&t.v, as, err))
		return err_wrap(err, "map %u", t.id);
	e.value = (const unsigned char *)buf_str(&value);
	e.value_size = value.len;
	entry_print(o, &e, t.v.value_plan ? &f_tree : NULL);
	return t.v.no_types.kind ? err_partial(err, &t.v.no_types, "map %u is shown as bytes", t.id) : 0;
}

static const struct field next_fields[] = {
	{.name = "key",
	 .help = "Given key; null if none was given",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR},
	{.name = "next_key",
	 .label = "next key:",
	 .help = "Key that follows it",
	 .line = 1,
	 .layout = LAYOUT_LINES,
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR},
	{.name = "formatted",
	 .help = "With --as: {key, next_key} in the requested formats",
	 .type = FIELD_OBJECT,
	 .flags = FIELD_OPTIONAL},
	{0},
};

enum { NEXT_KEY = 1, NEXT_FORMATTED };

const struct record map_next_record = {.name = "map_next", .fields = next_fields};

static void print_next_typed(struct out *o, const struct view *v, const struct field *root,
			     const struct buf *key, const struct buf *next)
{
	static const struct field f_typed_key = {.name = "key"}, f_typed_next = {.name = "next_key"};
	struct err ignored;

	out_object(o, root);
	if (key->len)
		value_print(o, &f_typed_key, v->key_plan, key->data, key->len, &ignored);
	else
		out_null(o, &f_typed_key);
	value_print(o, &f_typed_next, v->key_plan, next->data, next->len, &ignored);
	out_end(o);
}

static void print_next(struct out *o, const struct view *v, const struct buf *key, const struct buf *next)
{
	static const struct field f_root = {.lead = ""};
	static const struct field f_none = {.label = "key:", .flags = FIELD_TEXT_ONLY};
	static const struct field f_tree = {.layout = LAYOUT_TREE};

	if (v->formats && out_shows(o, &f_none)) {
		print_next_typed(o, v, &f_tree, key, next);
		return;
	}
	out_object(o, &f_root);
	if (key->len) {
		out_dump(o, &f_key, key->data, key->len);
	} else {
		out_null(o, &f_no_key);
		out_str(o, &f_none, "None");
	}
	out_dump(o, &next_fields[NEXT_KEY], next->data, next->len);
	if (v->formats)
		print_next_typed(o, v, &next_fields[NEXT_FORMATTED], key, next);
	out_end(o);
}

int map_next_key(struct kern *k, struct out *o, const struct ref *ref, const struct elem_bytes *given,
		 const char *const *as, struct err *err)
{
	auto_target t = {.h = {.handle = -1}};
	const struct write_word *word;
	auto_buf key = {0}, next = {0};
	int r;

	if (write_target_open(&t, k, ref, false, err))
		return -1;
	word = write_word(t.v.type->key_word);
	if (!write_info(&t)->key_size || (word && word->is_handle))
		return err_set(err, 0, "map %u has no keys", t.id);
	/* For a key that does not exist the kernel returns the first one. */
	if (given->words && write_parse_key(&t, given, &key, err))
		return -1;
	r = kern_next_key(k, t.v.h.handle, write_info(&t), key.len ? key.data : NULL, &next, err);
	if (r == KERN_NONE)
		return err_set(err, 0, "map %u has no key after this one", t.id);
	if (r)
		return err_wrap(err, "map %u", t.id);
	if (formats_apply(&t.v, as, err))
		return err_wrap(err, "map %u", t.id);
	print_next(o, &t.v, &key, &next);
	return 0;
}

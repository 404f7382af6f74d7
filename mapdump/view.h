/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A map that is being looked at: its properties, how its elements are read, laid out and typed.
 *
 * Everything that is the same for all of its elements is decided once, here.
 */
#ifndef BPFI_MAPDUMP_VIEW_H
#define BPFI_MAPDUMP_VIEW_H

#include "btfdump/load/load.h"
#include "btfdump/value/value.h"
#include "kern/arrays.h"
#include "kern/elements.h"
#include "lib/query/query.h"
#include "loaded/fullname.h"
#include "loaded/ref.h"
#include "mapdump/cpus.h"

/* What text does not show of the elements. */
struct view_hidden {
	struct value_hidden *key, *value;
	bool is_reported;
};

struct map_kind;

/* How values are shown. */
struct view_options {
	bool is_formatted_only; /* scripts: no bytes if there are types */
	bool is_numeric;        /* enumerators as numbers */
	const char *agg;        /* as given; NULL: not given */
	const char *const *as;  /* formats of parts, as given, ends with NULL; NULL: not given */
};

struct format_use;
struct records;

struct view {
	struct kern *k;
	struct kern_handle h;
	struct info_full full;
	char name[FULLNAME_LEN];
	const struct view_options *opt;
	const struct map_type *type;
	const struct map_kind *kind;
	const struct entry_rows *rows;
	struct cpus cpus;
	struct btf_loaded btf;
	struct value_plan *key_plan, *value_plan;   /* value_plan NULL: there are only bytes */
	struct value_plan *key_bytes, *value_bytes; /* as numbers or lists, to be asked for parts */
	struct view_hidden *hidden;                 /* NULL: there are no types */
	struct format_use *formats;                 /* of parts that are shown by a format */
	struct records *records;                    /* of events and ring buffers, with a type; NULL: bytes */
	enum value_agg agg;                         /* of per-CPU maps: how the values become one */
	struct err no_types;                        /* why there are no types where expected */
};

static inline const struct uapi_map_info *view_info(const struct view *v)
{
	return &v->full.map;
}

/* Of keys as they are read: of values stored with objects, the objects' ids. */
static inline uint32_t view_key_size(const struct view *v)
{
	return elements_are_storage(v->type) ? ELEMENTS_STORAGE_KEY : view_info(v)->key_size;
}

/* Of the key or the value, whether they have types or not. */
static inline const struct value_plan *view_plan(const struct view *v, bool is_key)
{
	if (is_key)
		return v->key_plan ? v->key_plan : v->key_bytes;
	return v->value_plan ? v->value_plan : v->value_bytes;
}

/* Does an element have one value per CPU, not yet combined? */
static inline bool view_has_cpus(const struct view *v)
{
	return v->type->is_percpu && !v->agg;
}

/* KERN_NONE when the map is gone. */
int view_open(struct view *v, struct kern *k, uint32_t id, const struct view_options *opt, struct err *err);
/* The one map that is meant. For a path, only the rights that its file has are requested. */
int view_open_ref(struct view *v, struct kern *k, const struct ref *ref, const struct view_options *opt,
		  struct err *err);
void view_close(struct view *v);
#define auto_view __attribute__((cleanup(view_close))) struct view

/* One element to be printed. */
struct entry {
	const struct view *v;
	const unsigned char *key;   /* NULL: nothing that is meaningful to others */
	const unsigned char *value; /* NULL: could not be read, @no is the reason */
	size_t value_size;          /* with all CPUs */
	int no;
};

/* Rows of keys and values in text, by their sizes. */
struct entry_rows {
	const struct field *key, *value;
	const struct field *cpu_value; /* of one CPU; NULL: a value is one value */
};

const struct entry_rows *entry_rows_for(const struct view *v);
/* The values of all CPUs, to be combined as the view specifies. */
struct value_copies entry_copies(const struct entry *e);
/* @root: the row of the object, NULL in lists. */
void entry_print(struct out *o, const struct entry *e, const struct field *root);

/* parts.c: struct entry over struct view. */
extern const struct query_source parts_of_elements;
/* The part is shown by the format; whether it could be. */
int part_show_as(struct view *v, const char *path, const struct value_format *format, const void *arg,
		 struct err *err);
bool part_can_show_as(const struct view *v, const char *path, const struct value_format *format);

#endif

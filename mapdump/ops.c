/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tables of operations (struct_ops): maps whose one element is registered with a subsystem, for good or
 * through a link. Their listing, and taking them back.
 */
#include <errno.h>
#include <linux/bpf.h>
#include <stdlib.h>
#include <string.h>

#include "kern/change.h"
#include "loaded/btfname.h"
#include "loaded/fullname.h"
#include "loaded/walk.h"
#include "mapdump/ops.h"

enum {
	F_LINK = 1 << 13,
	STATE_OFF = 4, /* of the value: after the reference count */
	KIND_WIDTH = 32,
	NAME_WIDTH = 15,
};

struct ops_rec {
	struct object_rec head;
	struct holders *links; /* who holds links */
	struct uapi_map_info info;
	char kind[FULLNAME_LEN];
	uint32_t state;
	bool has_state;
};

static bool has_link(const struct uapi_map_info *info)
{
	return info->map_flags & F_LINK;
}

static bool is_ops(const struct info_full *full)
{
	return full->map.type == BPF_MAP_TYPE_STRUCT_OPS;
}

static int add_id(struct id_list *list, uint32_t id, struct err *err)
{
	uint32_t *ids = reallocarray(list->ids, list->count + 1, sizeof(*ids));

	if (!ids)
		return err_no_memory(err);
	list->ids = ids;
	list->ids[list->count++] = id;
	return 0;
}

int ops_find(struct kern *k, const struct ref *ref, struct id_list *ret_ids, struct err *err)
{
	auto_ids named = {0};
	struct err ended = {0};
	struct walk w;
	int r;

	if (ref_find(k, KIND_MAP, ref, &named, err))
		return -1;
	walk_start(&w, k, KIND_MAP, ref->by == REF_ALL ? NULL : &named);
	while (!(r = walk_next(&w, err))) {
		if (is_ops(&w.info))
			r = add_id(ret_ids, w.id, err);
		if (r)
			break;
	}
	if (walk_end(&w, &ended) && r >= 0) {
		*err = ended;
		r = -1;
	}
	if (r < 0)
		return -1;
	if (ret_ids->count || ref->by == REF_ALL)
		return 0;
	return named.count == 1 ? err_set(err, 0, "map %u is not a struct_ops map", named.ids[0])
				: err_set(err, 0, "none of these maps is a struct_ops map");
}

static void emit_state(struct out *o, const struct field *f, const void *rec)
{
	static const char *const states[] = {"init", "in use", "to be freed", "ready"};
	const struct ops_rec *r = rec;

	if (!r->has_state)
		out_null(o, f);
	else if (r->state < sizeof(states) / sizeof(states[0]))
		out_str(o, f, states[r->state]);
	else
		out_uint(o, f, r->state);
}

typedef void (*link_fn)(struct out *o, const struct object_rec *link);

static void print_id(struct out *o, const struct object_rec *link)
{
	out_uint(o, NULL, link->id);
}

static void each_link(struct out *o, const struct field *f, const struct ops_rec *r, link_fn print)
{
	struct err ignored = {0};
	struct walk w;

	if (!has_link(&r->info))
		return;
	out_list(o, f);
	walk_start(&w, r->head.k, KIND_LINK, NULL);
	while (!walk_next(&w, &ignored)) {
		const struct object_rec link = {w.info.len, w.id, r->head.k, r->links};

		if (w.info.link.type == UAPI_LINK_STRUCT_OPS && w.info.link.map.map_id == r->info.id)
			print(o, &link);
	}
	walk_end(&w, &ignored);
	out_end(o);
}

static void emit_link_ids(struct out *o, const struct field *f, const void *rec)
{
	each_link(o, f, rec, print_id);
}

static const struct field link_fields[] = {
	{.name = "id",
	 .label = "link",
	 .help = "ID of the link",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .off = offsetof(struct object_rec, id)},
	HOLDER_ROWS(0, 0),
	{0},
};

static void print_link(struct out *o, const struct object_rec *link)
{
	out_object(o, NULL);
	record_print_fields(o, link_fields, offsetof(struct object_rec, len), link);
	out_end(o);
}

static void emit_links(struct out *o, const struct field *f, const void *rec)
{
	each_link(o, f, rec, print_link);
}

#define OPS(member) .off = offsetof(struct ops_rec, member)

static const struct field ops_fields[] = {
	{.name = "id",
	 .label = "",
	 .tail = ":",
	 .help = "ID of the map",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 OPS(info.id)},
	{.name = "name",
	 .label = "",
	 .lead = " ",
	 .width = NAME_WIDTH,
	 .help = "Name of the map",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 OPS(info.name),
	 .size = UAPI_NAME_LEN},
	{.name = "kernel_struct_ops",
	 .label = "",
	 .lead = " ",
	 .width = KIND_WIDTH,
	 .help = "The kernel's type of the operations",
	 .type = FIELD_STR,
	 OPS(kind),
	 .size = FULLNAME_LEN},
	{.name = "state",
	 .label = "",
	 .lead = " ",
	 .help = "State: in use (registered without a link), ready (registered by each of its links), init or to be freed (not registered)",
	 .type = FIELD_STR,
	 .emit = emit_state},
	{.name = "link_ids",
	 .label = "link",
	 .help = "Links that register it; absent for maps that are registered without a link",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U32,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_link_ids},
	{.name = "links",
	 .label = "",
	 .help = "The same links, with what keeps each of them",
	 .line = 1,
	 .layout = LAYOUT_LINES,
	 .type = FIELD_LIST,
	 .flags = FIELD_OPTIONAL,
	 .sub = link_fields,
	 .emit = emit_links},
	HOLDER_ROWS(2, 3),
	{0},
};
const struct record ops_record = {
	.name = "struct_ops",
	.fields = ops_fields,
	.len_off = offsetof(struct ops_rec, head.len),
};

static void read_ops(struct ops_rec *r, const struct walk *w)
{
	struct kern *k = r->head.k;
	const uint32_t key = 0;
	struct err ignored = {0};
	auto_buf value = {0};

	r->head.len = UINT32_MAX;
	r->head.id = w->id;
	r->info = w->info.map;
	r->has_state = false;
	r->kind[0] = '\0';
	btfname_of_ops(k, &r->info, r->kind, sizeof(r->kind));
	r->has_state = !kern_lookup(k, w->handle, &r->info, &key, &value, &ignored) &&
		       value.len >= STATE_OFF + sizeof(r->state);
	if (r->has_state)
		r->state = mem_u32(value.data + STATE_OFF);
}

static int show_all(struct out *o, const struct id_list *ids, struct ops_rec *rec, struct err *err)
{
	struct walk w;
	int r;

	out_list(o, NULL);
	walk_start(&w, rec->head.k, KIND_MAP, ids);
	while (!(r = walk_next(&w, err)) && !out_is_dead(o)) {
		read_ops(rec, &w);
		record_print(o, &ops_record, rec);
	}
	if (walk_end(&w, err) || r < 0)
		return -1;
	out_end(o);
	return 0;
}

int ops_show(struct kern *k, struct out *o, const struct ref *ref, struct err *err)
{
	struct holders maps = {0}, links = {0};
	struct ops_rec rec = {.head = {.k = k, .holders = &maps}, .links = &links};
	auto_ids ids = {0};
	int r;

	if (ops_find(k, ref, &ids, err))
		return -1;
	r = holders_load(&maps, k, KIND_MAP, 0, true, err);
	if (!r)
		r = holders_load(&links, k, KIND_LINK, 0, true, err);
	if (!r)
		r = show_all(o, &ids, &rec, err);
	holders_free(&maps);
	holders_free(&links);
	return r;
}

/* The links that register it must go instead. */
static void hint_links(struct kern *k, uint32_t map_id, struct err *err)
{
	struct err ignored = {0};
	struct walk w;

	walk_start(&w, k, KIND_LINK, NULL);
	while (!walk_next(&w, &ignored))
		if (w.info.link.type == UAPI_LINK_STRUCT_OPS && w.info.link.map.map_id == map_id) {
			err_hint(err, "it is registered by link %u: bpfi link detach id %u", w.id, w.id);
			break;
		}
	walk_end(&w, &ignored);
}

static int unregister(struct kern *k, struct out *o, uint32_t id, struct err *err)
{
	const struct ref ref = {.by = REF_ID, .id = id};
	auto_handle h = {.handle = -1};
	char kind[FULLNAME_LEN] = "";
	struct uapi_map_info info = {0};
	uint32_t len = sizeof(info), found;
	const uint32_t key = 0;
	auto_buf note = {0};
	int r;

	if (ref_open_to_write(k, &ref, &found, &h, err) || kern_info(k, KIND_MAP, h.handle, &info, &len, err))
		return -1;
	btfname_of_ops(k, &info, kind, sizeof(kind));
	r = kern_delete(k, h.handle, &key, err);
	if (r == KERN_NONE)
		return err_set(err, 0, "struct_ops map %u (%s) is not registered", id, info.name);
	if (r && has_link(&info))
		hint_links(k, id, err);
	if (r)
		return err_wrap(err, "unregistering %s %s id %u", kind, info.name, id);
	buf_printf(&note, "Unregistered %s %s id %u", kind, info.name, id);
	out_note(o, buf_str(&note));
	return 0;
}

int ops_unregister(struct kern *k, struct out *o, const struct ref *ref, struct err *err)
{
	auto_ids ids = {0};
	struct err first = {0}, one;
	unsigned int failed = 0;

	if (ops_find(k, ref, &ids, err))
		return -1;
	for (size_t i = 0; i < ids.count; i++) {
		one = (struct err){0};
		if (unregister(k, o, ids.ids[i], &one) && !failed++)
			first = one;
	}
	if (!failed)
		return 0;
	*err = first;
	if (failed < ids.count)
		err_partial(err, &first, "%u of %zu maps were not unregistered", failed, ids.count);
	return -1;
}

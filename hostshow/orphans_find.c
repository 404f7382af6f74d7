/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Objects and what keeps them: each reference that is found is counted once. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "hostshow/orphans.h"
#include "kern/elements.h"
#include "lib/mem.h"
#include "loaded/walk.h"

enum { MMAPABLE = 1 << 10 };

static void note(struct uses *u, const struct err *why)
{
	u->is_complete = false;
	if (!u->has_reason)
		u->reason = *why;
	u->has_reason = true;
}

/* Room for one more; NULL without memory. */
static void *grow(void *list, size_t count, size_t *room, size_t size)
{
	size_t wanted = *room ? 2 * *room : 64;
	void *grown;

	if (count < *room)
		return list;
	grown = realloc(list, wanted * size);
	if (grown)
		*room = wanted;
	return grown;
}

static int add_object(struct uses *u, const struct use_object *one, struct err *err)
{
	void *list = grow(u->list, u->count, &u->room, sizeof(*u->list));

	if (!list)
		return err_no_memory(err);
	u->list = list;
	u->list[u->count++] = *one;
	return 0;
}

static struct use_object *object_of(struct uses *u, enum kern_kind kind, uint32_t id)
{
	size_t low = u->start[kind], end = u->start[kind + 1], high = end;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (u->list[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < end && u->list[low].id == id ? &u->list[low] : NULL;
}

/* One reference more, if both are known. */
static int add_edge(struct uses *u, const struct use_object *from, struct use_object *to, bool is_weak,
		    struct err *err)
{
	void *edges;

	if (!from || !to)
		return 0;
	edges = grow(u->edges, u->edge_count, &u->edge_room, sizeof(*u->edges));
	if (!edges)
		return err_no_memory(err);
	u->edges = edges;
	u->edges[u->edge_count++] =
		(struct use_edge){(size_t)(from - u->list), (size_t)(to - u->list), is_weak};
	to->by_kernel++;
	return 0;
}

/* --- Programs, maps --- */

/* Their places do not say which program is there, or cannot be asked. */
static bool prog_may_hide(uint32_t type)
{
	static const uint32_t hidden[] = {
		BPF_PROG_TYPE_SOCKET_FILTER, BPF_PROG_TYPE_LWT_IN,        BPF_PROG_TYPE_LWT_OUT,
		BPF_PROG_TYPE_LWT_XMIT,      BPF_PROG_TYPE_LWT_SEG6LOCAL, BPF_PROG_TYPE_LIRC_MODE2,
		BPF_PROG_TYPE_SK_REUSEPORT,  BPF_PROG_TYPE_STRUCT_OPS,    BPF_PROG_TYPE_PERF_EVENT,
	};

	for (unsigned int i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (hidden[i] == type)
			return true;
	return type > UAPI_PROG_NETFILTER;
}

/* Its memory can be used without a descriptor of it, or sockets hold it. */
static bool map_may_hide(const struct uapi_map_info *info)
{
	const struct map_type *type = map_type(info->type);

	return info->map_flags & MMAPABLE || type->way == ELEMENTS_RING || info->type == UAPI_MAP_ARENA ||
	       info->type == BPF_MAP_TYPE_XSKMAP;
}

static struct use_object read_object(const struct walk *w)
{
	/* Links are attached unless their place says otherwise. */
	struct use_object o = {.kind = w->kind,
			       .id = w->id,
			       .own = w->kind == KIND_LINK ? USE_KNOWN : USE_ORPHAN};

	/* The kernel says nothing more of it. */
	if (w->is_orphaned) {
		o.may_hide = true;
		return o;
	}
	/* Each info struct begins with the type. */
	o.type = w->info.prog.type;
	if (w->kind == KIND_PROG) {
		o.btf_id = w->info.prog.btf_id;
		o.target_btf_id = w->info.prog.attach_btf_obj_id;
		o.may_hide = prog_may_hide(o.type);
	} else if (w->kind == KIND_MAP) {
		o.may_hide = map_may_hide(&w->info.map);
	}
	return o;
}

typedef int (*object_fn)(struct uses *u, struct walk *w, struct err *err);

static int walk_kind(struct uses *u, enum kern_kind kind, object_fn fn, struct err *err)
{
	struct err ended = {0};
	struct walk w;
	int r;

	walk_start(&w, u->k, kind, NULL);
	while (!(r = walk_next(&w, err)))
		if (fn(u, &w, err)) {
			r = -1;
			break;
		}
	if (walk_end(&w, &ended) && r >= 0)
		note(u, &ended);
	return r < 0 ? -1 : 0;
}

static int see_object(struct uses *u, struct walk *w, struct err *err)
{
	const struct use_object one = read_object(w);

	return add_object(u, &one, err);
}

/* --- What they use --- */

/* The second walk over programs knows all maps. */
static int see_maps_of(struct uses *u, struct walk *w, struct err *err)
{
	const struct uapi_prog_info *info = &w->info.prog;
	const uint32_t *ids = (const uint32_t *)(uintptr_t)info->map_ids;
	struct use_object *prog = object_of(u, KIND_PROG, w->id);

	for (uint32_t i = 0; ids && !w->is_orphaned && i < info->nr_map_ids; i++)
		if (add_edge(u, prog, object_of(u, KIND_MAP, ids[i]), false, err))
			return -1;
	return 0;
}

struct inner_scan {
	struct uses *u;
	struct use_object *outer;
	size_t at; /* of the id in the value */
};

static int see_inner(void *arg, const struct elements *batch, struct err *err)
{
	const struct inner_scan *scan = arg;

	if (!batch->values || batch->value_size < scan->at + sizeof(uint32_t))
		return 0;
	for (uint32_t i = 0; i < batch->count; i++) {
		const uint32_t id = mem_u32(batch->values + i * batch->value_size + scan->at);

		if (add_edge(scan->u, scan->outer, object_of(scan->u, KIND_MAP, id), false, err))
			return -1;
	}
	return 0;
}

static int see_maps_in(struct uses *u, struct walk *w, struct err *err)
{
	const struct map_type *type = map_type(w->info.map.type);
	struct inner_scan scan = {u, object_of(u, KIND_MAP, w->id), type->object_at};
	struct err why = {0};

	if (!type->has_object || type->object != KIND_MAP)
		return 0;
	if (kern_elements(u->k, w->handle, &w->info.map, see_inner, &scan, &why) >= 0)
		return 0;
	if (why.no == ENOMEM) {
		*err = why;
		return -1;
	}
	err_wrap(&why, "map %u", w->id);
	note(u, &why);
	return 0;
}

/*
 * A program that was loaded to replace or trace a function of another one holds that one. Only its types are
 * told, which several programs may share: then the reference stays without an explanation.
 */
static int see_target(struct uses *u, struct use_object *prog, struct err *err)
{
	struct use_object *target = NULL;

	for (size_t i = u->start[KIND_PROG]; i < u->start[KIND_PROG + 1]; i++) {
		if (u->list[i].btf_id != prog->target_btf_id)
			continue;
		if (target)
			return 0;
		target = &u->list[i];
	}
	return add_edge(u, prog, target, true, err);
}

static int see_targets(struct uses *u, struct err *err)
{
	for (size_t i = u->start[KIND_PROG]; i < u->start[KIND_PROG + 1]; i++)
		if (u->list[i].target_btf_id && see_target(u, &u->list[i], err))
			return -1;
	return 0;
}

/* --- Attachments --- */

static void use(struct use_object *o)
{
	if (o)
		o->own = USE_KNOWN;
}

/* Its map keeps the program; whether the program is used is for the map to say. */
static bool is_slot(const struct kern_attachment *at)
{
	return attach_group_of(at->place) == ATTACH_SLOTS;
}

static int see_place(struct uses *u, const struct attachment *a, struct err *err)
{
	struct use_object *prog = object_of(u, KIND_PROG, a->at.prog_id);
	struct use_object *map = object_of(u, KIND_MAP, a->at.map_id);
	struct use_object *link = object_of(u, KIND_LINK, a->at.link_id);

	if (a->is_detached) {
		if (link)
			link->own = USE_ORPHAN;
		return add_edge(u, link, prog, false, err);
	}
	if (is_slot(&a->at)) {
		if (a->at.place == PLACE_STRUCT_OPS)
			use(map);
		return add_edge(u, map, prog, false, err);
	}
	use(prog);
	use(map);
	return add_edge(u, link, object_of(u, KIND_PROG, a->at.target_prog_id), true, err);
}

static int see_places(struct uses *u, struct err *err)
{
	const struct attach_query q = {.is_tree = true, .has_all_netns = true};

	if (attach_find(&u->places, u->k, FIND_ALL, &q, err))
		return -1;
	if (u->places.failed)
		note(u, &u->places.first_failure);
	for (size_t i = 0; i < u->places.count; i++)
		if (see_place(u, &u->places.list[i], err))
			return -1;
	for (size_t i = 0; i < u->places.idle_count; i++) {
		const struct kern_attachment *at = &u->places.idle[i];

		if (add_edge(u, object_of(u, KIND_MAP, at->map_id), object_of(u, KIND_PROG, at->prog_id),
			     false, err))
			return -1;
	}
	return 0;
}

/* --- Pins and descriptors --- */

static bool is_same_pin(const struct holder_pin *a, const struct holder_pin *b)
{
	return a->id == b->id && a->file && a->file == b->file;
}

/* Several names of one pin are one reference: they are next to each other in the list of an object. */
static bool is_first_name(const struct holders *h, size_t index)
{
	for (size_t i = index; i-- && h->pins[i].id == h->pins[index].id;)
		if (is_same_pin(&h->pins[i], &h->pins[index]))
			return false;
	return true;
}

static int see_holders(struct uses *u, enum kern_kind kind, struct err *err)
{
	struct holders *h = &u->holders[kind];

	if (holders_load(h, u->k, kind, 0, true, err))
		return -1;
	for (size_t i = 0; i < h->pin_count; i++) {
		struct use_object *o = object_of(u, kind, h->pins[i].id);

		if (o && is_first_name(h, i))
			o->by_users++;
	}
	for (size_t i = 0; i < h->owners.count; i++) {
		struct use_object *o = object_of(u, kind, h->owners.list[i].id);

		if (!o)
			continue;
		o->by_users += h->owners.list[i].files;
		if (o->own < USE_HELD)
			o->own = USE_HELD;
	}
	u->is_complete &= h->owners.is_complete;
	return 0;
}

/* --- The kernel's numbers --- */

static void see_counts(struct uses *u, enum kern_kind kind)
{
	struct kern_counts counts = {0};
	struct err why = {0};
	int r = kern_counts(u->k, kind, &counts, &why);

	if (r == KERN_NONE)
		err_set(&why, 0, "%s has no counts of references", kern_source(u->k));
	if (r && !u->has_reason) {
		u->has_reason = true;
		u->reason = why;
	}
	for (size_t i = 0; i < counts.count; i++) {
		struct use_object *o = object_of(u, kind, counts.list[i].id);

		if (!o)
			continue;
		o->has_count = true;
		o->count = counts.list[i];
	}
	kern_counts_free(&counts);
}

static int compare_edges(const void *a, const void *b)
{
	const struct use_edge *x = a, *y = b;

	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

/* The counts come last: what begins meanwhile is then a reference too many, not one too few. */
int uses_find(struct uses *u, struct kern *k, struct err *err)
{
	*u = (struct uses){.k = k, .is_complete = true};
	for (unsigned int kind = 0; kind < USE_KINDS; kind++) {
		if (walk_kind(u, (enum kern_kind)kind, see_object, err))
			return -1;
		u->start[kind + 1] = u->count;
	}
	if (walk_kind(u, KIND_PROG, see_maps_of, err) || walk_kind(u, KIND_MAP, see_maps_in, err) ||
	    see_targets(u, err) || see_places(u, err))
		return -1;
	for (unsigned int kind = 0; kind < USE_KINDS; kind++)
		if (see_holders(u, (enum kern_kind)kind, err))
			return -1;
	see_counts(u, KIND_PROG);
	see_counts(u, KIND_MAP);
	if (u->edge_count)
		qsort(u->edges, u->edge_count, sizeof(*u->edges), compare_edges);
	return 0;
}

void uses_free(struct uses *u)
{
	struct err ignored = {0};

	attach_end(&u->places, &ignored);
	for (unsigned int kind = 0; kind < USE_KINDS; kind++)
		holders_free(&u->holders[kind]);
	free(u->list);
	free(u->edges);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The listing of BTF objects, each with the programs and maps that use it: one walk over those beforehand. */
#include <stdlib.h>
#include <string.h>

#include "btfdump/btfdump.h"
#include "loaded/walk.h"

/* One use of a BTF object. */
struct btf_use {
	uint32_t btf_id, id;
};

struct btf_uses {
	struct btf_use *list;
	size_t count, room;
};

struct btf_rec {
	struct object_rec head;
	struct uapi_btf_info info;
	bool is_kernel;
	const struct btf_uses *progs, *maps;
};

struct btf_listing {
	struct btf_uses progs, maps;
};

static int uses_add(struct btf_uses *uses, uint32_t btf_id, uint32_t id, struct err *err)
{
	if (uses->count == uses->room) {
		size_t room = uses->room ? 2 * uses->room : 64;
		struct btf_use *list = realloc(uses->list, room * sizeof(*list));

		if (!list)
			return err_no_memory(err);
		uses->list = list;
		uses->room = room;
	}
	uses->list[uses->count++] = (struct btf_use){btf_id, id};
	return 0;
}

static int compare_uses(const void *a, const void *b)
{
	const struct btf_use *ua = a, *ub = b;

	if (ua->btf_id != ub->btf_id)
		return ua->btf_id < ub->btf_id ? -1 : 1;
	return ua->id < ub->id ? -1 : ua->id > ub->id;
}

static int uses_load(struct kern *k, enum kern_kind kind, struct btf_uses *uses, struct err *err)
{
	struct walk w;
	int r;

	walk_start(&w, k, kind, NULL);
	while (!(r = walk_next(&w, err))) {
		uint32_t btf_id = kind == KIND_PROG ? w.info.prog.btf_id : w.info.map.btf_id;

		if (btf_id && uses_add(uses, btf_id, w.id, err)) {
			r = -1;
			break;
		}
	}
	if (r < 0) {
		struct err ignored = {0};

		walk_end(&w, &ignored);
		return -1;
	}
	if (uses->count)
		qsort(uses->list, uses->count, sizeof(*uses->list), compare_uses);
	return walk_end(&w, err);
}

static void emit_uses(struct out *o, const struct field *f, const struct btf_uses *uses, uint32_t btf_id)
{
	size_t low = 0, high = uses->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (uses->list[mid].btf_id < btf_id)
			low = mid + 1;
		else
			high = mid;
	}
	out_list(o, f);
	for (; low < uses->count && uses->list[low].btf_id == btf_id; low++)
		out_uint(o, NULL, uses->list[low].id);
	out_end(o);
}

static void emit_prog_ids(struct out *o, const struct field *f, const void *rec)
{
	const struct btf_rec *b = rec;

	emit_uses(o, f, b->progs, b->head.id);
}

static void emit_map_ids(struct out *o, const struct field *f, const void *rec)
{
	const struct btf_rec *b = rec;

	emit_uses(o, f, b->maps, b->head.id);
}

static const char *name_of(const struct btf_rec *b)
{
	return b->info.name && b->info.name_len > 1 ? (const char *)(uintptr_t)b->info.name : "";
}

/* Text: [vmlinux] is the kernel's, <anon> has no name. */
static void emit_text_name(struct out *o, const struct field *f, const void *rec)
{
	const struct btf_rec *b = rec;
	const char *name = name_of(b);
	auto_buf text = {0};

	if (b->is_kernel)
		buf_printf(&text, "[%s]", name);
	else
		buf_add_str(&text, *name ? name : "<anon>");
	out_str(o, f, buf_str(&text));
}

static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	const char *name = name_of(rec);

	if (*name)
		out_str(o, f, name);
}

#define INFO(member) .off = offsetof(struct btf_rec, info.member), NEED(uapi_btf_info, member)

static const struct field btf_fields[] = {
	{.name = "id",
	 .help = "ID of the BTF object",
	 .label = "",
	 .tail = ":",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 INFO(id)},
	{.name = "name",
	 .lead = " ",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_TEXT_ONLY,
	 .emit = emit_text_name},
	{.name = "size", .help = "Size in bytes", .tail = "B", .type = FIELD_U32, INFO(btf_size)},
	{.name = "prog_ids",
	 .help = "IDs of the programs that use it",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U32,
	 .emit = emit_prog_ids},
	{.name = "map_ids",
	 .help = "IDs of the maps that use it",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U32,
	 .emit = emit_map_ids},
	{.name = "kernel",
	 .help = "Whether it belongs to the kernel or one of its modules",
	 .type = FIELD_BOOL,
	 .flags = FIELD_JSON_ONLY,
	 .off = offsetof(struct btf_rec, is_kernel),
	 NEED(uapi_btf_info, kernel_btf)},
	{.name = "name",
	 .help = "vmlinux, or the name of the module",
	 .type = FIELD_STR,
	 .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL,
	 .emit = emit_name},
	HOLDER_ROWS(1, 1),
	{0},
};

const struct record btf_record = {
	.name = "btf",
	.fields = btf_fields,
	.len_off = offsetof(struct btf_rec, head.len),
};

static void btf_show_one(struct show *s, void *arg)
{
	const struct btf_listing *l = arg;
	struct btf_rec b = {.head = s->head, .progs = &l->progs, .maps = &l->maps};

	b.info = s->walk.info.btf;
	b.is_kernel = b.info.kernel_btf != 0;
	record_print(s->out, &btf_record, &b);
}

int btf_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err)
{
	struct show s = {.k = k, .out = o, .kind = KIND_BTF, .ref = ref, .with_pins = with_pins};
	struct btf_listing l = {0};
	int r;

	r = uses_load(k, KIND_PROG, &l.progs, err);
	if (!r)
		r = uses_load(k, KIND_MAP, &l.maps, err);
	if (!r)
		r = show_each(&s, btf_show_one, &l, err);
	free(l.progs.list);
	free(l.maps.list);
	return r;
}

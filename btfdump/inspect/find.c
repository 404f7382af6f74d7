/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Types by a pattern: of any kind, enumerators too, since those are what people look for most. */
#include <fnmatch.h>
#include <stddef.h>

#include "btfdump/decl.h"
#include "btfdump/inspect/inspect.h"
#include "lib/out.h"
#include "lib/words.h"

/* One match, printed through its rows. */
struct find_rec {
	uint32_t len; /* how much of this record is present */
	uint32_t id;
	const struct types *t;
	const struct wire_type *type;
	uint32_t enumerator; /* its number, UINT32_MAX: the type itself */
};

static void emit_kind(struct out *o, const struct field *f, const void *rec)
{
	const struct find_rec *r = rec;
	char word[16];

	out_str(o, f, decl_kind_word(r->type, word));
}

static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	const struct find_rec *r = rec;
	const char *name = types_string(r->t, r->type->name_off);

	out_str(o, f, *name ? name : "(anon)");
}

static void emit_size(struct out *o, const struct field *f, const void *rec)
{
	const struct find_rec *r = rec;
	uint64_t size;

	if (types_has_size(r->t, r->id, &size))
		out_uint(o, f, size);
}

static void emit_enumerator(struct out *o, const struct field *f, const void *rec)
{
	const struct find_rec *r = rec;

	if (r->enumerator != UINT32_MAX)
		out_str(o, f, types_string(r->t, type_enum_name(r->type, r->enumerator)));
}

static void emit_value(struct out *o, const struct field *f, const void *rec)
{
	const struct find_rec *r = rec;

	if (r->enumerator == UINT32_MAX)
		return;
	if (type_has_flag(r->type))
		out_int(o, f, (int64_t)type_enum_value(r->type, r->enumerator));
	else
		out_uint(o, f, type_enum_value(r->type, r->enumerator));
}

static const struct field find_fields[] = {
	{
		.name = "id",
		.help = "Type ID",
		.label = "",
		.tail = ":",
		.style = STYLE_ID,
		.type = FIELD_U32,
		.off = offsetof(struct find_rec, id),
	},
	{
		.name = "kind",
		.help = "Kind, or kind#N if unknown",
		.label = "",
		.lead = " ",
		.style = STYLE_TYPE,
		.type = FIELD_STR,
		.emit = emit_kind,
	},
	{
		.name = "name",
		.help = "Name of the type, or (anon)",
		.label = "",
		.lead = " ",
		.style = STYLE_NAME,
		.type = FIELD_STR,
		.emit = emit_name,
	},
	{
		.name = "size",
		.help = "Size in bytes",
		.tail = "B",
		.type = FIELD_U64,
		.flags = FIELD_OPTIONAL,
		.emit = emit_size,
	},
	{
		.name = "enumerator",
		.help = "The enumerator that matches",
		.type = FIELD_STR,
		.flags = FIELD_OPTIONAL,
		.emit = emit_enumerator,
	},
	{
		.name = "val",
		.help = "Value of the enumerator",
		.label = "",
		.lead = " = ",
		.type = FIELD_U64,
		.flags = FIELD_OPTIONAL,
		.emit = emit_value,
	},
	{0},
};

const struct record types_find_record = {.name = "btf find", .fields = find_fields};

struct finder {
	struct out *out;
	const char *pattern;
	uint64_t hits;
};

static bool is_match(const struct finder *f, const struct types *t, uint32_t name_off)
{
	const char *name = types_string(t, name_off);

	return *name && !fnmatch(f->pattern, name, 0);
}

static void hit(struct finder *f, struct find_rec *r)
{
	if (!f->hits++)
		out_list(f->out, NULL);
	record_print(f->out, &types_find_record, r);
}

static void find_in_type(struct finder *f, const struct types *t, uint32_t id)
{
	struct find_rec r = {.len = sizeof(r), .id = id, .t = t, .type = types_at(t, id)};

	r.enumerator = UINT32_MAX;
	if (is_match(f, t, r.type->name_off))
		hit(f, &r);
	if (!kind_is_enum(type_kind(r.type)))
		return;
	for (uint32_t i = 0, n = type_vlen(r.type); i < n; i++) {
		r.enumerator = i;
		if (is_match(f, t, type_enum_name(r.type, i)))
			hit(f, &r);
	}
}

static int refuse_pattern(const struct types *t, const char *pattern, struct err *err)
{
	struct guess guess = {0};

	for (uint32_t id = 1; id < t->count; id++) {
		const struct wire_type *type = types_at(t, id);

		guess_offer(&guess, pattern, types_string(t, type->name_off));
		for (uint32_t i = 0, n = kind_is_enum(type_kind(type)) ? type_vlen(type) : 0; i < n; i++)
			guess_offer(&guess, pattern, types_string(t, type_enum_name(type, i)));
	}
	err_set(err, 0, "no type or enumerator matches '%s'", pattern);
	guess_hint(&guess, err);
	return -1;
}

int types_print_found(struct out *o, const struct types *t, const char *pattern, struct err *err)
{
	struct finder f = {.out = o, .pattern = pattern};

	for (uint32_t id = 1; id < t->count && !out_is_dead(o); id++)
		find_in_type(&f, t, id);
	if (!f.hits)
		return refuse_pattern(t, pattern, err);
	out_end(o);
	return 0;
}

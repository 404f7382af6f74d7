/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A struct's layout as a record: text shows holes where they are, JSON lists them beside the members. */
#include <stddef.h>

#include "btfdump/decl.h"
#include "btfdump/inspect/inspect.h"
#include "btfdump/inspect/places.h"
#include "lib/out.h"

enum { CACHE_LINE = 64 };

struct layout_rec {
	uint32_t len;
	uint32_t id;
	const struct types *t;
	const struct wire_type *type;
	struct places places;
	uint64_t *budget; /* for declarations */
	uint64_t size, lines, holes, hole_bytes, padding;
};

enum {
	M_TEXT_OFFSET,
	M_TEXT_SIZE,
	M_TEXT_LINE,
	M_TEXT,
	M_RULE,
	M_NAME,
	M_TYPE,
	M_OFFSET,
	M_BIT,
	M_SIZE,
	M_BITS,
	M_LINE,
	M_DEPTH
};

static const struct field member_fields[] = {
	[M_TEXT_OFFSET] =
		{.name = "offset", .label = "", .width = 8, .type = FIELD_STR, .flags = FIELD_TEXT_ONLY},
	[M_TEXT_SIZE] =
		{.name = "size", .label = "", .width = 6, .type = FIELD_STR, .flags = FIELD_TEXT_ONLY},
	[M_TEXT_LINE] =
		{.name = "cacheline", .label = "", .width = 4, .type = FIELD_U64, .flags = FIELD_TEXT_ONLY},
	[M_TEXT] = {.name = "declaration", .label = "", .type = FIELD_STR, .flags = FIELD_TEXT_ONLY},
	[M_RULE] = {.name = "rule",
		    .label = "",
		    .style = STYLE_PATH,
		    .type = FIELD_STR,
		    .flags = FIELD_TEXT_ONLY},
	[M_NAME] = {.name = "name",
		    .help = "Name; empty for an anonymous struct or union",
		    .type = FIELD_STR,
		    .flags = FIELD_JSON_ONLY},
	[M_TYPE] = {.name = "type", .help = "Type, as in C", .type = FIELD_STR, .flags = FIELD_JSON_ONLY},
	[M_OFFSET] = {.name = "offset",
		      .help = "Offset in bytes from the start of the outermost structure",
		      .type = FIELD_U64,
		      .flags = FIELD_JSON_ONLY},
	[M_BIT] = {.name = "bits_offset",
		   .help = "For bit-fields: offset in bits from the start of the outermost structure",
		   .type = FIELD_U64,
		   .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL},
	[M_SIZE] = {.name = "size",
		    .help = "Size in bytes; absent for bit-fields",
		    .type = FIELD_U64,
		    .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL},
	[M_BITS] = {.name = "bitfield_size",
		    .help = "Width of the bit-field in bits",
		    .type = FIELD_U64,
		    .flags = FIELD_JSON_ONLY | FIELD_OPTIONAL},
	[M_LINE] = {.name = "cacheline",
		    .help = "Cache line of 64 bytes in which the member starts",
		    .type = FIELD_U64,
		    .flags = FIELD_JSON_ONLY},
	[M_DEPTH] = {.name = "depth",
		     .help = "Number of enclosing anonymous structs and unions",
		     .type = FIELD_U32,
		     .flags = FIELD_JSON_ONLY},
	{0},
};

enum { H_OFFSET, H_BIT, H_BITS };

static const struct field hole_fields[] = {
	[H_OFFSET] = {.name = "offset",
		      .help = "Offset in bytes from the start of the outermost structure",
		      .type = FIELD_U64},
	[H_BIT] = {.name = "bits_offset",
		   .help = "Offset in bits from the start of the outermost structure",
		   .type = FIELD_U64},
	[H_BITS] = {.name = "bits", .help = "Size of the hole or padding", .type = FIELD_U64},
	{0},
};

static void declaration(struct buf *b, const struct layout_rec *r, const struct place *row)
{
	for (unsigned int i = 0; i < row->depth; i++)
		buf_add_str(b, "  ");
	if (row->what == PLACE_HOLE)
		buf_add_str(b, "-- hole --");
	else if (row->what == PLACE_PADDING)
		buf_add_str(b, "-- padding --");
	else
		decl_write(b, r->t, row->type, types_string(r->t, row->name_off), r->budget);
	if (row->is_bitfield)
		buf_printf(b, ": %u", (unsigned int)row->bits);
}

/* Bytes, and odd bits after a colon. */
static void bit_position(struct buf *b, uint64_t bits)
{
	buf_printf(b, "%llu", (unsigned long long)bits / 8);
	if (bits % 8)
		buf_printf(b, ":%u", (unsigned int)(bits % 8));
}

static void text_row_out(struct out *o, const struct layout_rec *r, const struct place *row)
{
	auto_buf offset = {0}, size = {0}, text = {0};

	bit_position(&offset, row->bit);
	bit_position(&size, row->bits);
	declaration(&text, r, row);
	out_object(o, NULL);
	out_str(o, &member_fields[M_TEXT_OFFSET], buf_str(&offset));
	out_str(o, &member_fields[M_TEXT_SIZE], buf_str(&size));
	out_uint(o, &member_fields[M_TEXT_LINE], row->bit / 8 / CACHE_LINE);
	out_str(o, &member_fields[M_TEXT], buf_str(&text));
	out_end(o);
}

static void heads_out(struct out *o)
{
	static const struct field heads[] = {
		{.name = "offset", .label = "", .width = 8, .style = STYLE_TITLE, .flags = FIELD_TEXT_ONLY},
		{.name = "size", .label = "", .width = 6, .style = STYLE_TITLE, .flags = FIELD_TEXT_ONLY},
		{.name = "line", .label = "", .width = 4, .style = STYLE_TITLE, .flags = FIELD_TEXT_ONLY},
		{.name = "member", .label = "", .style = STYLE_TITLE, .flags = FIELD_TEXT_ONLY},
	};

	out_object(o, NULL);
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		out_str(o, &heads[i], heads[i].name);
	out_end(o);
}

/* Between the members of two cache lines; the one before may reach into the second line. */
static void rule_out(struct out *o, const struct place *row, uint64_t line)
{
	const uint64_t begin = line * CACHE_LINE, late = row->bit / 8 - begin;
	auto_buf text = {0};

	buf_printf(&text, "---- cache line %llu, from byte %llu", (unsigned long long)line,
		   (unsigned long long)begin);
	if (late)
		buf_printf(&text, ", %llu byte%s above", (unsigned long long)late, late == 1 ? "" : "s");
	buf_add_str(&text, " ----");
	out_object(o, NULL);
	out_str(o, &member_fields[M_RULE], buf_str(&text));
	out_end(o);
}

static void emit_text(struct out *o, const struct field *f, const void *rec)
{
	const struct layout_rec *r = rec;
	uint64_t line = 0;

	out_list(o, f);
	heads_out(o);
	for (uint32_t i = 0; i < r->places.count; i++) {
		const struct place *row = &r->places.rows[i];

		/* The members of a union go back: each line is announced once. */
		if (row->bit / 8 / CACHE_LINE > line) {
			line = row->bit / 8 / CACHE_LINE;
			rule_out(o, row, line);
		}
		text_row_out(o, r, row);
	}
	out_end(o);
}

static void member_out(struct out *o, const struct layout_rec *r, const struct place *row)
{
	auto_buf type = {0};

	decl_write(&type, r->t, row->type, "", r->budget);
	out_object(o, NULL);
	out_str(o, &member_fields[M_NAME], types_string(r->t, row->name_off));
	out_str(o, &member_fields[M_TYPE], buf_str(&type));
	out_uint(o, &member_fields[M_OFFSET], row->bit / 8);
	if (row->is_bitfield) {
		out_uint(o, &member_fields[M_BIT], row->bit);
		out_uint(o, &member_fields[M_BITS], row->bits);
	} else {
		out_uint(o, &member_fields[M_SIZE], row->bits / 8);
	}
	out_uint(o, &member_fields[M_LINE], row->bit / 8 / CACHE_LINE);
	out_uint(o, &member_fields[M_DEPTH], row->depth);
	out_end(o);
}

static void emit_members(struct out *o, const struct field *f, const void *rec)
{
	const struct layout_rec *r = rec;

	out_list(o, f);
	for (uint32_t i = 0; i < r->places.count; i++)
		if (r->places.rows[i].what == PLACE_MEMBER)
			member_out(o, r, &r->places.rows[i]);
	out_end(o);
}

static void emit_holes(struct out *o, const struct field *f, const void *rec)
{
	const struct layout_rec *r = rec;

	out_list(o, f);
	for (uint32_t i = 0; i < r->places.count; i++) {
		const struct place *row = &r->places.rows[i];

		if (row->what == PLACE_MEMBER)
			continue;
		out_object(o, NULL);
		out_uint(o, &hole_fields[H_OFFSET], row->bit / 8);
		out_uint(o, &hole_fields[H_BIT], row->bit);
		out_uint(o, &hole_fields[H_BITS], row->bits);
		out_end(o);
	}
	out_end(o);
}

static void emit_kind(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, type_kind(((const struct layout_rec *)rec)->type) == BK_STRUCT ? "struct" : "union");
}

static void emit_name(struct out *o, const struct field *f, const void *rec)
{
	const struct layout_rec *r = rec;
	const char *name = types_string(r->t, r->type->name_off);

	out_str(o, f, *name ? name : "(anon)");
}

#define NUMBER(key, member, text)                                                                        \
	{                                                                                                \
		.name = key, .help = text, .type = FIELD_U64, .off = offsetof(struct layout_rec, member) \
	}

static const struct field layout_fields[] = {
	{.name = "kind", .help = "Kind: struct or union", .label = "", .type = FIELD_STR, .emit = emit_kind},
	{
		.name = "name",
		.help = "Name, or (anon)",
		.label = "",
		.lead = " ",
		.style = STYLE_NAME,
		.type = FIELD_STR,
		.emit = emit_name,
	},
	{.name = "id",
	 .help = "Type ID",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .off = offsetof(struct layout_rec, id)},
	NUMBER("size", size, "Bytes"),
	NUMBER("cachelines", lines, "Number of cache lines of 64 bytes it occupies"),
	NUMBER("hole_count", holes, "Number of holes between members"),
	NUMBER("hole_bytes", hole_bytes, "Total size of the holes in bytes; bits are rounded down"),
	NUMBER("padding", padding, "Bytes after the last member"),
	{
		.name = "lines",
		.label = "",
		.line = 1,
		.layout = LAYOUT_LINES,
		.type = FIELD_LIST,
		.flags = FIELD_TEXT_ONLY,
		.emit = emit_text,
	},
	{
		.name = "members",
		.help = "Members in order; those of anonymous structs and unions follow them, for arrays those of the first element",
		.type = FIELD_LIST,
		.flags = FIELD_JSON_ONLY,
		.emit = emit_members,
		.sub = member_fields,
	},
	{
		.name = "holes",
		.help = "Holes between members, and padding at the end",
		.type = FIELD_LIST,
		.flags = FIELD_JSON_ONLY,
		.emit = emit_holes,
		.sub = hole_fields,
	},
	{0},
};

const struct record types_layout_record = {.name = "btf layout", .fields = layout_fields};

int types_print_layout(struct out *o, const struct types *t, const char *type, struct err *err)
{
	uint64_t budget = decl_budget(t);
	struct layout_rec r = {.len = sizeof(r), .t = t, .budget = &budget};

	if (decl_find_type(t, type, &r.id, err))
		return -1;
	r.id = types_resolve(t, r.id);
	r.type = types_at(t, r.id);
	if (!kind_is_composite(type_kind(r.type)))
		return err_set(err, 0, "'%s' is not a struct or union", type);
	if (places_build(t, r.id, &r.places, err))
		return err_wrap(err, "%s", type);
	r.size = r.type->size;
	r.lines = (r.size + CACHE_LINE - 1) / CACHE_LINE;
	r.holes = r.places.hole_count;
	r.hole_bytes = r.places.hole_bits / 8;
	r.padding = r.places.padding_bits / 8;
	record_print(o, &types_layout_record, &r);
	places_free(&r.places);
	return 0;
}

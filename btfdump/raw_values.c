/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A type as an object: the rows below are the listing's keys and its
 * documentation. */
#include "btfdump/raw.h"
#include "lib/out_row.h"

/* Rows of the elements that a type is made of: members, enumerators,
 * parameters, variables. */
enum { E_NAME, E_TYPE_ID, E_BITS_OFFSET, E_BITFIELD_SIZE, E_VAL, E_OFFSET, E_SIZE };

static const struct field element_fields[] = {
	[E_NAME] = {FIELD_KEY("name"), .help = "Name, or (anon)", .type = FIELD_STR, .flags = FIELD_OPTIONAL},
	[E_TYPE_ID] = {FIELD_KEY("type_id"), .help = "Its type", .type = FIELD_U32, .flags = FIELD_OPTIONAL},
	[E_BITS_OFFSET] = {FIELD_KEY("bits_offset"), .help = "Offset of a member in bits", .type = FIELD_U32,
			   .flags = FIELD_OPTIONAL},
	[E_BITFIELD_SIZE] = {FIELD_KEY("bitfield_size"), .help = "Width of a bit-field", .type = FIELD_U32,
			     .flags = FIELD_OPTIONAL},
	[E_VAL] = {FIELD_KEY("val"), .help = "Value of an enumerator", .type = FIELD_U64,
		   .flags = FIELD_OPTIONAL},
	[E_OFFSET] = {FIELD_KEY("offset"), .help = "Offset of a variable in its section", .type = FIELD_U32,
		      .flags = FIELD_OPTIONAL},
	[E_SIZE] = {FIELD_KEY("size"), .help = "Size of a variable", .type = FIELD_U32,
		    .flags = FIELD_OPTIONAL},
	{0},
};

enum {
	F_ID,
	F_KIND,
	F_NAME,
	F_SIZE,
	F_BITS_OFFSET,
	F_NR_BITS,
	F_ENCODING,
	F_TYPE_ID,
	F_INDEX_TYPE_ID,
	F_NR_ELEMS,
	F_FWD_KIND,
	F_RET_TYPE_ID,
	F_VLEN,
	F_LINKAGE,
	F_COMPONENT_IDX,
	F_ATTRIBUTE,
	F_MEMBERS,
	F_VALUES,
	F_PARAMS,
	F_VARS,
};

#define ROW(key, kind, text)                                                        \
	{                                                                           \
		FIELD_KEY(key), .help = text, .type = kind, .flags = FIELD_OPTIONAL \
	}
#define LIST(key, text)                                                                    \
	{                                                                                  \
		FIELD_KEY(key), .help = text, .type = FIELD_LIST, .flags = FIELD_OPTIONAL, \
				.sub = element_fields                                      \
	}

const struct field raw_fields[] = {
	[F_ID] = {FIELD_KEY("id"), .help = "Type id", .type = FIELD_U32},
	[F_KIND] = {FIELD_KEY("kind"), .help = "Kind, kind#N if not known", .type = FIELD_STR},
	[F_NAME] = {FIELD_KEY("name"), .help = "Name, or (anon)", .type = FIELD_STR},
	[F_SIZE] = ROW("size", FIELD_U32, "Size in bytes"),
	[F_BITS_OFFSET] = ROW("bits_offset", FIELD_U32, "Where an integer's value starts in its bytes"),
	[F_NR_BITS] = ROW("nr_bits", FIELD_U32, "Width of an integer's value"),
	[F_ENCODING] = ROW("encoding", FIELD_STR, "Of an integer or an enum"),
	[F_TYPE_ID] = ROW("type_id", FIELD_U32, "The type referred to"),
	[F_INDEX_TYPE_ID] = ROW("index_type_id", FIELD_U32, "Type of an array's index"),
	[F_NR_ELEMS] = ROW("nr_elems", FIELD_U32, "Elements of an array"),
	[F_FWD_KIND] = ROW("fwd_kind", FIELD_STR, "What is declared: struct or union"),
	[F_RET_TYPE_ID] = ROW("ret_type_id", FIELD_U32, "Type of a function's result"),
	[F_VLEN] = ROW("vlen", FIELD_U32, "How many members, enumerators, parameters or variables"),
	[F_LINKAGE] = ROW("linkage", FIELD_STR, "static, global or extern"),
	[F_COMPONENT_IDX] =
		ROW("component_idx", FIELD_S32, "Member or parameter that a tag is on, -1: the whole"),
	[F_ATTRIBUTE] = ROW("attribute", FIELD_BOOL, "The tag is an attribute of its own, not a btf_*_tag"),
	[F_MEMBERS] = LIST("members", "Members of a struct or union"),
	[F_VALUES] = LIST("values", "Enumerators"),
	[F_PARAMS] = LIST("params", "Parameters of a function"),
	[F_VARS] = LIST("vars", "Variables of a section"),
	{0},
};

/* Cells for values of the rows above. */
#define UINT_CELL(rows, row, value)                                    \
	{                                                              \
		.field = &(rows)[row], .kind = CELL_UINT, .u = (value) \
	}
#define INT_CELL(rows, row, value)                                    \
	{                                                             \
		.field = &(rows)[row], .kind = CELL_INT, .i = (value) \
	}
#define STR_CELL(rows, row, value)                                    \
	{                                                             \
		.field = &(rows)[row], .kind = CELL_STR, .s = (value) \
	}

static const char *name_of(const struct types *t, uint32_t name_off)
{
	const char *name = types_string(t, name_off);

	return *name ? name : "(anon)";
}

static void members_out(struct out *o, const struct types *t, const struct wire_type *w)
{
	const struct wire_member *m = type_members(w);

	out_list(o, &raw_fields[F_MEMBERS]);
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, m++) {
		unsigned int bits = type_member_bits(w, m);
		const struct cell cells[] = {
			STR_CELL(element_fields, E_NAME, name_of(t, m->name_off)),
			UINT_CELL(element_fields, E_TYPE_ID, m->type),
			UINT_CELL(element_fields, E_BITS_OFFSET, type_member_bit(w, m)),
			UINT_CELL(element_fields, E_BITFIELD_SIZE, bits),
		};

		out_row(o, NULL, cells, bits ? 4 : 3);
	}
	out_end(o);
}

static void enums_out(struct out *o, const struct types *t, const struct wire_type *w)
{
	const struct cell cells[] = {
		STR_CELL(raw_fields, F_ENCODING, type_has_flag(w) ? "SIGNED" : "UNSIGNED"),
		UINT_CELL(raw_fields, F_SIZE, w->size),
		UINT_CELL(raw_fields, F_VLEN, type_vlen(w)),
	};

	out_cells(o, cells, 3);
	out_list(o, &raw_fields[F_VALUES]);
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		const struct cell value[] = {
			STR_CELL(element_fields, E_NAME, name_of(t, type_enum_name(w, i))),
			{
				.field = &element_fields[E_VAL],
				.kind = type_has_flag(w) ? CELL_INT : CELL_UINT,
				.u = type_enum_value(w, i),
			},
		};

		out_row(o, NULL, value, 2);
	}
	out_end(o);
}

static void proto_out(struct out *o, const struct types *t, const struct wire_type *w)
{
	const struct wire_param *p = type_params(w);
	const struct cell cells[] = {
		UINT_CELL(raw_fields, F_RET_TYPE_ID, w->size),
		UINT_CELL(raw_fields, F_VLEN, type_vlen(w)),
	};

	out_cells(o, cells, 2);
	out_list(o, &raw_fields[F_PARAMS]);
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, p++) {
		const struct cell param[] = {
			STR_CELL(element_fields, E_NAME, name_of(t, p->name_off)),
			UINT_CELL(element_fields, E_TYPE_ID, p->type),
		};

		out_row(o, NULL, param, 2);
	}
	out_end(o);
}

static void section_out(struct out *o, const struct wire_type *w)
{
	const struct wire_secinfo *s = type_secinfos(w);

	out_list(o, &raw_fields[F_VARS]);
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, s++) {
		const struct cell cells[] = {
			UINT_CELL(element_fields, E_TYPE_ID, s->type),
			UINT_CELL(element_fields, E_OFFSET, s->offset),
			UINT_CELL(element_fields, E_SIZE, s->size),
		};

		out_row(o, NULL, cells, 3);
	}
	out_end(o);
}

static void int_out(struct out *o, const struct wire_type *w)
{
	const struct cell cells[] = {
		UINT_CELL(raw_fields, F_SIZE, w->size),
		UINT_CELL(raw_fields, F_BITS_OFFSET, type_int_offset(w)),
		UINT_CELL(raw_fields, F_NR_BITS, type_int_bits(w)),
		STR_CELL(raw_fields, F_ENCODING, raw_encoding_word(type_int_encoding(w))),
	};

	out_cells(o, cells, 4);
}

static void array_out(struct out *o, const struct wire_type *w)
{
	const struct cell cells[] = {
		UINT_CELL(raw_fields, F_TYPE_ID, type_array(w)->type),
		UINT_CELL(raw_fields, F_INDEX_TYPE_ID, type_array(w)->index_type),
		UINT_CELL(raw_fields, F_NR_ELEMS, type_array(w)->count),
	};

	out_cells(o, cells, 3);
}

static void ref_out(struct out *o, const struct wire_type *w)
{
	unsigned int kind = type_kind(w), n = 1;
	struct cell cells[2] = {UINT_CELL(raw_fields, F_TYPE_ID, w->size)};

	if (kind == BK_VAR || kind == BK_FUNC)
		cells[n++] = (struct cell)STR_CELL(raw_fields, F_LINKAGE, raw_linkage_word(type_linkage(w)));
	if (kind == BK_DECL_TAG)
		cells[n++] = (struct cell)INT_CELL(raw_fields, F_COMPONENT_IDX, type_tag_component(w));
	out_cells(o, cells, n);
	if ((kind == BK_DECL_TAG || kind == BK_TYPE_TAG) && type_has_flag(w))
		out_bool(o, &raw_fields[F_ATTRIBUTE], true);
}

static void sized_out(struct out *o, const struct types *t, const struct wire_type *w)
{
	const struct cell cells[] = {
		UINT_CELL(raw_fields, F_SIZE, w->size),
		UINT_CELL(raw_fields, F_VLEN, type_vlen(w)),
	};

	out_cells(o, cells, type_kind(w) == BK_FLOAT ? 1 : 2);
	if (type_kind(w) == BK_DATASEC)
		section_out(o, w);
	else if (type_kind(w) != BK_FLOAT)
		members_out(o, t, w);
}

static void rest_out(struct out *o, const struct types *t, const struct wire_type *w)
{
	unsigned int kind = type_kind(w);

	if (kind == BK_INT)
		int_out(o, w);
	else if (kind == BK_ARRAY)
		array_out(o, w);
	else if (kind_is_enum(kind))
		enums_out(o, t, w);
	else if (kind == BK_FWD)
		out_str(o, &raw_fields[F_FWD_KIND], type_has_flag(w) ? "union" : "struct");
	else if (kind == BK_FUNC_PROTO)
		proto_out(o, t, w);
	else if (kind_is_composite(kind) || kind == BK_FLOAT || kind == BK_DATASEC)
		sized_out(o, t, w);
	else if (kind && kind < BK_COUNT)
		ref_out(o, w);
}

void raw_values_out(struct out *o, const struct types *t, uint32_t id)
{
	const struct wire_type *w = types_at(t, id);
	char word[16];
	const struct cell cells[] = {
		UINT_CELL(raw_fields, F_ID, id),
		STR_CELL(raw_fields, F_KIND, raw_kind_word(w, word)),
		STR_CELL(raw_fields, F_NAME, name_of(t, w->name_off)),
	};

	out_object(o, NULL);
	out_cells(o, cells, 3);
	rest_out(o, t, w);
	out_end(o);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A type as an object: the rows below are the listing's keys and their documentation. */
#include "btfdump/decl.h"
#include "btfdump/inspect/raw.h"
#include "btfdump/inspect/row.h"

/* Rows of types, then of the elements they are made of (members, enumerators, parameters, variables). */
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
	F_END,
	E_NAME,
	E_TYPE_ID,
	E_BITS_OFFSET,
	E_BITFIELD_SIZE,
	E_VAL,
	E_OFFSET,
	E_SIZE,
	E_END,
};

#define ROW(key, kind, text)                                                     \
	{                                                                        \
		.name = key, .help = text, .type = kind, .flags = FIELD_OPTIONAL \
	}
#define LIST(key, text)                                                                 \
	{                                                                               \
		.name = key, .help = text, .type = FIELD_LIST, .flags = FIELD_OPTIONAL, \
		.sub = &raw_fields[E_NAME]                                              \
	}

const struct field raw_fields[] = {
	[F_ID] = {.name = "id", .help = "Type ID", .type = FIELD_U32},
	[F_KIND] = {.name = "kind", .help = "Kind, or kind#N if unknown", .type = FIELD_STR},
	[F_NAME] = {.name = "name", .help = "Name, or (anon)", .type = FIELD_STR},
	[F_SIZE] = ROW("size", FIELD_U32, "Size in bytes"),
	[F_BITS_OFFSET] = ROW("bits_offset", FIELD_U32, "Bit offset of the value of an integer"),
	[F_NR_BITS] = ROW("nr_bits", FIELD_U32, "Width of the value of an integer in bits"),
	[F_ENCODING] = ROW("encoding", FIELD_STR, "Encoding of an integer or enum"),
	[F_TYPE_ID] = ROW("type_id", FIELD_U32, "ID of the type referred to"),
	[F_INDEX_TYPE_ID] = ROW("index_type_id", FIELD_U32, "ID of the index type of an array"),
	[F_NR_ELEMS] = ROW("nr_elems", FIELD_U32, "Number of elements of an array"),
	[F_FWD_KIND] = ROW("fwd_kind", FIELD_STR, "Kind of the forward declaration: struct or union"),
	[F_RET_TYPE_ID] = ROW("ret_type_id", FIELD_U32, "ID of the return type of a function"),
	[F_VLEN] = ROW("vlen", FIELD_U32, "Number of members, enumerators, parameters or variables"),
	[F_LINKAGE] = ROW("linkage", FIELD_STR, "Linkage: static, global or extern"),
	[F_COMPONENT_IDX] = ROW("component_idx", FIELD_S32,
				"Index of the tagged member or parameter; -1 for the whole type"),
	[F_ATTRIBUTE] =
		ROW("attribute", FIELD_BOOL, "Whether the tag is a plain attribute rather than a btf_*_tag"),
	[F_MEMBERS] = LIST("members", "Members of a struct or union"),
	[F_VALUES] = LIST("values", "Enumerators"),
	[F_PARAMS] = LIST("params", "Parameters of a function"),
	[F_VARS] = LIST("vars", "Variables of a section"),
	[F_END] = {0},
	[E_NAME] = ROW("name", FIELD_STR, "Name, or (anon)"),
	[E_TYPE_ID] = ROW("type_id", FIELD_U32, "Type ID"),
	[E_BITS_OFFSET] = ROW("bits_offset", FIELD_U32, "Offset of a member in bits"),
	[E_BITFIELD_SIZE] = ROW("bitfield_size", FIELD_U32, "Width of the bit-field in bits"),
	[E_VAL] = ROW("val", FIELD_U64, "Value of an enumerator"),
	[E_OFFSET] = ROW("offset", FIELD_U32, "Offset of a variable in its section"),
	[E_SIZE] = ROW("size", FIELD_U32, "Size of a variable"),
	[E_END] = {0},
};
_Static_assert((int)E_END <= (int)ROW_KEYS, "each row has its key");

static const char anonymous[ASCII8] = "(anon)";

static inline void name_row(struct row *r, const struct types *t, unsigned int field, uint32_t off)
{
	const char *name;

	while (off < t->str_first)
		t = t->base;
	name = off < t->str_end ? t->strings + (off - t->str_first) : "";
	if (*name)
		row_str(r, field, name, t->str_end - off);
	else
		row_str(r, field, anonymous, sizeof(anonymous));
}

static void members_row(struct row *r, const struct types *t, const struct wire_type *w)
{
	const struct wire_member *m = type_members(w);

	row_list(r, F_MEMBERS);
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, m++) {
		unsigned int bits = type_member_bits(w, m);
		row_item(r);
		name_row(r, t, E_NAME, m->name_off);
		row_uint(r, E_TYPE_ID, m->type);
		row_uint(r, E_BITS_OFFSET, type_member_bit(w, m));
		if (bits)
			row_uint(r, E_BITFIELD_SIZE, bits);
		row_item_end(r);
	}
	row_list_end(r);
}

static void enums_row(struct row *r, const struct types *t, const struct wire_type *w)
{
	bool is_signed = type_has_flag(w);

	row_str(r, F_ENCODING, is_signed ? "SIGNED" : "UNSIGNED", 0);
	row_uint(r, F_SIZE, w->size);
	row_uint(r, F_VLEN, type_vlen(w));
	row_list(r, F_VALUES);
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		uint64_t v = type_enum_value(w, i);

		row_item(r);
		name_row(r, t, E_NAME, type_enum_name(w, i));
		if (is_signed)
			row_int(r, E_VAL, (int64_t)v);
		else
			row_uint(r, E_VAL, v);
		row_item_end(r);
	}
	row_list_end(r);
}

static void proto_row(struct row *r, const struct types *t, const struct wire_type *w)
{
	const struct wire_param *p = type_params(w);

	row_uint(r, F_RET_TYPE_ID, w->size);
	row_uint(r, F_VLEN, type_vlen(w));
	row_list(r, F_PARAMS);
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, p++) {
		row_item(r);
		name_row(r, t, E_NAME, p->name_off);
		row_uint(r, E_TYPE_ID, p->type);
		row_item_end(r);
	}
	row_list_end(r);
}

static void section_row(struct row *r, const struct wire_type *w)
{
	const struct wire_secinfo *s = type_secinfos(w);

	row_list(r, F_VARS);
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, s++) {
		row_item(r);
		row_uint(r, E_TYPE_ID, s->type);
		row_uint(r, E_OFFSET, s->offset);
		row_uint(r, E_SIZE, s->size);
		row_item_end(r);
	}
	row_list_end(r);
}

static void int_row(struct row *r, const struct wire_type *w)
{
	row_uint(r, F_SIZE, w->size);
	row_uint(r, F_BITS_OFFSET, type_int_offset(w));
	row_uint(r, F_NR_BITS, type_int_bits(w));
	row_str(r, F_ENCODING, decl_encoding_word(type_int_encoding(w)), 0);
}

static void array_row(struct row *r, const struct wire_type *w)
{
	row_uint(r, F_TYPE_ID, type_array(w)->type);
	row_uint(r, F_INDEX_TYPE_ID, type_array(w)->index_type);
	row_uint(r, F_NR_ELEMS, type_array(w)->count);
}

static void ref_row(struct row *r, const struct wire_type *w)
{
	unsigned int kind = type_kind(w);

	row_uint(r, F_TYPE_ID, w->size);
	if (kind == BK_VAR || kind == BK_FUNC)
		row_str(r, F_LINKAGE, decl_linkage_word(type_linkage(w)), DECL_WORD);
	if (kind == BK_DECL_TAG)
		row_int(r, F_COMPONENT_IDX, type_tag_component(w));
	if ((kind == BK_DECL_TAG || kind == BK_TYPE_TAG) && type_has_flag(w))
		row_bool(r, F_ATTRIBUTE, true);
}

static void sized_row(struct row *r, const struct types *t, const struct wire_type *w)
{
	row_uint(r, F_SIZE, w->size);
	if (type_kind(w) == BK_FLOAT)
		return;
	row_uint(r, F_VLEN, type_vlen(w));
	if (type_kind(w) == BK_DATASEC)
		section_row(r, w);
	else
		members_row(r, t, w);
}

void raw_values_row(struct row *r, const struct types *t, uint32_t id)
{
	const struct wire_type *w = types_at(t, id);
	unsigned int kind = type_kind(w);
	char word[DECL_WORD];

	row_open(r);
	row_uint(r, F_ID, id);
	row_str(r, F_KIND, decl_kind_word(w, word), sizeof(word));
	name_row(r, t, F_NAME, w->name_off);
	if (kind == BK_INT)
		int_row(r, w);
	else if (kind == BK_ARRAY)
		array_row(r, w);
	else if (kind_is_enum(kind))
		enums_row(r, t, w);
	else if (kind == BK_FWD)
		row_str(r, F_FWD_KIND, type_has_flag(w) ? "union" : "struct", 0);
	else if (kind == BK_FUNC_PROTO)
		proto_row(r, t, w);
	else if (kind_is_composite(kind) || kind == BK_FLOAT || kind == BK_DATASEC)
		sized_row(r, t, w);
	else if (kind && kind < BK_COUNT)
		ref_row(r, w);
	row_close(r);
}

void raw_values_open(struct row *r, struct out *o)
{
	rows_open(r, o, raw_fields, E_END);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A type as a line of text, its members as lines after it. Room is reserved once for what is bounded (words
 * and numbers), per name for what is not; names that hold anything but plain characters are escaped.
 */
#include <string.h>

#include "btfdump/decl.h"
#include "btfdump/inspect/raw.h"
#include "lib/ascii8.h"
#include "lib/out.h"

/* More than all words and numbers of one line. */
enum { LINE_ROOM = 256 };

/* The room must be reserved already. */
static inline void put(struct buf *b, const char *s, size_t len)
{
	memcpy(b->data + b->len, s, len);
	b->len += len;
}

#define PUT(b, literal) put(b, literal, sizeof(literal) - 1)

static void put_word(struct buf *b, const char *word)
{
	put(b, word, strlen(word));
}

static inline void put_uint(struct buf *b, uint64_t v)
{
	b->len = (size_t)(ascii8_put_uint(b->data + b->len, v) - b->data);
}

static void put_int(struct buf *b, int64_t v)
{
	if (v < 0)
		PUT(b, "-");
	put_uint(b, v < 0 ? -(uint64_t)v : (uint64_t)v);
}

static bool is_plain(const char *s, size_t len)
{
	bool has_other = false;

	for (size_t i = 0; i < len; i++)
		has_other |= (unsigned char)(s[i] - ' ') > '~' - ' ';
	return !has_other;
}

/* 'name', and room after it for the rest of the line. */
static bool has_put_name(struct buf *b, const struct types *t, uint32_t name_off)
{
	const char *s = types_string(t, name_off);
	size_t len = strlen(s);

	if (!buf_room(b, len + LINE_ROOM))
		return false;
	PUT(b, "'");
	if (!len)
		PUT(b, "(anon)");
	else if (is_plain(s, len))
		put(b, s, len);
	else
		out_escape(b, s);
	if (!buf_room(b, LINE_ROOM))
		return false;
	PUT(b, "'");
	return true;
}

static void members_add(struct buf *b, const struct types *t, const struct wire_type *w)
{
	const struct wire_member *m = type_members(w);

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, m++) {
		PUT(b, "\n\t");
		if (!has_put_name(b, t, m->name_off))
			return;
		PUT(b, " type_id=");
		put_uint(b, m->type);
		PUT(b, " bits_offset=");
		put_uint(b, type_member_bit(w, m));
		if (!type_member_bits(w, m))
			continue;
		PUT(b, " bitfield_size=");
		put_uint(b, type_member_bits(w, m));
	}
}

static void enum_value_add(struct buf *b, const struct wire_type *w, uint64_t value)
{
	PUT(b, " val=");
	if (type_has_flag(w))
		put_int(b, (int64_t)value);
	else
		put_uint(b, value);
	if (type_kind(w) != BK_ENUM64)
		return;
	if (type_has_flag(w))
		PUT(b, "LL");
	else
		PUT(b, "ULL");
}

static void enums_add(struct buf *b, const struct types *t, const struct wire_type *w)
{
	PUT(b, " encoding=");
	put_word(b, type_has_flag(w) ? "SIGNED" : "UNSIGNED");
	PUT(b, " size=");
	put_uint(b, w->size);
	PUT(b, " vlen=");
	put_uint(b, type_vlen(w));
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		PUT(b, "\n\t");
		if (!has_put_name(b, t, type_enum_name(w, i)))
			return;
		enum_value_add(b, w, type_enum_value(w, i));
	}
}

static void proto_add(struct buf *b, const struct types *t, const struct wire_type *w)
{
	const struct wire_param *p = type_params(w);

	PUT(b, " ret_type_id=");
	put_uint(b, w->size);
	PUT(b, " vlen=");
	put_uint(b, type_vlen(w));
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, p++) {
		PUT(b, "\n\t");
		if (!has_put_name(b, t, p->name_off))
			return;
		PUT(b, " type_id=");
		put_uint(b, p->type);
	}
}

static void section_add(struct buf *b, const struct types *t, const struct wire_type *w)
{
	const struct wire_secinfo *s = type_secinfos(w);
	char kind[DECL_WORD];

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++, s++) {
		const struct wire_type *var = types_at(t, s->type);

		PUT(b, "\n\ttype_id=");
		put_uint(b, s->type);
		PUT(b, " offset=");
		put_uint(b, s->offset);
		PUT(b, " size=");
		put_uint(b, s->size);
		PUT(b, " (");
		put_word(b, decl_kind_word(var, kind));
		PUT(b, " ");
		if (!has_put_name(b, t, var->name_off))
			return;
		PUT(b, ")");
	}
}

static void int_add(struct buf *b, const struct wire_type *w)
{
	PUT(b, " size=");
	put_uint(b, w->size);
	PUT(b, " bits_offset=");
	put_uint(b, type_int_offset(w));
	PUT(b, " nr_bits=");
	put_uint(b, type_int_bits(w));
	PUT(b, " encoding=");
	put_word(b, decl_encoding_word(type_int_encoding(w)));
}

static void array_add(struct buf *b, const struct wire_type *w)
{
	PUT(b, " type_id=");
	put_uint(b, type_array(w)->type);
	PUT(b, " index_type_id=");
	put_uint(b, type_array(w)->index_type);
	PUT(b, " nr_elems=");
	put_uint(b, type_array(w)->count);
}

static void size_add(struct buf *b, const struct wire_type *w, bool has_vlen)
{
	PUT(b, " size=");
	put_uint(b, w->size);
	if (!has_vlen)
		return;
	PUT(b, " vlen=");
	put_uint(b, type_vlen(w));
}

/* Kinds that refer to one type; what a few of them have in addition. */
static void ref_add(struct buf *b, const struct wire_type *w)
{
	unsigned int kind = type_kind(w);

	PUT(b, " type_id=");
	put_uint(b, w->size);
	if (kind == BK_VAR)
		PUT(b, ",");
	if (kind == BK_VAR || kind == BK_FUNC) {
		PUT(b, " linkage=");
		put_word(b, decl_linkage_word(type_linkage(w)));
	}
	if (kind == BK_DECL_TAG) {
		PUT(b, " component_idx=");
		put_int(b, type_tag_component(w));
	}
	if ((kind == BK_DECL_TAG || kind == BK_TYPE_TAG) && type_has_flag(w))
		PUT(b, " attribute");
}

static void rest_add(struct buf *b, const struct types *t, const struct wire_type *w)
{
	unsigned int kind = type_kind(w);

	switch (kind) {
	case BK_INT:
		int_add(b, w);
		break;
	case BK_ARRAY:
		array_add(b, w);
		break;
	case BK_STRUCT:
	case BK_UNION:
		size_add(b, w, true);
		members_add(b, t, w);
		break;
	case BK_ENUM:
	case BK_ENUM64:
		enums_add(b, t, w);
		break;
	case BK_FWD:
		PUT(b, " fwd_kind=");
		put_word(b, type_has_flag(w) ? "union" : "struct");
		break;
	case BK_FUNC_PROTO:
		proto_add(b, t, w);
		break;
	case BK_DATASEC:
		size_add(b, w, true);
		section_add(b, t, w);
		break;
	case BK_FLOAT:
		size_add(b, w, false);
		break;
	default:
		if (kind && kind < BK_COUNT)
			ref_add(b, w);
		break;
	}
}

void raw_text_add(struct buf *b, const struct types *t, uint32_t id)
{
	const struct wire_type *w = types_at(t, id);
	char kind[DECL_WORD];

	if (!buf_room(b, LINE_ROOM))
		return;
	PUT(b, "[");
	put_uint(b, id);
	PUT(b, "] ");
	put_word(b, decl_kind_word(w, kind));
	PUT(b, " ");
	if (!has_put_name(b, t, w->name_off))
		return;
	rest_add(b, t, w);
	if (!b->failed)
		PUT(b, "\n");
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Bodies of structs and unions, with what is needed to get their layout. */
#include "btfdump/cgen/ahead.h"
#include "btfdump/cgen/layout.h"
#include "btfdump/cgen/print.h"
#include "btfdump/cgen/text.h"

/* One byte of a string of C. Trigraphs would end it, bidirectional control characters would hide its end. */
static void print_tag_char(struct cgen *g, const char *text)
{
	if (*text & 0x80) {
		buf_printf(g->to, "\\%03o", (unsigned char)*text);
		return;
	}
	if (strchr("\"\\?", *text))
		cgen_put_char(g->to, '\\');
	cgen_put_char(g->to, *text < ' ' || *text == 127 ? '_' : *text);
}

static void print_tag_text(struct cgen *g, const char *text)
{
	g->uses_decl_tag = true;
	CGEN_PUT(g->to, " BTF_DECL_TAG(\"");
	for (; *text && g->to->len < g->limit; text++)
		print_tag_char(g, text);
	CGEN_PUT(g->to, "\")");
}

static bool is_before(const struct cgen_tag *tag, uint32_t on, int32_t component)
{
	return tag->on != on ? tag->on < on : tag->component < component;
}

static void find_decl_tags(struct cgen *g, uint32_t id, int32_t component)
{
	uint32_t low = 0, high = g->tag_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (is_before(&g->tags[middle], id, component))
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < g->tag_count && g->tags[low].on == id && g->tags[low].component == component; low++)
		print_tag_text(g, types_name(g->t, g->tags[low].id));
}

static inline void print_decl_tags(struct cgen *g, uint32_t id, int32_t component)
{
	if (g->by_id[id].flags & CG_TAGGED && !g->is_part)
		find_decl_tags(g, id, component);
}

static void print_pad_bits(struct cgen *g, unsigned int bits, unsigned int indent)
{
	if (!bits)
		return;
	cgen_put_tabs(g->to, indent);
	CGEN_PUT(g->to, "unsigned char: ");
	cgen_put_uint(g->to, bits);
	CGEN_PUT(g->to, ";\n");
}

static void print_pad_bytes(struct cgen *g, uint64_t bytes, unsigned int indent)
{
	if (!bytes)
		return;
	cgen_put_tabs(g->to, indent);
	CGEN_PUT(g->to, "unsigned char __pad_");
	cgen_put_uint(g->to, g->pads++);
	cgen_put_char(g->to, '[');
	cgen_put_uint(g->to, bytes);
	CGEN_PUT(g->to, "];\n");
}

/* An alignment of one needs no more than packed. */
static void print_align(struct cgen *g, uint8_t align, bool is_packed)
{
	CGEN_PUT(g->to, " __attribute__((");
	if (is_packed)
		CGEN_PUT(g->to, "packed");
	if (is_packed && align)
		CGEN_PUT(g->to, ", ");
	if (align) {
		CGEN_PUT(g->to, "aligned(");
		cgen_put_uint(g->to, 1ull << align);
		cgen_put_char(g->to, ')');
	}
	CGEN_PUT(g->to, "))");
}

static void print_lost(struct cgen *g, const struct cgen_field *f, unsigned int indent)
{
	if (!f->member->name_off)
		return;
	if (g->is_part)
		cgen_fail(g, "C cannot represent the layout of its members", g->part_id);
	g->report.lost++;
	cgen_put_tabs(g->to, indent);
	CGEN_PUT(g->to, "/* ");
	cgen_put_name(g, f->member->name_off);
	CGEN_PUT(g->to, ": C cannot have it at bit ");
	cgen_put_uint(g->to, f->bit);
	CGEN_PUT(g->to, " */\n");
}

static inline void print_width(struct cgen *g, unsigned int width)
{
	if (!width)
		return;
	CGEN_PUT(g->to, ": ");
	cgen_put_uint(g->to, width);
}

/* A tagged struct without a member name is written out, because its members belong to the outer one. */
static inline void print_own_decl(struct cgen *g, const struct cgen_field *f, const struct cgen_step *step,
				  unsigned int indent)
{
	struct cgen_subject s = {.type = f->member->type, .name_off = f->member->name_off, .indent = indent};
	uint32_t id;

	if (s.name_off) {
		cgen_print_decl(g, &s);
		print_width(g, f->width);
	} else {
		id = types_skip_modifiers(g->t, s.type);
		cgen_put_str(g->to, types_kind(g->t, id) == BK_STRUCT ? "struct " : "union ");
		cgen_print_body(g, id, indent);
	}
	if (step && step->has_align)
		print_align(g, step->align, step->has_packed);
}

/* Pointers and longs, and arrays of them. */
static bool is_wide(struct cgen *g, uint32_t id)
{
	if (g->is_pointed)
		id = types_ref(g->t, id);
	for (;;) {
		const struct wire_type *w = types_at(g->t, id);
		unsigned int kind = type_kind(w);

		if (kind == BK_ARRAY)
			id = type_array(w)->type;
		else if (kind_is_modifier(kind))
			id = w->size;
		else
			return kind == BK_PTR || cgen_narrow_text(g, id);
	}
}

/* With the attribute of @s, NULL: none. */
static void print_member_decl(struct cgen *g, const struct cgen_field *f, const struct cgen_step *s,
			      unsigned int indent)
{
	if (!g->is_part || !is_wide(g, f->member->type)) {
		print_own_decl(g, f, s, indent);
		return;
	}
	/* The directives come before the line, whose tabs are already written. */
	g->to->len -= indent;
	CGEN_PUT(g->to, "#if __SIZEOF_POINTER__ == 8\n");
	cgen_put_tabs(g->to, indent);
	print_own_decl(g, f, s, indent);
	CGEN_PUT(g->to, ";\n#else\n");
	cgen_put_tabs(g->to, indent);
	g->is_narrow = true;
	print_own_decl(g, f, s, indent);
	g->is_narrow = false;
}

static inline void print_member_end(struct cgen *g, const struct cgen_field *f)
{
	CGEN_PUT(g->to, ";\n");
	if (g->is_part && is_wide(g, f->member->type))
		CGEN_PUT(g->to, "#endif\n");
}

/* Nothing moves it: true of all members of most structs. */
static void print_natural(struct cgen *g, const struct cgen_layout *l, uint32_t id, unsigned int indent)
{
	for (uint32_t i = 0, n = type_vlen(l->w); i < n && g->to->len < g->limit; i++) {
		struct cgen_field f;

		cgen_ahead_member(g, l->w, i);
		cgen_layout_field(l, i, &f);
		cgen_put_tabs(g->to, indent);
		print_member_decl(g, &f, NULL, indent);
		print_decl_tags(g, id, (int32_t)i);
		print_member_end(g, &f);
	}
}

static void print_member(struct cgen *g, struct cgen_layout *l, uint32_t id, uint32_t index,
			 unsigned int indent)
{
	struct cgen_field f;
	struct cgen_step s = cgen_layout_next(l, index, &f);

	if (s.is_lost) {
		print_lost(g, &f, indent);
		return;
	}
	print_pad_bits(g, s.pad_before, indent);
	print_pad_bytes(g, s.pad_bytes, indent);
	print_pad_bits(g, s.pad_after, indent);
	cgen_put_tabs(g->to, indent);
	print_member_decl(g, &f, &s, indent);
	print_decl_tags(g, id, (int32_t)index);
	print_member_end(g, &f);
}

/* Returns the alignment that the whole needs. */
static uint8_t print_forced(struct cgen *g, struct cgen_layout *l, uint32_t id, unsigned int indent)
{
	uint64_t missing;
	uint8_t align;

	for (uint32_t i = 0, n = type_vlen(l->w); i < n && g->to->len < g->limit; i++)
		print_member(g, l, id, i, indent);
	missing = cgen_layout_end(l, &align);
	print_pad_bytes(g, missing, indent);
	return align;
}

void cgen_print_body(struct cgen *g, uint32_t id, unsigned int indent)
{
	const struct wire_type *w = types_at(g->t, id);
	struct cgen_layout l;
	bool is_packed, was_pointed = g->is_pointed;
	uint8_t align = 0;

	cgen_fact(g, id);
	is_packed = g->by_id[id].flags & CG_PACKED;
	g->has_records = true;
	g->is_pointed = g->has_pointers && id == g->part_id;
	cgen_layout_begin(g, id, is_packed, &l);
	CGEN_PUT(g->to, "{\n");
	if (g->by_id[id].flags & CG_NATURAL)
		print_natural(g, &l, id, indent + 1);
	else
		align = print_forced(g, &l, id, indent + 1);
	if (!w->size && !type_vlen(w)) {
		g->uses_empty = true;
		cgen_put_tabs(g->to, indent + 1);
		cgen_put_str(g->to, g->is_part ? "char __empty[0];\n" : "__EMPTY_IN_CXX\n");
	}
	cgen_put_tabs(g->to, indent);
	cgen_put_char(g->to, '}');
	if (is_packed || align)
		print_align(g, align, is_packed);
	print_decl_tags(g, id, -1);
	g->is_pointed = was_pointed;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What stands at top level: enums with their size, typedefs, structs, forward declarations. */
#include "btfdump/cgen_decl.h"
#include "btfdump/cgen_text.h"

/* True if the type that C takes for these values by itself is of the size wanted. */
static bool is_natural_enum(const struct cgen *g, const struct wire_type *w)
{
	bool fits_int = true, fits_unsigned = true;

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		uint64_t v = cgen_enum_value(g, w, i);
		bool is_negative = cgen_is_signed(g, w) && (int64_t)v < 0;

		fits_int &= is_negative ? (int64_t)v >= INT32_MIN : v <= INT32_MAX;
		fits_unsigned &= !is_negative && v <= UINT32_MAX;
	}
	return w->size == (fits_int || fits_unsigned ? 4 : 8);
}

static void print_enum_mode(struct cgen *g, uint32_t size)
{
	static const char *const modes[] = {[1] = "QI", [2] = "HI", [4] = "SI", [8] = "DI"};

	CGEN_PUT(g->to, " __attribute__((mode(");
	cgen_put_str(g->to, modes[size]);
	CGEN_PUT(g->to, ")))");
}

void cgen_print_enum_body(struct cgen *g, uint32_t id, unsigned int indent)
{
	const struct wire_type *w = types_at(g->t, id);
	bool is_signed = cgen_is_signed(g, w);

	CGEN_PUT(g->to, "{\n");
	for (uint32_t i = 0, n = type_vlen(w); i < n && g->to->len < g->limit; i++) {
		uint64_t v = cgen_enum_value(g, w, i);

		cgen_put_tabs(g->to, indent + 1);
		cgen_put_value_name(g, id, w, i);
		CGEN_PUT(g->to, " = ");
		cgen_put_constant(g->to, v, is_signed, type_kind(w) == BK_ENUM64);
		CGEN_PUT(g->to, ",\n");
	}
	if (!type_vlen(w)) {
		cgen_put_tabs(g->to, indent + 1);
		cgen_put_type_name(g, id, w);
		CGEN_PUT(g->to, "___unknown = 0,\n");
	}
	cgen_put_tabs(g->to, indent);
	cgen_put_char(g->to, '}');
	if (!is_natural_enum(g, w))
		print_enum_mode(g, w->size);
}

/* The kernel's true and false are keywords elsewhere, of the same value. */
static bool is_bool_enum(const struct cgen *g, const struct wire_type *w)
{
	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		const char *name = types_string(g->t, type_enum_name(w, i));
		uint64_t v = type_enum_value(w, i);

		if (!(v == 1 && !strcmp(name, "true")) && !(v == 0 && !strcmp(name, "false")))
			return false;
	}
	return type_vlen(w) && cgen_is_anonymous(w);
}

static bool is_bool_typedef(const struct cgen *g, const struct wire_type *w)
{
	const struct wire_type *target = types_at(g->t, w->size);

	return type_kind(target) == BK_INT && target->size == 1 && type_int_encoding(target) & INT_BOOL &&
	       !strcmp(types_string(g->t, w->name_off), "bool");
}

/* Where C++ has no room for the name beside a tag, only C gets it; the header itself uses the longer one. */
static void print_typedef(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	g->outer_name = 0;
	CGEN_PUT(g->to, "typedef ");
	cgen_print_decl(g, &(struct cgen_subject){.type = w->size, .self = id, .place = PLACE_TYPEDEF});
	if (!(g->flags[id] & CG_CLASHES))
		return;
	CGEN_PUT(g->to, ";\n");
	if (g->flags[id] & CG_C_ONLY)
		CGEN_PUT(g->to, "#ifndef __cplusplus\n");
	CGEN_PUT(g->to, "typedef ");
	cgen_put_type_name(g, id, w);
	cgen_put_char(g->to, ' ');
	cgen_put_name(g, w->name_off);
	CGEN_PUT(g->to, ";\n");
	if (g->flags[id] & CG_C_ONLY)
		CGEN_PUT(g->to, "#endif\n");
	cgen_put_char(g->to, '\n');
}

static void print_definition(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	if (type_kind(w) == BK_TYPEDEF) {
		print_typedef(g, id, w);
	} else if (kind_is_enum(type_kind(w))) {
		CGEN_PUT(g->to, "enum ");
		if (!cgen_is_anonymous(w) || g->flags[id] & CG_USED) {
			cgen_put_type_name(g, id, w);
			cgen_put_char(g->to, ' ');
		}
		cgen_print_enum_body(g, id, 0);
	} else {
		g->outer_name = w->name_off;
		cgen_put_str(g->to, type_kind(w) == BK_STRUCT ? "struct " : "union ");
		cgen_put_type_name(g, id, w);
		cgen_put_char(g->to, ' ');
		cgen_print_body(g, id, 0);
	}
}

static void print_forward(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);
	bool is_union = type_kind(w) == BK_UNION || (type_kind(w) == BK_FWD && type_has_flag(w));

	cgen_put_str(g->to, is_union ? "union " : "struct ");
	cgen_put_type_name(g, id, w);
	CGEN_PUT(g->to, ";\n\n");
}

void cgen_print_item(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id & ~CG_FORWARD);
	bool is_bool;

	if (id & CG_FORWARD) {
		print_forward(g, id & ~CG_FORWARD);
		return;
	}
	is_bool = kind_is_enum(type_kind(w)) ? is_bool_enum(g, w)
					     : type_kind(w) == BK_TYPEDEF && is_bool_typedef(g, w);
	g->pads = 0;
	g->report.types++;
	g->flags[id] |= CG_PRINTED;
	if (is_bool) {
		g->uses_bool = true;
		CGEN_PUT(g->to, "#ifndef __HAS_BOOL\n");
	}
	print_definition(g, id, w);
	if (is_bool)
		CGEN_PUT(g->to, ";\n#endif\n\n");
	else if (!(g->flags[id] & CG_CLASHES))
		CGEN_PUT(g->to, ";\n\n");
}

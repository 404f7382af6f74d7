/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Top-level declarations: enums with their size, typedefs, structs, forward declarations. */
#include "btfdump/cgen/print.h"
#include "btfdump/cgen/text.h"

/* The bytes that all values fit into, of one sign or the other. */
static uint32_t least_enum_size(const struct cgen *g, const struct wire_type *w)
{
	uint64_t highest = 0, lowest = 0; /* the lowest as its complement */
	uint32_t size = 1;

	for (uint32_t i = 0, n = type_vlen(w); i < n; i++) {
		uint64_t v = cgen_enum_value(g, w, i);

		if (cgen_is_signed(g, w) && (int64_t)v < 0)
			lowest = ~v >= lowest ? ~v | 1 : lowest;
		else if (v > highest)
			highest = v;
	}
	for (; size < 8; size *= 2) {
		uint64_t most = (1ull << (size * 8 - 1)) - 1;

		if (lowest ? highest <= most && lowest <= most : highest <= most * 2 + 1)
			break;
	}
	return size;
}

/* Packed takes the least size; a mode takes any, but means it signed: only for more than the least. */
static void print_enum_size(struct cgen *g, const struct wire_type *w)
{
	static const char *const modes[] = {[1] = "QI", [2] = "HI", [4] = "SI", [8] = "DI"};
	uint32_t least = least_enum_size(g, w);

	if (!w->size || w->size == (least < 4 ? 4 : least))
		return;
	if (w->size == least) {
		CGEN_PUT(g->to, " __attribute__((packed))");
		return;
	}
	CGEN_PUT(g->to, " __attribute__((mode(");
	cgen_put_str(g->to, modes[w->size]);
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
	print_enum_size(g, w);
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

/*
 * Where the name clashes with a tag in C++, only C gets it; the header itself uses the longer one. Nobody
 * looks for a name with a number.
 */
static void print_typedef(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	unsigned int flags = g->by_id[id].flags;

	g->outer_name = 0;
	CGEN_PUT(g->to, "typedef ");
	cgen_print_decl(g, &(struct cgen_subject){.type = w->size, .self = id, .place = CG_IN_TYPEDEF});
	if (!(flags & CG_CLASHES) || flags & CG_RENAMED || g->is_part)
		return;
	CGEN_PUT(g->to, ";\n");
	if (flags & CG_C_ONLY)
		CGEN_PUT(g->to, "#ifndef __cplusplus\n");
	CGEN_PUT(g->to, "typedef ");
	cgen_put_type_name(g, id, w);
	cgen_put_char(g->to, ' ');
	cgen_put_name(g, w->name_off);
}

static void print_definition(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	if (type_kind(w) == BK_TYPEDEF) {
		print_typedef(g, id, w);
	} else if (kind_is_enum(type_kind(w))) {
		CGEN_PUT(g->to, "enum ");
		if (!cgen_is_anonymous(w) || g->by_id[id].flags & CG_USED) {
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

void cgen_print_forward(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);
	bool is_union = type_kind(w) == BK_UNION || (type_kind(w) == BK_FWD && type_has_flag(w));

	cgen_put_str(g->to, is_union ? "union " : "struct ");
	cgen_put_type_name(g, id, w);
	CGEN_PUT(g->to, ";\n");
}

static bool is_bool_item(const struct cgen *g, uint32_t id, const struct wire_type *w)
{
	if (g->by_id[id].flags & CG_RENAMED)
		return false;
	return kind_is_enum(type_kind(w)) ? is_bool_enum(g, w)
					  : type_kind(w) == BK_TYPEDEF && cgen_is_bool(g, w);
}

void cgen_pass_item(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id & ~CG_FORWARD);

	if (id & CG_FORWARD)
		return;
	g->by_id[id].flags |= CG_PRINTED;
	g->uses_bool |= is_bool_item(g, id, w);
}

void cgen_print_item(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id & ~CG_FORWARD);
	bool is_bool, is_c_only;

	if (id & CG_FORWARD) {
		cgen_print_forward(g, id & ~CG_FORWARD);
		cgen_put_char(g->to, '\n');
		return;
	}
	/* It was written out in the typedef that needs it. */
	if (kind_is_composite(type_kind(w)) && cgen_is_anonymous(w) && g->by_id[id].flags & CG_PRINTED)
		return;
	is_bool = is_bool_item(g, id, w);
	g->pads = 0;
	g->report.types++;
	g->by_id[id].flags |= CG_PRINTED;
	if (is_bool) {
		g->uses_bool = true;
		CGEN_PUT(g->to, "#ifndef __HAS_BOOL\n");
	}
	print_definition(g, id, w);
	is_c_only = (g->by_id[id].flags & (CG_C_ONLY | CG_RENAMED)) == CG_C_ONLY;
	if (is_bool || is_c_only)
		CGEN_PUT(g->to, ";\n#endif\n\n");
	else
		CGEN_PUT(g->to, ";\n\n");
}

/* What user space has from the headers that libbpf's own header includes. */
static const char *const system_types[] = {
	"__u8",          "__u16",         "__u32",         "__u64",       "__s8",         "__s16",
	"__s32",         "__s64",         "__le16",        "__le32",      "__le64",       "__be16",
	"__be32",        "__be64",        "__wsum",        "__sum16",     "int8_t",       "int16_t",
	"int32_t",       "int64_t",       "uint8_t",       "uint16_t",    "uint32_t",     "uint64_t",
	"size_t",        "ssize_t",       "uintptr_t",     "intptr_t",    "pid_t",        "bool",
	"off_t",         "ptrdiff_t",     "bpf_spin_lock", "bpf_timer",   "bpf_wq",       "bpf_dynptr",
	"bpf_list_head", "bpf_list_node", "bpf_rb_root",   "bpf_rb_node", "bpf_refcount",
};

static bool is_system_type(const char *name)
{
	for (unsigned int i = 0; i < sizeof(system_types) / sizeof(system_types[0]); i++)
		if (!strcmp(system_types[i], name))
			return true;
	return false;
}

/* The name by which all headers that define it know each other; NULL: it has none in C. */
static const char *shared_name(const struct cgen *g, const struct wire_type *w, const char **ret_kind)
{
	const char *name = types_string(g->t, w->name_off);
	unsigned int kind = type_kind(w);

	*ret_kind = kind == BK_STRUCT    ? "struct"
		    : kind == BK_UNION   ? "union"
		    : kind == BK_TYPEDEF ? "typedef"
					 : "enum";
	if (kind_is_enum(kind) && !*name && type_vlen(w)) {
		*ret_kind = "value";
		name = types_string(g->t, type_enum_name(w, 0));
	}
	return cgen_is_identifier(name) ? name : NULL;
}

void cgen_print_shared(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);
	const char *kind, *name = shared_name(g, w, &kind);

	if (!name) {
		cgen_fail(g, "its name is not a valid C name", id);
		return;
	}
	if (is_system_type(name))
		return;
	g->pads = 0;
	g->by_id[id].flags |= CG_PRINTED;
	buf_printf(g->to, "#ifndef BPFI_TYPE_%s_%s\n#define BPFI_TYPE_%s_%s\n__extension__ ", kind, name,
		   kind, name);
	print_definition(g, id, w);
	CGEN_PUT(g->to, ";\n#endif\n");
}

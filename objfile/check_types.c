/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* .BTF by our own reader, and that variables lie in the sections that it states. */
#include "objfile/check.h"

#include <stdlib.h>
#include <string.h>

#include "wire/ext.h"

/* Defined symbols by their name, to be searched. */
struct symbols {
	struct elf_symbol *list;
	uint32_t count;
};

static void symbols_free(struct symbols *s)
{
	free(s->list);
}

static int compare(const void *a, const void *b)
{
	const struct elf_symbol *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->section > y->section) - (x->section < y->section);
}

static int symbols_sort(const struct elf_table *table, struct symbols *ret_symbols, struct err *err)
{
	struct symbols s = {.list = malloc((table->count + (size_t)1) * sizeof(*s.list))};

	if (!s.list)
		return err_no_memory(err);
	for (uint32_t i = 0; i < table->count; i++)
		if (elf_symbol_at(table, i, &s.list[s.count]) && *s.list[s.count].name)
			s.count++;
	qsort(s.list, s.count, sizeof(*s.list), compare);
	*ret_symbols = s;
	return 0;
}

/*
 * For a variable that is not in any section of the file, or has no symbol, libbpf reports the error. One that
 * is extern is said to be in a section of another file.
 */
static int check_var(const struct types *t, const struct wire_secinfo *v, const struct elf_section *s,
		     const struct symbols *symbols, struct err *err)
{
	const struct elf_symbol key = {.name = types_name(t, v->type), .section = s->index}, *symbol;
	unsigned int kind = types_kind(t, v->type);
	uint64_t size = 0;
	bool is_here;

	if (kind == BK_FUNC)
		return 0;
	if (kind != BK_VAR)
		return err_set(err, 0, ".BTF: an entry of section %.64s is not a variable", s->name);
	if (!types_has_size(t, types_ref(t, v->type), &size) || size < v->size)
		size = v->size;
	symbol = bsearch(&key, symbols->list, symbols->count, sizeof(key), compare);
	is_here = symbol || type_linkage(types_at(t, v->type)) != LINKAGE_EXTERN;
	if ((is_here && (v->offset > s->size || v->size > s->size - v->offset)) ||
	    (symbol && (symbol->value > s->size || size > s->size - symbol->value)))
		return err_set(err, 0, ".BTF: variable %.64s lies outside section %.64s", key.name, s->name);
	return 0;
}

static int check_datasec(const struct types *t, uint32_t id, const struct elf_section *s,
			 const struct symbols *symbols, struct err *err)
{
	const struct wire_type *w = types_at(t, id);

	for (uint32_t i = 0; i < type_vlen(w); i++)
		if (check_var(t, &type_secinfos(w)[i], s, symbols, err))
			return -1;
	return 0;
}

static int check_datasecs(const struct elf *elf, const struct types *t, const struct symbols *symbols,
			  struct err *err)
{
	struct elf_section s;
	uint32_t count = 0;

	for (uint32_t id = t->first_id; id < t->count; id++) {
		if (types_kind(t, id) != BK_DATASEC)
			continue;
		if (++count > CHECK_SECTIONS_MAX)
			return err_set(err, 0, ".BTF: more than %d sections", CHECK_SECTIONS_MAX);
		if (elf_find(elf, types_name(t, id), &s) && check_datasec(t, id, &s, symbols, err))
			return -1;
	}
	return 0;
}

/* What is copied of a member has the size of its type, which has to lie inside. */
static int check_members(const struct types *t, uint32_t id, struct err *err)
{
	const struct wire_type *w = types_at(t, id);
	const struct wire_member *m = type_members(w);

	for (uint32_t i = 0; i < type_vlen(w); i++) {
		uint64_t size, bit = type_member_bit(w, &m[i]);

		if (type_member_bits(w, &m[i]) || !types_has_size(t, m[i].type, &size))
			continue;
		if (size > w->size || bit > (w->size - size) * 8)
			return err_set(err, 0, ".BTF: type %u (%.64s): member %u extends past its end", id,
				       types_name(t, id), i);
	}
	return 0;
}

static int check_all_members(const struct types *t, struct err *err)
{
	for (uint32_t id = 1; id < t->count; id++) {
		unsigned int kind = types_kind(t, id);

		if ((kind == BK_STRUCT || kind == BK_UNION) && check_members(t, id, err))
			return -1;
	}
	return 0;
}

static int check_btf(const struct elf *elf, const struct elf_table *table, const struct types *t,
		     struct err *err)
{
	__attribute__((cleanup(symbols_free))) struct symbols symbols = {0};
	struct elf_section ext;

	if (check_containment(t, err) || check_all_members(t, err) || symbols_sort(table, &symbols, err) ||
	    check_datasecs(elf, t, &symbols, err))
		return -1;
	if (!elf_find(elf, ".BTF.ext", &ext))
		return 0;
	for (enum ext_list list = 0; list < EXT_LISTS; list++)
		if (ext_read(elf, t, &ext, list, NULL, NULL, err))
			return -1;
	return 0;
}

int check_types(const struct elf *elf, const struct elf_table *symbols, struct err *err)
{
	struct elf_section btf;
	auto_types *t = NULL;

	if (!elf_find(elf, ".BTF", &btf) || !btf.data)
		return 0;
	if (types_needs_base(btf.data, btf.size))
		return err_set(err, 0, ".BTF: split BTF is not allowed in an object file");
	if (types_open(btf.data, btf.size, NULL, &t, err))
		return err_wrap(err, ".BTF");
	return check_btf(elf, symbols, t, err);
}

/* The way from a type into those that it holds, as deep as it goes. */
struct step {
	uint32_t id, next;
};

enum { UNSEEN, INSIDE, DONE };

/* The type that the @n-th member holds; 0: the member does not exist, or is not to be followed. */
static bool member_at(const struct types *t, uint32_t id, uint32_t n, uint32_t *ret_id)
{
	const struct wire_type *w = types_at(t, id);
	unsigned int kind = type_kind(w);

	if (kind == BK_STRUCT || kind == BK_UNION) {
		if (n >= type_vlen(w))
			return false;
		*ret_id = type_members(w)[n].type;
		return true;
	}
	if (n || (kind != BK_ARRAY && kind != BK_TYPEDEF && !kind_is_modifier(kind)))
		return false;
	*ret_id = kind == BK_ARRAY ? type_array(w)->type : w->size;
	return true;
}

static int walk_from(const struct types *t, uint32_t id, unsigned char *state, struct step *way,
		     struct err *err)
{
	size_t depth = 1;

	way[0] = (struct step){.id = id};
	while (depth) {
		struct step *s = &way[depth - 1];
		uint32_t inner;

		state[s->id] = INSIDE;
		if (!member_at(t, s->id, s->next++, &inner)) {
			state[s->id] = DONE;
			depth--;
		} else if (inner < t->count && state[inner] == INSIDE) {
			return err_set(err, 0, ".BTF: type %u (%.64s) contains itself", inner,
				       types_name(t, inner));
		} else if (inner < t->count && state[inner] == UNSEEN) {
			/* Recursions over types are as deep as this. */
			if (depth == TYPES_DEPTH)
				return err_set(err, 0, ".BTF: type %u is nested too deeply", id);
			way[depth++] = (struct step){.id = inner};
		}
	}
	return 0;
}

int check_containment(const struct types *t, struct err *err)
{
	unsigned char *state = calloc(t->count, 1);
	struct step way[TYPES_DEPTH];
	int r = state ? 0 : err_no_memory(err);

	for (uint32_t id = 1; !r && id < t->count; id++)
		if (state[id] == UNSEEN)
			r = walk_from(t, id, state, way, err);
	free(state);
	return r;
}

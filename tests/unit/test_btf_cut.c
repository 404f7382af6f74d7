/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parts of a BTF: whole types, single members, names; in either byte order, and on a base. */
#include "tests/unit/test_btf_make.h"
#include "wire/cut.h"

/* Ids of what make_all() makes. */
enum { T_INT = 1, T_LONG, T_INNER, T_FAR, T_PTR, T_ARRAY, T_OUTER, T_ENUM, T_TYPEDEF, T_END };

static void make_all(struct make *m)
{
	make_int(m, "int", 4, INT_SIGNED);
	make_int(m, "long", 8, INT_SIGNED);
	make_type(m, "inner", BK_STRUCT, 2, false, 16);
	make_member(m, "x", T_INT, 0);
	make_member(m, "y", T_LONG, 64);
	make_type(m, "far", BK_STRUCT, 1, false, 8);
	make_member(m, "z", T_LONG, 0);
	make_type(m, "", BK_PTR, 0, false, T_FAR);
	make_type(m, "", BK_ARRAY, 0, false, 0);
	make_word(m, T_INNER);
	make_word(m, T_INT);
	make_word(m, 2);
	make_type(m, "outer", BK_STRUCT, 3, false, 56);
	make_member(m, "array", T_ARRAY, 0);
	make_member(m, "next", T_PTR, 256);
	make_member(m, "count", T_LONG, 320);
	make_type(m, "colour", BK_ENUM, 1, false, 4);
	make_word(m, make_string(m, "RED"));
	make_word(m, 7);
	make_type(m, "outer_t", BK_TYPEDEF, 0, false, T_OUTER);
	make_image(m);
}

static bool is_named(const struct types *t, uint32_t id, unsigned int kind, const char *name)
{
	return types_kind(t, id) == kind && !strcmp(types_name(t, id), name);
}

/* The part as BTF that was opened again; @mark says what is wanted. */
static struct types *part_of(const struct types *t, enum cut_empty empty, void (*mark)(struct cut *c),
			     struct cut *c, struct buf *btf)
{
	struct types *part = NULL;
	struct err err = {0};

	if (cut_open(c, t, empty, &err))
		return NULL;
	mark(c);
	if (cut_follow(c, &err) || cut_write(c, btf, &err) ||
	    types_open(btf->data, btf->len, t->base, &part, &err))
		printf("# %s\n", err.text);
	return part;
}

static void want_typedef(struct cut *c)
{
	cut_want_type(c, T_TYPEDEF, CUT_WHOLE);
}

static void test_whole(const struct types *t)
{
	struct cut c = {0};
	auto_buf btf = {0};
	auto_types *part = part_of(t, CUT_FORWARD, want_typedef, &c, &btf);

	if (!part) {
		check(false, "a whole type");
	} else {
		check(part->is_foreign == t->is_foreign, "the byte order stays");
		check(part->count == T_END - 1 && !cut_has(&c, T_ENUM) && !cut_id(&c, T_ENUM),
		      "what is not referred to is left out");
		check(is_named(part, cut_id(&c, T_OUTER), BK_STRUCT, "outer") &&
			      type_vlen(types_at(part, cut_id(&c, T_OUTER))) == 3,
		      "a struct with all its members");
		check(is_named(part, cut_id(&c, T_FAR), BK_FWD, "far"),
		      "after a pointer a forward declaration");
		check(is_named(part, types_ref(part, cut_id(&c, T_TYPEDEF)), BK_STRUCT, "outer"),
		      "references follow the new ids");
	}
	cut_free(&c);
}

/* outer.array, and of the elements only y: a read of outer->array[1].y. */
static void want_members(struct cut *c)
{
	cut_want_member(c, T_OUTER, 0);
	cut_want_member(c, T_INNER, 1);
	cut_want_member(c, T_OUTER, 3);
	cut_want_member(c, T_ENUM, 0);
	cut_want_member(c, T_END, 0);
}

static void test_members(const struct types *t)
{
	struct cut c = {0};
	auto_buf btf = {0};
	auto_types *part = part_of(t, CUT_SHELL, want_members, &c, &btf);
	const struct wire_type *w;
	bool ok;

	if (!part) {
		check(false, "single members");
		cut_free(&c);
		return;
	}
	w = types_at(part, cut_id(&c, T_OUTER));
	ok = type_vlen(w) == 1 && w->size == 56;
	check(ok && !strcmp(types_string(part, type_members(w)->name_off), "array"), "one of three members");
	w = types_at(part, cut_id(&c, T_INNER));
	ok = type_vlen(w) == 1 && w->size == 16;
	check(ok && !strcmp(types_string(part, type_members(w)->name_off), "y") &&
		      type_members(w)->offset == 64,
	      "of what is inside it too, in its old place");
	check(!cut_has(&c, T_FAR) && !cut_has(&c, T_ENUM) && !memmem(btf.data, btf.len, "far", 4),
	      "nothing of the other members, nor their names");
	cut_free(&c);
}

static void want_pointer(struct cut *c)
{
	cut_want_member(c, T_OUTER, 1);
}

static void test_shell(const struct types *t)
{
	struct cut c = {0};
	auto_buf btf = {0};
	auto_types *part = part_of(t, CUT_SHELL, want_pointer, &c, &btf);
	const struct wire_type *w = part ? types_at(part, cut_id(&c, T_FAR)) : NULL;

	check(w && type_kind(w) == BK_STRUCT && !type_vlen(w) && w->size == 8,
	      "a struct without members keeps its size");
	cut_free(&c);
}

/* A module: its own types are cut, those of the base stay where they are. */
static void test_split(const struct types *base)
{
	struct make m = {.is_foreign = base->is_foreign, .is_split = true};
	const uint32_t first = base->count;
	auto_types *t = NULL, *part = NULL;
	struct cut c = {0}, of_base = {0};
	struct err err = {0};
	auto_buf btf = {0};

	make_type(&m, "", BK_CONST, 0, false, T_INT);
	make_type(&m, "", BK_VOLATILE, 0, false, T_OUTER);
	make_image(&m);
	if (types_open(m.image.data, m.image.len, base, &t, &err) || cut_open(&c, t, CUT_SHELL, &err)) {
		check(false, err.text);
		return;
	}
	cut_want_type(&c, first + 1, CUT_WHOLE);
	check(!cut_follow(&c, &err) && !cut_write(&c, &btf, &err) &&
		      !types_open(btf.data, btf.len, base, &part, &err) && part->count == first + 1 &&
		      types_ref(part, first) == T_OUTER,
	      "a part of split BTF has the same base");
	cut_free(&c);
	if (!cut_open(&of_base, base, CUT_FORWARD, &err)) {
		cut_want_refs(&of_base, types_at(t, first + 1), CUT_NAME);
		check(!cut_follow(&of_base, &err) && cut_has(&of_base, T_OUTER) &&
			      !cut_has(&of_base, T_INNER),
		      "what a module takes from its base");
	}
	cut_free(&of_base);
	make_free(&m);
}

int main(void)
{
	for (int is_foreign = 0; is_foreign < 2; is_foreign++) {
		struct make m = {.is_foreign = is_foreign};
		auto_types *t = NULL;
		struct err err = {0};

		make_all(&m);
		if (types_open(m.image.data, m.image.len, NULL, &t, &err)) {
			check(false, err.text);
			return 1;
		}
		test_whole(t);
		test_members(t);
		test_shell(t);
		test_split(t);
		make_free(&m);
	}
	return failures != 0;
}

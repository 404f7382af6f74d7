/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Relocations that the compiler at hand does not make, modules, and records that make no sense. */
#include "skelgen/core/needs.h"
#include "tests/unit/test_btf_make.h"
#include "wire/cut.h"
#include "wire/write.h"

/* Ids of what make_all() makes: a kernel's, and as an object declares them. */
enum { T_INT = 1, T_WIDE, T_INNER, T_PTR, T_PROTO, T_OUTER, T_HOOK, T_TAG, T_FWD, T_DEEP, T_END };

static void make_all(struct make *m, const char *flavour)
{
	char name[32];

	make_int(m, "int", 4, INT_SIGNED);
	snprintf(name, sizeof(name), "wide%s", flavour);
	make_type(m, name, BK_ENUM64, 2, false, 8);
	make_word(m, make_string(m, "W_LOW"));
	make_word(m, 1);
	make_word(m, 0);
	make_word(m, make_string(m, "W_HIGH"));
	make_word(m, 0);
	make_word(m, 0x80000000u);
	snprintf(name, sizeof(name), "inner%s", flavour);
	make_type(m, name, BK_STRUCT, 1, false, 4);
	make_member(m, "x", T_INT, 0);
	make_type(m, "", BK_PTR, 0, false, T_OUTER);
	make_type(m, "", BK_FUNC_PROTO, 2, false, T_INT);
	make_word(m, make_string(m, "p"));
	make_word(m, T_PTR);
	make_word(m, make_string(m, "by_value"));
	make_word(m, T_INNER);
	snprintf(name, sizeof(name), "outer%s", flavour);
	make_type(m, name, BK_STRUCT, 3, false, 16);
	make_member(m, "inner", T_INNER, 0);
	make_member(m, "y", T_INT, 32);
	make_member(m, "next", T_PTR, 64);
	snprintf(name, sizeof(name), "hook%s", flavour);
	make_type(m, name, BK_TYPEDEF, 0, false, T_PROTO);
	make_type(m, "user", BK_TYPE_TAG, 0, false, T_INNER);
	make_type(m, "absent", BK_FWD, 0, false, 0);
	make_type(m, "deep_t", BK_TYPEDEF, 0, false, T_TAG);
}

/* A relocation, with its access string among the object's own strings. */
struct ask {
	uint32_t type;
	enum core_kind kind;
	const char *access;
};

static int add(struct core_needs *needs, const struct types *local, const struct ask *a, struct err *err)
{
	const struct elf_section section = {.name = "kprobe/f"};
	struct ext_record r = {&section, 8, {8, a->type, 0, a->kind}};

	for (uint32_t off = 1; off < local->str_end; off++)
		if (!strcmp(types_string(local, off), a->access) && !types_string(local, off - 1)[0])
			r.words[2] = off;
	return core_needs_add(needs, local, &r, err);
}

static void make_accesses(struct make *m)
{
	static const char *const all[] = {"0",    "1",   "0:0:0", "0:1",     "0:2",
					  "0:-1", "0:9", "0:",    "0:0:0:0", "7"};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		make_string(m, all[i]);
}

/* The part of @kernel that one relocation needs. */
static struct types *part_of(const struct types *kernel, const struct types *local, struct ask ask,
			     struct buf *btf)
{
	struct core_needs needs = {0};
	struct types *part = NULL;
	struct err err = {0};
	struct cut c = {0};
	int r = add(&needs, local, &ask, &err) || core_needs_index(&needs, &err) ||
		cut_open(&c, kernel, CUT_SHELL, &err);

	for (uint32_t id = 1; !r && id < kernel->count; id++)
		for (uint32_t at = core_needs_find(&needs, types_name(kernel, id)); at && !r;
		     at = needs.list[at - 1].next)
			if (types_kind(kernel, id) == types_kind(local, ask.type))
				r = core_mark(&c, &needs.list[at - 1], id, &err);
	if (r || cut_follow(&c, &err) || cut_write(&c, btf, &err) ||
	    types_open(btf->data, btf->len, NULL, &part, &err))
		printf("# %s\n", err.text);
	cut_free(&c);
	core_needs_free(&needs);
	return part;
}

/* How many members the struct of that name has; -1: there is none. */
static int members_of(const struct types *t, const char *name)
{
	uint32_t id = t ? types_find(t, name, 1u << BK_STRUCT, 1) : 0;

	return id ? (int)type_vlen(types_at(t, id)) : -1;
}

static void test_kinds(const struct types *kernel, const struct types *local)
{
	struct buf btf[6] = {0};
	struct types *t[6] = {
		part_of(kernel, local, (struct ask){T_OUTER, CORE_FIELD_OFFSET, "0:0:0"}, &btf[0]),
		part_of(kernel, local, (struct ask){T_OUTER, CORE_TYPE_SIZE, "0"}, &btf[1]),
		part_of(kernel, local, (struct ask){T_OUTER, CORE_TYPE_MATCHES, "0"}, &btf[2]),
		part_of(kernel, local, (struct ask){T_HOOK, CORE_TYPE_MATCHES, "0"}, &btf[3]),
		part_of(kernel, local, (struct ask){T_WIDE, CORE_ENUMERATOR_VALUE, "1"}, &btf[4]),
		part_of(kernel, local, (struct ask){T_DEEP, CORE_TYPE_EXISTS, "0"}, &btf[5]),
	};

	check(members_of(t[0], "outer") == 1 && members_of(t[0], "inner") == 1, "a member of a member");
	check(members_of(t[1], "outer") == 0 && members_of(t[1], "inner") == -1, "the size of a struct");
	check(members_of(t[2], "outer") == 3 && members_of(t[2], "inner") == 1, "all of what is compared");
	check(members_of(t[3], "inner") == 1 && members_of(t[3], "outer") == 0,
	      "parameters of a function are compared, after pointers only names");
	check(t[4] && t[4]->count == 2 && types_kind(t[4], 1) == BK_ENUM64 &&
		      type_enum_value(types_at(t[4], 1), 1) == 0x8000000000000000u,
	      "enumerators of 64 bits");
	check(t[5] && types_find(t[5], "deep_t", 1u << BK_TYPEDEF, 1) && members_of(t[5], "inner") == 0 &&
		      types_find(t[5], "user", 1u << BK_TYPE_TAG, 1),
	      "type tags are kept");
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		types_free(t[i]);
	for (size_t i = 0; i < sizeof(btf) / sizeof(btf[0]); i++)
		buf_free(&btf[i]);
}

static void test_bad(const struct types *local)
{
	static const struct {
		struct ask ask;
		const char *words;
	} bad[] = {
		{{T_OUTER, CORE_FIELD_OFFSET, "0:9"}, "the member does not exist"},
		{{T_OUTER, CORE_FIELD_OFFSET, "0:-1"}, "invalid access string"},
		{{T_OUTER, CORE_FIELD_OFFSET, "0:"}, "invalid access string"},
		{{T_OUTER, CORE_FIELD_EXISTS, "0:0:0:0"}, "no members"},
		{{T_OUTER, CORE_TYPE_SIZE, "1"}, "invalid access string"},
		{{T_WIDE, CORE_ENUMERATOR_VALUE, "7"}, "the enumerator does not exist"},
		{{T_OUTER, CORE_ENUMERATOR_VALUE, "0"}, "the enumerator does not exist"},
		{{T_PTR, CORE_FIELD_OFFSET, "0"}, "no name"},
		{{T_OUTER, CORE_KINDS, "0"}, "newer"},
	};
	struct core_needs needs = {0};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = {0};

		check(add(&needs, local, &bad[i].ask, &err) && strstr(err.text, bad[i].words), bad[i].words);
	}
	check(!needs.count, "what is refused is not kept");
	core_needs_free(&needs);
}

static void test_names(void)
{
	static const struct {
		const char *name;
		uint32_t length;
	} names[] = {{"task", 4},      {"task___v2", 4}, {"a___b___c", 5}, {"___b", 4},   {"task___", 7},
		     {"task____b", 9}, {"t___b", 1},     {"", 0},          {"task__b", 7}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		check(core_name_length(names[i].name) == names[i].length, names[i].name);
}

/* Whatever flavour a kernel's type has, and however short its name is: it is found by the name. */
static void test_beginnings(void)
{
	static const char *const names[] = {"t", "ab", "abc", "a_b", "__u", "task"};
	static const char *const flavours[] = {"", "___b", "___other"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		auto_make of_object = {0};
		auto_types *local = NULL;
		struct core_needs needs = {0};
		struct err err = {0};
		unsigned int found = 0;
		char name[32];

		make_type(&of_object, names[i], BK_STRUCT, 0, false, 0);
		make_string(&of_object, "0");
		local = make_open(&of_object, NULL, &err);
		check(local && !add(&needs, local, &(struct ask){1, CORE_TYPE_EXISTS, "0"}, &err) &&
			      !core_needs_index(&needs, &err),
		      err.text);
		for (size_t j = 0; j < sizeof(flavours) / sizeof(flavours[0]); j++) {
			snprintf(name, sizeof(name), "%s%s", names[i], flavours[j]);
			found += core_needs_find(&needs, name) && core_needs_may_have(&needs, name);
		}
		check(found == sizeof(flavours) / sizeof(flavours[0]), names[i]);
		check(!core_needs_may_have(&needs, "xyz"), "other names are passed over");
		core_needs_free(&needs);
	}
}

/* Split BTF and its base become one; ids stay. */
static void test_flat(const struct types *kernel)
{
	struct make m = {.is_foreign = kernel->is_foreign, .is_split = true};
	auto_types *module = NULL, *flat = NULL;
	struct err err = {0};
	auto_buf btf = {0};
	uint32_t id;

	make_word(&m, kernel->str_end);
	make_word(&m, (uint32_t)BK_TYPEDEF << 24);
	make_word(&m, T_OUTER);
	make_string(&m, "of_module");
	module = make_open(&m, kernel, &err);
	id = kernel->count;
	check(module && !wire_write_flat(module, &btf, &err) &&
		      !types_open(btf.data, btf.len, NULL, &flat, &err) && !flat->base &&
		      flat->count == id + 1 && !strcmp(types_name(flat, id), "of_module") &&
		      !strcmp(types_name(flat, types_ref(flat, id)), "outer"),
	      "a module and its kernel as one");
	make_free(&m);
}

int main(void)
{
	test_names();
	test_beginnings();
	for (int is_foreign = 0; is_foreign < 2; is_foreign++) {
		auto_make of_kernel = {.is_foreign = is_foreign}, of_object = {0};
		auto_types *kernel = NULL, *local = NULL;
		struct err err = {0};

		make_all(&of_kernel, "");
		make_all(&of_object, "___mine");
		make_accesses(&of_object);
		kernel = make_open(&of_kernel, NULL, &err);
		local = make_open(&of_object, NULL, &err);
		if (!kernel || !local) {
			check(false, err.text);
			return 1;
		}
		test_kinds(kernel, local);
		test_bad(local);
		test_flat(kernel);
	}
	return failures != 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Opening BTF: what is accepted, in which forms, and what is refused, in which words. */
#include <time.h>

#include "tests/unit/test_btf_make.h"

static void make_sample(struct make *m)
{
	uint32_t i = make_int(m, "int", 4, INT_SIGNED), p;

	make_int(m, "long int", 8, INT_SIGNED);
	p = make_type(m, "", BK_PTR, 0, false, 4);
	make_type(m, "list", BK_STRUCT, 3, true, 16);
	make_member(m, "next", p, 0);
	make_member(m, "value", i, 64);
	make_member(m, "bits", i, 5u << 24 | 96);
	make_type(m, "", BK_ARRAY, 0, false, 0);
	make_word(m, 4);
	make_word(m, i);
	make_word(m, 3);
	make_type(m, "list_t", BK_TYPEDEF, 0, false, 5);
}

static void check_sample(struct types *t, const char *what)
{
	const struct wire_type *w = t ? types_at(t, 4) : NULL;
	uint64_t size = 0;

	check(t && t->count == 7 && t->ptr_size == 8 && type_vlen(w) == 3 && type_has_flag(w) &&
		      !strcmp(types_name(t, 4), "list") &&
		      !strcmp(types_string(t, type_members(w)[2].name_off), "bits") &&
		      type_member_bit(w, &type_members(w)[2]) == 96 &&
		      type_member_bits(w, &type_members(w)[2]) == 5 && types_resolve(t, 6) == 5 &&
		      types_has_size(t, 6, &size) && size == 48 &&
		      types_find(t, "list", 1u << BK_STRUCT, 0) == 4 &&
		      types_find(t, "list", 1u << BK_UNION, 0) == 0,
	      what);
	check(t && types_kind(t, 7) == BK_VOID && types_kind(t, UINT32_MAX) == BK_VOID &&
		      !*types_string(t, UINT32_MAX),
	      "ids and names that are not there are void and empty");
}

static void test_accepted(void)
{
	for (int is_foreign = 0; is_foreign < 2; is_foreign++) {
		auto_make m = {.is_foreign = is_foreign};
		struct err err = {0};
		auto_types *t = NULL;
		auto_types *odd = NULL;
		auto_buf shifted = {0};

		make_sample(&m);
		t = make_open(&m, NULL, &err);
		check_sample(t, is_foreign ? "foreign byte order" : "own byte order");
		buf_add_char(&shifted, 0);
		buf_add(&shifted, m.image.data, m.image.len);
		if (types_open(shifted.data + 1, m.image.len, NULL, &odd, &err))
			odd = NULL;
		check_sample(odd, "at an odd address");
	}
}

static void test_truncated(void)
{
	auto_make m = {0};
	bool is_refused = true;

	make_sample(&m);
	make_image(&m);
	for (size_t len = 0; len < m.image.len; len++) {
		char *exact = malloc(len ? len : 1);
		struct types *t = NULL;
		struct err err = {0};

		memcpy(exact, m.image.data, len);
		is_refused = is_refused && types_open(exact, len, NULL, &t, &err) == -1 && err.text[0];
		types_free(t);
		free(exact);
	}
	check(is_refused, "refused wherever it is cut off");
}

static void test_headers(void)
{
	static const struct {
		size_t at;
		unsigned char value;
		const char *words;
	} cases[] = {
		{0, 0, "magic"},    {2, 2, "version 2"}, {4, 23, "header length"}, {7, 0x70, "header length"},
		{8, 2, "aligned"},  {15, 0x7f, "type"},  {19, 0x7f, "string"},     {23, 0x7f, "string"},
		{16, 4, "overlap"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		auto_make m = {0};
		struct types *t = NULL;
		struct err err = {0};
		bool is_ok;

		make_sample(&m);
		make_image(&m);
		m.image.data[cases[i].at] = (char)cases[i].value;
		is_ok = types_open(m.image.data, m.image.len, NULL, &t, &err) == -1 &&
			strstr(err.text, cases[i].words);
		check(is_ok, cases[i].words);
		if (!is_ok)
			printf("# %s\n", err.text);
		types_free(t);
	}
}

/* One type as the words are, behind an int: refused. */
static void refuse(const char *what, const char *words, size_t count, const uint32_t *body)
{
	auto_make m = {0};

	make_int(&m, "int", 4, 0);
	for (size_t i = 0; i < count; i++)
		make_word(&m, body[i]);
	check_refused(&m, words, what);
}

#define REFUSE(what, words, ...) \
	refuse(what, words, sizeof((uint32_t[]){__VA_ARGS__}) / 4, (const uint32_t[]){__VA_ARGS__})
#define INFO(kind, vlen) ((uint32_t)(kind) << 24 | (vlen))

static void test_records(void)
{
	REFUSE("kind 0", "kind 0", 0, 0, 0);
	REFUSE("unknown kind", "kind 99", 0, INFO(99, 0), 0);
	REFUSE("name outside", "name lies", 1000, INFO(BK_PTR, 0), 1);
	REFUSE("reference outside", "refers to type 9", 0, INFO(BK_PTR, 0), 9);
	REFUSE("reference far outside", "refers to type", 0, INFO(BK_CONST, 0), UINT32_MAX);
	REFUSE("element outside", "refers to type", 0, INFO(BK_ARRAY, 0), 0, 77, 1, 1);
	REFUSE("integer too wide", "invalid", 0, INFO(BK_INT, 0), 4, 33);
	REFUSE("integer too big", "invalid", 0, INFO(BK_INT, 0), 17, 8);
	REFUSE("enum of 3 bytes", "invalid", 0, INFO(BK_ENUM, 0), 3);
	REFUSE("enumerator's name", "name lies", 0, INFO(BK_ENUM, 1), 4, 5000, 1);
	REFUSE("parameter's name", "name lies", 0, INFO(BK_FUNC_PROTO, 1), 0, 5000, 1);
	REFUSE("parameter's type", "refers to type", 0, INFO(BK_FUNC_PROTO, 1), 0, 0, 50);
	REFUSE("member's name", "name lies", 0, INFO(BK_STRUCT, 1), 4, 5000, 1, 0);
	REFUSE("member's type", "refers to type", 0, INFO(BK_STRUCT, 1), 4, 0, 50, 0);
	REFUSE("member behind the end", "outside", 0, INFO(BK_STRUCT, 1), 4, 0, 1, 33);
	REFUSE("variable in section", "refers to type", 0, INFO(BK_DATASEC, 1), 4, 50, 0, 4);
	REFUSE("more members than bytes", "truncated by the end", 0, INFO(BK_STRUCT, 0xffffff), 4, 0, 1, 0);
	REFUSE("half a record", "truncated by the end", 0, INFO(BK_PTR, 0));
	REFUSE("tag below", "tag without a target", 0, INFO(BK_DECL_TAG, 0), 1, (uint32_t)-2);
	REFUSE("tag beyond", "tag on a member", 0, INFO(BK_DECL_TAG, 0), 1, 0);
	REFUSE("typedef of itself", "contains a cycle", 0, INFO(BK_TYPEDEF, 0), 2);
	REFUSE("const and pointer", "contains a cycle", 0, INFO(BK_CONST, 0), 3, 0, INFO(BK_PTR, 0), 2);
	REFUSE("array of itself", "contains a cycle", 0, INFO(BK_ARRAY, 0), 0, 2, 1, 1);
}

static void test_layout_section(void)
{
	for (int is_foreign = 0; is_foreign < 2; is_foreign++) {
		auto_make m = {.is_foreign = is_foreign, .layout_count = 31};
		struct err err = {0};
		auto_types *t = NULL;

		m.layouts[30] = (struct wire_layout){.fixed = 4, .elem = 8};
		make_int(&m, "int", 4, 0);
		make_type(&m, "new", 30, 2, false, 0);
		for (uint32_t i = 0; i < 5; i++)
			make_word(&m, i);
		make_int(&m, "behind", 4, 0);
		t = make_open(&m, NULL, &err);
		check(t && t->count == 4 && types_kind(t, 2) == 30 && !strcmp(types_name(t, 3), "behind"),
		      "a kind that only the layout section knows is stepped over");
		types_free(t);
		m.layout_gap = 1;
		t = make_open(&m, NULL, &err);
		check(t && t->count == 4, "the layout section may begin anywhere");
		types_free(t);
		t = NULL;
		m.layouts[30].elem = 7;
		check_refused(&m, "multiple of 4", "a kind of odd size is refused");
		m.layout_count = 30;
		check_refused(&m, "kind 30", "a kind without a size is refused");
	}
}

static void test_wide_vlen(void)
{
	enum { MANY = 70000 };
	auto_make m = {0};
	struct err err = {0};
	auto_types *t = NULL;

	make_int(&m, "int", 4, 0);
	make_type(&m, "many", BK_ENUM, MANY, false, 4);
	for (uint32_t i = 0; i < MANY; i++) {
		make_word(&m, 0);
		make_word(&m, i);
	}
	t = make_open(&m, NULL, &err);
	check(t && t->count == 3 && type_enum_value(types_at(t, 2), MANY - 1) == MANY - 1,
	      "more elements than 16 bits count");
}

static void test_split(void)
{
	auto_make m = {0}, more = {.is_split = true}, foreign = {.is_split = true, .is_foreign = true};
	struct err err = {0};
	auto_types *base = NULL;
	auto_types *t = NULL;
	auto_types *none = NULL;

	make_sample(&m);
	base = make_open(&m, NULL, &err);
	/* Names continue behind the base's strings. */
	make_word(&more, base->str_end);
	make_word(&more, BK_TYPEDEF << 24);
	make_word(&more, 4);
	buf_add(&more.strings, "mine", 5);
	make_image(&more);
	check(types_needs_base(more.image.data, more.image.len) &&
		      !types_needs_base(m.image.data, m.image.len),
	      "a BTF tells whether it needs a base");
	t = make_open(&more, base, &err);
	check(t && t->first_id == 7 && t->count == 8 && !strcmp(types_name(t, 7), "mine") &&
		      !strcmp(types_name(t, types_resolve(t, 7)), "list"),
	      "types and names continue those of the base");
	check_refused(&more, "its base", "without its base it is refused");
	buf_add(&foreign.strings, "x", 2);
	none = make_open(&foreign, base, &err);
	check(!none && strstr(err.text, "byte orders"), "a base of another byte order is refused");
}

static double seconds_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void test_long_chains(void)
{
	enum { LINKS = 1000000 };

	for (int is_forward = 0; is_forward < 2; is_forward++) {
		auto_make m = {0};
		double start;

		make_int(&m, "int", 4, 0);
		for (uint32_t i = 2; i < LINKS; i++)
			make_type(&m, "", BK_CONST, 0, false, is_forward ? (i + 1) % LINKS : i - 1);
		start = seconds_now();
		check_refused(&m, "too long", "a million qualifiers are refused");
		check(seconds_now() - start < 2, "and that takes no two seconds");
	}
}

static void test_large(void)
{
	auto_make big = {0};
	struct err err = {0};
	auto_types *t = NULL;
	uint64_t size = 0;

	make_int(&big, "long int", 8, 0);
	for (uint32_t i = 1; i < 4; i++) {
		make_type(&big, "", BK_ARRAY, 0, false, 0);
		make_word(&big, i);
		make_word(&big, 1);
		make_word(&big, UINT32_MAX);
	}
	t = make_open(&big, NULL, &err);
	check(t && types_has_size(t, 2, &size) && size == 8ull * UINT32_MAX && !types_has_size(t, 3, &size) &&
		      !types_has_size(t, 4, &size),
	      "a size of 2^63 and more is none");
}

int main(void)
{
	test_accepted();
	test_truncated();
	test_headers();
	test_records();
	test_layout_section();
	test_wide_vlen();
	test_split();
	test_long_chains();
	test_large();
	return failures != 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Types that lie: nothing outside of the data is read, and nothing takes long. */
#include <time.h>

#include "tests/unit/test_value_make.h"

static void test_inside_itself(void)
{
	auto_make m = {0};
	uint32_t s = make_type(&m, "s", BK_STRUCT, 2, false, 8), anonymous;
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "a", s, 0);
	make_member(&m, "b", s, 0);
	anonymous = make_type(&m, "", BK_UNION, 2, false, 0);
	make_member(&m, "", anonymous, 0);
	make_member(&m, "", anonymous, 0);
	t = make_open(&m, NULL, &err);
	check_shown(t, s, NULL, "0000000000000000",
		    "values of type 1 's' cannot be shown: nested too deeply, or contains itself",
		    "a struct in itself");
	check_shown(t, anonymous, NULL, "",
		    "values of type 2 '' cannot be shown: nested too deeply, or contains itself",
		    "an anonymous union in itself");
}

/* Level n holds level n - 1 twice. */
static void test_doubling(bool is_anonymous)
{
	auto_make m = {0};
	uint32_t inner = make_type(&m, "", BK_STRUCT, 0, false, 0);
	struct err err;
	auto_types *t = NULL;
	auto_buf is = {0};

	for (unsigned int i = 0; i < 50; i++) {
		uint32_t s = make_type(&m, "", BK_STRUCT, 2, false, 0);

		make_member(&m, is_anonymous ? "" : "a", inner, 0);
		make_member(&m, is_anonymous ? "" : "b", inner, 0);
		inner = s;
	}
	t = make_open(&m, NULL, &err);
	value_show(&is, t, inner, NULL, "");
	check_equal(buf_str(&is), "values of type 51 '' cannot be shown: too many members",
		    "two to the power of 50");
}

static void test_outside(void)
{
	auto_make m = {0};
	uint32_t u64 = make_int(&m, "u64", 8, 0), big = make_array(&m, u64, UINT32_MAX), none, s, c, name;
	struct value_options less = {.size = 8};
	struct err err;
	auto_types *t = NULL;

	none = make_type(&m, "none", BK_STRUCT, 0, false, 0);
	none = make_array(&m, none, UINT32_MAX);
	c = make_int(&m, "char", 1, INT_SIGNED);
	name = make_array(&m, c, 100);
	s = make_type(&m, "s", BK_STRUCT, 6, true, 16);
	make_member(&m, "ok", u64, 64);
	make_member(&m, "half", u64, 96);
	make_member(&m, "big", big, 0);
	make_member(&m, "none", none, 0);
	make_member(&m, "name", name, 0);
	make_member(&m, "bits", u64, 255u << 24 | 0);
	t = make_open(&m, NULL, &err);
	check(!t, "a bit-field outside is refused when the types are read");
	m.types.len -= 4;
	make_word(&m, 8u << 24 | 4);
	t = make_open(&m, NULL, &err);
	check_shown(t, s, NULL, "00000000000000000100000000000000",
		    "{\"ok\":1,\"half\":null,\"big\":null,\"none\":[],\"name\":null,\"bits\":0}",
		    "what lies outside is null");
	check_shown(t, s, &less, "0000000000000001",
		    "{\"ok\":null,\"half\":null,\"big\":null,\"none\":[],\"name\":null,\"bits\":0}",
		    "likewise with less data than the type says");
	check_shown(t, s, NULL, "00", "1 bytes of data, but the type has 16", "too little data is told");
	check_parsed(t, s, NULL, "{.half = 1}", "value.half: values of this type cannot be written");
}

/* 100,000 arrays on top of each other. */
static void test_overlapping(void)
{
	auto_make m = {0};
	uint32_t u8 = make_int(&m, "u8", 1, 0), a = make_array(&m, u8, 100000), s;
	struct err err;
	auto_types *t = NULL;

	s = make_type(&m, "s", BK_UNION, 50000, false, 100000);
	for (unsigned int i = 0; i < 50000; i++)
		make_member(&m, "a", a, 0);
	t = make_open(&m, NULL, &err);
	check_shown(t, s, NULL, "", "values of type 3 's' cannot be shown: too many overlapping members",
		    "much out of little");
}

int main(void)
{
	struct timespec start, end;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	test_inside_itself();
	test_doubling(false);
	test_doubling(true);
	test_outside();
	test_overlapping();
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	check(end.tv_sec - start.tv_sec < 3, "in no time");
	return failures != 0;
}

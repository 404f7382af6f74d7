/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is asked of elements: expressions, orders, several values as one; and how mistakes are told. */
#include "tests/unit/test_query_make.h"

static struct query_host host;
static const struct query_value value = {
	.packets = UINT64_MAX,
	.rtt = -5,
	.load = 0.5f,
	.share = -1e300,
	.comm = "nginx",
	.marks = {1, 2, 65535},
	.verdict = 200,
	.is_up = true,
	.wide = (unsigned __int128)1 << 100,
};
static const uint32_t key = 7;

static struct entry entry_of(const struct query_value *v, size_t count)
{
	return (struct entry){
		.v = &host.v,
		.key = (const unsigned char *)&key,
		.value = (const unsigned char *)v,
		.value_size = count * sizeof(*v),
	};
}

/* 1, 0, or -1 where it is no expression. */
static int answer(const char *where, struct err *err)
{
	const struct entry e = entry_of(&value, 1);
	struct filter f;
	int r;

	if (filter_make(&host.of, where, &f, err))
		return -1;
	r = filter_accepts(&f, &e);
	filter_free(&f);
	return r;
}

static void test_answers(void)
{
	static const struct {
		const char *where;
		int should;
	} cases[] = {
		{"key == 7", 1},
		{" ( key==7 ) ", 1},
		{"key != 7", 0},
		{"!key", 0},
		{"!!key", 1},
		{"key < 7 || key > 7", 0},
		{"key <= 7 && key >= 7", 1},
		{"0 || 0 || 1", 1},
		{"1 && 1 && 0", 0},
		{"0 && 1 || 1", 1},
		{"1 || 1 && 0", 1},
		{"!(0 && 1) && !0", 1},
		{"7 == key", 1},
		{"value.packets == 18446744073709551615", 1},
		{"value.packets > -1", 1},
		{"value.packets == -1", 0},
		{"value.packets > 18446744073709551614.5", 1},
		{"value.rtt < 0", 1},
		{"value.rtt == -5", 1},
		{"value.rtt < value.packets", 1},
		{"value.rtt == 4294967291", 0},
		{"value.load == 0.5", 1},
		{"value.load < 1", 1},
		{"value.share < -9e299", 1},
		{"value.comm == \"nginx\"", 1},
		{"value.comm != 'nginx'", 0},
		{"value.comm < 'nginy' && value.comm > 'ngin' && value.comm > ''", 1},
		{"value.comm", 1},
		{"value.comm ~ 'ng*x'", 1},
		{"value.comm ~ ng*x && key == 7", 1},
		{"(value.comm ~ [mn]?inx)", 1},
		{"value.comm ~ 'ng'", 0},
		{"value.comm !~ 'x*'", 1},
		{"!value.comm ~ 'x*'", 1},
		{"value.marks[2] == 0xffff", 1},
		{"value.marks[0]", 1},
		{"value.verdict == C", 1},
		{"C == value.verdict", 1},
		{"value.verdict == \"C\"", 1},
		{"value.verdict != A && value.verdict > B", 1},
		{"value.is_up == true", 1},
		{"value.is_up && !false", 1},
		{"value.wide == 1267650600228229401496703205376", 1},
		{"value.wide > value.packets", 1},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err = {0};
		int is = answer(cases[i].where, &err);

		check(is == cases[i].should, cases[i].where);
		if (is < 0)
			printf("# %s\n", err.text);
	}
}

static void test_mistakes(void)
{
	static const struct {
		const char *where, *text, *hint;
	} cases[] = {
		{"", "--where, character 1: expected a part, a number or a string at the end", ""},
		{"value.packts == 1", "--where, character 1: value.packts: no member 'packts'",
		 "did you mean 'packets'?"},
		{"1 && value.verdict == NOTHING", "--where, character 23: unknown name 'NOTHING'", ""},
		{"packets", "--where, character 1: unknown name 'packets'", "did you mean 'value.packets'?"},
		{"key == D", "--where, character 8: unknown name 'D'", ""},
		{"value.marks[3]", "--where, character 1: value.marks[3]: index is out of range (3 elements)",
		 ""},
		{"value.marks",
		 "--where, character 1: this part is a structure or list: specify one of its parts", ""},
		{"value.comm == 5", "--where, character 15: a number cannot be compared with a string", ""},
		{"value.rtt == 'ab'", "--where, character 14: a number cannot be compared with a string", ""},
		{"cpu == 1", "--where, character 1: cpu: parts of an element start with key or value", ""},
		{"key == 1 )", "--where, character 10: expected '&&', '||' or the end", ""},
		{"key = 1", "--where, character 5: use '==' to compare", ""},
		{"'abc", "--where, character 1: missing closing quote", ""},
		{"key == 99999999999999999999999999999999999999999", "--where, character 8: not a number",
		 ""},
	};
	char deep[512];
	struct err err;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		err = (struct err){0};
		check(answer(cases[i].where, &err) < 0 && err.kind == ERR_USAGE, cases[i].where);
		check_equal(err.text, cases[i].text, cases[i].where);
		check_equal(err.hint, cases[i].hint, cases[i].where);
	}
	memset(deep, '!', sizeof(deep) - 2);
	deep[sizeof(deep) - 2] = '1';
	deep[sizeof(deep) - 1] = '\0';
	err = (struct err){0};
	check(answer(deep, &err) < 0 && !strcmp(err.text, "--where, character 101: nested too deeply"),
	      "five hundred '!'");
}

static struct number put_together(const char *path, enum value_agg agg, const struct query_value *values,
				  uint32_t count)
{
	const struct value_copies copies = {values, sizeof(*values), count, agg};
	struct value_field field;
	struct number n = {0};
	struct err err = {0};

	if (value_field_find(host.v.value_plan, path, &field, &err) ||
	    !value_field_agg(host.v.value_plan, &field, &copies, &n))
		n.magnitude = 424242;
	return n;
}

static void check_agg(const char *path, enum value_agg agg, const struct query_value *values, uint32_t count,
		      const char *should)
{
	struct number n = put_together(path, agg, values, count);
	char text[VALUE_NUMBER_LEN];

	value_number_write(&n, text);
	check_equal(text, should, path);
}

static void test_agg(void)
{
	static const struct query_value values[] = {
		{.packets = UINT64_MAX, .rtt = -5, .load = 0.5f, .marks = {1}, .comm = "a"},
		{.packets = UINT64_MAX, .rtt = 3, .load = 0.25f, .marks = {65535}, .comm = "a"},
		{.packets = 4, .rtt = 1, .load = -2, .marks = {3}, .comm = "b"},
	};

	check_agg("packets", VALUE_AGG_SUM, values, 3, "36893488147419103234");
	check_agg("packets", VALUE_AGG_MIN, values, 3, "4");
	check_agg("packets", VALUE_AGG_MAX, values, 3, "18446744073709551615");
	check_agg("packets", VALUE_AGG_AVG, values, 3, "12297829382473034411");
	check_agg("rtt", VALUE_AGG_SUM, values, 3, "-1");
	check_agg("rtt", VALUE_AGG_SUM, values, 2, "-2");
	check_agg("rtt", VALUE_AGG_MIN, values, 3, "-5");
	check_agg("rtt", VALUE_AGG_MAX, values, 3, "3");
	check_agg("rtt", VALUE_AGG_AVG, values, 2, "-1");
	check_agg("rtt", VALUE_AGG_AVG, values + 1, 2, "2");
	check_agg("load", VALUE_AGG_SUM, values, 3, "-1.25");
	check_agg("load", VALUE_AGG_MIN, values, 3, "-2.0");
	check_agg("load", VALUE_AGG_AVG, values, 2, "0.375");
	check_agg("marks[0]", VALUE_AGG_SUM, values, 3, "65539");
	check_agg("marks[0]", VALUE_AGG_AVG, values + 1, 2, "32769");
	check_agg("comm", VALUE_AGG_SUM, values, 2, "424242");
}

static int note_packets(void *arg, const void *rec, struct err *err)
{
	const struct entry *e = rec;
	struct query_value v;

	(void)err;
	memcpy(&v, e->value, sizeof(v));
	buf_printf(arg, "%llu ", (unsigned long long)v.packets);
	return 0;
}

static void check_order_of(const char *const *by, uint64_t most, const char *should)
{
	static const uint64_t packets[] = {5, 9, 1, 7, 9, 3, 2};
	struct err err = {0};
	struct ranking r;
	auto_buf is = {0};

	check(!ranking_open(&r, &host.of, by, most, &err), *by);
	for (size_t i = 0; i < sizeof(packets) / sizeof(packets[0]); i++) {
		const struct query_value v = {.packets = packets[i]};
		const struct entry e = entry_of(&v, 1);

		check(!ranking_add(&r, &e, &err), "kept");
	}
	ranking_walk(&r, note_packets, &is, &err);
	ranking_close(&r);
	check_equal(buf_str(&is), should, *by);
}

static void check_order(const char *by, uint64_t most, const char *should)
{
	check_order_of((const char *const[]){by, NULL}, most, should);
}

static void test_order(void)
{
	check_order("value.packets", 0, "1 2 3 5 7 9 9 ");
	check_order("-value.packets", 0, "9 9 7 5 3 2 1 ");
	check_order("value.packets", 3, "1 2 3 ");
	check_order("-value.packets", 3, "9 9 7 ");
	check_order("-value.packets", 1, "9 ");
	check_order("value.packets", 100, "1 2 3 5 7 9 9 ");
	/* What is equal stays in the order in which it came. */
	check_order("key", 0, "5 9 1 7 9 3 2 ");
	check_order("key", 2, "5 9 ");
	check_order_of((const char *const[]){"key", "-value.packets", NULL}, 3, "9 9 7 ");
}

int main(void)
{
	if (!query_host_open(&host, BPF_MAP_TYPE_HASH))
		return 1;
	test_answers();
	test_mistakes();
	test_agg();
	test_order();
	query_host_close(&host);
	return failures != 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What users may write for a value, what is refused and in which words; parts of values by their paths. */
#include "tests/unit/test_value_make.h"

enum { S_SIZE = 24 };

/* struct s { u8 flags; s8 low; u16 port; enum e mode; char comm[8]; struct { u16 x, y; } at[2]; }; */
static uint32_t sample(struct make *m)
{
	uint32_t u8 = make_int(m, "unsigned char", 1, 0), s8 = make_int(m, "signed char", 1, INT_SIGNED);
	uint32_t u16 = make_int(m, "short unsigned int", 2, 0), c = make_int(m, "char", 1, INT_SIGNED);
	uint32_t e = make_enum(m, 4, false, 3, (int64_t[]){1, 2, 4}), comm = make_array(m, c, 8), at, xy, s;

	xy = make_type(m, "xy", BK_STRUCT, 2, false, 4);
	make_member(m, "x", u16, 0);
	make_member(m, "y", u16, 16);
	at = make_array(m, xy, 2);
	s = make_type(m, "s", BK_STRUCT, 6, false, S_SIZE);
	make_member(m, "flags", u8, 0);
	make_member(m, "low", s8, 8);
	make_member(m, "port", u16, 16);
	make_member(m, "mode", e, 32);
	make_member(m, "comm", comm, 64);
	make_member(m, "at", at, 128);
	return s;
}

struct given {
	const char *text, *should;
};

static const struct given accepted[] = {
	{"{\"flags\": 255, \"comm\": \"bash\"}", "ff00000000000000 6261736800000000 0000000000000000"},
	{"{.flags = 0x10, .comm = \"bash\", }", "1000000000000000 6261736800000000 0000000000000000"},
	{"{ flags: 1, low: -128, port: 65535 }", "0180ffff00000000 0000000000000000 0000000000000000"},
	{"{1, 2, 3, B, \"x\", {{4, 5}, {6, 7}}};", "0102030002000000 7800000000000000 0400050006000700"},
	{"{.port = 3, A}", "0000030001000000 0000000000000000 0000000000000000"},
	{"{.at = {[1] = {.y = 9}}}", "0000000000000000 0000000000000000 0000000000000900"},
	{"{.at[1].y = 9, .at[0].x = 010}", "0000000000000000 0000000000000000 0800000000000900"},
	{"{.at = {[1].x = 0b11}}", "0000000000000000 0000000000000000 0000000003000000"},
	{"{\"at\": [[1]]}", "value.at[0]: expected '{', since the value has members at '[1]]}'"},
	{"{\"mode\": \"A|C\"}", "0000000005000000 0000000000000000 0000000000000000"},
	{"{.mode = A | B | 8}", "000000000b000000 0000000000000000 0000000000000000"},
	{"{.flags = 'a', .low = '\\n', .comm = {'x', [3] = '\\x41'}}",
	 "610a000000000000 7800004100000000 0000000000000000"},
	{"{\"comm\": \"\\u00e4\\t\\\"\"}", "0000000000000000 c3a4092200000000 0000000000000000"},
	{"{\"low\": 0, \"port\": 0x10}", "0000100000000000 0000000000000000 0000000000000000"},
	{"{\"flags\": \"12\", \"port\": 7ull}", "0c00070000000000 0000000000000000 0000000000000000"},
	{"{}", "0000000000000000 0000000000000000 0000000000000000"},
	{" { } ", "0000000000000000 0000000000000000 0000000000000000"},
};

static const struct given refused[] = {
	{"{.flags = 300}", "value.flags: 300 does not fit an unsigned 8-bit integer (at most 255)"},
	{"{.flags = -1}", "value.flags: -1 does not fit an unsigned 8-bit integer (at least 0)"},
	{"{.low = 128}", "value.low: 128 does not fit a signed 8-bit integer (-128 to 127)"},
	{"{.low = -129}", "value.low: -129 does not fit a signed 8-bit integer (-128 to 127)"},
	{"{.port = 340282366920938463463374607431768211456}",
	 "value.port: 340282366920938463463374607431768211456 does not fit an unsigned 16-bit integer (at "
	 "most 65535)"},
	{"{.port = 1.5}", "value.port: 1.5 is not a whole number"},
	{"{.port = 1e3}", "value.port: 1e3 is not a whole number"},
	{"{.port = 12x}", "value.port: '12x' is not a number"},
	{"{.port = }", "value.port: expected a value"},
	{"{.port = {1}}", "value.port: expected a single value at '{1}}'"},
	{"{.prot = 1}", "value.prot: no such member"},
	{"{.at[0].z = 1}", "value.at[0].z: no such member"},
	{"{.at[2].x = 1}", "value.at[2]: index is out of range (2 elements)"},
	{"{.at = {{}, {}, {}}}", "value.at[2]: index is out of range (2 elements)"},
	{"{.mode = D}", "value.mode: 'D' is not a number or a name of this enum"},
	{"{.mode = A|}", "value.mode: expected a value"},
	{"{.comm = \"12345678\"}", "value.comm: 8 characters and a NUL do not fit in 8 bytes"},
	{"{.comm = 5}", "value.comm: expected '[' or '{', since the value has elements at '5}'"},
	{"{\"comm\": \"ab}", "value.comm: missing closing quote at the end of the text"},
	{"{.comm = \"\\q\"}", "value.comm: unknown escape sequence at 'q\"}'"},
	{"{.comm = \"\\ud800\"}", "value.comm: unpaired surrogate at '\"}'"},
	{"{.flags = 1, .flags = 2}", "value.flags: given twice"},
	{"{1, 2, 3, 4, \"\", {}, 7}", "value: more values than members"},
	{"{\"port\": 010}", "value.port: 010: numbers in JSON do not begin with 0"},
	{"{\"at\": [{\"x\": -01}]}", "value.at[0].x: -01: numbers in JSON do not begin with 0"},
	{"{1 2}", "value.flags: '1 2' is not a number"},
	{"{.flags = 1", "value: expected ',' or '}' at the end of the text"},
	{"{} x", "value: unexpected text at 'x'"},
	{"7", "value: expected '{', since the value has members at '7'"},
	{"", "value: expected '{', since the value has members at the end of the text"},
	{"{.}", "value: expected a member name at '}'"},
};

static void test_given(const struct types *t, uint32_t s)
{
	for (size_t i = 0; i < sizeof(accepted) / sizeof(accepted[0]); i++) {
		char plain[100] = "";
		const char *from = accepted[i].should;

		if (strchr(from, ':')) {
			check_parsed(t, s, NULL, accepted[i].text, from);
			continue;
		}
		for (size_t n = 0; *from; from++)
			if (*from != ' ')
				plain[n++] = *from;
		check_parsed(t, s, NULL, accepted[i].text, plain);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		check_parsed(t, s, NULL, refused[i].text, refused[i].should);
}

static void test_untouched(const struct types *t, uint32_t s)
{
	uint8_t bytes[S_SIZE], was[S_SIZE];
	auto_value_plan *p = NULL;
	struct err err = {0};

	memset(bytes, 0xaa, sizeof(bytes));
	memcpy(was, bytes, sizeof(was));
	check(!value_plan_make(t, s, NULL, &p, &err) && value_plan_size(p) == S_SIZE, "a plan");
	check(value_parse(p, "value", "{1, 2, 3, Z}", bytes, NULL, &err) && err.kind == ERR_USAGE &&
		      !memcmp(bytes, was, sizeof(bytes)),
	      "nothing is stored when anything is refused");
	check_equal(err.hint, "valid names: A, B, C", "an enum's names are told");
	value_parse(p, "value", "{.prot = 1}", bytes, NULL, &err);
	check_equal(err.hint, "did you mean 'port'?", "a mistyped member is guessed");
	check(value_print(NULL, NULL, p, bytes, S_SIZE - 1, &err) == -1, "less data than the type has");
	check_equal(err.text, "23 bytes of data, but the type has 24", "is told");
}

static void test_floats(void)
{
	auto_make m = {0};
	uint32_t f = make_type(&m, "float", BK_FLOAT, 0, false, 4),
		 d = make_type(&m, "double", BK_FLOAT, 0, false, 8);
	uint32_t u64 = make_int(&m, "long unsigned int", 8, 0);
	struct err err;
	auto_types *t = make_open(&m, NULL, &err);

	check_parsed(t, f, NULL, "16777216", "0000804b");
	check_parsed(t, f, NULL, "16777217",
		     "value: 16777217: cannot be represented exactly in this floating point type");
	check_parsed(t, f, NULL, "1e39", "value: 1e39: out of range for this floating point type");
	check_parsed(t, d, NULL, "-1e39", "1d4a9cf4878207c8");
	check_parsed(t, d, NULL, "1e-400", "value: 1e-400: out of range for this floating point type");
	check_parsed(t, d, NULL, "0e5", "0000000000000000");
	check_parsed(t, d, NULL, "0x10", "0000000000003040");
	check_parsed(t, f, NULL, "\"NaN\"", "0000c07f");
	check_parsed(t, f, NULL, "NaN", "0000c07f");
	check_parsed(t, f, NULL, "\"-Infinity\"", "000080ff");
	check_parsed(t, f, NULL, "\"inf\"", "0000807f");
	check_parsed(t, d, NULL, "one", "value: one: not a number");
	check_parsed(t, d, NULL, "", "value: expected a number");
	check_parsed(t, u64, NULL, "18446744073709551615", "ffffffffffffffff");
	check_parsed(t, u64, NULL, "18446744073709551616",
		     "value: 18446744073709551616 does not fit an unsigned 64-bit integer (at most "
		     "18446744073709551615)");
}

/* What is no truth value is stored only when that is asked for. */
static void test_bools(void)
{
	auto_make m = {0};
	uint32_t yes = make_int(&m, "_Bool", 1, INT_BOOL), s = make_type(&m, "s", BK_STRUCT, 2, true, 2);
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "on", yes, 0);
	make_member(&m, "bit", yes, 1U << 24 | 8);
	t = make_open(&m, NULL, &err);
	check_parsed(t, s, NULL, "{true, 1}", "0101");
	check_parsed(t, s, NULL, "{\"on\": \"true\", \"bit\": 0x1}", "0101");
	check_parsed(t, s, NULL, "{\"on\": \"0x2\"}", "0200");
	check_parsed(t, s, NULL, "{2}", "value.on: '2' is not true or false");
	check_parsed(t, s, NULL, "{-1}", "value.on: '-1' is not true or false");
	check_parsed(t, s, NULL, "{\"on\": \"0x100\"}", "value.on: '0x100' is not true or false");
	check_parsed(t, s, NULL, "{.bit = \"0x2\"}", "value.bit: '0x2' is not true or false");
	check_parsed(t, s, NULL, "{.bit = yes}", "value.bit: 'yes' is not true or false");
}

/* struct u { u8 kind; union { u32 word; u8 bytes[4]; }; u8 last; }; */
static void test_unions(void)
{
	auto_make m = {0};
	uint32_t u8 = make_int(&m, "unsigned char", 1, 0), u32 = make_int(&m, "unsigned int", 4, 0);
	uint32_t bytes = make_array(&m, u8, 4), u, s;
	struct err err;
	auto_types *t = NULL;

	u = make_type(&m, "", BK_UNION, 2, false, 4);
	make_member(&m, "word", u32, 0);
	make_member(&m, "bytes", bytes, 0);
	s = make_type(&m, "s", BK_STRUCT, 3, false, 12);
	make_member(&m, "kind", u8, 0);
	make_member(&m, "", u, 32);
	make_member(&m, "last", u8, 64);
	t = make_open(&m, NULL, &err);
	check_parsed(t, s, NULL, "{\"word\": 258}", "000000000201000000000000");
	check_parsed(t, s, NULL, "{\"word\": 258, \"bytes\": [2, 1, 0, 0]}", "000000000201000000000000");
	check_parsed(t, s, NULL, "{\"word\": 258, \"bytes\": [2]}", "000000000201000000000000");
	check_parsed(t, s, NULL, "{\"word\": 258, \"bytes\": [3]}",
		     "value.bytes[0]: contradicts another member of the same union");
	check_parsed(t, s, NULL, "{.bytes = {1}, .word = 0}",
		     "value.word: contradicts another member of the same union");
}

/* What was not named may be lost: callers are told. */
static void test_whole(const struct types *t, uint32_t s)
{
	static const struct {
		const char *text;
		bool is_whole;
	} cases[] = {
		{"{}", false},
		{"{1, 2, 3, B, \"x\", {{4, 5}, {6, 7}}}", true},
		{"{1, 2, 3, B, \"\", {{4, 5}, {6}}}", false},
		{"{1, 2, 3, B, \"x\", {{4, 5}}}", false},
		{"{\"flags\":0,\"low\":0,\"port\":0,\"mode\":\"A\",\"at\":[{\"x\":0,\"y\":0},{\"x\":0,\"y\":0}]}",
		 false},
	};
	auto_value_plan *p = NULL;
	uint8_t bytes[S_SIZE];
	struct err err = {0};

	value_plan_make(t, s, NULL, &p, &err);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool is_whole = !cases[i].is_whole;

		check(!value_parse(p, "value", cases[i].text, bytes, &is_whole, &err) &&
			      is_whole == cases[i].is_whole,
		      cases[i].text);
	}
}

static void field_show(struct buf *to, const struct value_plan *p, const char *path, const void *data)
{
	struct out *o = out_new_writer(keep_text, to, OUT_JSON);
	struct value_field field;
	struct err err = {0};

	buf_reset(to);
	if (value_field_find(p, path, &field, &err) ||
	    value_field_print(o, NULL, p, &field, data, S_SIZE, &err))
		buf_add_str(to, err.text);
	else
		out_finish(o, &err);
	to->len -= to->len && to->data[to->len - 1] == '\n';
	out_free(o);
}

static void test_fields(const struct types *t, uint32_t s)
{
	static const struct given shown[] = {
		{"at[1].y", "7"},
		{"mode", "\"B\""},
		{"comm", "\"x\""},
		{"at[0]", "{\"x\":4,\"y\":5}"},
		{"", "{\"flags\":1,\"low\":-2,\"port\":3,\"mode\":\"B\",\"comm\":\"x\",\"at\":[{\"x\":4,"
		     "\"y\":5},{\"x\":6,\"y\":7}]}"},
		{"at[2]", "at[2]: index is out of range (2 elements)"},
		{"at[x]", "at[x]: expected an index in brackets"},
		{"mode[0]", "mode[0]: not a list"},
		{"at[0].z", "at[0].z: no member 'z'"},
		{"fla", "fla: no member 'fla'"},
		{"at.", "at.: no member ''"},
	};
	auto_value_plan *p = NULL;
	struct value_field field;
	uint8_t bytes[S_SIZE];
	struct err err = {0};
	auto_buf is = {0};
	struct number n;

	value_plan_make(t, s, NULL, &p, &err);
	value_parse(p, "value", "{1, -2, 3, B, \"x\", {{4, 5}, {6, 7}}}", bytes, NULL, &err);
	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
		field_show(&is, p, shown[i].text, bytes);
		check_equal(buf_str(&is), shown[i].should, shown[i].text);
	}
	check(!value_field_find(p, "low", &field, &err) && value_field_number(p, &field, bytes, S_SIZE, &n) &&
		      n.is_negative && n.magnitude == 2 && value_field_class(p, &field) == VALUE_IS_NUMBER,
	      "a field as a number");
	check(!value_field_find(p, "at[0]", &field, &err) &&
		      !value_field_parse(p, &field, "at[0]", "{.y = 9}", bytes, S_SIZE, &err),
	      "one field is set");
	field_show(&is, p, "at", bytes);
	check_equal(buf_str(&is), "[{\"x\":0,\"y\":9},{\"x\":6,\"y\":7}]", "and the others stay");
}

/* A float is compared as it is shown, and so are sums of floats. */
static void test_float_numbers(void)
{
	auto_make m = {0};
	uint32_t f = make_type(&m, "float", BK_FLOAT, 0, false, 4);
	struct err err = {0};
	auto_types *t = make_open(&m, NULL, &err);
	auto_value_plan *p = NULL;
	const float both[] = {0.1f, 0.2f};
	const struct value_copies copies = {both, sizeof(both[0]), 2, VALUE_AGG_SUM};
	struct value_field field = {0};
	char text[VALUE_NUMBER_LEN];
	struct number is, should;

	value_plan_make(t, f, NULL, &p, &err);
	check(value_field_number(p, &field, both, sizeof(both[0]), &is) && number_parse("0.1", 3, &should) &&
		      !number_compare(&is, &should),
	      "0.1 is equal to 0.1");
	check(number_parse("0.10000001", 10, &should) && number_compare(&is, &should) < 0,
	      "and to nothing else");
	check(value_field_agg(p, &field, &copies, &is) && value_number_write(&is, text), "a sum");
	check_equal(text, "0.3", "of floats is a float");
}

int main(void)
{
	auto_make m = {0};
	uint32_t s = sample(&m);
	struct err err;
	auto_types *t = make_open(&m, NULL, &err);

	test_given(t, s);
	test_untouched(t, s);
	test_floats();
	test_float_numbers();
	test_bools();
	test_unions();
	test_whole(t, s);
	test_fields(t, s);
	return failures != 0;
}

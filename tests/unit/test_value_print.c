/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Every kind of value as it is shown, and read back from that. */
#include "tests/unit/test_value_make.h"

static void test_integers(void)
{
	auto_make m = {0};
	uint32_t u8 = make_int(&m, "unsigned char", 1, 0), s8 = make_int(&m, "signed char", 1, INT_SIGNED);
	uint32_t u64 = make_int(&m, "long unsigned int", 8, 0), s64 = make_int(&m, "long int", 8, INT_SIGNED);
	uint32_t u128 = make_int(&m, "u128", 16, 0), s128 = make_int(&m, "s128", 16, INT_SIGNED);
	uint32_t yes = make_int(&m, "_Bool", 1, INT_BOOL), c = make_int(&m, "char", 1, INT_CHAR);
	uint32_t odd = make_int(&m, "u24", 3, 0), none = make_int(&m, "u0", 0, 0);
	struct err err;
	auto_types *t = make_open(&m, NULL, &err);

	check_both(t, u8, "ff", "255", "u8");
	check_both(t, s8, "ff", "-1", "s8");
	check_both(t, u64, "ffffffffffffffff", "18446744073709551615", "u64, beyond what doubles hold");
	check_both(t, s64, "0000000000000080", "-9223372036854775808", "the lowest s64");
	check_both(t, u128, "feffffffffffffffffffffffffffffff", "\"0xfffffffffffffffffffffffffffffffe\"",
		   "u128");
	check_both(t, u128, "34120000000000000000000000000000", "\"0x1234\"", "small u128");
	check_both(t, s128, "feffffffffffffffffffffffffffffff", "\"-0x2\"", "s128");
	check_both(t, s128, "00000000000000000000000000000080", "\"-0x80000000000000000000000000000000\"",
		   "the lowest s128");
	check_both(t, yes, "01", "true", "true");
	check_both(t, yes, "00", "false", "false");
	check_both(t, yes, "02", "\"0x2\"", "a bool that is neither");
	check_both(t, c, "22", "\"\\\"\"", "a character is escaped");
	check_both(t, c, "37", "\"7\"", "a digit is a character");
	check_both(t, c, "07", "7", "what cannot be printed is a number");
	check_both(t, odd, "010203", "197121", "three bytes");
	check_shown(t, none, NULL, "", "null", "no bytes");
}

static void test_big_endian(void)
{
	auto_make m = {.is_foreign = true};
	uint32_t u32 = make_int(&m, "unsigned int", 4, 0), s16 = make_int(&m, "short", 2, INT_SIGNED);
	uint32_t u128 = make_int(&m, "u128", 16, 0), s = make_type(&m, "bits", BK_STRUCT, 3, true, 4), f, e;
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "a", u32, 3u << 24 | 0);
	make_member(&m, "b", u32, 13u << 24 | 3);
	make_member(&m, "c", u32, 16u << 24 | 16);
	f = make_type(&m, "double", BK_FLOAT, 0, false, 8);
	e = make_enum(&m, 4, true, 2, (int64_t[]){1, -2});
	t = make_open(&m, NULL, &err);
	check_both(t, u32, "01020304", "16909060", "u32 of the other byte order");
	check_both(t, s16, "fffe", "-2", "s16 of the other byte order");
	check_both(t, u128, "00000000000000010000000000000002", "\"0x10000000000000002\"",
		   "u128 of the other byte order");
	check_both(t, s, "a0010304", "{\"a\":5,\"b\":1,\"c\":772}", "bit-fields of the other byte order");
	check_both(t, f, "3ff8000000000000", "1.5", "a double of the other byte order");
	check_both(t, e, "fffffffe", "\"B\"", "an enum of the other byte order");
}

static void test_bitfields(void)
{
	auto_make m = {0};
	uint32_t s32 = make_int(&m, "int", 4, INT_SIGNED), u128 = make_int(&m, "u128", 16, 0);
	uint32_t yes = make_int(&m, "_Bool", 1, INT_BOOL), e = make_enum(&m, 4, true, 2, (int64_t[]){1, -2});
	uint32_t s = make_type(&m, "s", BK_STRUCT, 4, true, 2), bits3, old, wide;
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "i", s32, 3u << 24 | 0);
	make_member(&m, "y", yes, 1u << 24 | 3);
	make_member(&m, "e", e, 2u << 24 | 4);
	make_member(&m, "j", s32, 9u << 24 | 6);
	bits3 = make_type(&m, "int", BK_INT, 0, false, 4);
	make_word(&m, INT_SIGNED << 24 | 2 << 16 | 3);
	old = make_type(&m, "old", BK_STRUCT, 2, false, 4);
	make_member(&m, "a", bits3, 0);
	make_member(&m, "b", bits3, 3);
	wide = make_type(&m, "wide", BK_STRUCT, 1, true, 20);
	make_member(&m, "w", u128, 125u << 24 | 5);
	t = make_open(&m, NULL, &err);
	check_both(t, s, "ae7f", "{\"i\":-2,\"y\":true,\"e\":\"B\",\"j\":-2}",
		   "bit-fields have their signs and names");
	check_both(t, old, "58000000", "{\"a\":-2,\"b\":2}", "bit-fields whose integers hold the width");
	check_both(t, wide, "2000000000000000000000000000000002000000",
		   "{\"w\":\"0x10000000000000000000000000000001\"}", "125 bits in 17 bytes");
}

static void test_enums(void)
{
	auto_make m = {0};
	struct value_options numeric = {.is_numeric = true};
	uint32_t e1 = make_enum(&m, 1, false, 2, (int64_t[]){200, 7}),
		 e2 = make_enum(&m, 2, false, 1, (int64_t[]){60000});
	uint32_t old = make_enum(&m, 4, false, 2, (int64_t[]){-1, 5}),
		 flags = make_enum(&m, 4, false, 3, (int64_t[]){1, 4, 16});
	uint32_t state = make_enum(&m, 4, false, 3, (int64_t[]){0, 1, 2});
	uint32_t e64 = make_enum(&m, 8, false, 2, (int64_t[]){INT64_C(1) << 40, 3}),
		 s64 = make_enum(&m, 8, true, 1, (int64_t[]){-1});
	uint32_t mixed = make_enum(&m, 1, false, 3, (int64_t[]){1, 8, 200}),
		 bits = make_type(&m, "bits", BK_STRUCT, 2, true, 4);
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "number", mixed, 6U << 24);
	make_member(&m, "flags", flags, 3U << 24 | 8);
	t = make_open(&m, NULL, &err);
	check_both(t, bits, "09050000", "{\"number\":9,\"flags\":\"A|B\"}",
		   "what a bit-field has no room for tells flags from numbers");
	check_both(t, e1, "c8", "\"A\"", "an enum of one byte is not signed");
	check_both(t, e2, "60ea", "\"A\"", "nor one of two");
	check_both(t, e1, "c9", "201", "a value without a name");
	check_both(t, old, "ffffffff", "\"A\"", "writers that do not tell the sign");
	check_shown(t, old, &numeric, "05000000", "5", "numbers where they are wanted");
	check_both(t, flags, "15000000", "\"A|B|C\"", "flags");
	check_both(t, flags, "17000000", "23", "flags with a bit too many");
	check_both(t, flags, "00000000", "0", "no flags");
	check_both(t, state, "03000000", "3", "a count is no flags");
	check_both(t, e64, "0000000000010000", "\"A\"", "an enum of eight bytes");
	check_both(t, e64, "f0ffffffffffffff", "18446744073709551600", "unsigned where it is");
	check_both(t, s64, "feffffffffffffff", "-2", "signed where it is");
}

static void test_floats(void)
{
	auto_make m = {0};
	uint32_t f = make_type(&m, "float", BK_FLOAT, 0, false, 4),
		 d = make_type(&m, "double", BK_FLOAT, 0, false, 8);
	uint32_t h = make_type(&m, "half", BK_FLOAT, 0, false, 2),
		 l = make_type(&m, "long double", BK_FLOAT, 0, false, 16);
	struct err err;
	auto_types *t = make_open(&m, NULL, &err);

	check_both(t, f, "cdcccc3d", "0.1", "the fewest digits");
	check_both(t, f, "00004040", "3.0", "a whole number stays a float");
	check_both(t, f, "00000080", "-0.0", "minus zero");
	check_both(t, f, "01000000", "1.4013e-45", "the smallest float");
	check_both(t, f, "0000c07f", "\"nan\"", "not a number");
	check_both(t, f, "010080ff", "\"-nan(0x1)\"", "not a number, with its bits");
	check_both(t, d, "000000000000f0ff", "\"-inf\"", "infinity");
	check_both(t, d, "333333333333d33f", "0.3", "0.3");
	check_both(t, d, "343333333333d33f", "0.30000000000000004", "its neighbour");
	check_both(t, h, "003c", "\"bits(0x3c00)\"", "a format that is not known");
	if (__LDBL_MANT_DIG__ != 64)
		return;
	check_both(t, l, "00000000000000c0ff3f000000000000", "1.5", "long double");
	check_both(t, l, "0000000000000080ff7f000000000000", "\"inf\"", "infinite long double");
	check_both(t, l, "000000000000000000c0000000000000", "\"bits(0xc0000000000000000000)\"",
		   "bits that are no long double");
}

static void test_texts(void)
{
	auto_make m = {0};
	struct value_options exact = {.is_exact = true}, longer = {.size = 7};
	uint32_t c = make_int(&m, "char", 1, INT_SIGNED), u8 = make_int(&m, "unsigned char", 1, 0);
	uint32_t text = make_array(&m, c, 4), bytes = make_array(&m, u8, 2), empty = make_array(&m, c, 0);
	uint32_t two = make_array(&m, bytes, 2), s = make_type(&m, "s", BK_STRUCT, 2, false, 2);
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "n", bytes, 0);
	make_member(&m, "flex", empty, 16);
	t = make_open(&m, NULL, &err);
	check_both(t, text, "61225c00", "\"a\\\"\\\\\"", "a text");
	check_both(t, text, "00000000", "\"\"", "an empty text");
	check_both(t, text, "61626364", "[97,98,99,100]", "a text without an end is none");
	check_both(t, text, "61090a00", "\"a\\t\\n\"", "lines are text");
	check_both(t, text, "0a610000", "[10,97,0,0]", "but text does not begin with the end of one");
	check_both(t, text, "61080000", "[97,8,0,0]", "a text with other control characters is none");
	check_shown(t, text, NULL, "610062ff", "\"a\"", "what lies behind the end is not shown");
	check_shown(t, text, &exact, "610062ff", "[97,0,98,-1]", "unless it is wanted");
	check_both(t, two, "01020304", "[[1,2],[3,4]]", "a list of lists");
	check_shown(t, s, NULL, "0102", "{\"n\":[1,2],\"flex\":[]}", "an array without a size");
	check_shown(t, s, &longer, "01026162630000", "{\"n\":[1,2],\"flex\":\"abc\"}", "grows with the data");
	check_parsed(t, s, &longer, "{{1, 2}, \"abc\"}", "01026162630000");
}

static void check_hidden(const struct types *t, uint32_t id, const char *hex, bool should, const char *what)
{
	auto_value_plan *p = NULL;
	struct value_hidden *h = NULL;
	auto_buf bytes = {0};
	struct err err;

	bytes_read(&bytes, hex);
	if (value_plan_make(t, id, NULL, &p, &err) || value_hidden_make(p, &h, &err))
		check_equal(err.text, "", what);
	else
		check_equal(value_hidden_has(h, bytes.data) ? "hidden" : "shown", should ? "hidden" : "shown",
			    what);
	value_hidden_free(h);
}

/* Bytes that cannot be read back from what is shown, because it says nothing of them. */
static void test_hidden(void)
{
	auto_make m = {0};
	uint32_t c = make_int(&m, "char", 1, INT_SIGNED), u32 = make_int(&m, "unsigned int", 4, 0);
	uint32_t text = make_array(&m, c, 3), s = make_type(&m, "s", BK_STRUCT, 2, true, 8), list, both;
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "t", text, 0);
	make_member(&m, "bits", u32, 5u << 24 | 32);
	list = make_array(&m, s, 2);
	both = make_type(&m, "u", BK_UNION, 2, false, 8);
	make_member(&m, "c", c, 0);
	make_member(&m, "s", s, 0);
	t = make_open(&m, NULL, &err);
	check_hidden(t, u32, "ffffffff", false, "a number has no padding");
	check_hidden(t, s, "616200001f000000", false, "padding that is zero");
	check_hidden(t, s, "616263001f000000", false, "a text without an end is shown in full");
	check_hidden(t, s, "616200001f000001", true, "a byte behind a bit-field");
	check_hidden(t, s, "6162000020000000", true, "a bit behind a bit-field");
	check_hidden(t, s, "616200011f000000", true, "a byte between members");
	check_hidden(t, s, "610062001f000000", true, "a byte behind the end of a text");
	check_hidden(t, list, "616200001f000000616263001f000000", false, "padding of all elements");
	check_hidden(t, list, "616200001f000000610063001f000000", true, "a text of the last element");
	check_hidden(t, both, "6162000000000001", true, "what no branch of a union shows");
}

static bool symbol(void *arg, uint64_t addr, char *ret_name, size_t size)
{
	snprintf(ret_name, size, "%s+0x%x", (const char *)arg, (unsigned int)addr & 0xf);
	return addr >> 8;
}

static void test_pointers(void)
{
	char name[] = "func";
	auto_make m = {0};
	struct value_options with = {.symbol = symbol, .symbol_arg = name};
	uint32_t p = make_type(&m, "", BK_PTR, 0, false, 0), fn = make_type(&m, "f", BK_FWD, 0, false, 0);
	uint32_t proto = make_type(&m, "", BK_FUNC_PROTO, 0, false, 0), odd;
	uint32_t s = make_type(&m, "s", BK_STRUCT, 2, false, 16);
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "fn", p, 0);
	make_member(&m, "null", p, 64);
	odd = make_type(&m, "odd", BK_STRUCT, 3, false, 8);
	make_member(&m, "v", 0, 0);
	make_member(&m, "f", fn, 0);
	make_member(&m, "p", proto, 0);
	t = make_open(&m, NULL, &err);
	check_both(t, p, "000000001880ffff", "18446603439300411392", "a pointer");
	check_shown(t, s, &with, "21430000000000000000000000000000",
		    "{\"fn\":17185,\"fn.symbol\":\"func+0x1\",\"null\":0}", "a pointer with a name");
	check_parsed(t, s, &with, "{\"fn\":17185,\"fn.symbol\":\"func+0x1\",\"null\":0}",
		     "21430000000000000000000000000000");
	check_parsed(t, s, NULL, "{\"fn\":\"0x4321\",\"null\":\"(nil)\"}",
		     "21430000000000000000000000000000");
	check_shown(t, odd, NULL, "0102030405060708", "{\"v\":null,\"f\":null,\"p\":null}",
		    "what has no value is null");
	check_shown(t, 0, NULL, "", "null", "void");
	check_parsed(t, odd, NULL, "{\"v\":null,\"f\":null}", "0000000000000000");
	check_parsed(t, odd, NULL, "{1}", "value.v: values of this type cannot be written");
}

static void test_anonymous(void)
{
	auto_make m = {0};
	uint32_t u8 = make_int(&m, "u8", 1, 0), in = make_type(&m, "", BK_STRUCT, 2, false, 2), u, s;
	struct err err;
	auto_types *t = NULL;

	make_member(&m, "a", u8, 0);
	make_member(&m, "b", u8, 8);
	u = make_type(&m, "", BK_UNION, 2, false, 2);
	make_member(&m, "", in, 0);
	make_member(&m, "a", u8, 0);
	s = make_type(&m, "s", BK_STRUCT, 4, false, 4);
	make_member(&m, "", u, 0);
	make_member(&m, "", u8, 16);
	make_member(&m, "x.y", u8, 24);
	make_member(&m, "z\xff", u8, 24);
	t = make_open(&m, NULL, &err);
	check_shown(t, s, NULL, "01020304", "{\"a\":1,\"b\":2,\"a#3\":1,\"#2\":3,\"x_y#4\":4,\"z_#5\":4}",
		    "no key comes twice, none is empty");
	check_parsed(t, s, NULL, "{1, 2, 3, 4}", "01020304");
	check_parsed(t, s, NULL, "{.a = 1, \"x_y#4\": 7}", "01000007");
}

static void test_sections(void)
{
	auto_make m = {0};
	uint32_t u32 = make_int(&m, "int", 4, INT_SIGNED), v = make_type(&m, "count", BK_VAR, 0, false, u32),
		 w, sec;
	struct err err;
	auto_types *t = NULL;

	make_word(&m, 1);
	w = make_type(&m, "last.1", BK_VAR, 0, false, u32);
	make_word(&m, 0);
	sec = make_type(&m, ".data", BK_DATASEC, 4, false, 12);
	for (unsigned int i = 0; i < 4; i++) {
		make_word(&m, i == 1 ? w : i == 3 ? u32 : v);
		make_word(&m, i * 4);
		make_word(&m, 4);
	}
	t = make_open(&m, NULL, &err);
	check_both(t, v, "05000000", "{\"count\":5}", "a variable");
	check_shown(t, sec, NULL, "010000000200000003000000",
		    "{\".data\":[{\"count\":1},{\"last.1\":2},{\"count\":3},null]}", "a data section");
	check_parsed(t, sec, NULL, "{\".data\":[{\"count\":1},{\"last.1\":2},{\"count\":3},null]}",
		     "010000000200000003000000");
	check_parsed(t, sec, NULL, "{\"last.1\": 7}", "000000000700000000000000");
	check_parsed(t, sec, NULL, "[{\"nope\": 7}]", "value.nope: no such variable");
}

int main(void)
{
	test_integers();
	test_big_endian();
	test_bitfields();
	test_enums();
	test_floats();
	test_texts();
	test_hidden();
	test_pointers();
	test_anonymous();
	test_sections();
	return failures != 0;
}

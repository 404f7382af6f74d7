/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Words to bytes, JSON taken apart, types cut out: tables of what comes in and what must come out, byte for
 * byte or word for word.
 */
#include <bpf/btf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mapdump/data.h"
#include "mapdump/transfer/line.h"
#include "mapdump/view.h"
#include "mapdump/write/create_types.h"

static int failures;

static void complain(const char *what, const char *got, const char *expected)
{
	failures++;
	printf("not ok %s\n  expected: %s\n  got:      %s\n", what, expected, got);
}

static void check(const char *what, const char *got, const char *expected)
{
	if (strcmp(got, expected))
		complain(what, got, expected);
}

/* "1 2 3" taken apart at its blanks. */
static unsigned int split(char *text, char **words, unsigned int most)
{
	unsigned int n = 0;
	char *rest = NULL;

	for (char *word = strtok_r(text, " ", &rest); word && n < most; word = strtok_r(NULL, " ", &rest))
		words[n++] = word;
	return n;
}

struct data_case {
	const char *words;
	unsigned int size;
	const char *bytes; /* hex digits, or the error's text */
	bool is_prefix;
	bool is_typed; /* the plan is that of a one-byte, four-byte or eight-byte type */
};

static const struct data_case data_cases[] = {
	{"1 2 3 4", 4, "01020304", false, false},
	{"0x1 0377 0 255", 4, "01ff00ff", false, false},
	{"hex 1 2 a ff", 4, "01020aff", false, false},
	{"h 1 0x2 a ff", 4, "01020aff", false, false},
	{"hex 01020aff", 4, "01020aff", false, false},
	{"hex 0102 0x0aff", 4, "01020aff", false, false},
	{"hex 1 2 a", 4, "key: expected 4 bytes, got 3", false, false},
	{"hex 100 1 1 1", 4, "key: '100' is not a sequence of hexadecimal bytes", false, false},
	{"hex g 1 1 1", 4, "key: 'g' is not a sequence of hexadecimal bytes", false, false},
	{"1 2 3 256", 4, "key 256: must be at most 255", false, false},
	{"1 2 3 -1", 4, "key '-1': not a number", false, false},
	{"1 2 3", 4, "key: expected 4 bytes, got 3", false, false},
	{"7", 1, "07", false, false},
	{"300", 1, "key 300: must be at most 255", false, false},
	{"7", 4, "key: expected 4 bytes, got 1", false, false},
	{"7", 0, "this map has no key", false, false},
	{"[\"0x01\",\"0x02\"]", 2, "0102", false, false},
	{"[ \"0x01\", \"0x02\" ]", 2, "0102", false, false},
	{"[\"0x01\"]", 2, "key: expected 2 bytes, got 1", false, false},
	{"[\"0x101\",\"0x02\"]", 2, "key: expected 2 bytes, got 1", false, false},
	{"[\"0x01\",\"0x02\"", 2, "key: expected 2 bytes, got 1", false, false},
	{"ip 10.0.0.1", 4, "0a000001", false, false},
	{"ip ::1", 16, "00000000000000000000000000000001", false, false},
	{"ip 10.0.0.1", 8, "key: 10.0.0.1 has 4 bytes, expected 8", false, false},
	{"ip 10.0.0.1/8", 4, "key: '10.0.0.1/8' is not an IP address", false, false},
	{"ip 10.0.0", 4, "key: '10.0.0' is not an IP address", false, false},
	{"ip 10.0.0.0/8", 8, "080000000a000000", true, false},
	{"ip 10.0.0.1", 8, "200000000a000001", true, false},
	{"ip 10.0.0.0/33", 8, "prefix length 33: must be at most 32", true, false},
	{"ip 10.0.0.0/", 8, "prefix length '': expected a number", true, false},
	{"mac 02:00:5e:10:00:ff", 6, "02005e1000ff", false, false},
	{"mac 02-00-5e-10-00-FF", 6, "02005e1000ff", false, false},
	{"mac 02:00:5e:10:00", 6, "key: '02:00:5e:10:00' is not a MAC address", false, false},
	{"mac 02:00:5e:10:00:ff:1", 6, "key: '02:00:5e:10:00:ff:1' is not a MAC address", false, false},
	{"mac 02:00:5e:10:00:ff", 8, "key: 02:00:5e:10:00:ff has 6 bytes, expected 8", false, false},
	{"7", 4, "07000000", false, true},
	{"-1", 4, "ffffffff", false, true},
	{"4 3 2 1", 4, "04030201", false, true},
	{"4 3 2", 4, "key: expected 4 bytes (int), got 3", false, true},
	{"[\"0x07\",\"0x00\",\"0x00\",\"0x01\"]", 4, "07000001", false, true},
	{"hex 7 0 0 1", 4, "07000001", false, true},
	{"10.0.0.0/8", 8, "080000000a000000", true, false},
	{"10.0.0.0/33", 8, "prefix length 33: must be at most 32", true, false},
	{"::/0", 20, "0000000000000000000000000000000000000000", true, false},
	{"::/0", 8, "key: ::/0 has 20 bytes, expected 8", true, false},
	{"10.0.0.0/8", 4, "key: expected 4 bytes, got 1", false, false},
};

static void check_data(const struct data_case *c, const struct value_plan *plan)
{
	const struct data_form form = {.what = "key",
				       .size = c->size,
				       .is_prefix = c->is_prefix,
				       .plan = c->is_typed ? plan : NULL,
				       .type = c->is_typed ? "int" : ""};
	char text[128], got[600] = "", *words[16];
	struct elem_bytes given = {words, 0};
	auto_buf bytes = {0};
	struct err err = {0};

	snprintf(text, sizeof(text), "%s", c->words);
	given.count = split(text, words, 16);
	if (map_data_read(&given, &form, &bytes, &err))
		snprintf(got, sizeof(got), "%s", err.text);
	for (size_t i = 0; !err.kind && i < bytes.len; i++)
		snprintf(got + 2 * i, 3, "%02x", (unsigned char)bytes.data[i]);
	check(c->words, got, c->bytes);
}

static void check_all_data(void)
{
	struct btf *btf = btf__new_empty();
	struct value_plan *plan = NULL;
	struct types *t = NULL;
	struct err err = {0};
	const void *raw;
	uint32_t size;

	btf__add_int(btf, "int", 4, BTF_INT_SIGNED);
	raw = btf__raw_data(btf, &size);
	if (types_open(raw, size, NULL, &t, &err) || value_plan_make(t, 1, NULL, &plan, &err))
		complain("types of the test", err.text, "");
	for (size_t i = 0; plan && i < sizeof(data_cases) / sizeof(data_cases[0]); i++)
		check_data(&data_cases[i], plan);
	value_plan_free(plan);
	types_free(t);
	btf__free(btf);
}

/* Where data ends: how many of the words are taken. */
static const struct {
	const char *words;
	unsigned int taken;
} stop_cases[] = {
	{"1 2 3 4 value 1", 4},     {"1 2 3 4 v 1", 4},
	{"hex a b c d e exist", 6}, /* hex digits come before beginnings of keywords */
	{"hex a b c d n", 5},       {"1 2 any", 2},
	{"name any value 1", 2},    {"{ cpu : 1 , any : 2 } exist", 9},
	{"bash value 1", 1},        {"dev any prog name exist noexist", 5},
	{"cgroup key value 1", 2},  {"fd 1 2 exist", 3},
};

static void check_stops(void)
{
	for (size_t i = 0; i < sizeof(stop_cases) / sizeof(stop_cases[0]); i++) {
		char text[128], got[16], expected[16], *words[16];
		const struct arg row = {.key = "key", .type = &arg_map_data};
		struct elem_bytes given = {0};
		struct argv_rest rest = {words, 0};
		struct err err = {0};

		snprintf(text, sizeof(text), "%s", stop_cases[i].words);
		rest.left = split(text, words, 16);
		arg_map_data.parse(&row, &rest, &given, &err);
		snprintf(got, sizeof(got), "%u", given.count);
		snprintf(expected, sizeof(expected), "%u", stop_cases[i].taken);
		check(stop_cases[i].words, got, expected);
	}
}

/* Members as "key=value;", "!" where the text is bad. */
static const struct {
	const char *text, *members;
} span_cases[] = {
	{"{}", ""},
	{"{\"a\":1,\"b\":[1,{\"c\":\"]\"}]}", "a=1;b=[1,{\"c\":\"]\"}];"},
	{" { \"a\" : \"x\\\"y\" , \"b\" : -1.5e3 } ", "a=\"x\\\"y\";b=-1.5e3;"},
	{"[1, 2]", "=1;=2;"},
	{"{\"a\":1,}", "a=1;!"},
	{"{\"a\" 1}", "!"},
	{"{\"a\":}", "!"},
	{"{\"a\":1 \"b\":2}", "a=1;!"},
	{"{1:2}", "!"},
	{"{\"a\":[1}", "none"},
	{"{\"a\":\"x}", "none"},
	{"[[[", "none"},
	{"", "none"},
	{"\"a", "none"},
};

static void check_spans(void)
{
	for (size_t i = 0; i < sizeof(span_cases) / sizeof(span_cases[0]); i++) {
		const char *text = span_cases[i].text;
		struct span whole = span_value(text, text + strlen(text)), key, value;
		struct span_walk w = {0};
		auto_buf got = {0};

		if (!whole.at || !span_walk_start(&w, whole))
			buf_add_str(&got, "none");
		else
			while (span_walk_next(&w, &key, &value))
				buf_printf(&got, "%.*s=%.*s;", (int)key.len, key.at ? key.at : "",
					   (int)value.len, value.at);
		if (w.is_bad)
			buf_add_char(&got, '!');
		check(text, buf_str(&got), span_cases[i].members);
	}
}

/* A list node that points to itself, a tagged pointer, a bit-field: one of each that has to survive. */
static void check_cut(void)
{
	struct btf *btf = btf__new_empty(), *cut = NULL;
	struct types *t = NULL;
	auto_buf bytes = {0};
	uint32_t ids[2] = {0, 0}, new_ids[2], size;
	struct err err = {0};
	int int_id, node, ptr, tag;
	const void *raw;

	btf__add_int(btf, "unused", 8, 0);
	int_id = btf__add_int(btf, "int", 4, BTF_INT_SIGNED);
	node = btf__add_struct(btf, "node", 24);
	btf__add_field(btf, "next", node + 1, 0, 0);
	btf__add_field(btf, "bits", int_id, 64, 3);
	btf__add_field(btf, "kptr", node + 2, 128, 0);
	ptr = btf__add_ptr(btf, node);
	tag = btf__add_ptr(btf, node + 3);
	btf__add_type_tag(btf, "kptr", node + 4);
	btf__add_struct(btf, "task", 4096);
	btf__add_field(btf, "more", node, 0, 0);
	if (ptr != node + 1 || tag != node + 2)
		complain("ids of the test", "", "");
	raw = btf__raw_data(btf, &size);
	if (types_open(raw, size, NULL, &t, &err) || create_find_type(t, "struct node", &ids[1], &err) ||
	    create_cut_types(t, ids, 2, &bytes, new_ids, &err))
		complain("cutting", err.text, "");
	cut = bytes.len ? btf__new(bytes.data, (uint32_t)bytes.len) : NULL;
	if (!cut || new_ids[0] != 0 || new_ids[1] != 1 || btf__resolve_size(cut, 1) != 24)
		complain("what was cut", "something else", "struct node");
	if (cut &&
	    (btf__find_by_name(cut, "unused") > 0 || btf__find_by_name_kind(cut, "node", BTF_KIND_FWD) < 0 ||
	     btf__find_by_name_kind(cut, "task", BTF_KIND_STRUCT) < 0 ||
	     btf_member_bitfield_size(btf__type_by_id(cut, 1), 1) != 3))
		complain("what was cut", "other types", "node, int, a declaration of node, a tagged task");
	if (!create_find_type(t, "struct nosuch", &ids[0], &err) ||
	    !create_find_type(t, "#99", &ids[0], &err))
		complain("a type that is not there", "found", "an error");
	btf__free(cut);
	types_free(t);
	btf__free(btf);
}

int main(void)
{
	check_all_data();
	check_stops();
	check_spans();
	check_cut();
	if (!failures)
		printf("ok map_write_data\n");
	return failures != 0;
}

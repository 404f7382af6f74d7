/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The raw listing, every kind in both forms, and what else is printed of types. */
#include "tests/unit/test_btf_print.h"

static int print_raw(struct out *o, const struct types *t, const void *arg, struct err *err)
{
	return types_dump_raw(o, t, arg, err);
}

static int print_found(struct out *o, const struct types *t, const void *arg, struct err *err)
{
	return types_print_found(o, t, arg, err);
}

static int print_layout(struct out *o, const struct types *t, const void *arg, struct err *err)
{
	return types_print_layout(o, t, arg, err);
}

static int print_users(struct out *o, const struct types *t, const void *arg, struct err *err)
{
	return types_print_users(o, t, arg, err);
}

static int print_diff(struct out *o, const struct types *t, const void *arg, struct err *err)
{
	bool is_different = false;
	int ret = types_print_diff(o, t, arg, NULL, &is_different, err);

	check(ret || is_different == (t != arg), "a difference is told as one");
	return ret;
}

/* One type of every kind, in one line each; the words behind the first three as they are. */
struct sample {
	const char *name;
	unsigned int kind;
	uint32_t vlen, size;
	bool flag;
	uint32_t words[6], count;
	const char *text, *json;
};

static const struct sample samples[] = {
	{"int",
	 BK_INT,
	 0,
	 4,
	 false,
	 {INT_SIGNED << 24 | 32},
	 1,
	 "INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED",
	 "\"INT\",\"name\":\"int\",\"size\":4,\"bits_offset\":0,\"nr_bits\":32,\"encoding\":\"SIGNED\""},
	{"",
	 BK_PTR,
	 0,
	 1,
	 false,
	 {0},
	 0,
	 "PTR '(anon)' type_id=1",
	 "\"PTR\",\"name\":\"(anon)\",\"type_id\":1"},
	{"",
	 BK_ARRAY,
	 0,
	 0,
	 false,
	 {1, 1, 7},
	 3,
	 "ARRAY '(anon)' type_id=1 index_type_id=1 nr_elems=7",
	 "\"ARRAY\",\"name\":\"(anon)\",\"type_id\":1,\"index_type_id\":1,\"nr_elems\":7"},
	{"s",
	 BK_STRUCT,
	 2,
	 8,
	 true,
	 {0, 1, 0, 0, 1, 3u << 24 | 32},
	 6,
	 "STRUCT 's' size=8 vlen=2\n\t'(anon)' type_id=1 bits_offset=0\n\t'(anon)' type_id=1 bits_offset=32 "
	 "bitfield_size=3",
	 "\"STRUCT\",\"name\":\"s\",\"size\":8,\"vlen\":2,\"members\":[{\"name\":\"(anon)\",\"type_id\":1,"
	 "\"bits_offset\":0},{\"name\":\"(anon)\",\"type_id\":1,\"bits_offset\":32,\"bitfield_size\":3}]"},
	{"u",
	 BK_UNION,
	 0,
	 0,
	 false,
	 {0},
	 0,
	 "UNION 'u' size=0 vlen=0",
	 "\"UNION\",\"name\":\"u\",\"size\":0,\"vlen\":0,\"members\":[]"},
	{"e",
	 BK_ENUM,
	 1,
	 4,
	 true,
	 {0, (uint32_t)-5},
	 2,
	 "ENUM 'e' encoding=SIGNED size=4 vlen=1\n\t'(anon)' val=-5",
	 "\"ENUM\",\"name\":\"e\",\"encoding\":\"SIGNED\",\"size\":4,\"vlen\":1,\"values\":[{\"name\":\"("
	 "anon)\","
	 "\"val\":-5}]"},
	{"f",
	 BK_FWD,
	 0,
	 0,
	 true,
	 {0},
	 0,
	 "FWD 'f' fwd_kind=union",
	 "\"FWD\",\"name\":\"f\",\"fwd_kind\":\"union\""},
	{"t",
	 BK_TYPEDEF,
	 0,
	 4,
	 false,
	 {0},
	 0,
	 "TYPEDEF 't' type_id=4",
	 "\"TYPEDEF\",\"name\":\"t\",\"type_id\":4"},
	{"",
	 BK_VOLATILE,
	 0,
	 1,
	 false,
	 {0},
	 0,
	 "VOLATILE '(anon)' type_id=1",
	 "\"VOLATILE\",\"name\":\"(anon)\",\"type_id\":1"},
	{"",
	 BK_CONST,
	 0,
	 0,
	 false,
	 {0},
	 0,
	 "CONST '(anon)' type_id=0",
	 "\"CONST\",\"name\":\"(anon)\",\"type_id\":0"},
	{"",
	 BK_RESTRICT,
	 0,
	 2,
	 false,
	 {0},
	 0,
	 "RESTRICT '(anon)' type_id=2",
	 "\"RESTRICT\",\"name\":\"(anon)\",\"type_id\":2"},
	{"fn",
	 BK_FUNC,
	 1,
	 13,
	 false,
	 {0},
	 0,
	 "FUNC 'fn' type_id=13 linkage=global",
	 "\"FUNC\",\"name\":\"fn\",\"type_id\":13,\"linkage\":\"global\""},
	{"",
	 BK_FUNC_PROTO,
	 2,
	 1,
	 false,
	 {0, 2, 0, 0},
	 4,
	 "FUNC_PROTO '(anon)' ret_type_id=1 vlen=2\n\t'(anon)' type_id=2\n\t'(anon)' type_id=0",
	 "\"FUNC_PROTO\",\"name\":\"(anon)\",\"ret_type_id\":1,\"vlen\":2,\"params\":[{\"name\":\"(anon)\","
	 "\"type_id\":2},{\"name\":\"(anon)\",\"type_id\":0}]"},
	{"v",
	 BK_VAR,
	 0,
	 4,
	 false,
	 {2},
	 1,
	 "VAR 'v' type_id=4, linkage=extern",
	 "\"VAR\",\"name\":\"v\",\"type_id\":4,\"linkage\":\"extern\""},
	{".data",
	 BK_DATASEC,
	 1,
	 16,
	 false,
	 {14, 8, 4},
	 3,
	 "DATASEC '.data' size=16 vlen=1\n\ttype_id=14 offset=8 size=4 (VAR 'v')",
	 "\"DATASEC\",\"name\":\".data\",\"size\":16,\"vlen\":1,\"vars\":[{\"type_id\":14,\"offset\":8,"
	 "\"size\":4}]"},
	{"double",
	 BK_FLOAT,
	 0,
	 8,
	 false,
	 {0},
	 0,
	 "FLOAT 'double' size=8",
	 "\"FLOAT\",\"name\":\"double\",\"size\":8"},
	{"tag",
	 BK_DECL_TAG,
	 0,
	 4,
	 false,
	 {(uint32_t)-1},
	 1,
	 "DECL_TAG 'tag' type_id=4 component_idx=-1",
	 "\"DECL_TAG\",\"name\":\"tag\",\"type_id\":4,\"component_idx\":-1"},
	{"attr",
	 BK_TYPE_TAG,
	 0,
	 4,
	 true,
	 {0},
	 0,
	 "TYPE_TAG 'attr' type_id=4 attribute",
	 "\"TYPE_TAG\",\"name\":\"attr\",\"type_id\":4,\"attribute\":true"},
	{"e64",
	 BK_ENUM64,
	 1,
	 8,
	 false,
	 {0, 1, UINT32_MAX},
	 3,
	 "ENUM64 'e64' encoding=UNSIGNED size=8 vlen=1\n\t'(anon)' val=18446744069414584321ULL",
	 "\"ENUM64\",\"name\":\"e64\",\"encoding\":\"UNSIGNED\",\"size\":8,\"vlen\":1,\"values\":[{\"name\":"
	 "\"(anon)\","
	 "\"val\":18446744069414584321}]"},
	{"new", 30, 0, 0, false, {0}, 0, "kind#30 'new'", "\"kind#30\",\"name\":\"new\""},
	{"a'\"\n\033b",
	 BK_FWD,
	 0,
	 0,
	 false,
	 {0},
	 0,
	 "FWD 'a'\"\\n\\x1bb' fwd_kind=struct",
	 "\"FWD\",\"name\":\"a'\\\"\\n\\u001bb\",\"fwd_kind\":\"struct\""},
};

enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };

static void make_samples(struct make *m)
{
	m->layout_count = 31;
	for (size_t i = 0; i < SAMPLES; i++) {
		const struct sample *s = &samples[i];

		make_type(m, s->name, s->kind, s->vlen, s->flag, s->size);
		for (uint32_t j = 0; j < s->count; j++)
			make_word(m, s->words[j]);
	}
}

static void test_kinds(bool is_foreign)
{
	auto_make m = {.is_foreign = is_foreign};
	struct err err = {0};
	auto_types *t = NULL;
	auto_buf all_text = {0}, all_json = {0};

	make_samples(&m);
	t = make_open(&m, NULL, &err);
	buf_add_str(&all_json, "{\"types\":[");
	for (uint32_t i = 0; t && i < SAMPLES; i++) {
		uint32_t id = i + 1;
		struct types_choice one = {&id, 1};
		auto_buf text = {0}, json = {0};

		buf_printf(&text, "[%u] %s\n", id, samples[i].text);
		buf_printf(&json, "{\"types\":[{\"id\":%u,\"kind\":%s}]}\n", id, samples[i].json);
		check_text(written_by(print_raw, OUT_TEXT, t, &one), buf_str(&text), samples[i].json);
		check_text(written_by(print_raw, OUT_JSON, t, &one), buf_str(&json), samples[i].json);
		buf_add_str(&all_text, buf_str(&text));
		buf_printf(&all_json, "%s{\"id\":%u,\"kind\":%s}", i ? "," : "", id, samples[i].json);
	}
	buf_add_str(&all_json, "]}\n");
	check(t != NULL, "one type of every kind");
	if (!t)
		return;
	check_text(written_by(print_raw, OUT_TEXT, t, NULL), buf_str(&all_text), "all of them as text");
	check_text(written_by(print_raw, OUT_JSON, t, NULL), buf_str(&all_json), "all of them as JSON");
}

static void test_choice(void)
{
	auto_make m = {0};
	struct err err = {0};
	auto_types *t = NULL;
	const uint32_t ids[] = {2, 0}, twice[] = {0, 0}, beyond[] = {1, 99};

	make_samples(&m);
	t = make_open(&m, NULL, &err);
	if (!t)
		return;
	check_text(written_by(print_raw, OUT_TEXT, t, &(struct types_choice){ids, 2}),
		   "[2] PTR '(anon)' type_id=1\n[0] UNKNOWN '(anon)'\n", "chosen ids, in that order");
	check_text(written_by(print_raw, OUT_TEXT, t, &(struct types_choice){twice, 2}),
		   "[0] UNKNOWN '(anon)'\n[0] UNKNOWN '(anon)'\n",
		   "an id twice, as of a map's key and value");
	check_text(written_by(print_raw, OUT_JSON, t, &(struct types_choice){beyond, 2}),
		   "{\"error\":\"type id 99 is out of range (the last one is 21)\"}\n",
		   "an id beyond the end is refused");
}

static void test_questions(void)
{
	auto_make m = {0}, n = {0};
	struct err err = {0};
	auto_types *t = NULL;
	auto_types *other = NULL;

	make_int(&m, "int", 4, INT_SIGNED);
	make_type(&m, "pair", BK_STRUCT, 2, false, 12);
	make_member(&m, "a", 1, 0);
	make_member(&m, "b", 1, 64);
	make_int(&n, "int", 4, INT_SIGNED);
	make_type(&n, "pair", BK_STRUCT, 1, false, 8);
	make_member(&n, "a", 1, 32);
	make_type(&n, "more", BK_FWD, 0, false, 0);
	make_type(&n, "pair_t", BK_TYPEDEF, 0, false, 2);
	t = make_open(&m, NULL, &err);
	other = make_open(&n, NULL, &err);
	if (!t || !other) {
		check(false, "two small BTFs");
		return;
	}
	check_text(written_by(print_found, OUT_TEXT, t, "p*"), "2: STRUCT pair  size 12B\n", "find");
	check_text(written_by(print_found, OUT_JSON, t, "q*"),
		   "{\"error\":\"no type or enumerator matches 'q*'\"}\n", "find nothing");
	check_text(written_by(print_layout, OUT_TEXT, t, "pair"),
		   "struct pair  id 2  size 12  cachelines 1  hole_count 1  hole_bytes 4  padding 0\n"
		   "\toffset    size    line  member\n"
		   "\t0         4       0     int a\n"
		   "\t4         4       0     -- hole --\n"
		   "\t8         4       0     int b\n",
		   "layout");
	check_text(
		written_by(print_users, OUT_JSON, t, "int"),
		"[{\"relation\":\"contains\",\"kind\":\"STRUCT\",\"name\":\"pair\",\"id\":2,\"member\":\"a\","
		"\"type\":\"int\"},{\"relation\":\"contains\",\"kind\":\"STRUCT\",\"name\":\"pair\",\"id\":2,"
		"\"member\":\"b\",\"type\":\"int\"}]\n",
		"users");
	check_text(written_by(print_diff, OUT_TEXT, t, other),
		   "changed STRUCT pair\n\tsize  was 12  now 8\n\tmember a  was int at 0  now int at 4\n"
		   "\tmember b  was int at 8\nadded   TYPEDEF pair_t\n",
		   "diff");
	check_text(written_by(print_diff, OUT_JSON, t, t), "[]\n", "no diff");
}

int main(void)
{
	test_kinds(false);
	test_kinds(true);
	test_choice();
	test_questions();
	return failures != 0;
}

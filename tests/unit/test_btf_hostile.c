/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types made to take long or to grow: every question is answered or refused in bounded time, with output in
 * proportion to the input. With a name as its argument it writes that BTF, for tests of the program.
 */
#include <time.h>

#include "lib/out.h"
#include "tests/unit/test_btf_make.h"

/* Of the developer build, on a busy machine: the release build needs a tenth. */
enum { SECONDS_MAX = 8, OUTPUT_TIMES = 10, OUTPUT_LEAST = 25 << 20 };

static uint32_t make_typedef(struct make *m, uint32_t to)
{
	return make_type(m, "a", BK_TYPEDEF, 0, false, to);
}

/* A million qualifiers, as long a chain as is allowed, again and again. */
static void make_chains(struct make *m)
{
	make_int(m, "int", 4, INT_SIGNED);
	for (uint32_t i = 2; i < 300000; i++)
		make_type(m, "", BK_CONST, 0, false, i % (TYPES_DEPTH - 2) ? i - 1 : 1);
}

static void make_one_chain(struct make *m)
{
	make_int(m, "int", 4, INT_SIGNED);
	for (uint32_t i = 2; i < 1000000; i++)
		make_type(m, "", BK_CONST, 0, false, i - 1);
}

/* Members or parameters of that name and type, all at the start. */
static void make_many(struct make *m, uint32_t count, bool has_offset, uint32_t name, uint32_t type)
{
	for (uint32_t i = 0; i < count; i++) {
		make_word(m, name);
		make_word(m, type);
		if (has_offset)
			make_word(m, 0);
	}
}

/* One function with very many parameters; very many functions and members of that type. */
static void make_protos(struct make *m)
{
	enum { COUNT = 20000 };
	uint32_t name = make_string(m, "a");

	make_int(m, "int", 4, INT_SIGNED);
	make_type(m, "", BK_FUNC_PROTO, COUNT, false, 1);
	make_many(m, COUNT, false, name, 1);
	for (uint32_t i = 0; i < COUNT; i++)
		make_type(m, "f", BK_FUNC, 1, false, 2);
	make_type(m, "", BK_PTR, 0, false, 2);
	make_type(m, "s", BK_STRUCT, COUNT, false, 8);
	make_many(m, COUNT, true, name, COUNT + 3);
}

/* Functions that take functions, eight at a time. */
static void make_nested_protos(struct make *m)
{
	make_int(m, "int", 4, INT_SIGNED);
	for (uint32_t i = 1; i < 40; i++) {
		uint32_t id = make_type(m, "", BK_FUNC_PROTO, 8, false, 1);

		make_many(m, 8, false, 0, id - 1);
	}
	for (int i = 0; i < 20000; i++)
		make_type(m, "f", BK_FUNC, 1, false, 40);
}

static void make_pair(struct make *m, const char *name, uint32_t type)
{
	make_type(m, name, BK_STRUCT, 2, false, 1 << 20);
	make_member(m, "", type, 0);
	make_member(m, "", type, 0);
}

/* Each unnamed struct holds the one before twice. */
static void make_doubling(struct make *m)
{
	make_int(m, "int", 4, INT_SIGNED);
	for (uint32_t i = 1; i < 60; i++)
		make_pair(m, "", i);
	for (int i = 0; i < 5000; i++)
		make_pair(m, "s", 60);
}

/* A large unnamed struct in very many others. */
static void make_shared(struct make *m)
{
	enum { COUNT = 20000 };
	uint32_t name = make_string(m, "a");

	make_int(m, "int", 4, INT_SIGNED);
	make_type(m, "", BK_STRUCT, COUNT, false, 4);
	make_many(m, COUNT, true, name, 1);
	for (uint32_t i = 0; i < COUNT; i++) {
		make_type(m, "s", BK_STRUCT, 1, false, 4);
		make_member(m, "", 2, 0);
	}
}

static void make_itself(struct make *m)
{
	make_type(m, "s", BK_STRUCT, 1, false, 4);
	make_member(m, "", 1, 0);
}

static void make_ring(struct make *m)
{
	for (uint32_t i = 0; i < 3; i++)
		make_typedef(m, 1 + (i + 1) % 3);
}

/* Every member has a tag of its own. */
static void make_tags(struct make *m)
{
	enum { COUNT = 100000 };
	uint32_t name = make_string(m, "a");

	make_int(m, "int", 4, INT_SIGNED);
	make_type(m, "s", BK_UNION, COUNT, false, 4);
	make_many(m, COUNT, true, name, 1);
	for (uint32_t i = 0; i < COUNT; i++) {
		make_type(m, "t", BK_DECL_TAG, 0, false, 2);
		make_word(m, i);
	}
}

/* One long string, and very many names that are parts of it. */
static void make_long_names(struct make *m)
{
	enum { COUNT = 20000 };
	auto_buf text = {0};
	uint32_t name;

	for (uint32_t i = 0; i < 4 * COUNT; i++)
		buf_add_char(&text, 'a');
	name = make_string(m, buf_str(&text));
	make_int(m, "int", 4, INT_SIGNED);
	for (uint32_t i = 0; i < COUNT; i++) {
		make_word(m, name + i);
		make_word(m, BK_TYPEDEF << 24);
		make_word(m, 1);
	}
}

static void make_vlen(struct make *m)
{
	make_type(m, "s", BK_STRUCT, WIRE_VLEN_MAX, false, 4);
	make_member(m, "a", 0, 0);
}

static const struct shape {
	const char *name;
	void (*make)(struct make *m);
	const char *refused; /* when it is opened; NULL: it is not */
} shapes[] = {
	{"chains", make_chains, NULL},
	{"one_chain", make_one_chain, "too long"},
	{"protos", make_protos, NULL},
	{"nested_protos", make_nested_protos, NULL},
	{"doubling", make_doubling, NULL},
	{"shared", make_shared, NULL},
	{"itself", make_itself, NULL},
	{"tags", make_tags, NULL},
	{"long_names", make_long_names, "too large"},
	{"ring", make_ring, "contains a cycle"},
	{"vlen", make_vlen, "truncated by the end"},
};

static int count_bytes(void *arg, const void *data, size_t len)
{
	(void)data;
	*(uint64_t *)arg += len;
	return 0;
}

static int ask_raw(struct out *o, const struct types *t, struct err *err)
{
	return types_dump_raw(o, t, NULL, err);
}

static int ask_c(struct out *o, const struct types *t, struct err *err)
{
	static const struct field row = {.name = "c"};

	return cgen_print(t, &(struct cgen_options){.has_asserts = true}, o, &row, err);
}

static int ask_find(struct out *o, const struct types *t, struct err *err)
{
	return types_print_found(o, t, "*", err);
}

static int ask_layout(struct out *o, const struct types *t, struct err *err)
{
	return types_print_layout(o, t, "s", err);
}

static int ask_users(struct out *o, const struct types *t, struct err *err)
{
	return types_print_users(o, t, "#1", err);
}

static int ask_diff(struct out *o, const struct types *t, struct err *err)
{
	bool is_different;

	return types_print_diff(o, t, t, NULL, &is_different, err);
}

static const struct question {
	const char *name;
	int (*ask)(struct out *o, const struct types *t, struct err *err);
} questions[] = {
	{"raw", ask_raw},     {"c", ask_c},       {"find", ask_find},           {"layout", ask_layout},
	{"users", ask_users}, {"diff", ask_diff}, {"stats", types_print_stats},
};

static double seconds_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static void check_question(const struct shape *s, const struct question *q, const struct types *t,
			   enum out_format format)
{
	uint64_t written = 0;
	struct out *o = out_new_writer(count_bytes, &written, format);
	struct err err = {0};
	double start = seconds_now();
	bool is_told, is_short;
	char what[64];

	is_told = !q->ask(o, t, &err) || (err.text[0] && !strchr(err.text, '\n'));
	out_fail(o, 0, &err);
	out_finish(o, &err);
	out_free(o);
	is_short = written < (uint64_t)t->raw_size * OUTPUT_TIMES + OUTPUT_LEAST;
	snprintf(what, sizeof(what), "%s %s: %s", s->name, q->name,
		 is_short ? "bounded time" : "bounded output");
	check(is_told && is_short && seconds_now() - start < SECONDS_MAX, what);
}

static void check_shape(const struct shape *s)
{
	auto_make m = {0};
	struct err err = {0};
	auto_types *t = NULL;

	s->make(&m);
	if (s->refused) {
		check_refused(&m, s->refused, s->name);
		return;
	}
	t = make_open(&m, NULL, &err);
	check(t != NULL, s->name);
	for (size_t i = 0; t && i < sizeof(questions) / sizeof(questions[0]); i++) {
		check_question(s, &questions[i], t, OUT_TEXT);
		check_question(s, &questions[i], t, OUT_JSON);
	}
}

static int write_shape(const char *name)
{
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		auto_make m = {0};

		if (strcmp(shapes[i].name, name))
			continue;
		shapes[i].make(&m);
		make_image(&m);
		return fwrite(m.image.data, 1, m.image.len, stdout) != m.image.len;
	}
	return 2;
}

int main(int argc, char **argv)
{
	if (argc > 1)
		return write_shape(argv[1]);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		check_shape(&shapes[i]);
	return failures != 0;
}

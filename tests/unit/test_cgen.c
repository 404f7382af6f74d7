/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* C headers from hand-made BTF: what no compiler makes, and what must be refused. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "btfdump/cgen/cgen.h"

static unsigned int failures;

#define CHECK(is_true)                                                                \
	do {                                                                          \
		if (!(is_true)) {                                                     \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #is_true); \
			failures++;                                                   \
		}                                                                     \
	} while (0)

struct made {
	struct buf types, strings;
	uint32_t count;
};

static void word(struct made *m, uint32_t v)
{
	buf_add(&m->types, &v, sizeof(v));
}

static uint32_t text(struct made *m, const char *s)
{
	uint32_t off = (uint32_t)m->strings.len;

	if (!*s)
		return 0;
	buf_add(&m->strings, s, strlen(s) + 1);
	return off;
}

static uint32_t type(struct made *m, const char *name, uint32_t kind, uint32_t vlen, uint32_t size_or_type)
{
	word(m, text(m, name));
	word(m, kind << 24 | vlen);
	word(m, size_or_type);
	return ++m->count;
}

static void member(struct made *m, const char *name, uint32_t of, uint32_t bit)
{
	word(m, text(m, name));
	word(m, of);
	word(m, bit);
}

static uint32_t integer(struct made *m, const char *name, uint32_t size, uint32_t encoding)
{
	uint32_t id = type(m, name, BK_INT, 0, size);

	word(m, encoding << 24 | size * 8);
	return id;
}

static void begin(struct made *m)
{
	*m = (struct made){0};
	buf_add_char(&m->strings, '\0');
}

/* The header, or NULL and the error. */
static char *make_with(struct made *m, const struct cgen_options *opt, struct err *err)
{
	struct wire_header h = {.magic = WIRE_MAGIC, .version = WIRE_VERSION, .hdr_len = WIRE_HEADER_LEN};
	auto_buf raw = {0}, head = {0}, body = {0};
	auto_types *t = NULL;
	char *header = NULL;

	h.type_len = (uint32_t)m->types.len;
	h.str_off = h.type_len;
	h.str_len = (uint32_t)m->strings.len;
	buf_add(&raw, &h, WIRE_HEADER_LEN);
	buf_add(&raw, m->types.data, m->types.len);
	buf_add(&raw, m->strings.data, m->strings.len);
	if (!types_open(raw.data, raw.len, NULL, &t, err) && !cgen_build(t, opt, &head, &body, NULL, err)) {
		buf_add(&head, body.data, body.len);
		header = strdup(buf_str(&head));
	}
	buf_free(&m->types);
	buf_free(&m->strings);
	return header;
}

static char *make(struct made *m, struct err *err)
{
	struct cgen_options opt = {0};

	return make_with(m, &opt, err);
}

static void expect(struct made *m, const char *part)
{
	struct err err = {0};
	char *header = make(m, &err);

	CHECK(header && strstr(header, part));
	if (!header || !strstr(header, part))
		fprintf(stderr, "missing:\n%s\nin:\n%s\n", part, header ? header : err.text);
	free(header);
}

static void refuse(struct made *m, const char *part)
{
	struct err err = {0};
	char *header = make(m, &err);

	CHECK(!header && strstr(err.text, part));
	if (!header && !strstr(err.text, part))
		fprintf(stderr, "error is: %s\n", err.text);
	free(header);
}

static void test_self_containing(void)
{
	struct made m;

	begin(&m);
	type(&m, "outer", BK_STRUCT, 1, 8);
	member(&m, "again", 2, 0);
	type(&m, "inner", BK_STRUCT, 1, 8);
	member(&m, "outer", 1, 0);
	refuse(&m, "contains itself");

	/* Through a pointer, but without any name on the way. */
	begin(&m);
	type(&m, "", BK_STRUCT, 1, 8);
	member(&m, "next", 2, 0);
	type(&m, "", BK_PTR, 0, 1);
	type(&m, "list", BK_TYPEDEF, 0, 1);
	refuse(&m, "contains itself");
}

/* Each level mentions the next one twice. */
static void test_unfolding(void)
{
	struct made m;

	begin(&m);
	for (uint32_t i = 0; i < 60; i++) {
		type(&m, "", BK_UNION, 2, 8);
		member(&m, "a", i + 2, 0);
		member(&m, "b", i + 2, 0);
	}
	integer(&m, "long int", 8, INT_SIGNED);
	type(&m, "huge", BK_TYPEDEF, 0, 1);
	refuse(&m, "would be larger than");
}

static void test_names(void)
{
	struct made m;

	begin(&m);
	integer(&m, "int", 4, INT_SIGNED);
	type(&m, "std::pair<int>", BK_STRUCT, 1, 4);
	member(&m, "0", 1, 0);
	expect(&m, "struct std__pair_int_ {\n\tint _0;\n};\n");

	begin(&m);
	integer(&m, "int", 4, INT_SIGNED);
	type(&m, "x", BK_STRUCT, 1, 4);
	member(&m, "a", 1, 0);
	type(&m, "x", BK_UNION, 1, 4);
	member(&m, "b", 1, 0);
	expect(&m, "union x___2 {\n\tint b;\n};\n");

	begin(&m);
	integer(&m, "u128", 16, 0);
	integer(&m, "usize", 8, 0);
	type(&m, "rust", BK_STRUCT, 2, 32);
	member(&m, "a", 1, 0);
	member(&m, "b", 2, 128);
	expect(&m, "\tunsigned __int128 a __attribute__((aligned(16)));\n\tunsigned long long b;\n");
}

static void test_places(void)
{
	struct made m;

	begin(&m);
	integer(&m, "int", 4, INT_SIGNED);
	type(&m, "overlaps", BK_STRUCT, 2, 8);
	member(&m, "a", 1, 0);
	member(&m, "b", 1, 16);
	expect(&m, "/* b: C cannot have it at bit 16 */");

	/* A gap that no alignment explains, of a size that no list of bit-fields should fill. */
	begin(&m);
	integer(&m, "int", 4, INT_SIGNED);
	type(&m, "far", BK_STRUCT, 1, 400000004);
	member(&m, "a", 1, 3200000000);
	expect(&m, "\tunsigned char __pad_0[400000000];\n\tint a;\n");

	begin(&m);
	integer(&m, "unsigned char", 1, 0);
	type(&m, "aligned", BK_STRUCT, 2, 64);
	member(&m, "a", 1, 0);
	member(&m, "b", 1, 256);
	expect(&m, "\tunsigned char b __attribute__((aligned(32)));\n};\n");
}

static void test_selection(void)
{
	struct made m;
	const char *names[] = {"want*"};
	struct cgen_options opt = {.types = names, .type_count = 1};
	struct err err = {0};
	char *header;

	begin(&m);
	type(&m, "wanted", BK_STRUCT, 1, 8);
	member(&m, "other", 2, 0);
	type(&m, "", BK_PTR, 0, 3);
	type(&m, "other", BK_STRUCT, 0, 4);
	type(&m, "third", BK_STRUCT, 0, 0);
	header = make_with(&m, &opt, &err);
	CHECK(header && strstr(header, "struct other;\n\nstruct wanted {\n\tstruct other *other;\n};\n"));
	CHECK(header && !strstr(header, "third") && !strstr(header, "struct other {"));
	free(header);

	begin(&m);
	type(&m, "unwanted", BK_STRUCT, 0, 0);
	header = make_with(&m, &opt, &err);
	CHECK(!header && strstr(err.text, "no type 'want*'"));
	free(header);
}

/* Writers that know no signed enums leave negative values as they are. */
static void test_old_enums(void)
{
	struct made m;

	begin(&m);
	type(&m, "", BK_ENUM, 2, 4);
	word(&m, text(&m, "NEGATIVE"));
	word(&m, UINT32_MAX);
	word(&m, text(&m, "ONE"));
	word(&m, 1);
	expect(&m, "enum {\n\tNEGATIVE = -1,\n\tONE = 1,\n};\n");
}

static void tag(struct made *m, const char *name, uint32_t on)
{
	type(m, name, BK_DECL_TAG, 0, on);
	word(m, UINT32_MAX);
}

/* Of a file: what is in it has no say outside of strings and comments. */
static void expect_compiles(struct made *m, const struct cgen_options *opt, const char *const *parts)
{
	static const char compiler[] = "cc -x c -std=c11 -Wall -Wextra -Werror -fsyntax-only \"$1\" && "
				       "cc -x c -std=gnu11 -Wall -Wextra -Werror -fsyntax-only \"$1\"";
	struct err err = {0};
	char *header = make_with(m, opt, &err);
	char command[512], path[] = "/tmp/bpfi-unit.XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");

	for (; *parts; parts++) {
		CHECK(header && strstr(header, *parts));
		if (header && !strstr(header, *parts))
			fprintf(stderr, "missing:\n%s\nin:\n%s\n", *parts, header);
	}
	CHECK(f && fputs(header ? header : "", f) >= 0 && !fclose(f));
	snprintf(command, sizeof(command), "set -- %s; %s", path, compiler);
	CHECK(!system(command));
	unlink(path);
	free(header);
}

/* Trigraphs, line splices, comments, directions, brackets: each was code once, or a compiler's warning. */
static void test_hostile_tags(void)
{
	static const char *const parts[] = {
		"BTF_DECL_TAG(\"x\\?\\?/\")",
		"BTF_DECL_TAG(\"); int injected = 42; //\")",
		"BTF_DECL_TAG(\"back\\\\\")",
		"BTF_DECL_TAG(\"%:define a \\342\\200\\256\")",
		"BTF_TYPE_TAG(a___int_injected_)",
		"BTF_TYPE_ATTR(b__c)",
		"BTF_TYPE_ATTR(b(c))",
		"/*\n * Types of *___ /_ ?_/__x: BTF",
		NULL,
	};
	const struct cgen_options opt = {.origin = "*/*/ /* \?"
						   "?/\\\xe2\x80\xaex",
					 .note = "ends in ?"
						 "?/"};
	struct made m;
	uint32_t on;

	begin(&m);
	integer(&m, "int", 4, 1);
	type(&m, "", BK_PTR, 0, type(&m, "a);(int injected)", BK_TYPE_TAG, 0, 1));
	type(&m, "", BK_PTR, 0, type(&m, "b)(c", BK_TYPE_TAG, 1u << 31, 1));
	type(&m, "", BK_PTR, 0, type(&m, "b(c)", BK_TYPE_TAG, 1u << 31, 1));
	on = type(&m, "s", BK_STRUCT, 3, 24);
	member(&m, "tagged", 3, 0);
	member(&m, "unbalanced", 5, 64);
	member(&m, "balanced", 7, 128);
	tag(&m,
	    "x?"
	    "?/",
	    on);
	tag(&m, "); int injected = 42; //", on);
	tag(&m, "back\\", on);
	tag(&m, "%:define a \xe2\x80\xae", on);
	expect_compiles(&m, &opt, parts);
}

int main(void)
{
	test_hostile_tags();
	test_self_containing();
	test_unfolding();
	test_names();
	test_places();
	test_selection();
	test_old_enums();
	if (failures)
		fprintf(stderr, "%u failed\n", failures);
	return failures != 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Values of any types, from any bytes and any text: what is printed is valid JSON with every key once, and is
 * read back as a value that prints the same; what the parser accepts does so too.
 *
 * The input: a byte of options, the type's id, how long the BTF is (0: types from here), the BTF, and then
 * bytes or text.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/test_value_make.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { VALUE_MAX = 1 << 16 };

/* One struct with about every kind of member. */
static struct types *own_types(void)
{
	static struct make m;
	uint32_t u8 = make_int(&m, "unsigned char", 1, 0), s64 = make_int(&m, "long int", 8, INT_SIGNED);
	uint32_t c = make_int(&m, "char", 1, INT_SIGNED), u128 = make_int(&m, "u128", 16, 0);
	uint32_t yes = make_int(&m, "_Bool", 1, INT_BOOL), d = make_type(&m, "double", BK_FLOAT, 0, false, 8);
	uint32_t p = make_type(&m, "", BK_PTR, 0, false, 0), comm = make_array(&m, c, 8);
	uint32_t flags = make_enum(&m, 4, false, 3, (int64_t[]){1, 2, 4});
	uint32_t e = make_enum(&m, 1, true, 3, (int64_t[]){-1, 2, 3}), u, list, v, s;
	struct err err;

	u = make_type(&m, "", BK_UNION, 2, false, 8);
	make_member(&m, "d", d, 0);
	make_member(&m, "comm", comm, 0);
	list = make_array(&m, u, 2);
	s = make_type(&m, "s", BK_STRUCT, 9, true, 56);
	make_member(&m, "", u, 0);
	make_member(&m, "list", list, 64);
	make_member(&m, "wide", u128, 192);
	make_member(&m, "p", p, 320);
	make_member(&m, "bits", s64, 5u << 24 | 384);
	make_member(&m, "f", flags, 392);
	make_member(&m, "e", e, 3u << 24 | 389);
	make_member(&m, "yes", yes, 424);
	make_member(&m, "b", u8, 432);
	v = make_type(&m, "var", BK_VAR, 0, false, s);
	make_word(&m, 1);
	make_type(&m, ".data", BK_DATASEC, 1, false, 56);
	make_word(&m, v);
	make_word(&m, 0);
	make_word(&m, 56);
	return make_open(&m, NULL, &err);
}

static void must(bool is_so, const char *what, struct buf *text, const struct err *err)
{
	if (is_so)
		return;
	fprintf(stderr, "%s: %s\n%s\n", what, err ? err->text : "", buf_str(text));
	abort();
}

static void check_json(struct buf *text)
{
	json_error_t why;
	json_t *json = json_loadb(text->data, text->len,
				  JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_REJECT_DUPLICATES, &why);

	/* A long double may be more than jansson's reals. */
	if (!json && strcmp(why.text, "real number overflow") != 0)
		must(false, why.text, text, NULL);
	json_decref(json);
}

static void print(struct buf *to, const struct value_plan *p, const void *data, size_t size,
		  enum out_format format)
{
	struct out *o = out_new_writer(keep_text, to, format);
	struct err err;

	buf_reset(to);
	value_print(o, NULL, p, data, size, &err);
	out_finish(o, &err);
	out_free(o);
}

/* What is shown in full comes back in full. */
static void check_hidden(const struct value_plan *p, const void *data, const void *bytes, struct buf *text)
{
	struct value_hidden *hidden = NULL;
	struct err err = {0};

	must(!value_hidden_make(p, &hidden, &err), "nothing hidden", text, &err);
	must(value_hidden_has(hidden, data) || !memcmp(data, bytes, value_plan_size(p)), "bytes changed",
	     text, NULL);
	value_hidden_free(hidden);
}

/* Printed, read, printed: nothing may change. */
static void check_round(const struct value_plan *p, const void *data, size_t size)
{
	auto_buf first = {0}, second = {0};
	uint8_t *bytes = malloc(value_plan_size(p) + 1);
	struct err err = {0};

	print(&first, p, data, size, OUT_JSON);
	check_json(&first);
	must(!value_parse(p, "value", buf_str(&first), bytes, NULL, &err), "refused", &first, &err);
	check_hidden(p, data, bytes, &first);
	print(&second, p, bytes, value_plan_size(p), OUT_JSON);
	must(!strcmp(buf_str(&first), buf_str(&second)), buf_str(&second), &first, NULL);
	print(&second, p, data, size, OUT_PRETTY);
	check_json(&second);
	free(bytes);
}

static void check_text(const struct value_plan *p, const uint8_t *data, size_t size)
{
	uint8_t *bytes = malloc(value_plan_size(p) + 1);
	auto_buf text = {0};
	struct value_field field;
	struct err err;

	buf_add(&text, data, size);
	if (!value_parse(p, "value", buf_str(&text), bytes, NULL, &err))
		check_round(p, bytes, value_plan_size(p));
	value_field_find(p, buf_str(&text), &field, &err);
	free(bytes);
}

static bool symbol(void *arg, uint64_t addr, char *ret_name, size_t size)
{
	(void)arg;
	snprintf(ret_name, size, "at_%llx", (unsigned long long)addr);
	return addr & 1;
}

static void check_type(const struct types *t, uint32_t id, unsigned int how, const uint8_t *data, size_t size)
{
	struct value_options opt = {.is_numeric = how & 1, .is_exact = !(how & 16)};
	auto_value_plan *p = NULL;
	struct err err;

	if (how & 2)
		opt.symbol = symbol;
	if (how & 4)
		opt.size = size < VALUE_MAX ? size : 0;
	if (value_plan_make(t, id, &opt, &p, &err) || value_plan_size(p) > VALUE_MAX)
		return;
	if (how & 8)
		check_text(p, data, size);
	else if (size >= value_plan_size(p))
		check_round(p, data, size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct types *own;
	auto_types *t = NULL;
	size_t len;
	uint8_t *exact;
	struct err err;

	if (!own)
		own = own_types();
	if (size < 4)
		return 0;
	len = (size_t)data[2] << 8 | data[3];
	len = len < size - 4 ? len : size - 4;
	exact = malloc(size - 4 - len + 1);
	memcpy(exact, data + 4 + len, size - 4 - len);
	if (!len)
		check_type(own, 1 + data[1] % (own->count - 1), data[0], exact, size - 4);
	else if (!types_open(data + 4, len, NULL, &t, &err))
		check_type(t, data[1] % t->count, data[0], exact, size - 4 - len);
	free(exact);
	return 0;
}

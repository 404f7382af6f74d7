/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The emitter under arbitrary call sequences: whatever is called, in whatever order, JSON output is valid and
 * text output holds no byte that a terminal obeys.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "btfdump/inspect/row.h"
#include "lib/out.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Rows of every look; names come from the input, so that no key is given twice they are numbered. */
static const struct field rows[] = {
	{.name = "plain"},
	{.name = "hex", .style = STYLE_HEX, .line = 1},
	{.name = "hexstr", .style = STYLE_HEXSTR, .lead = ": ", .line = 2},
	{.name = "type", .label = "", .style = STYLE_TYPE},
	{.name = "text", .flags = FIELD_TEXT_ONLY},
	{.name = "json", .flags = FIELD_JSON_ONLY},
	{.name = "lines", .layout = LAYOUT_LINES, .line = 3},
	{.name = "section", .layout = LAYOUT_SECTION},
	{.name = "tree", .layout = LAYOUT_TREE},
	{.name = "wide", .width = 20, .tail = "B"},
	{.name = "bool", .no = "not so", .line = 11},
};
enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

struct input {
	const uint8_t *at, *end;
	unsigned int keys;
	char key[4096][16];
	bool is_held;
};

static uint8_t take(struct input *in)
{
	return in->at < in->end ? *in->at++ : 0;
}

static size_t take_text(struct input *in, const char **ret_text)
{
	size_t len = take(in) & 31, left = (size_t)(in->end - in->at);

	*ret_text = (const char *)in->at;
	len = len < left ? len : left;
	in->at += len;
	return len;
}

static void call_value(struct out *o, struct input *in, unsigned int op, const struct field *f)
{
	const char *text;
	size_t len;

	switch (op) {
	case 0:
		out_uint(o, f, (uint64_t)take(in) << (take(in) & 63));
		break;
	case 1:
		out_int(o, f, -(int64_t)take(in));
		break;
	case 2:
		out_bool(o, f, take(in) & 1);
		break;
	case 3:
		len = take_text(in, &text);
		out_strn(o, f, text, len);
		break;
	case 4:
		len = take_text(in, &text);
		out_bytes(o, f, text, len);
		break;
	case 5:
		len = take_text(in, &text);
		out_dump(o, f, text, len);
		break;
	case 6:
		out_time(o, f, take(in) * INT64_C(10000000));
		break;
	case 7:
		out_null(o, f);
		break;
	case 8:
		out_number(o, f, "1.5e3");
		break;
	default:
		len = take_text(in, &text);
		out_text_open(o, f);
		out_text_add(o, text, len);
		out_text_close(o);
		break;
	}
}

static void call_hold(struct out *o, struct input *in, unsigned int op)
{
	if (op == 0 && !in->is_held)
		out_hold(o);
	else if (op == 1 && in->is_held)
		out_keep(o);
	else if (op == 2 && in->is_held)
		out_drop(o);
	in->is_held = op == 0;
}

static void call_fail(struct out *o, struct input *in)
{
	struct err err = {0};

	err_set(&err, 1, "%s", "quote \" and \n");
	out_fail(o, take(in) & 1 && out_depth(o) ? out_depth(o) - 1 : 0, &err);
	in->is_held = false;
}

enum { ROW_NAME, ROW_NUMBER, ROW_LIST, ROW_IS_ODD, ROW_COUNT };

static const struct field row_fields[] = {{.name = "name"},
					  {.name = "n"},
					  {.name = "list"},
					  {.name = "is_odd"}};

/* An element with all that such may hold, in one go. */
static void call_row(struct row *r, struct input *in)
{
	char text[16] = {(char)take(in), (char)take(in), 'x', '-', 'y', ' ', '.',
			 (char)take(in), (char)take(in)};

	row_open(r);
	row_str(r, ROW_NAME, text, take(in) & 1 ? sizeof(text) : 0);
	row_list(r, ROW_LIST);
	for (uint8_t count = take(in) % 4; count; count--) {
		row_item(r);
		if (take(in) & 1)
			row_int(r, ROW_NUMBER, (int64_t)((uint64_t)take(in) << take(in) % 64));
		row_item_end(r);
	}
	row_list_end(r);
	row_bool(r, ROW_IS_ODD, take(in) & 1);
	row_close(r);
}

/* A list of them, other elements in front and behind. */
static void call_rows(struct out *o, struct input *in, const struct field *f)
{
	struct row r;

	out_list(o, f);
	if (take(in) & 1)
		out_uint(o, NULL, take(in));
	rows_open(&r, o, row_fields, ROW_COUNT);
	for (uint8_t count = take(in) % 4; count; count--)
		call_row(&r, in);
	rows_close(&r);
	if (take(in) & 1)
		out_str(o, NULL, "behind");
	out_end(o);
}

static void call(struct out *o, struct input *in)
{
	enum { VALUES = 10, HOLDS = 3 };
	unsigned int op = take(in) % (VALUES + HOLDS + 8);
	uint8_t row = take(in);
	const struct field *f = row & 0x80 ? NULL : &rows[row % ROWS];

	if (in->keys == 4096)
		return;
	snprintf(in->key[in->keys], sizeof(in->key[0]), "k%u", in->keys);
	out_key(o, op < VALUES + 3 || op == VALUES + HOLDS + 3 ? in->key[in->keys++] : NULL);
	if (op < VALUES)
		call_value(o, in, op, f);
	else if (op == VALUES)
		out_list(o, f);
	else if (op == VALUES + 1)
		out_object(o, f);
	else if (op == VALUES + 2)
		call_rows(o, in, f);
	else if (op < VALUES + 3 + HOLDS)
		call_hold(o, in, op - VALUES - 3);
	else if (op == VALUES + 3 + HOLDS)
		call_fail(o, in);
	else
		out_end(o);
}

static void check_json(const char *text, size_t len, bool is_lines)
{
	json_error_t why;

	while (len) {
		const char *end = is_lines ? memchr(text, '\n', len) : text + len;
		size_t n = end ? (size_t)(end - text) + is_lines : len;
		json_t *json = json_loadb(text, n,
					  JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL |
						  JSON_REJECT_DUPLICATES,
					  &why);

		if (!json) {
			fprintf(stderr, "invalid: %s\n%.*s\n", why.text, (int)n, text);
			abort();
		}
		json_decref(json);
		text += n;
		len -= n;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct input in;
	enum out_format format;
	struct err err = {0};
	struct out *o;
	int fd = memfd_create("out", 0);
	size_t len;
	char *text;

	if (!size || fd < 0)
		return 0;
	format = data[0] & 3;
	in = (struct input){.at = data + 1, .end = data + size};
	o = out_new(fd, format, false);
	/* A document has one value at top level: all that follows stands in a list. */
	if (format != OUT_TEXT)
		out_list(o, NULL);
	while (in.at < in.end) {
		if (format != OUT_TEXT && !out_depth(o))
			break;
		call(o, &in);
	}
	out_key(o, NULL);
	out_finish(o, &err);
	out_free(o);
	len = (size_t)lseek(fd, 0, SEEK_END);
	text = len ? mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
	if (format != OUT_TEXT)
		check_json(text, len, format == OUT_JSONL);
	if (text)
		munmap(text, len);
	close(fd);
	return 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * check BTF < what the generated program printed: bpfi must say the same of the same bytes, read back what it
 * printed, and make the compiler's bytes of an initialiser.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/load/load.h"
#include "btfdump/value/value.h"
#include "lib/num.h"

static unsigned int failures, values;

static int keep(void *arg, const void *data, size_t len)
{
	buf_add(arg, data, len);
	return 0;
}

static void fail(const char *type, const char *what, const char *is, const char *should)
{
	size_t same = 0;

	while (is[same] && is[same] == should[same])
		same++;
	same = same > 40 ? same - 40 : 0;
	if (failures++ < 10)
		printf("not ok %s: %s\n#  is     %.160s\n#  should %.160s\n", type, what, is + same,
		       should + same);
}

static void print(struct buf *to, const struct value_plan *p, const struct buf *bytes)
{
	struct out *o = out_new_writer(keep, to, OUT_JSON);
	struct err err = {0};

	buf_reset(to);
	if (value_print(o, NULL, p, bytes->data, bytes->len, &err))
		out_fail(o, 0, &err);
	out_finish(o, &err);
	out_free(o);
	to->len -= to->len && to->data[to->len - 1] == '\n';
}

static void show(struct buf *to, const void *data, size_t len)
{
	buf_reset(to);
	for (size_t i = 0; i < len; i++)
		buf_printf(to, "%02x", ((const uint8_t *)data)[i]);
}

/* The text must give these bytes, where the mask has bits. */
static void check_parse(const char *type, const char *what, const struct value_plan *p, const char *text,
			const struct buf *bytes, const struct buf *mask)
{
	uint8_t *is = calloc(1, bytes->len + 1);
	auto_buf a = {0}, b = {0};
	struct err err = {0};
	bool is_equal = true;

	if (value_parse(p, "value", text, is, NULL, &err)) {
		fail(type, what, err.text, text);
		free(is);
		return;
	}
	for (size_t i = 0; i < bytes->len; i++)
		is_equal = is_equal && !((is[i] ^ (uint8_t)bytes->data[i]) & (uint8_t)mask->data[i]);
	if (!is_equal) {
		show(&a, is, bytes->len);
		show(&b, bytes->data, bytes->len);
		fail(type, what, buf_str(&a), buf_str(&b));
		fail(type, "from", text, "");
	}
	free(is);
}

static char *line_read(char **line, size_t *room)
{
	ssize_t n = getline(line, room, stdin);

	if (n <= 0)
		return NULL;
	(*line)[n - 1] = '\0';
	return *line;
}

/* "WHAT struct NAME HEX" */
static bool head_read(char *line, char **ret_what, char **ret_tag, char **ret_name, struct buf *ret_bytes)
{
	char *hex;

	*ret_what = strsep(&line, " ");
	*ret_tag = strsep(&line, " ");
	*ret_name = strsep(&line, " ");
	hex = line;
	buf_reset(ret_bytes);
	for (; hex && hex[0] && hex[1]; hex += 2) {
		char two[] = {hex[0], hex[1], '\0'};
		struct err err;
		uint8_t byte;

		if (num_parse_hex(two, &byte, 1, "byte", &err))
			return false;
		buf_add_char(ret_bytes, (char)byte);
	}
	return hex != NULL;
}

static void check_data(const char *name, const struct types *t, uint32_t id, const char *should,
		       const struct buf *bytes, const struct buf *mask)
{
	struct value_options exact_options = {.is_exact = true};
	auto_value_plan *plan = NULL;
	auto_value_plan *exact = NULL;
	struct err err = {0};
	auto_buf text = {0};

	if (value_plan_make(t, id, NULL, &plan, &err) ||
	    value_plan_make(t, id, &exact_options, &exact, &err)) {
		fail(name, "plan", err.text, "");
		return;
	}
	values++;
	print(&text, plan, bytes);
	if (strcmp(buf_str(&text), should) != 0)
		fail(name, "printed", buf_str(&text), should);
	print(&text, exact, bytes);
	check_parse(name, "read back", exact, buf_str(&text), bytes, mask);
}

static void check_made(const char *name, const struct types *t, uint32_t id, const char *text,
		       const struct buf *bytes, const struct buf *mask)
{
	auto_value_plan *plan = NULL;
	struct err err = {0};

	if (value_plan_make(t, id, NULL, &plan, &err))
		fail(name, "plan", err.text, "");
	else
		check_parse(name, "initialiser", plan, text, bytes, mask);
}

int main(int argc, char **argv)
{
	char *line = NULL, *second = NULL, *what, *tag, *name;
	size_t room = 0, second_room = 0;
	auto_buf mask = {0}, bytes = {0};
	struct err err = {0};
	auto_types *t = NULL;

	if (argc != 2 || types_load_file(argv[1], NULL, &t, &err)) {
		printf("not ok: %s\n", err.text);
		return 1;
	}
	while (line_read(&line, &room)) {
		bool is_good = head_read(line, &what, &tag, &name, &bytes);
		uint32_t id =
			is_good ? types_find(t, name, 1U << (*tag == 'u' ? BK_UNION : BK_STRUCT), 0) : 0;

		if (!id) {
			printf("not ok: a line that makes no sense\n");
			return 1;
		}
		if (!strcmp(what, "mask")) {
			buf_reset(&mask);
			buf_add(&mask, bytes.data, bytes.len);
			continue;
		}
		if (!line_read(&second, &second_room))
			break;
		if (!strcmp(what, "made"))
			check_made(name, t, id, second, &bytes, &mask);
		else
			check_data(name, t, id, second, &bytes, &mask);
	}
	printf("%s %u values of %s, %u differ\n", failures || !values ? "not ok" : "ok", values, argv[1],
	       failures);
	free(line);
	free(second);
	return failures || !values;
}

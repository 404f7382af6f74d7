/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Memory as a file's bytes: rows with offset, hex digits and characters in text, a list of numbers in JSON.
 */
#include "lib/out_sink.h"

enum { ROW = 16, HALF = 8 };

static void add_row(struct buf *line, size_t offset, const uint8_t *data, size_t len)
{
	buf_reset(line);
	buf_printf(line, "%07zx\t", offset);
	for (size_t i = 0; i < ROW; i++) {
		if (i < len)
			buf_printf(line, "%02x%s", data[i], i % 2 ? " " : "");
		else
			buf_add_str(line, i % 2 ? "   " : "  ");
	}
	buf_add_str(line, "| ");
	for (size_t i = 0; i < len; i++) {
		buf_add_char(line, data[i] >= ' ' && data[i] <= '~' ? (char)data[i] : '.');
		if (i + 1 == HALF)
			buf_add_char(line, ' ');
	}
	buf_add_char(line, '\n');
}

void out_octets(struct out *o, const struct field *f, const void *data, size_t len)
{
	const uint8_t *at = data;
	auto_buf line = {0};

	if (!out_shows(o, f))
		return;
	if (o->sink != &sink_text) {
		out_list(o, f);
		for (size_t i = 0; i < len; i++)
			out_uint(o, NULL, at[i]);
		out_end(o);
		return;
	}
	out_text_open(o, f);
	for (size_t i = 0; i < len; i += ROW) {
		add_row(&line, i, at + i, len - i < ROW ? len - i : ROW);
		out_text_add(o, line.data, line.len);
	}
	out_text_close(o);
}

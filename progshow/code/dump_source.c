/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Prototypes and source lines between instructions, translated or native. */
#include "progshow/code/dump.h"

enum { SOURCE_PROTO, SOURCE_TEXT, SOURCE_FILE, SOURCE_LINE, SOURCE_COLUMN, SOURCE_ROWS };

const struct field dump_source_fields[] = {
	[SOURCE_PROTO] = {.name = "proto",
			  .help = "Prototype of the function that starts here",
			  .label = "",
			  .tail = ":",
			  .line = DUMP_LINE_PROTO,
			  .type = FIELD_STR,
			  .flags = FIELD_OPTIONAL},
	[SOURCE_TEXT] = {.name = "src",
			 .help = "Source line that starts here",
			 .label = ";",
			 .style = STYLE_CODE,
			 .line = DUMP_LINE_SOURCE,
			 .type = FIELD_STR,
			 .flags = FIELD_OPTIONAL},
	[SOURCE_FILE] = {.name = "file",
			 .help = "With linum: source file, if known",
			 .label = "",
			 .lead = " [file:",
			 .line = DUMP_LINE_SOURCE,
			 .type = FIELD_STR,
			 .flags = FIELD_OPTIONAL},
	[SOURCE_LINE] = {.name = "line_num",
			 .help = "With linum: line number, if known",
			 .label = "",
			 .lead = " line_num:",
			 .line = DUMP_LINE_SOURCE,
			 .type = FIELD_U32,
			 .flags = FIELD_OPTIONAL},
	[SOURCE_COLUMN] = {.name = "line_col",
			   .help = "With linum: column, if known",
			   .label = "",
			   .lead = " line_col:",
			   .tail = "]",
			   .line = DUMP_LINE_SOURCE,
			   .type = FIELD_U32,
			   .flags = FIELD_OPTIONAL},
	[SOURCE_ROWS] = {0},
};

void dump_proto(struct out *o, const struct code *c, uint32_t func)
{
	auto_buf text = {0};

	if (code_proto(c, func, &text))
		out_str(o, &dump_source_fields[SOURCE_PROTO], buf_str(&text));
}

/* Text has the full location in brackets; JSON leaves out what is not known. */
static void put_number(struct out *o, const struct field *f, uint32_t v)
{
	struct field unknown = *f;

	unknown.flags |= FIELD_TEXT_ONLY;
	out_uint(o, v ? f : &unknown, v);
}

void dump_source(struct out *o, const struct code_line *line, bool is_located)
{
	const struct field *rows = dump_source_fields;
	struct field unknown = rows[SOURCE_FILE];

	if (!line)
		return;
	out_str(o, &rows[SOURCE_TEXT], line->text);
	if (!is_located)
		return;
	unknown.flags |= FIELD_TEXT_ONLY;
	out_str(o, *line->file ? &rows[SOURCE_FILE] : &unknown, line->file);
	put_number(o, &rows[SOURCE_LINE], line->line);
	put_number(o, &rows[SOURCE_COLUMN], line->column);
}

void dump_hex(struct buf *to, const void *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *bytes = data;

	for (size_t i = 0; i < len; i++) {
		if (i)
			buf_add_char(to, ' ');
		buf_add_char(to, digits[bytes[i] >> 4]);
		buf_add_char(to, digits[bytes[i] & 15]);
	}
}

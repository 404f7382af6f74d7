/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A template is read line by line, once for each time that its lines are needed: there is nothing to build.
 */
#include "skelgen/fill.h"

#include <string.h>

#include "skelgen/embed.h"

/* The rows known here, and those of the enclosing parts. */
struct scope {
	const struct hole *holes;
	const void *from;
	const struct scope *outer;
	const struct fill_drain *drain;
};

/* A part of the template. */
struct span {
	const char *at, *end;
};

static const void *value_of(const struct scope *s, const char *name, size_t len, const struct hole **ret_hole)
{
	for (; s; s = s->outer)
		for (const struct hole *h = s->holes; h->name; h++)
			if (!strncmp(h->name, name, len) && !h->name[len]) {
				*ret_hole = h;
				return (const char *)s->from + h->off;
			}
	return NULL;
}

/* In pieces of whole lines, which are small: each page of memory that is not touched saves a microsecond. */
static void put_bytes(struct buf *to, const struct fill_bytes *bytes, const struct fill_drain *drain)
{
	enum { PIECE = EMBED_LINE << 6 };
	const char *at = bytes->data;

	for (size_t left = bytes->size; drain && left > PIECE; left -= PIECE, at += PIECE) {
		embed_bytes(to, at, PIECE);
		drain->take(drain->arg, to);
	}
	embed_bytes(to, at, bytes->size - (size_t)(at - (const char *)bytes->data));
}

static void put_value(struct buf *to, const struct hole *h, const void *value, const struct fill_drain *drain)
{

	switch (h->type) {
	case HOLE_TEXT:
		buf_add_str(to, *(const char *const *)value);
		break;
	case HOLE_NUMBER:
		buf_printf(to, "%llu", (unsigned long long)*(const uint64_t *)value);
		break;
	case HOLE_BYTES:
		put_bytes(to, value, drain);
		break;
	default:
		break;
	}
}

static void put_line(struct buf *to, struct span line, const struct scope *s)
{
	while (line.at < line.end) {
		const char *hole = memchr(line.at, '@', (size_t)(line.end - line.at)), *close = NULL;
		const struct hole *h = NULL;
		const void *value;

		if (hole)
			close = memchr(hole + 1, '@', (size_t)(line.end - hole - 1));
		if (!close) {
			buf_add(to, line.at, (size_t)(line.end - line.at));
			return;
		}
		buf_add(to, line.at, (size_t)(hole - line.at));
		value = value_of(s, hole + 1, (size_t)(close - hole - 1), &h);
		if (value)
			put_value(to, h, value, s->drain);
		else
			buf_printf(to, "@%.*s?@", (int)(close - hole - 1), hole + 1);
		line.at = close + 1;
	}
}

static struct span line_at(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (size_t)(end - at));

	return (struct span){at, newline ? newline + 1 : end};
}

static bool is_steering(struct span line, const char *word)
{
	size_t len = strlen(word);

	return line.at < line.end && *line.at == '@' && (size_t)(line.end - line.at) > len + 1 &&
	       !strncmp(line.at + 1, word, len) && strchr(" \n", line.at[1 + len]);
}

/* From after an @each or @if to its @else or @end; *ret_next is the line after that one. */
static struct span block_at(const char *at, const char *end, bool is_else_end, const char **ret_next)
{
	struct span block = {at, end};
	unsigned int depth = 0;

	*ret_next = end;
	while (at < end) {
		struct span line = line_at(at, end);

		if (is_steering(line, "each") || is_steering(line, "if")) {
			depth++;
		} else if (!depth &&
			   (is_steering(line, "end") || (is_else_end && is_steering(line, "else")))) {
			block.end = line.at;
			*ret_next = line.end;
			break;
		} else if (is_steering(line, "end")) {
			depth--;
		}
		at = line.end;
	}
	return block;
}

static bool is_true(const struct hole *h, const void *value)
{
	if (!value)
		return false;
	if (h->type == HOLE_LIST)
		return ((const struct fill_list *)value)->count;
	if (h->type == HOLE_NUMBER)
		return *(const uint64_t *)value;
	return h->type == HOLE_FLAG ? *(const bool *)value : **(const char *const *)value;
}

static void put_span(struct buf *to, struct span text, const struct scope *s);

static void put_list(struct buf *to, struct span block, const struct hole *h, const struct fill_list *list,
		     const struct scope *s)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct scope inner = {h->item, (const char *)list->items + (size_t)i * h->item_size, s,
				      s->drain};

		put_span(to, block, &inner);
	}
}

/* Returns where to go on. */
static const char *put_block(struct buf *to, struct span line, const char *end, const struct scope *s)
{
	bool is_if = is_steering(line, "if");
	const char *name = line.at + (is_if ? sizeof("@if") : sizeof("@each")), *next;
	struct span block = block_at(line.end, end, is_if, &next);
	const struct hole *h = NULL;
	const void *value = value_of(s, name, (size_t)(line.end - name - 1), &h);
	bool has_else = is_if && block.end < end && is_steering(line_at(block.end, end), "else");

	if (!is_if) {
		if (value && h->type == HOLE_LIST)
			put_list(to, block, h, value, s);
	} else if (is_true(h, value)) {
		put_span(to, block, s);
	}
	if (has_else) {
		block = block_at(next, end, false, &next);
		if (!is_true(h, value))
			put_span(to, block, s);
	}
	return next;
}

static void put_span(struct buf *to, struct span text, const struct scope *s)
{
	while (text.at < text.end) {
		struct span line = line_at(text.at, text.end);

		if (is_steering(line, "each") || is_steering(line, "if")) {
			text.at = put_block(to, line, text.end, s);
			continue;
		}
		put_line(to, line, s);
		text.at = line.end;
	}
}

void fill(struct buf *to, const char *text, const struct hole *holes, const void *from,
	  const struct fill_drain *drain)
{
	const struct scope s = {holes, from, NULL, drain};

	put_span(to, (struct span){text, text + strlen(text)}, &s);
	if (drain)
		drain->take(drain->arg, to);
}

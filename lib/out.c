/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Output core: the stack of containers, held records, the error path. Formatting is left to the sinks. */
#include "lib/out.h"

#include <stdlib.h>
#include <string.h>

#include "lib/out_sink.h"

struct out *out_new(int fd, enum out_format format, bool color)
{
	struct out *o = calloc(1, sizeof(*o));

	if (!o)
		return NULL;
	o->fd = fd;
	o->sink = o->base_sink = format == OUT_TEXT ? &sink_text : &sink_json;
	o->hides = o->sink->hides;
	o->pretty = format == OUT_PRETTY;
	o->lines = format == OUT_JSONL;
	o->color = color;
	o->frames[0] = (struct frame){.mode = MODE_TOP, .is_list = true, .is_stream = true};
	return o;
}

struct out *out_new_writer(out_write_fn write, void *arg, enum out_format format)
{
	struct out *o = out_new(-1, format, false);

	if (!o)
		return NULL;
	o->write = write;
	o->write_arg = arg;
	return o;
}

void out_free(struct out *o)
{
	if (!o)
		return;
	for (unsigned int i = 0; i < FIELD_LINES; i++)
		buf_free(&o->line[i]);
	buf_free(&o->notes);
	buf_free(&o->w);
	out_catch_free(o->catching);
	free(o);
}

bool out_shows(const struct out *o, const struct field *f)
{
	/* Asked for every value: what is caught is the exception. */
	if (__builtin_expect(o->catching != NULL, 0))
		return out_catch_shows(o, f);
	return !o->skipping && !(f && (f->flags & o->hides));
}

void out_set_verbose(struct out *o)
{
	if (o->to)
		o = o->to;
	o->hides &= (uint16_t)~FIELD_VERBOSE;
}

static bool hides_zero(const struct out *o, const struct field *f)
{
	return f && (f->flags & o->sink->hides_zero);
}

enum frame_mode out_child_mode(const struct frame *parent, const struct field *f, bool is_list)
{
	if (parent->mode == MODE_TOP && f && f->layout == LAYOUT_SECTION)
		return MODE_TOP;
	if (parent->mode == MODE_TOP && is_list)
		return MODE_RECORDS;
	if (parent->mode == MODE_TOP || parent->mode == MODE_RECORDS)
		return MODE_RECORD;
	return MODE_NESTED;
}

static void tree_leave(struct out *o)
{
	o->sink = o->base_sink;
	o->pretty = false;
	o->tree_depth = 0;
}

/* A tree is a separate document: no key, and a line break after it. */
static void tree_edge(struct out *o, const struct field *f, const struct frame *tree, bool is_end)
{
	struct frame *parent = out_top(o);
	const struct frame before = *parent;

	parent->is_list = parent->is_stream = true;
	o->tree_depth = o->depth;
	o->sink = &sink_json;
	o->pretty = true;
	if (!is_end) {
		o->sink->begin(o, f, tree->is_list);
	} else {
		o->sink->end(o, tree);
		tree_leave(o);
	}
	*parent = before;
}

static void out_begin(struct out *o, const struct field *f, bool is_list)
{
	struct frame *parent = out_top(o);
	struct frame child = {.field = f, .mode = out_child_mode(parent, f, is_list)};

	/* An object that is not shown: its list is the stream. */
	if (o->lines && parent->is_stream && f && f->flags & FIELD_STREAM)
		is_list = true;
	child.is_list = is_list;
	if (!out_shows(o, f) || o->depth + 1 == OUT_DEPTH) {
		if (out_shows(o, f))
			out_null(o, f);
		o->skipping++;
		return;
	}
	child.is_stream = o->lines && is_list && parent->is_stream;
	child.is_tree = o->sink == &sink_text && f && f->layout == LAYOUT_TREE && parent->mode == MODE_TOP;
	if (child.is_tree)
		tree_edge(o, f, &child, false);
	else
		o->sink->begin(o, f, is_list);
	parent->count++;
	o->key = NULL;
	o->frames[++o->depth] = child;
}

void out_list(struct out *o, const struct field *f)
{
	out_begin(o, f, true);
}

void out_object(struct out *o, const struct field *f)
{
	out_begin(o, f, false);
}

void out_end(struct out *o)
{
	struct frame closed;

	if (o->skipping) {
		o->skipping--;
		return;
	}
	if (!o->depth)
		return;
	/* Containers opened before the hold can no longer be taken back. */
	if (o->is_held && o->depth == o->held_depth)
		out_keep(o);
	closed = o->frames[o->depth--];
	if (closed.is_tree)
		tree_edge(o, closed.field, &closed, true);
	else
		o->sink->end(o, &closed);
	out_maybe_write(o);
}

/* Passes one value to the sink and counts it. */
#define OUT_VALUE(o, f, call)         \
	do {                          \
		if (!out_shows(o, f)) \
			return;       \
		call;                 \
		out_top(o)->count++;  \
		(o)->key = NULL;      \
		out_maybe_write(o);   \
	} while (0)

void out_uint(struct out *o, const struct field *f, uint64_t v)
{
	if (!v && hides_zero(o, f))
		return;
	OUT_VALUE(o, f, o->sink->uint(o, f, v));
}

void out_int(struct out *o, const struct field *f, int64_t v)
{
	if (!v && hides_zero(o, f))
		return;
	OUT_VALUE(o, f, o->sink->sint(o, f, v));
}

void out_bool(struct out *o, const struct field *f, bool v)
{
	OUT_VALUE(o, f, o->sink->boolean(o, f, v));
}

void out_str(struct out *o, const struct field *f, const char *s)
{
	out_strn(o, f, s, strlen(s));
}

void out_strn(struct out *o, const struct field *f, const char *s, size_t len)
{
	OUT_VALUE(o, f, o->sink->str(o, f, s, len));
}

void out_bytes(struct out *o, const struct field *f, const void *data, size_t len)
{
	OUT_VALUE(o, f, o->sink->bytes(o, f, data, len));
}

void out_dump(struct out *o, const struct field *f, const void *data, size_t len)
{
	OUT_VALUE(o, f, o->sink->dump(o, f, data, len));
}

void out_lines(struct out *o, const struct field *f, const char *text)
{
	out_list(o, f);
	for (const char *end; *text; text = *end ? end + 1 : end) {
		end = strchrnul(text, '\n');
		out_strn(o, NULL, text, (size_t)(end - text));
	}
	out_end(o);
}

void out_time(struct out *o, const struct field *f, int64_t seconds)
{
	OUT_VALUE(o, f, o->sink->time(o, f, seconds));
}

void out_null(struct out *o, const struct field *f)
{
	if (hides_zero(o, f))
		return;
	OUT_VALUE(o, f, o->sink->null(o, f));
}

void out_number(struct out *o, const struct field *f, const char *digits)
{
	OUT_VALUE(o, f, o->sink->number(o, f, digits));
}

void out_text_open(struct out *o, const struct field *f)
{
	if (!out_shows(o, f))
		o->skipping++;
	else
		o->sink->text_open(o, f);
}

void out_text_add(struct out *o, const char *data, size_t len)
{
	if (o->skipping)
		return;
	o->sink->text_add(o, data, len);
	out_maybe_write(o);
}

void out_text_close(struct out *o)
{
	if (o->skipping)
		o->skipping--;
	else
		OUT_VALUE(o, NULL, o->sink->text_close(o));
}

void out_verbatim(struct out *o, const char *data, size_t len)
{
	if (o->depth || o->key || o->is_held) {
		out_text_open(o, NULL);
		out_text_add(o, data, len);
		out_text_close(o);
		return;
	}
	out_write_along(o, data, len);
	o->frames[0].count++;
}

void out_key(struct out *o, const char *key)
{
	o->key = key;
}

bool out_has_key(const struct out *o)
{
	return o->key != NULL;
}

void out_hold(struct out *o)
{
	o->is_held = true;
	o->held_len = o->w.len;
	o->held_depth = o->depth;
	o->held_count = out_top(o)->count;
	o->held_key = o->key;
}

void out_keep(struct out *o)
{
	o->is_held = false;
	out_maybe_write(o);
}

void out_drop(struct out *o)
{
	if (!o->is_held)
		return;
	o->is_held = false;
	/* A tree that began after the hold is dropped too. */
	if (o->sink != o->base_sink && o->tree_depth >= o->held_depth)
		tree_leave(o);
	o->w.len = o->held_len;
	o->depth = o->held_depth;
	o->skipping = 0;
	out_top(o)->count = o->held_count;
	o->key = o->held_key;
	for (unsigned int i = 0; i < FIELD_LINES; i++)
		buf_reset(&o->line[i]);
}

unsigned int out_depth(const struct out *o)
{
	return o->depth;
}

void out_fail(struct out *o, unsigned int depth, const struct err *err)
{
	static const struct field f_error = {.name = "error", .flags = FIELD_JSON_ONLY};
	static const struct field f_said = {.name = "said", .flags = FIELD_JSON_ONLY};
	static const struct field f_hint = {.name = "hint", .flags = FIELD_JSON_ONLY};
	static const struct field f_failed = {.flags = FIELD_JSON_ONLY};
	char text[sizeof(err->text) + 64];
	bool is_empty;

	out_drop(o);
	o->skipping = 0;
	is_empty = o->depth == depth && (out_top(o)->is_list ? !out_top(o)->count : o->key != NULL);
	/*
	 * JSON lines have no bracket that could stay open: a last line reports the error, unless a line
	 * already did.
	 */
	if (o->lines && out_top(o)->is_stream)
		is_empty = !o->has_failed;
	while (o->depth > depth)
		out_end(o);
	if (!is_empty)
		return;
	o->has_failed = true;
	err_describe(err, text, sizeof(text));
	out_object(o, &f_failed);
	out_str(o, &f_error, text);
	if (*err->quoted)
		out_lines(o, &f_said, err->quoted);
	if (*err->hint)
		out_str(o, &f_hint, err->hint);
	out_end(o);
}

bool out_tells_failure(const struct out *o)
{
	return o->has_failed && o->base_sink != &sink_text;
}

int out_finish(struct out *o, struct err *err)
{
	out_drop(o);
	o->skipping = 0;
	while (o->depth)
		out_end(o);
	if (!o->frames[0].count && !o->lines)
		out_null(o, NULL);
	return out_flush(o, err);
}

void out_escape(struct buf *to, const char *s)
{
	out_escape_text(to, s, strlen(s));
}

void out_escape_source(struct buf *to, const char *s)
{
	out_escape_code(to, s, strlen(s));
}

void out_note(struct out *o, const char *text)
{
	if (o->to)
		o = o->to;
	for (unsigned int i = 0; out_noted(o, i); i++)
		if (!strcmp(out_noted(o, i), text))
			return;
	buf_add(&o->notes, text, strlen(text) + 1);
}

/* They lie one after the other, each with its NUL. */
const char *out_noted(const struct out *o, unsigned int index)
{
	size_t at = 0;

	while (at < o->notes.len && index--)
		at += strlen(o->notes.data + at) + 1;
	return at < o->notes.len ? o->notes.data + at : NULL;
}

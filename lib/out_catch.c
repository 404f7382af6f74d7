/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The sink that catches records, and what describes them again. */
#include "lib/out_catch.h"

#include <errno.h>
#include <stdlib.h>

#include "lib/out_sink.h"

/* Set by the linker: around the program's own data. */
extern const char __executable_start[], _end[];

/* A copy of a row that is not one of the program's tables: it may be gone before the record is shown. */
struct kept_row {
	struct field row;
	struct kept_row *next;
};

struct catching {
	const struct catcher *catcher;
	struct kept_row *rows;
	struct buf cells, texts;
	unsigned int depth; /* open containers inside the record; 0: none is open */
	uint32_t open[OUT_DEPTH];
};

static struct caught caught_so_far(const struct catching *c)
{
	return (struct caught){
		.cells = (const struct caught_cell *)(const void *)c->cells.data,
		.texts = c->texts.data,
		.count = (uint32_t)(c->cells.len / sizeof(struct caught_cell)),
		.texts_len = (uint32_t)c->texts.len,
	};
}

/* The texts begin with a byte that is none: 0 means no text. */
static uint32_t add_text(struct catching *c, const void *data, size_t len)
{
	const size_t at = c->texts.len;

	buf_add(&c->texts, data, len);
	return (uint32_t)at;
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool is_same_row(const struct field *a, const struct field *b)
{
	return a->line == b->line && a->width == b->width && a->style == b->style && a->layout == b->layout &&
	       a->flags == b->flags && is_same_text(a->name, b->name) && is_same_text(a->label, b->label) &&
	       is_same_text(a->lead, b->lead) && is_same_text(a->tail, b->tail) && is_same_text(a->no, b->no);
}

static void free_row(struct kept_row *kept)
{
	const struct field *f = &kept->row;
	const char *const texts[] = {f->name, f->label, f->lead, f->tail, f->no};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		free((char *)(uintptr_t)texts[i]);
	free(kept);
}

/* Only what output reads of it. */
static struct kept_row *copy_row(const struct field *f)
{
	struct kept_row *kept = calloc(1, sizeof(*kept));
	const char *const from[] = {f->name, f->label, f->lead, f->tail, f->no};
	const char **const to[] = {&kept->row.name, &kept->row.label, &kept->row.lead, &kept->row.tail,
				   &kept->row.no};

	if (!kept)
		return NULL;
	kept->row = (struct field){.line = f->line,
				   .width = f->width,
				   .style = f->style,
				   .layout = f->layout,
				   .flags = f->flags};
	for (size_t i = 0; i < sizeof(from) / sizeof(from[0]); i++) {
		*to[i] = from[i] ? strdup(from[i]) : NULL;
		if (from[i] && !*to[i]) {
			free_row(kept);
			return NULL;
		}
	}
	return kept;
}

static const struct field *keep_row(struct catching *c, const struct field *f)
{
	struct kept_row *kept;

	if (!f || ((uintptr_t)f >= (uintptr_t)__executable_start && (uintptr_t)f < (uintptr_t)_end))
		return f;
	for (kept = c->rows; kept; kept = kept->next)
		if (is_same_row(&kept->row, f))
			return &kept->row;
	kept = copy_row(f);
	if (!kept) {
		c->cells.failed = true;
		return NULL;
	}
	kept->next = c->rows;
	c->rows = kept;
	return &kept->row;
}

static struct caught_cell *add_cell(struct out *o, const struct field *f, enum caught_kind kind)
{
	struct catching *c = o->catching;
	struct caught_cell *cell = (struct caught_cell *)(void *)buf_room(&c->cells, sizeof(*cell));

	if (!cell)
		return NULL;
	c->cells.len += sizeof(*cell);
	*cell = (struct caught_cell){.field = keep_row(c, f),
				     .kind = kind,
				     .next = (uint32_t)(c->cells.len / sizeof(*cell))};
	if (o->key)
		cell->key = add_text(c, o->key, strlen(o->key) + 1);
	return cell;
}

static void add_value(struct out *o, const struct field *f, enum caught_kind kind, uint64_t v)
{
	struct caught_cell *cell = add_cell(o, f, kind);

	if (cell)
		cell->value = v;
}

static void add_data(struct out *o, const struct field *f, enum caught_kind kind, const void *data,
		     size_t len)
{
	struct caught_cell *cell = add_cell(o, f, kind);

	if (!cell)
		return;
	cell->value = add_text(o->catching, data, len);
	cell->len = (uint32_t)len;
}

static void pass_begin(struct out *o, const struct field *f, bool is_list)
{
	const struct catcher *catcher = o->catching->catcher;

	if (is_list)
		catcher->list(catcher->arg, f);
	else
		out_object(o->to, f);
}

static void catch_begin(struct out *o, const struct field *f, bool is_list)
{
	struct catching *c = o->catching;

	if (!c->depth && out_child_mode(out_top(o), f, is_list) != MODE_RECORD) {
		pass_begin(o, f, is_list);
		return;
	}
	if (!c->depth) {
		buf_reset(&c->cells);
		buf_reset(&c->texts);
		buf_add_char(&c->texts, '\0');
	}
	c->open[c->depth++] = (uint32_t)(c->cells.len / sizeof(struct caught_cell));
	add_cell(o, f, is_list ? CAUGHT_LIST : CAUGHT_OBJECT);
}

static void record_ended(struct out *o)
{
	struct catching *c = o->catching;
	const struct caught caught = caught_so_far(c);

	if (c->cells.failed || c->texts.failed) {
		c->catcher->lost(c->catcher->arg);
		o->write_errno = ENOMEM;
	} else if (c->catcher->record(c->catcher->arg, &caught)) {
		/* For what describes records, as if nobody read them any more. */
		o->write_errno = EPIPE;
	}
}

static void catch_end(struct out *o, const struct frame *closed)
{
	struct catching *c = o->catching;
	struct caught_cell *cells = (struct caught_cell *)(void *)c->cells.data;

	if (!c->depth && closed->is_list) {
		c->catcher->end(c->catcher->arg);
	} else if (!c->depth) {
		out_end(o->to);
	} else {
		c->depth--;
		if (!c->cells.failed)
			cells[c->open[c->depth]].next = (uint32_t)(c->cells.len / sizeof(struct caught_cell));
		if (!c->depth)
			record_ended(o);
	}
}

/* Inside of a record a cell, outside passed on. */
#define CATCH(o, caught, passed)          \
	do {                              \
		if ((o)->catching->depth) \
			caught;           \
		else                      \
			passed;           \
	} while (0)

static void catch_uint(struct out *o, const struct field *f, uint64_t v)
{
	CATCH(o, add_value(o, f, CAUGHT_UINT, v), out_uint(o->to, f, v));
}

static void catch_sint(struct out *o, const struct field *f, int64_t v)
{
	CATCH(o, add_value(o, f, CAUGHT_INT, (uint64_t)v), out_int(o->to, f, v));
}

static void catch_boolean(struct out *o, const struct field *f, bool v)
{
	CATCH(o, add_value(o, f, CAUGHT_BOOL, v), out_bool(o->to, f, v));
}

static void catch_time(struct out *o, const struct field *f, int64_t seconds)
{
	CATCH(o, add_value(o, f, CAUGHT_TIME, (uint64_t)seconds), out_time(o->to, f, seconds));
}

static void catch_null(struct out *o, const struct field *f)
{
	CATCH(o, add_value(o, f, CAUGHT_NULL, 0), out_null(o->to, f));
}

static void catch_str(struct out *o, const struct field *f, const char *s, size_t len)
{
	CATCH(o, add_data(o, f, CAUGHT_STR, s, len), out_strn(o->to, f, s, len));
}

static void catch_number(struct out *o, const struct field *f, const char *digits)
{
	CATCH(o, add_data(o, f, CAUGHT_NUMBER, digits, strlen(digits) + 1), out_number(o->to, f, digits));
}

static void catch_bytes(struct out *o, const struct field *f, const uint8_t *data, size_t len)
{
	CATCH(o, add_data(o, f, CAUGHT_BYTES, data, len), out_bytes(o->to, f, data, len));
}

static void catch_dump(struct out *o, const struct field *f, const uint8_t *data, size_t len)
{
	CATCH(o, add_data(o, f, CAUGHT_DUMP, data, len), out_dump(o->to, f, data, len));
}

static void catch_text_open(struct out *o, const struct field *f)
{
	CATCH(o, add_data(o, f, CAUGHT_TEXT, NULL, 0), out_text_open(o->to, f));
}

static void add_to_text(struct catching *c, const char *data, size_t len)
{
	struct caught_cell *end = (struct caught_cell *)(void *)(c->cells.data + c->cells.len);

	buf_add(&c->texts, data, len);
	if (!c->cells.failed)
		end[-1].len += (uint32_t)len;
}

static void catch_text_add(struct out *o, const char *data, size_t len)
{
	CATCH(o, add_to_text(o->catching, data, len), out_text_add(o->to, data, len));
}

static void catch_text_close(struct out *o)
{
	CATCH(o, (void)o, out_text_close(o->to));
}

static const struct sink sink_catch = {
	.begin = catch_begin,
	.end = catch_end,
	.uint = catch_uint,
	.sint = catch_sint,
	.boolean = catch_boolean,
	.str = catch_str,
	.bytes = catch_bytes,
	.dump = catch_dump,
	.time = catch_time,
	.null = catch_null,
	.number = catch_number,
	.text_open = catch_text_open,
	.text_add = catch_text_add,
	.text_close = catch_text_close,
};

bool out_catch_shows(const struct out *o, const struct field *f)
{
	const struct catching *c = o->catching;

	if (o->skipping)
		return false;
	return c->depth ? c->catcher->shows(c->catcher->arg, f, c->depth)
			: !f || c->catcher->shows(c->catcher->arg, f, 0);
}

static int write_on(void *arg, const void *data, size_t len)
{
	out_verbatim(arg, data, len);
	return 0;
}

struct out *out_new_catching(struct out *to, const struct catcher *catcher)
{
	struct out *o = out_new_writer(write_on, to, OUT_TEXT);
	struct catching *c = calloc(1, sizeof(*c));

	if (!o || !c) {
		out_free(o);
		free(c);
		return NULL;
	}
	c->catcher = catcher;
	o->sink = o->base_sink = &sink_catch;
	o->fd = to->fd;
	o->color = to->color;
	o->to = to;
	o->catching = c;
	return o;
}

void out_catch_flush(const struct out *o)
{
	const struct catcher *catcher = o->catching->catcher;

	catcher->flush(catcher->arg);
}

void out_catch_free(struct catching *c)
{
	if (!c)
		return;
	while (c->rows) {
		struct kept_row *next = c->rows->next;

		free_row(c->rows);
		c->rows = next;
	}
	buf_free(&c->cells);
	buf_free(&c->texts);
	free(c);
}

static void describe_text(struct out *o, const struct field *f, const char *text, size_t len)
{
	out_text_open(o, f);
	out_text_add(o, text, len);
	out_text_close(o);
}

void out_caught_as(struct out *o, const struct caught *c, uint32_t cell, const struct field *f)
{
	const struct caught_cell *one = &c->cells[cell];
	const char *text = c->texts + one->value;

	switch (one->kind) {
	case CAUGHT_UINT:
		out_uint(o, f, one->value);
		break;
	case CAUGHT_INT:
		out_int(o, f, (int64_t)one->value);
		break;
	case CAUGHT_BOOL:
		out_bool(o, f, one->value);
		break;
	case CAUGHT_TIME:
		out_time(o, f, (int64_t)one->value);
		break;
	case CAUGHT_NULL:
		out_null(o, f);
		break;
	case CAUGHT_STR:
		out_strn(o, f, text, one->len);
		break;
	case CAUGHT_NUMBER:
		out_number(o, f, text);
		break;
	case CAUGHT_BYTES:
		out_bytes(o, f, text, one->len);
		break;
	case CAUGHT_DUMP:
		out_dump(o, f, text, one->len);
		break;
	case CAUGHT_TEXT:
		describe_text(o, f, text, one->len);
		break;
	case CAUGHT_LIST:
		out_list(o, f);
		break;
	default:
		out_object(o, f);
		break;
	}
	if (!caught_has_children(c, cell))
		return;
	for (uint32_t i = cell + 1; i < one->next; i = c->cells[i].next)
		out_caught(o, c, i, NULL, NULL);
	out_end(o);
}

void out_caught(struct out *o, const struct caught *c, uint32_t cell, caught_wants_fn *wants, void *arg)
{
	const struct caught_cell *one = &c->cells[cell];

	if (wants && !wants(arg, cell))
		return;
	if (one->key)
		out_key(o, c->texts + one->key);
	if (!wants || !caught_has_children(c, cell)) {
		out_caught_as(o, c, cell, one->field);
		return;
	}
	if (one->kind == CAUGHT_LIST)
		out_list(o, one->field);
	else
		out_object(o, one->field);
	for (uint32_t i = cell + 1; i < one->next; i = c->cells[i].next)
		out_caught(o, c, i, wants, arg);
	out_end(o);
}

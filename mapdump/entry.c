/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One element, as bytes or through its types. Text with types is JSON in a tree; scripts get the bytes, and
 * the typed values next to them.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "mapdump/kinds/kinds.h"
#include "mapdump/view.h"

enum {
	SHORT = 16, /* longer keys and values are printed below their labels */
	LINE = 24,  /* more bytes in total are not printed on one line */
};

/* Text with types. */
static const struct field f_typed_key = {.name = "key", .flags = FIELD_TEXT_ONLY};
static const struct field f_typed_value = {.name = "value", .flags = FIELD_TEXT_ONLY};
static const struct field f_typed_values = {.name = "values", .flags = FIELD_TEXT_ONLY};
/* Scripts. */
static const struct field f_formatted = {.name = "formatted", .flags = FIELD_JSON_ONLY};
static const struct field f_key = {.name = "key"}, f_value = {.name = "value"}, f_values = {.name = "values"};
static const struct field f_cpu = {.name = "cpu"}, f_online = {.name = "online"}, f_error = {.name = "error"};
/* Values of all CPUs as one. */
static const struct field f_agg = {.name = "agg", .flags = FIELD_JSON_ONLY};
static const struct field f_cpus = {.name = "cpus", .flags = FIELD_JSON_ONLY};
static const struct field f_offline = {.name = "offline"};
static const struct field f_agg_word = {
	.label = "value", .lead = "", .line = 1, .tail = "):", .flags = FIELD_TEXT_ONLY};
static const struct field f_agg_value = {
	.name = "value", .label = "", .lead = " ", .line = 1, .flags = FIELD_TEXT_ONLY};
/* Text without types. */
static const struct field f_entry = {.lead = ""};
static const struct field f_message = {.name = "value", .label = "value:", .flags = FIELD_TEXT_ONLY};
static const struct field f_message_below = {
	.name = "value", .label = "value:", .line = 1, .flags = FIELD_TEXT_ONLY};
static const struct field f_unread = {.name = "value", .flags = FIELD_JSON_ONLY};
static const struct field f_cpu_values = {
	.name = "values", .label = "", .lead = "", .line = 1, .layout = LAYOUT_LINES};
static const struct field f_cpu_number = {.name = "cpu", .flags = FIELD_JSON_ONLY};
static const struct field f_cpu_word = {
	.name = "cpu", .label = "value (CPU", .tail = "):", .flags = FIELD_TEXT_ONLY};
static const struct field f_cpu_online = {.name = "online", .flags = FIELD_JSON_ONLY};

#define KEY_ROW(...)   (&(const struct field){.name = "key", .label = "key:", __VA_ARGS__})
#define VALUE_ROW(...) (&(const struct field){.name = "value", .label = "value:", __VA_ARGS__})
#define CPU_ROW(...)   (&(const struct field){.name = "value", .label = "", .lead = " ", __VA_ARGS__})
#define HIDDEN         .flags = FIELD_JSON_ONLY
#define BLOCK          .layout = LAYOUT_LINES

enum rows_shape {
	ROWS_LINE,
	ROWS_LINES,
	ROWS_BLOCK,
	ROWS_NO_KEY,
	ROWS_NO_KEY_BLOCK,
	ROWS_OTHER,
	ROWS_SHAPES
};

static const struct entry_rows shapes[ROWS_SHAPES] = {
	[ROWS_LINE] = {KEY_ROW(), VALUE_ROW(), NULL},
	[ROWS_LINES] = {KEY_ROW(), VALUE_ROW(.line = 1), NULL},
	[ROWS_BLOCK] = {KEY_ROW(BLOCK), VALUE_ROW(.line = 1, BLOCK), NULL},
	[ROWS_NO_KEY] = {KEY_ROW(HIDDEN), VALUE_ROW(), NULL},
	[ROWS_NO_KEY_BLOCK] = {KEY_ROW(HIDDEN), VALUE_ROW(BLOCK), NULL},
	[ROWS_OTHER] = {KEY_ROW(), VALUE_ROW(HIDDEN), NULL},
};

static const struct entry_rows percpu_shapes[] = {
	{KEY_ROW(BLOCK), VALUE_ROW(), CPU_ROW()},
	{KEY_ROW(BLOCK), VALUE_ROW(), CPU_ROW(BLOCK)},
};

const struct entry_rows *entry_rows_for(const struct view *v)
{
	uint32_t key = view_key_size(v), value = view_info(v)->value_size;

	if (v->type->is_percpu)
		return &percpu_shapes[value > SHORT];
	if (v->kind->has_other_value)
		return &shapes[ROWS_OTHER];
	if (!key)
		return &shapes[value > SHORT ? ROWS_NO_KEY_BLOCK : ROWS_NO_KEY];
	if (key > SHORT || value > SHORT)
		return &shapes[ROWS_BLOCK];
	return &shapes[key + value > LINE ? ROWS_LINES : ROWS_LINE];
}

static bool rows_are_blocks(const struct entry_rows *rows)
{
	return rows->key->layout == LAYOUT_LINES;
}

static void print_typed(struct out *o, const struct field *f, const struct value_plan *p, const void *data,
			size_t size)
{
	struct err ignored; /* not cleared: this runs for every value */

	/* The plan fits the sizes; otherwise it would not exist. */
	if (value_print(o, f, p, data, size, &ignored))
		out_null(o, f);
}

static const char *reason_of(const struct entry *e)
{
	const int no = e->no;

	if (e->v->type->way == ELEMENTS_NONE && e->v->type->why)
		return e->v->type->why;
	return no == ERR_ENOTSUPP ? "Not supported by this kernel" : strerror(no);
}

static void print_unread(struct out *o, const struct field *f, const struct entry *e)
{
	out_object(o, f);
	out_str(o, &f_error, reason_of(e));
	out_end(o);
}

static void print_typed_cpus(struct out *o, const struct field *f, const struct entry *e)
{
	const uint32_t size = view_info(e->v)->value_size;
	const size_t stride = elements_stride(size);

	out_list(o, f);
	for (size_t i = 0; (i + 1) * stride <= e->value_size; i++) {
		struct cpu cpu = cpus_at(&e->v->cpus, i);

		out_object(o, NULL);
		out_uint(o, &f_cpu, cpu.id);
		if (cpu.is_offline)
			out_bool(o, &f_online, false);
		print_typed(o, &f_value, e->v->value_plan, e->value + i * stride, size);
		out_end(o);
	}
	out_end(o);
}

struct value_copies entry_copies(const struct entry *e)
{
	const size_t stride = elements_stride(view_info(e->v)->value_size);

	return (struct value_copies){e->value, stride, (uint32_t)(e->value_size / stride), e->v->agg};
}

/* The values of all CPUs as one. */
static void print_agg(struct out *o, const struct field *f, const struct entry *e)
{
	const struct value_copies copies = entry_copies(e);
	struct err ignored;

	if (value_print_agg(o, f, view_plan(e->v, false), &(struct value_field){0}, &copies, &ignored))
		out_null(o, f);
}

/* The members "key" and "value" (or "values"), through the rows for where they are printed. */
static void print_typed_members(struct out *o, const struct entry *e, const struct field *key,
				const struct field *value, const struct field *values)
{
	const struct view *v = e->v;

	if (v->key_plan && e->key)
		print_typed(o, key, v->key_plan, e->key, view_key_size(v));
	if (!e->value)
		print_unread(o, value, e);
	else if (v->agg)
		print_agg(o, value, e);
	else if (v->type->is_percpu)
		print_typed_cpus(o, values, e);
	else
		print_typed(o, value, v->value_plan, e->value, e->value_size);
}

static void print_cpu_bytes(struct out *o, const struct entry *e)
{
	const uint32_t size = view_info(e->v)->value_size;
	const size_t stride = elements_stride(size);
	char word[32];

	out_list(o, &f_cpu_values);
	for (size_t i = 0; (i + 1) * stride <= e->value_size; i++) {
		struct cpu cpu = cpus_at(&e->v->cpus, i);

		out_object(o, NULL);
		out_uint(o, &f_cpu_number, cpu.id);
		snprintf(word, sizeof(word), "%02u%s", cpu.id, cpu.is_offline ? ", offline" : "");
		out_str(o, &f_cpu_word, word);
		if (cpu.is_offline)
			out_bool(o, &f_cpu_online, false);
		out_dump(o, e->v->rows->cpu_value, e->value + i * stride, size);
		out_end(o);
	}
	out_end(o);
}

static uint32_t count_offline(const struct entry *e)
{
	const uint32_t count = entry_copies(e).count;
	uint32_t offline = 0;

	for (uint32_t i = 0; i < count; i++)
		offline += cpus_at(&e->v->cpus, i).is_offline;
	return offline;
}

static void print_agg_word(struct out *o, const struct entry *e)
{
	const uint32_t offline = count_offline(e);
	char word[64];
	int n = snprintf(word, sizeof(word), "(%s of %u CPUs", e->v->opt->agg, entry_copies(e).count);

	if (offline)
		snprintf(word + n, sizeof(word) - (size_t)n, ", %u offline", offline);
	out_str(o, &f_agg_word, word);
}

/* Next to the combined value: how many it is made of, and which of them no longer count. */
static void print_agg_facts(struct out *o, const struct entry *e)
{
	const uint32_t count = entry_copies(e).count;

	out_str(o, &f_agg, e->v->opt->agg);
	out_uint(o, &f_cpus, count);
	if (!count_offline(e) || (!e->v->value_plan && !out_shows(o, &f_cpus)))
		return;
	out_list(o, &f_offline);
	for (uint32_t i = 0; i < count; i++)
		if (cpus_at(&e->v->cpus, i).is_offline)
			out_uint(o, NULL, cpus_at(&e->v->cpus, i).id);
	out_end(o);
}

/* Printed in place of the value. */
static void print_message(struct out *o, const struct entry *e, const char *text)
{
	bool is_below = rows_are_blocks(e->v->rows) || strlen(text) > SHORT;

	out_str(o, is_below ? &f_message_below : &f_message, text);
}

static void print_bytes(struct out *o, const struct entry *e)
{
	const struct entry_rows *rows = e->v->rows;

	if (e->key || !view_key_size(e->v))
		out_dump(o, rows->key, e->key, view_key_size(e->v));
	if (!e->value) {
		print_message(o, e, e->no == ENOENT ? "<no entry>" : reason_of(e));
		print_unread(o, &f_unread, e);
	} else if (e->v->agg) {
		print_agg_word(o, e);
		print_agg(o, &f_agg_value, e);
	} else if (rows->cpu_value) {
		print_cpu_bytes(o, e);
	} else {
		out_dump(o, rows->value, e->value, e->value_size);
	}
}

static void print_details(struct out *o, const struct entry *e)
{
	for (const struct field *f = e->v->kind->details; f && f->name && e->key && e->value; f++)
		if (out_shows(o, f))
			f->emit(o, f, e);
}

static bool has_hidden(const struct entry *e)
{
	const struct view_hidden *hidden = e->v->hidden;
	const size_t stride = elements_stride(view_info(e->v)->value_size);

	if (hidden->key && e->key && value_hidden_has(hidden->key, e->key))
		return true;
	if (!e->value || e->v->agg)
		return false;
	if (!e->v->type->is_percpu)
		return value_hidden_has(hidden->value, e->value);
	for (size_t at = 0; at + stride <= e->value_size; at += stride)
		if (value_hidden_has(hidden->value, e->value + at))
			return true;
	return false;
}

/* Where the bytes are not printed next to the typed values. */
static void note_hidden(struct out *o, const struct entry *e)
{
	char text[160];

	if (!e->v->hidden || e->v->hidden->is_reported || !has_hidden(e))
		return;
	e->v->hidden->is_reported = true;
	snprintf(
		text, sizeof(text),
		"map %u: some bytes not covered by its types (padding, or after the end of a string) are not zero; --json and 'map export' include them",
		view_info(e->v)->id);
	out_note(o, text);
}

void entry_print(struct out *o, const struct entry *e, const struct field *root)
{
	const bool has_types = e->v->value_plan, is_alone = has_types && e->v->opt->is_formatted_only;

	if (is_alone || (has_types && out_shows(o, &f_typed_value)))
		note_hidden(o, e);
	out_object(o, root ? root : &f_entry);
	if (has_types && out_shows(o, &f_typed_value))
		print_typed_members(o, e, &f_typed_key, &f_typed_value, &f_typed_values);
	else if (!is_alone)
		print_bytes(o, e);
	print_details(o, e);
	if (e->v->agg && e->value)
		print_agg_facts(o, e);
	if ((has_types || e->v->agg) && (e->value || is_alone) && out_shows(o, &f_formatted)) {
		out_object(o, &f_formatted);
		print_typed_members(o, e, &f_key, &f_value, &f_values);
		out_end(o);
	}
	out_end(o);
}

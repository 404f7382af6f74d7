/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The raw listing: every record as it is. Scripts parse its text format, so the text is formatted here and
 * passed on in large pieces; values go the usual way.
 */
#include "btfdump/inspect/raw.h"

#include <stdio.h>

#include "btfdump/inspect/inspect.h"
#include "btfdump/inspect/row.h"
#include "lib/out.h"

enum { PIECE = 64 << 10 };

static const struct field text_row = {.name = "text", .flags = FIELD_TEXT_ONLY};

static const struct field top_fields[] = {
	[TYPES_RAW_LIST] =
		{
			.name = "types",
			.help = "Types by ID",
			.flags = FIELD_JSON_ONLY | FIELD_OPTIONAL | FIELD_STREAM,
			.type = FIELD_LIST,
			.sub = raw_fields,
		},
	[TYPES_RAW_C] = {.name = "c",
			 .help = "With format c, the C header",
			 .type = FIELD_STR,
			 .flags = FIELD_OPTIONAL},
	{0},
};

const struct record types_raw_record = {.name = "btf dump", .fields = top_fields};

/* The ids to print: those chosen, or all but the base's. */
struct raw_walk {
	const struct types *t;
	const struct types_choice *choice;
	uint32_t next;
};

static bool walk_has_next(struct raw_walk *w, uint32_t *ret_id)
{
	if (w->choice && w->choice->count) {
		if (w->next == w->choice->count)
			return false;
		*ret_id = w->choice->ids[w->next++];
		return true;
	}
	if (!w->next)
		w->next = w->t->first_id;
	if (w->next == w->t->count)
		return false;
	*ret_id = w->next++;
	return true;
}

static int raw_text(struct out *o, struct raw_walk *walk, struct err *err)
{
	auto_buf b = {0};
	uint32_t id;

	if (!buf_room(&b, PIECE))
		return err_no_memory(err);
	out_text_open(o, &text_row);
	while (!out_is_dead(o) && walk_has_next(walk, &id)) {
		raw_text_add(&b, walk->t, id);
		if (b.failed)
			return err_no_memory(err);
		if (b.len < PIECE / 2)
			continue;
		out_text_add(o, b.data, b.len);
		buf_reset(&b);
	}
	out_text_add(o, b.data, b.len);
	out_text_close(o);
	return 0;
}

static void raw_values(struct out *o, struct raw_walk *walk)
{
	struct row r;
	uint32_t id;

	out_object(o, &top_fields[TYPES_RAW_LIST]);
	out_list(o, &top_fields[TYPES_RAW_LIST]);
	raw_values_open(&r, o);
	while (!out_is_dead(o) && walk_has_next(walk, &id))
		raw_values_row(&r, walk->t, id);
	rows_close(&r);
	out_end(o);
	out_end(o);
}

static int choice_check(const struct types *t, const struct types_choice *choice, struct err *err)
{
	for (uint32_t i = 0; choice && i < choice->count; i++)
		if (choice->ids[i] >= t->count)
			return err_set(err, 0, "type id %u is out of range (the last one is %u)",
				       choice->ids[i], t->count - 1);
	return 0;
}

int types_dump_raw(struct out *o, const struct types *t, const struct types_choice *choice, struct err *err)
{
	struct raw_walk walk = {.t = t, .choice = choice};

	if (choice_check(t, choice, err))
		return -1;
	if (out_shows(o, &text_row))
		return raw_text(o, &walk, err);
	raw_values(o, &walk);
	return 0;
}

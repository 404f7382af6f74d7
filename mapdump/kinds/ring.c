/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Ring buffers: how full they are, and the unread records, which stay in the ring. */
#include "mapdump/kinds/kinds.h"
#include "mapdump/records.h"

struct ring_dump {
	struct out *o;
	const struct view *v;
	bool is_member;
};

#define OPTIONAL .flags = FIELD_OPTIONAL

const struct field ring_record_fields[] = {
	{.name = "pos", .help = "Position of the record", .label = "at", .type = FIELD_U64, OPTIONAL},
	{.name = "size", .help = "Size in bytes", .tail = "B", .type = FIELD_U32, OPTIONAL},
	{.name = "busy", .help = "True if the record is still being written", .type = FIELD_BOOL, OPTIONAL},
	{.name = "discarded", .help = "True if readers skip the record", .type = FIELD_BOOL, OPTIONAL},
	{.name = "data",
	 .help = "Bytes of the record, each as \"0x1f\"",
	 .label = "data:",
	 .line = 1,
	 .layout = LAYOUT_LINES,
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR,
	 OPTIONAL},
	{.name = "formatted",
	 .help = "The record as the requested struct or format",
	 .flags = FIELD_OPTIONAL | FIELD_JSON_ONLY},
	{0},
};

enum { REC_POS, REC_SIZE, REC_BUSY, REC_DISCARDED, REC_DATA, REC_FORMATTED };

const struct field ring_fields[] = {
	{.name = "consumer", .help = "Position of the reader", .type = FIELD_U64, OPTIONAL},
	{.name = "producer", .help = "Position of the writers", .type = FIELD_U64, OPTIONAL},
	{.name = "pending", .help = "Bytes between both positions", .tail = "B", .type = FIELD_U64, OPTIONAL},
	{.name = "size", .help = "Capacity in bytes", .tail = "B", .type = FIELD_U64, OPTIONAL},
	{.name = "records",
	 .help = "Records that have not been read yet",
	 .type = FIELD_LIST,
	 .sub = ring_record_fields,
	 OPTIONAL},
	{0},
};

enum { RING_CONSUMER, RING_PRODUCER, RING_PENDING, RING_SIZE, RING_RECORDS };

static void print_positions(struct out *o, const struct ring *ring)
{
	out_uint(o, &ring_fields[RING_CONSUMER], ring->consumer);
	out_uint(o, &ring_fields[RING_PRODUCER], ring->producer);
	out_uint(o, &ring_fields[RING_PENDING], ring->producer - ring->consumer);
	out_uint(o, &ring_fields[RING_SIZE], ring->size);
}

static int print_start(void *arg, const struct ring *ring, struct err *err)
{
	static const struct field f_section = {.layout = LAYOUT_SECTION};
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY}, f_json = {.flags = FIELD_JSON_ONLY};
	const struct ring_dump *d = arg;

	(void)err;
	/* Scripts get the records of one ring as they get the elements of one map. */
	if (!d->is_member && out_shows(d->o, &f_json)) {
		out_list(d->o, NULL);
		return 0;
	}
	if (!d->is_member)
		out_object(d->o, &f_section);
	if (out_shows(d->o, &f_json)) {
		print_positions(d->o, ring);
	} else {
		out_object(d->o, &f_text);
		print_positions(d->o, ring);
		out_end(d->o);
	}
	out_list(d->o, &ring_fields[RING_RECORDS]);
	return 0;
}

static int print_record(void *arg, const struct ring_record *record, struct err *err)
{
	static const struct field f_root = {.lead = ""};
	static const struct field f_typed = {.label = "data:", .line = 1, .flags = FIELD_TEXT_ONLY};
	const struct ring_dump *d = arg;

	(void)err;
	out_object(d->o, &f_root);
	out_uint(d->o, &ring_record_fields[REC_POS], record->pos);
	out_uint(d->o, &ring_record_fields[REC_SIZE], record->size);
	out_bool(d->o, &ring_record_fields[REC_BUSY], record->is_busy);
	out_bool(d->o, &ring_record_fields[REC_DISCARDED], record->is_discarded);
	if (record->data && (!records_print(d->o, d->v, &f_typed, &ring_record_fields[REC_FORMATTED],
					    record->data, record->size) ||
			     !out_shows(d->o, &f_typed)))
		out_dump(d->o, &ring_record_fields[REC_DATA], record->data, record->size);
	out_end(d->o);
	return out_is_dead(d->o) ? KERN_NONE : 0;
}

int dump_ring(struct out *o, const struct view *v, bool is_member, struct err *err)
{
	struct ring_dump d = {.o = o, .v = v, .is_member = is_member};
	const struct ring_reader reader = {.start = print_start, .record = print_record, .arg = &d};
	const unsigned int depth = out_depth(o);
	int r = kern_ring(v->k, v->h.handle, view_info(v), &reader, err);
	while (out_depth(o) > depth)
		out_end(o);
	return r ? err_wrap(err, "map %u", view_info(v)->id) : 0;
}

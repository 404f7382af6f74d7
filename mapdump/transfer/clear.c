/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Deleting all elements: keys are collected in pieces and then deleted, so that deletions do not disturb the
 * walk.
 */
#include <errno.h>
#include <string.h>

#include "lib/record.h"
#include "lib/stop.h"
#include "mapdump/explain.h"
#include "mapdump/transfer/transfer.h"

enum { PIECE_BYTES = 1 << 20 };

struct clear {
	struct write_target t;
	struct buf keys;
	uint64_t count;
	bool is_dry_run;
	struct stop stop;
};

struct cleared {
	uint32_t len;
	bool is_dry_run;
	uint64_t elements;
};

static void emit_deleted(struct out *o, const struct field *f, const void *rec)
{
	const struct cleared *c = rec;

	if (!c->is_dry_run)
		out_uint(o, f, c->elements);
}

static void emit_would(struct out *o, const struct field *f, const void *rec)
{
	const struct cleared *c = rec;

	if (c->is_dry_run)
		out_uint(o, f, c->elements);
}

static const struct field cleared_fields[] = {
	{.name = "deleted",
	 .help = "Number of elements deleted",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_deleted},
	{.name = "would_delete",
	 .help = "With --dry-run, number of elements that would be deleted",
	 .label = "would delete",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_would},
	{0},
};

const struct record map_cleared_record = {
	.name = "cleared",
	.fields = cleared_fields,
	.len_off = offsetof(struct cleared, len),
};

/* Keys that are indexes stay: one walk covers them all. */
static bool is_indexed(const struct clear *c)
{
	return c->t.v.type->order == ORDER_FIXED;
}

static int collect(void *arg, const struct elements *batch, struct err *err)
{
	struct clear *c = arg;

	if (stop_is_asked(&c->stop))
		return KERN_NONE;
	/* Empty slots. */
	if (!batch->values && batch->no == ENOENT)
		return 0;
	if (c->is_dry_run) {
		c->count += batch->count;
		return 0;
	}
	buf_add(&c->keys, batch->keys, batch->key_size * batch->count);
	if (c->keys.failed)
		return err_no_memory(err);
	return c->keys.len >= PIECE_BYTES && !is_indexed(c) ? KERN_NONE : 0;
}

static int delete_collected(struct clear *c, struct err *err)
{
	const size_t size = write_info(&c->t)->key_size;

	for (size_t at = 0; at + size <= c->keys.len && !stop_is_asked(&c->stop); at += size) {
		int r = write_delete(&c->t, c->keys.data + at, err);

		if (r < 0)
			return -1;
		c->count += r == 0;
	}
	return 0;
}

/* This also ends for a map that is filled as fast as it is emptied. */
static bool is_endless(const struct clear *c)
{
	return c->count > 2 * (uint64_t)write_info(&c->t)->max_entries + PIECE_BYTES;
}

static int still_filled(const struct clear *c, struct err *err)
{
	const struct err none = {0};

	return err_partial(err, &none, "map %u is being filled faster than it is cleared", c->t.id);
}

static int stopped(const struct clear *c, struct err *err)
{
	const struct err none = {0};

	return err_partial(err, &none, "stopped by a signal after %llu element%s",
			   (unsigned long long)c->count, c->count == 1 ? "" : "s");
}

static int clear_keys(struct clear *c, struct err *err)
{
	struct err walked = {0};
	int r;

	for (;;) {
		uint64_t before = c->count;

		buf_reset(&c->keys);
		err_clear(&walked);
		r = kern_elements(c->t.k, c->t.v.h.handle, write_info(&c->t), collect, c, &walked);
		/* A walk that others disturbed is repeated as long as it makes progress. */
		if (r < 0 && walked.kind != ERR_PARTIAL) {
			*err = walked;
			return err_wrap(err, "map %u", c->t.id);
		}
		if (!c->is_dry_run && delete_collected(c, err))
			return -1;
		if (c->stop.is_asked)
			return stopped(c, err);
		if (c->is_dry_run)
			return 0;
		if (is_indexed(c) || !c->keys.len)
			return 0;
		if (c->count == before || is_endless(c))
			return still_filled(c, err);
	}
}

static int clear_queue(struct clear *c, struct err *err)
{
	const size_t size = write_info(&c->t)->value_size;
	int r;

	if (c->is_dry_run)
		return err_set(err, 0, "map %u: --dry-run cannot count the elements of a queue or stack",
			       c->t.id);
	while (!(r = kern_pop(c->t.k, c->t.h.handle, NULL, size, &c->keys, err))) {
		c->count++;
		if (is_endless(c))
			return still_filled(c, err);
		if (stop_is_asked(&c->stop))
			return stopped(c, err);
	}
	return r < 0 ? write_explain(&c->t, WRITE_POP, 0, err) : 0;
}

static int clear_map(struct clear *c, struct out *o, struct err *err)
{
	struct cleared rec = {.is_dry_run = c->is_dry_run};
	int r;

	if (c->t.v.type->no_delete && !c->t.v.type->is_popped)
		return err_set(err, 0, "map %u cannot be cleared: %s", c->t.id, c->t.v.type->no_delete);
	if (stop_open(&c->stop, err))
		return -1;
	r = c->t.v.type->is_popped ? clear_queue(c, err) : clear_keys(c, err);
	stop_close(&c->stop);
	rec.elements = c->count;
	if (r && err->kind != ERR_PARTIAL)
		return c->count ? err_wrap(err, "%llu element%s deleted, then", (unsigned long long)c->count,
					   c->count == 1 ? "" : "s")
				: -1;
	record_print(o, &map_cleared_record, &rec);
	return r;
}

int map_clear(struct kern *k, struct out *o, const struct ref *ref, bool is_dry_run, struct err *err)
{
	struct clear c = {.is_dry_run = is_dry_run};
	int r = write_target_open(&c.t, k, ref, !is_dry_run, err);

	if (!r)
		r = clear_map(&c, o, err);
	buf_free(&c.keys);
	write_target_close(&c.t);
	return r;
}

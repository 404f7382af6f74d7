/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Import and copy: everything is checked first, then written one by one. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/mem.h"
#include "lib/progress.h"
#include "lib/record.h"
#include "lib/stop.h"
#include "mapdump/held.h"
#include "mapdump/transfer/read.h"
#include "mapdump/transfer/text.h"
#include "mapdump/transfer/transfer.h"

struct import {
	struct write_target t;
	const struct map_import *opt;
	struct transfer_file file;
	struct transfer_element e;
	struct stop stop;
	struct buf keys; /* a hash of each that was written, uint64_t */
	struct transferred done;
	struct err first_failure;
	struct progress progress;
	uint64_t checked;
};

enum { PROGRESS_STEP = 256 }; /* elements from one look at the clock to the next */

static void note_progress(struct import *m, uint64_t number)
{
	if (number % PROGRESS_STEP == 0)
		progress_add(&m->progress, PROGRESS_STEP);
}

/* FNV-1a: two keys with one hash are practically impossible, and would be counted as one. */
static void note_key(struct import *m)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < m->e.key.len; i++)
		hash = (hash ^ (unsigned char)m->e.key.data[i]) * UINT64_C(0x100000001b3);
	if (m->e.key.len)
		buf_add(&m->keys, &hash, sizeof(hash));
	m->done.written++;
}

static int compare_hashes(const void *a, const void *b)
{
	const uint64_t x = mem_u64(a), y = mem_u64(b);

	return (x > y) - (x < y);
}

/* What was written is counted by elements, not by lines. */
static int count_repeated(struct import *m, struct err *err)
{
	const size_t count = m->keys.len / sizeof(uint64_t);
	char *at = m->keys.data;

	if (m->keys.failed)
		return err_no_memory(err);
	if (count)
		qsort(at, count, sizeof(uint64_t), compare_hashes);
	for (size_t i = 1; i < count; i++)
		m->done.repeated +=
			!compare_hashes(at + (i - 1) * sizeof(uint64_t), at + i * sizeof(uint64_t));
	m->done.written -= m->done.repeated;
	return 0;
}

/* KERN_NONE at the end; descriptions are checked and skipped. */
static int import_next(struct import *m, bool is_checked, struct err *err)
{
	struct transfer_line line;
	int r;

	if (m->file.is_text)
		return transfer_next_text(&m->file, &m->t, &m->e, err);
	for (;;) {
		r = transfer_next(&m->file, &line, err);
		if (r)
			return r;
		if (!transfer_is_description(&line))
			break;
		if (!is_checked && transfer_check_description(&m->t, &line, err))
			return -1;
	}
	if (transfer_read_element(&m->t, &line, &m->e, err))
		return err_wrap(err, "%s %lu", m->file.is_list ? "element" : "line", m->file.line);
	return 0;
}

static int import_check(struct import *m, struct err *err)
{
	int r = 0;

	progress_start(&m->progress, "elements checked", 0, PROGRESS_ALONE);
	while (!(m->done.is_stopped = stop_is_asked(&m->stop)) && !(r = import_next(m, false, err))) {
		note_progress(m, ++m->checked);
		if (m->opt->is_dry_run)
			note_key(m);
	}
	progress_end(&m->progress);
	return r < 0 ? -1 : 0;
}

static int import_write(struct import *m, struct err *err)
{
	struct err one = {0};
	uint64_t number = 0;
	int r = 0;

	transfer_rewind(&m->file);
	progress_start(&m->progress, "elements written", m->checked, PROGRESS_ALONE);
	while (!(m->done.is_stopped = stop_is_asked(&m->stop)) && !(r = import_next(m, true, err))) {
		note_progress(m, ++number);
		if (!write_element(&m->t, m->e.key.data, m->e.value.data, UPDATE_ANY, &one)) {
			note_key(m);
			continue;
		}
		err_wrap(&one, "%s %lu", m->file.is_list ? "element" : "line", m->file.line);
		if (!m->done.failed++)
			m->first_failure = one;
		if (!m->opt->is_going_on)
			break;
	}
	progress_end(&m->progress);
	return r < 0 ? -1 : 0;
}

static int stopped(const struct transferred *done, struct err *err)
{
	const struct err none = {0};

	return err_partial(err, &none, "stopped by a signal after %llu element%s",
			   (unsigned long long)done->written, done->written == 1 ? "" : "s");
}

/* What was written is reported, whatever happened afterwards. */
static int tell(struct out *o, const struct map_import *opt, const struct transferred *done,
		const struct err *first, struct err *err)
{
	const uint64_t all = done->written + done->failed;

	if (!done->failed || opt->is_going_on || done->written || done->is_stopped)
		record_print(o, &map_transfer_record, done);
	if (done->is_stopped)
		return stopped(done, err);
	if (!done->failed)
		return 0;
	if (!done->written) {
		*err = *first;
		return -1;
	}
	if (opt->is_going_on)
		return err_partial(err, first, "%llu of %llu elements could not be written",
				   (unsigned long long)done->failed, (unsigned long long)all);
	return err_partial(err, first, "stopped after %llu element%s", (unsigned long long)done->written,
			   done->written == 1 ? "" : "s");
}

static int import_all(struct import *m, const char *path, struct err *err)
{
	if (import_check(m, err))
		return err_wrap(err, "%.200s", path);
	if (m->opt->is_dry_run || m->done.is_stopped)
		return 0;
	return write_check_held(&m->t, err) ? -1 : import_write(m, err);
}

static int import_file(struct import *m, const char *path, struct out *o, struct err *err)
{
	int r;

	if (write_check_transfer(&m->t, err) || transfer_open(&m->file, path, err) ||
	    stop_open(&m->stop, err))
		return -1;
	r = import_all(m, path, err);
	stop_close(&m->stop);
	if (r || count_repeated(m, err))
		return -1;
	return tell(o, m->opt, &m->done, &m->first_failure, err);
}

int map_import(struct kern *k, struct out *o, const struct ref *ref, const char *path,
	       const struct map_import *opt, struct err *err)
{
	struct import m = {.opt = opt};
	int r = write_target_open(&m.t, k, ref, !opt->is_dry_run, err);

	if (!r)
		r = import_file(&m, path, o, err);
	transfer_close(&m.file);
	transfer_element_free(&m.e);
	buf_free(&m.keys);
	write_target_close(&m.t);
	return r;
}

/* One map into another. */
struct copy {
	struct write_target from, to;
	struct stop stop;
	const struct map_import *opt;
	struct transferred done;
	struct err first_failure;
	struct progress progress;
};

static int copy_one(struct copy *c, const unsigned char *key, const unsigned char *value)
{
	struct err one = {0};

	c->done.is_stopped = stop_is_asked(&c->stop);
	if (c->done.is_stopped)
		return KERN_NONE;
	if (!write_check_key(&c->to, key, &one) &&
	    (c->opt->is_dry_run || !write_element(&c->to, key, value, UPDATE_ANY, &one))) {
		c->done.written++;
		return 0;
	}
	if (!c->done.failed++)
		c->first_failure = one;
	return c->opt->is_going_on ? 0 : KERN_NONE;
}

static int copy_batch(void *arg, const struct elements *batch, struct err *err)
{
	struct copy *c = arg;
	int r = 0;

	if (!batch->values && batch->no != ENOENT)
		return err_set(err, batch->no, "map %u: reading an element", c->from.id);
	for (uint32_t i = 0; !r && batch->values && i < batch->count; i++)
		r = copy_one(c, batch->keys + i * batch->key_size, batch->values + i * batch->value_size);
	progress_add(&c->progress, batch->count);
	return r;
}

static int check_same(const struct copy *c, struct err *err)
{
	const struct uapi_map_info *a = write_info(&c->from), *b = write_info(&c->to);

	if (c->from.id == c->to.id)
		return err_usage(err, "cannot copy map %u to itself", c->from.id);
	if (write_check_transfer(&c->to, err) || write_check_readable(&c->from, err))
		return -1;
	if (a->key_size != b->key_size || a->value_size != b->value_size)
		return err_set(err, 0,
			       "map %u has keys of %u and values of %u bytes, but map %u has %u and %u",
			       c->from.id, a->key_size, a->value_size, c->to.id, b->key_size, b->value_size);
	if (c->from.v.type->is_percpu != c->to.v.type->is_percpu ||
	    !map_types_match(c->from.v.type, c->to.v.type))
		return err_set(err, 0, "the values of map %u and map %u have different meanings", c->from.id,
			       c->to.id);
	return 0;
}

static int copy_all(struct copy *c, struct out *o, struct err *err)
{
	struct err walked = {0};
	int r;

	if (check_same(c, err) || (!c->opt->is_dry_run && write_check_held(&c->to, err)) ||
	    stop_open(&c->stop, err))
		return -1;
	progress_start(&c->progress, c->opt->is_dry_run ? "elements checked" : "elements copied",
		       write_info(&c->from)->max_entries, PROGRESS_ALONE);
	c->progress.is_most = c->from.v.type->order != ORDER_FIXED;
	r = kern_elements(c->from.k, c->from.v.h.handle, write_info(&c->from), copy_batch, c, &walked);
	progress_end(&c->progress);
	stop_close(&c->stop);
	if (r < 0 && walked.kind != ERR_PARTIAL) {
		*err = walked;
		return c->done.written ? err_wrap(err, "%llu element%s copied, then",
						  (unsigned long long)c->done.written,
						  c->done.written == 1 ? "" : "s")
				       : -1;
	}
	if (tell(o, c->opt, &c->done, &c->first_failure, err))
		return -1;
	if (r < 0)
		*err = walked;
	return r < 0 ? -1 : 0;
}

int map_copy(struct kern *k, struct out *o, const struct ref *from, const struct ref *to,
	     const struct map_import *opt, struct err *err)
{
	struct copy c = {.opt = opt};
	int r = write_target_open(&c.from, k, from, false, err);

	if (!r)
		r = write_target_open(&c.to, k, to, !opt->is_dry_run, err);
	if (!r)
		r = copy_all(&c, o, err);
	write_target_close(&c.to);
	write_target_close(&c.from);
	return r;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Completion of paths: what options that query elements name, and the members that 'set' changes. */
#include "mapdump/complete.h"

#include <string.h>

#include "mapdump/mapdump.h"
#include "mapdump/view.h"

/* How a path becomes a word. */
struct shape {
	struct complete *c;
	size_t kept;      /* of what was typed, before the path */
	const char *lead; /* of the path, which the word lacks; others are not offered */
	const char *tail;
};

static int add_path(void *arg, const char *path, struct err *err)
{
	const struct shape *s = arg;
	const size_t lead = strlen(s->lead);
	auto_buf word = {0};

	if (strncmp(path, s->lead, lead) != 0)
		return 0;
	buf_add(&word, s->c->begun, s->kept);
	buf_add_str(&word, path + lead);
	buf_add_str(&word, s->tail);
	if (word.failed)
		return err_no_memory(err);
	complete_add(s->c, buf_str(&word), NULL);
	return 0;
}

static void each_path(struct shape *s, const struct ref *ref)
{
	static const struct view_options opt;
	struct kern *k = s->c->kern;
	struct err ignored = {0};
	auto_view v = {0};
	uint32_t id;

	if (!k || ref->by == REF_ALL || ref_find_one(k, KIND_MAP, ref, &id, &ignored) ||
	    view_open(&v, k, id, &opt, &ignored))
		return;
	parts_of_elements.each_path(&v, add_path, s, &ignored);
}

void map_complete_parts(struct complete *c, const struct ref *ref, size_t kept)
{
	each_path(&(struct shape){c, kept, "", ""}, ref);
}

void map_complete_members(struct complete *c, const struct ref *ref)
{
	each_path(&(struct shape){c, 0, "value.", "="}, ref);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Completion of paths: what options that query elements name, and the members that 'set' changes. */
#include "mapdump/complete.h"

#include <string.h>

#include "mapdump/formats.h"
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

static bool open_named(struct complete *c, const struct ref *ref, struct view *v)
{
	static const struct view_options opt;
	struct err ignored = {0};
	uint32_t id;

	return c->kern && ref->by != REF_ALL && !ref_find_one(c->kern, KIND_MAP, ref, &id, &ignored) &&
	       !view_open(v, c->kern, id, &opt, &ignored);
}

static void each_path(struct shape *s, const struct ref *ref)
{
	struct err ignored = {0};
	auto_view v = {0};

	if (open_named(s->c, ref, &v))
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

/* What was typed up to and with the '=' is kept. */
static void add_format(void *arg, const struct value_format *format)
{
	const struct shape *s = arg;
	auto_buf word = {0};

	buf_add(&word, s->c->begun, s->kept);
	buf_add_str(&word, format->name);
	if (!word.failed)
		complete_add(s->c, buf_str(&word), format->help);
}

static void each_format(struct shape *s, const struct ref *ref, const char *path, size_t len)
{
	auto_view v = {0};
	auto_buf name = {0};

	buf_add(&name, path, len);
	if (!name.failed && open_named(s->c, ref, &v))
		formats_each_fitting(&v, buf_str(&name), add_format, s);
}

void map_complete_as(struct complete *c, const struct opt *opt)
{
	const struct ref *ref = c->args;
	const char *comma = strrchr(c->begun, ','), *last = comma ? comma + 1 : c->begun;
	const char *equals = strchr(last, '=');

	(void)opt;
	if (equals)
		each_format(&(struct shape){c, (size_t)(equals + 1 - c->begun), "", ""}, ref, last,
			    (size_t)(equals - last));
	else
		each_path(&(struct shape){c, (size_t)(last - c->begun), "", "="}, ref);
}

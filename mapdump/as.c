/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* --as: which parts of a map's elements are shown by a format. */
#include <stdlib.h>
#include <string.h>

#include "lib/words.h"
#include "mapdump/formats.h"
#include "mapdump/kinds/kinds.h"
#include "mapdump/records.h"

/* One PATH=FORMAT[:MAP], cut up. */
struct wish {
	char *path, *word, *arg; /* arg NULL: none */
};

static int unknown_format(const struct wish *w, struct err *err)
{
	auto_buf all = {0};

	for (const struct value_format *f = formats; f->name; f++) {
		if (words_are_close(w->word, f->name)) {
			err_usage(err, "unknown format '%.64s'", w->word);
			err_hint(err, "did you mean '%s'?", f->name);
			return -1;
		}
		buf_printf(&all, "%s%s", all.len ? ", " : "", f->name);
	}
	err_usage(err, "unknown format '%.64s'", w->word);
	err_hint(err, "must be one of %s", buf_str(&all));
	return -1;
}

static int find_format(const struct wish *w, const struct value_format **ret_format, struct err *err)
{
	for (const struct value_format *f = formats; f->name; f++) {
		if (strcmp(f->name, w->word) != 0)
			continue;
		if (w->arg && strcmp(w->word, "stack") != 0)
			return err_usage(err, "the format %s takes no '%.64s'", f->name, w->arg);
		*ret_format = f;
		return 0;
	}
	return unknown_format(w, err);
}

static int prepare(struct format_use *use, const struct wish *w, struct err *err)
{
	if (!strcmp(w->word, "ktime"))
		return kern_boot_time(use->v->k, &use->boot_ns, err) ? -1 : 0;
	if (!strcmp(w->word, "stack"))
		return kind_stack_open(use->v, w->arg, &use->stacks, err);
	return 0;
}

static struct format_use *add_use(struct view *v)
{
	struct format_use *use = calloc(1, sizeof(*use));

	if (!use)
		return NULL;
	use->v = v;
	use->next = v->formats;
	v->formats = use;
	return use;
}

/* What fits in place of the format that was tried. */
static void hint_fitting(const struct view *v, const char *path, const struct value_format *tried,
			 struct err *err)
{
	auto_buf all = {0};

	if (part_can_show_as(v, path, tried))
		return;
	for (const struct value_format *f = formats; f->name; f++)
		if (part_can_show_as(v, path, f))
			buf_printf(&all, "%s%s", all.len ? ", " : "", f->name);
	if (all.len && !*err->hint)
		err_hint(err, "formats that apply to it: %s", buf_str(&all));
}

/* Ring buffers and perf events: what is shown is not elements. */
static bool has_records(const struct view *v)
{
	return v->type->events != MAP_EVENTS_NONE;
}

static int apply(struct view *v, const struct wish *w, struct err *err)
{
	const struct value_format *format = NULL;
	struct format_use *use;

	if (has_records(v) && !strcmp(w->path, "data"))
		return records_set_type(v, w->word, err);
	if (find_format(w, &format, err))
		return -1;
	use = add_use(v);
	if (!use)
		return err_no_memory(err);
	if (has_records(v) && strncmp(w->path, "data.", 5) != 0)
		return err_usage(err, "the parts of a record are data and its members");
	if (has_records(v))
		return records_show_as(v, w->path + 5, format, use, err) ? -1 : prepare(use, w, err);
	if (part_show_as(v, w->path, format, use, err)) {
		hint_fitting(v, w->path, format, err);
		return -1;
	}
	return prepare(use, w, err);
}

/* "key.saddr=ip", which is changed; arguments of formats may contain anything but commas. */
static int read_wish(char *text, struct wish *ret_wish, struct err *err)
{
	char *equals = strchr(text, '='), *colon;

	if (!equals || equals == text || !equals[1]) {
		err_usage(err, "expected PATH=FORMAT");
		err_hint(err, "for example --as key.saddr=ip");
		return -1;
	}
	*equals = '\0';
	colon = strchr(equals + 1, ':');
	*ret_wish = (struct wish){.path = text, .word = equals + 1};
	if (colon) {
		*colon = '\0';
		ret_wish->arg = colon + 1;
	}
	return 0;
}

/* Several are separated by commas. */
static int apply_list(struct view *v, const char *list, struct err *err)
{
	char *copy = strdup(list), *rest = copy, *one;
	struct wish w;
	int r = copy ? 0 : err_no_memory(err);

	while (!r && (one = strsep(&rest, ","))) {
		r = read_wish(one, &w, err);
		if (!r)
			r = apply(v, &w, err);
	}
	free(copy);
	return r ? err_wrap(err, "--as %.128s", list) : 0;
}

/* Without types there are numbers and bytes, and these are shown in their place. */
static void show_bytes(struct view *v)
{
	if (v->value_plan || v->no_types.kind)
		return;
	v->key_plan = v->key_bytes;
	v->value_plan = v->value_bytes;
	v->key_bytes = v->value_bytes = NULL;
}

int formats_apply(struct view *v, const char *const *as, struct err *err)
{
	if (!as || !*as)
		return 0;
	if (!has_records(v))
		show_bytes(v);
	for (; *as; as++)
		if (apply_list(v, *as, err))
			return -1;
	return 0;
}

void formats_each_fitting(struct view *v, const char *path, format_fn fn, void *arg)
{
	if (has_records(v))
		return;
	show_bytes(v);
	for (const struct value_format *f = formats; f->name; f++)
		if (part_can_show_as(v, path, f))
			fn(arg, f);
}

void formats_free(struct format_use *uses)
{
	for (struct format_use *next; uses; uses = next) {
		next = uses->next;
		kind_stack_close(uses->stacks);
		free(uses);
	}
}

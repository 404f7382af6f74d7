/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Paths of listings: names of rows with dots between them, "pids.comm", looked up in the rows, so that a
 * mistyped one is found before there is a record.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/query/listing.h"
#include "lib/words.h"

/* How a part is described: the row, and what rows of the same name add. */
struct found {
	const struct field *field;
	unsigned int count;
	uint8_t style;
};

static void find_rows(const struct field *fields, const char *name, struct found *found)
{
	for (const struct field *f = fields; f && f->name; f++) {
		if (f->layout == LAYOUT_SECTION) {
			find_rows(f->sub, name, found);
			continue;
		}
		if (strcmp(f->name, name) != 0)
			continue;
		found->count++;
		if (f->style)
			found->style = f->style;
		if (!found->field && !(f->flags & FIELD_TEXT_ONLY))
			found->field = f;
	}
}

static void find_row_parts(const struct field *fields, const char *name, struct found *found)
{
	for (const struct field *f = fields; f && f->name; f++)
		if (f->flags & FIELD_ROWS)
			find_rows(f->sub, name, found);
}

bool listing_has_rows(const struct field *fields)
{
	for (const struct field *f = fields; f && f->name; f++)
		if (f->flags & FIELD_ROWS)
			return true;
	return false;
}

bool listing_has_asked(const struct listing *l, const char *name)
{
	for (unsigned int i = 0; i < l->asked->count; i++)
		if (!strcmp(l->asked->names[i], name))
			return true;
	return false;
}

static int ask(struct listing_asked *asked, const char *name, struct err *err)
{
	if (asked->count == LISTING_ASKED)
		return err_usage(err, "too many fields (at most %d)", LISTING_ASKED);
	asked->names[asked->count] = strdup(name);
	return asked->names[asked->count++] ? 0 : err_no_memory(err);
}

static const char *near_row(const struct field *fields, const char *name)
{
	for (const struct field *f = fields; f && f->name; f++) {
		const char *near =
			f->layout == LAYOUT_SECTION || f->flags & FIELD_ROWS ? near_row(f->sub, name) : NULL;

		if (near)
			return near;
		if (f->layout != LAYOUT_SECTION && !(f->flags & FIELD_TEXT_ONLY) &&
		    words_are_close(name, f->name))
			return f->name;
	}
	return NULL;
}

/* Names beyond a part of no rows: whatever the record has. */
static bool is_free(const struct field *f)
{
	return !f->sub && (f->type == FIELD_OBJECT || f->type == FIELD_CUSTOM);
}

static int unknown(const struct listing_way *w, const struct field *fields, const char *name, struct err *err)
{
	const char *near = fields ? near_row(fields, name) : NULL;

	if (w->count > 1 && !fields)
		return err_usage(err, "%s: '%s' has no parts", name, w->parts[w->count - 2]);
	err_usage(err, "unknown field '%s'%s%s", name, w->count > 1 ? " of " : "",
		  w->count > 1 ? w->parts[w->count - 2] : "");
	if (near)
		err_hint(err, "did you mean '%s'?", near);
	else if (w->count == 1)
		err_hint(err, "--help lists the fields of the command");
	return -1;
}

static void find_first(const struct listing_path *p, struct listing_way *w, struct found *found)
{
	const struct field *fields = p->l->rows->fields;

	find_rows(fields, w->parts[0], found);
	if (found->field || !p->l->has_rows)
		return;
	*found = (struct found){0};
	w->is_in_row = true;
	w->is_place = !strcmp(w->parts[0], LISTING_PLACE);
	find_row_parts(fields, w->parts[0], found);
}

/* From the name at the top to the last part. */
static int follow(struct listing_path *p, struct listing_way *w, struct query_column *c, char *names,
		  struct err *err)
{
	static const struct field f_place = {.name = LISTING_PLACE, .type = FIELD_STR};
	static const struct field f_free;
	const struct field *fields = p->l->rows->fields;
	struct found found = {0};
	char *save = NULL;

	for (char *name = strtok_r(names, ".", &save); name; name = strtok_r(NULL, ".", &save)) {
		if (w->count == WAY_PARTS)
			return err_usage(err, "%s: more than %d parts", c->path, WAY_PARTS);
		w->parts[w->count++] = name;
		if (found.field && is_free(found.field)) {
			found.field = &f_free;
		} else {
			fields = w->count == 1 ? fields : found.field->sub;
			found = (struct found){0};
			if (w->count == 1)
				find_first(p, w, &found);
			else
				find_rows(fields, name, &found);
			if (w->is_place && w->count == 1)
				found.field = &f_place;
			if (!found.field)
				return unknown(w, fields, name, err);
		}
		p->is_list |= found.field->type == FIELD_LIST;
		c->is_many |= p->is_list || found.count > 1;
		if (ask(p->l->asked, name, err))
			return -1;
	}
	if (!found.field)
		return err_usage(err, "empty name");
	p->field = found.field;
	c->style = found.style;
	return 0;
}

static enum query_class class_of(const struct field *f)
{
	const uint8_t type = f->type == FIELD_LIST && !f->sub ? f->sub_type : f->type;

	if (f->style == STYLE_TYPE || f->flags & FIELD_NAMED)
		return QUERY_EITHER;
	if (f->style == STYLE_HEXSTR)
		return QUERY_NUMBER;
	switch (type) {
	case FIELD_CUSTOM:
		return QUERY_EITHER;
	case FIELD_STR:
	case FIELD_BYTES:
		return QUERY_TEXT;
	case FIELD_LIST:
	case FIELD_OBJECT:
		return QUERY_NEITHER;
	default:
		return QUERY_NUMBER;
	}
}

/* The column of that name, after its "=", up to the comma; NULL: there is none. */
static const char *find_title(const char *columns, const char *name, size_t len, size_t *ret_len)
{
	for (const char *at = columns; *at; at += strcspn(at, ","), at += *at == ',') {
		if (strncmp(at, name, len) != 0 || at[len] != '=')
			continue;
		*ret_len = strcspn(at + len + 1, ",");
		return at + len + 1;
	}
	return NULL;
}

/*
 * What a path means: "target" or "target=devname|cgroup" is the first of the fields that a record has, and
 * "owner.comm" that part of what the column is made of.
 */
static void add_meaning(const struct listing *l, const char *path, struct buf *to)
{
	const size_t first = strcspn(path, ".=");
	size_t len;
	const char *title = path[first] == '=' ? NULL : find_title(l->rows->columns, path, first, &len);

	if (!title) {
		buf_add_str(to, path[first] == '=' ? path + first + 1 : path);
		return;
	}
	for (const char *at = title, *end = title + len; at < end; at++) {
		const size_t way = strcspn(at, "|,");

		buf_add(to, at, way);
		buf_add_str(to, path + first);
		at += way;
		if (at < end)
			buf_add_char(to, '|');
	}
}

int listing_find(const void *over, struct query_column *c, struct err *err)
{
	struct listing_path *p;
	char *save = NULL;
	auto_buf ways = {0};

	add_meaning(over, c->path, &ways);
	p = calloc(1, sizeof(*p) + ways.len + 1);
	c->place = p;
	if (!p || ways.failed)
		return err_no_memory(err);
	p->l = over;
	memcpy(p->text, buf_str(&ways), ways.len);
	c->path[strcspn(c->path, "=")] = '\0';
	for (char *way = strtok_r(p->text, "|", &save); way; way = strtok_r(NULL, "|", &save)) {
		if (p->count == PATH_WAYS)
			return err_usage(err, "%s: more than %d alternatives", c->path, PATH_WAYS);
		if (follow(p, &p->ways[p->count++], c, way, err))
			return -1;
	}
	if (!p->count)
		return err_usage(err, "empty name");
	c->class = p->count > 1 ? QUERY_EITHER : class_of(p->field);
	if (c->class == QUERY_NEITHER)
		c->is_many = false;
	return 0;
}

bool listing_has_word(const void *over, const char *word, size_t len)
{
	const struct listing *l = over;
	struct listing_path p = {.l = l};
	struct found found = {0};
	size_t ignored;
	char name[64];

	if (find_title(l->rows->columns, word, len, &ignored))
		return true;
	if (len >= sizeof(name))
		return false;
	memcpy(name, word, len);
	name[len] = '\0';
	p.ways[0].parts[0] = name;
	find_first(&p, &p.ways[0], &found);
	return found.field || p.ways[0].is_place;
}

struct each {
	listing_path_fn *fn;
	void *arg;
	char path[256];
};

static void give_paths(struct each *e, const struct field *fields, size_t len)
{
	for (const struct field *f = fields; f && f->name; f++) {
		if (f->layout == LAYOUT_SECTION) {
			give_paths(e, f->sub, len);
			continue;
		}
		if (f->flags & FIELD_TEXT_ONLY || len + strlen(f->name) + 2 > sizeof(e->path))
			continue;
		snprintf(e->path + len, sizeof(e->path) - len, "%s", f->name);
		e->fn(e->arg, e->path, f);
		if (!f->sub)
			continue;
		if (f->flags & FIELD_ROWS) {
			give_paths(e, f->sub, len);
		} else {
			snprintf(e->path + len, sizeof(e->path) - len, "%s.", f->name);
			give_paths(e, f->sub, strlen(e->path));
		}
	}
}

void listing_each_path(const struct field *fields, listing_path_fn *fn, void *arg)
{
	struct each e = {.fn = fn, .arg = arg};

	give_paths(&e, fields, 0);
}

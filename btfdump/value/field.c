/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parts of values by their paths: found once, then read, printed and set in any number of values. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/value/parse.h"
#include "btfdump/value/scan.h"
#include "lib/words.h"

/* Does the path begin with the name, as a whole word? */
static size_t match(const char *path, const char *name)
{
	size_t len = strlen(name);

	return !strncmp(path, name, len) && strchr(".[", path[len]) ? len : 0;
}

/* The step of child @c that has its name: each variable of a section is in an object of one. */
static uint32_t named_step(const struct value_plan *p, uint32_t parent, uint32_t c)
{
	return c + (p->steps[parent].op == VALUE_SECTION && p->steps[c].op == VALUE_OBJECT);
}

void value_variables(const struct value_plan *p, value_variable_fn fn, void *arg)
{
	uint32_t i = p->steps[0].op == VALUE_OBJECT;

	if (p->steps[i].op != VALUE_SECTION)
		return;
	for (uint32_t c = i + 1; c < p->steps[i].end - 1; c = step_next(p, c)) {
		struct value_field field = {.step = named_step(p, i, c)};

		if (p->steps[field.step].name)
			fn(arg, p->steps[field.step].name, &field);
	}
}

/* Names of variables may hold dots: the longest one counts. Of a section, its variables are the children. */
static size_t child_match(const struct value_plan *p, uint32_t i, const char *path, uint32_t *ret_child)
{
	size_t best = 0;

	for (uint32_t c = i + 1; c < p->steps[i].end - 1; c = step_next(p, c)) {
		uint32_t named = named_step(p, i, c);
		size_t len = p->steps[named].name ? match(path, p->steps[named].name) : 0;

		if (len > best) {
			best = len;
			*ret_child = named;
		}
	}
	return best;
}

/* The member of the object at @i that was probably meant. */
static const char *near_name(const struct value_plan *p, uint32_t i, const char *word)
{
	for (uint32_t c = i + 1; step_is_container(&p->steps[i]) && c < p->steps[i].end - 1; c++)
		if (p->steps[c].name && words_are_close(word, p->steps[c].name))
			return p->steps[c].name;
	return NULL;
}

static int no_such(const struct value_plan *p, uint32_t i, const char *path, const char *rest,
		   struct err *err)
{
	char word[128];
	const char *near;

	snprintf(word, sizeof(word), "%.*s", (int)strcspn(rest, ".["), rest);
	err_usage(err, "%s: no member '%s'", path, word);
	near = near_name(p, i, word);
	if (near)
		err_hint(err, "did you mean '%s'?", near);
	return -1;
}

/* "[3]" of the list at *step. */
static int index_find(const struct value_plan *p, const char *path, const char **at, struct value_field *f,
		      struct err *err)
{
	const struct value_step *s = &p->steps[f->step];
	const char *close = strchr(*at, ']');
	struct scan_number n;

	if (s->op != VALUE_LIST || !close || scan_number(*at + 1, (size_t)(close - *at) - 1, &n) != SCAN_OK ||
	    n.is_negative)
		return err_usage(err, "%s: %s", path,
				 s->op == VALUE_LIST ? "expected an index in brackets" : "not a list");
	if (n.magnitude >= s->count)
		return err_usage(err, "%.*s: index is out of range (%llu elements)", (int)(close + 1 - path),
				 path, (unsigned long long)s->count);
	f->offset += s->offset + (uint64_t)n.magnitude * s->stride;
	f->step++;
	*at = close + 1;
	return 0;
}

static int path_find(const struct value_plan *p, const char *path, bool is_each,
		     struct value_field *ret_field, struct err *err)
{
	struct value_field f = {0};
	const char *at = path;

	while (*at) {
		const struct value_step *s = &p->steps[f.step];
		size_t len = 0;

		if (is_each && s->op == VALUE_LIST && *at != '[') {
			f.step++;
			continue;
		}
		if (*at == '[') {
			if (is_each)
				return err_usage(
					err,
					"%s: a format applies to all elements of a list: leave the index out",
					path);
			if (index_find(p, path, &at, &f, err))
				return -1;
			continue;
		}
		at += *at == '.' && at > path;
		if (s->op == VALUE_OBJECT || s->op == VALUE_SECTION)
			len = child_match(p, f.step, at, &f.step);
		if (!len && s->op == VALUE_OBJECT && s[1].op == VALUE_SECTION)
			len = child_match(p, f.step + 1, at, &f.step);
		if (!len)
			return no_such(p, f.step, path, at, err);
		at += len;
	}
	*ret_field = f;
	return 0;
}

int value_field_find(const struct value_plan *p, const char *path, struct value_field *ret_field,
		     struct err *err)
{
	return path_find(p, path, false, ret_field, err);
}

int value_field_find_each(const struct value_plan *p, const char *path, struct value_field *ret_field,
			  struct err *err)
{
	return path_find(p, path, true, ret_field, err);
}

const char *value_field_near_name(const struct value_plan *p, const struct value_field *field,
				  const char *word)
{
	const struct value_step *s = &p->steps[field->step];

	for (uint32_t i = 0; s->op == VALUE_ENUM && i < p->tables[s->table].count; i++)
		if (words_are_close(word, p->tables[s->table].names[i].name))
			return p->tables[s->table].names[i].name;
	return NULL;
}

struct leaves {
	const struct value_plan *p;
	value_leaf_fn *fn;
	void *arg;
	char path[PARSE_PATH_LEN];
};

static int leaves_walk(struct leaves *l, uint32_t i, size_t len, struct err *err)
{
	const struct value_step *s = &l->p->steps[i];
	int r = 0;

	if (s->op != VALUE_OBJECT && s->op != VALUE_SECTION)
		return l->fn(l->arg, l->path, err);
	for (uint32_t c = i + 1; c < s->end - 1 && !r; c = step_next(l->p, c)) {
		/* Of a section, the objects around its variables have no names. */
		const char *name = s->op == VALUE_SECTION || l->p->steps[c].op == VALUE_SECTION
					   ? NULL
					   : l->p->steps[c].name;
		int n = name ? snprintf(l->path + len, sizeof(l->path) - len, "%s%s", len ? "." : "", name)
			     : 0;

		if (n >= 0 && (size_t)n < sizeof(l->path) - len)
			r = leaves_walk(l, c, len + (size_t)n, err);
		l->path[len] = '\0';
	}
	return r;
}

int value_leaves(const struct value_plan *p, value_leaf_fn *fn, void *arg, struct err *err)
{
	struct leaves l = {.p = p, .fn = fn, .arg = arg};

	return leaves_walk(&l, 0, 0, err);
}

enum value_class value_field_class(const struct value_plan *p, const struct value_field *field)
{
	switch (p->steps[field->step].op) {
	case VALUE_INT:
	case VALUE_BOOL:
	case VALUE_CHAR:
	case VALUE_ENUM:
	case VALUE_POINTER:
	case VALUE_FLOAT:
		return VALUE_IS_NUMBER;
	case VALUE_TEXT:
		return VALUE_IS_TEXT;
	default:
		return VALUE_IS_NEITHER;
	}
}

bool value_field_is_char(const struct value_plan *p, const struct value_field *field)
{
	const struct value_step *s = &p->steps[field->step];

	return s->op == VALUE_CHAR || (s->op == VALUE_INT && s->at.bits == 8);
}

bool value_field_text(const struct value_plan *p, const struct value_field *field, const void *data,
		      const char **ret_text, size_t *ret_len)
{
	const struct value_step *s = &p->steps[field->step];

	if (s->op != VALUE_TEXT)
		return false;
	*ret_text = (const char *)data + field->offset + s->offset;
	*ret_len = strnlen(*ret_text, s->count);
	return true;
}

bool value_field_named(const struct value_plan *p, const struct value_field *field, const char *name,
		       size_t len, struct number *ret_number)
{
	const struct value_step *s = &p->steps[field->step];
	uint64_t bits;

	if (s->op != VALUE_ENUM || !value_table_find(&p->tables[s->table], name, len, &bits))
		return false;
	*ret_number = (struct number){.is_negative = s->is_signed && bits_extend(bits, s->at.bits) < 0};
	ret_number->magnitude = ret_number->is_negative ? -(uint64_t)bits_extend(bits, s->at.bits) : bits;
	return true;
}

/* The scalars of a part become zero, padding stays. */
static void steps_clear(const struct value_plan *p, uint32_t first, uint32_t end, uint8_t *base)
{
	for (uint32_t i = first; i < end; i++) {
		const struct value_step *s = &p->steps[i];

		if (s->op == VALUE_TEXT) {
			memset(base + s->offset, 0, s->count);
		} else if (s->op == VALUE_LIST) {
			for (uint64_t n = 0; n < s->count; n++)
				steps_clear(p, i + 1, s->end - 1, base + s->offset + n * s->stride);
			i = s->end - 1;
		} else if (s->at.bits) {
			bits_store(s->at, base + s->offset, (struct wide){0});
		}
	}
}

/* Was a part of each number or text given? */
static bool is_whole(const struct value_plan *p, uint32_t first, uint32_t end, const uint8_t *given)
{
	for (uint32_t i = first; i < end; i++) {
		const struct value_step *s = &p->steps[i];
		uint8_t any = 0;

		if (s->op == VALUE_LIST) {
			for (uint64_t n = 0; n < s->count; n++)
				if (!is_whole(p, i + 1, s->end - 1, given + s->offset + n * s->stride))
					return false;
			i = s->end - 1;
			continue;
		}
		for (unsigned int byte = 0; byte < (s->op == VALUE_TEXT ? 1 : s->at.bytes); byte++)
			any |= given[s->offset + byte];
		if (!any && (s->op == VALUE_TEXT || s->at.bits))
			return false;
	}
	return true;
}

/* The whole text into the part at @step of the element at @base; @bytes: of the whole value. */
static int text_parse(const struct value_plan *p, uint32_t step, const char *what, const char *text,
		      uint8_t *base, uint8_t *bytes, bool *ret_is_whole, struct err *err)
{
	struct parser ps = {.p = p, .at = text, .bytes = bytes, .err = err};
	int ret;

	snprintf(ps.path, sizeof(ps.path), "%s", what);
	ps.seen = calloc(p->count, sizeof(*ps.seen));
	ps.given = calloc(1, p->size + 1);
	ret = ps.seen && ps.given ? parse_step(&ps, step, base) : err_no_memory(err);
	if (!ret && ret_is_whole)
		*ret_is_whole = is_whole(p, 0, p->count, ps.given);
	free(ps.seen);
	free(ps.given);
	if (ret)
		return -1;
	scan_is(&ps.at, ';');
	scan_peek(&ps.at, '\0');
	return *ps.at ? parse_refuse_here(&ps, "unexpected text") : 0;
}

int value_field_parse(const struct value_plan *p, const struct value_field *field, const char *what,
		      const char *text, void *bytes, size_t size, struct err *err)
{
	uint8_t *copy;
	int ret;

	if (size < p->size)
		return err_set(err, 0, "%s: %zu bytes, but its type has %llu", what, size,
			       (unsigned long long)p->size);
	copy = malloc(size ? size : 1);
	if (!copy)
		return err_no_memory(err);
	memcpy(copy, bytes, size);
	steps_clear(p, field->step, step_next(p, field->step), copy + field->offset);
	ret = text_parse(p, field->step, what, text, copy + field->offset, copy, NULL, err);
	if (!ret)
		memcpy(bytes, copy, size);
	free(copy);
	return ret;
}

int value_parse(const struct value_plan *p, const char *what, const char *text, void *ret_bytes,
		bool *ret_is_whole, struct err *err)
{
	uint8_t *bytes = calloc(1, p->size ? p->size : 1);
	int ret;

	if (!bytes)
		return err_no_memory(err);
	ret = text_parse(p, 0, what, text, bytes, bytes, ret_is_whole, err);
	if (!ret)
		memcpy(ret_bytes, bytes, p->size);
	free(bytes);
	return ret;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * JSON or a C initialiser into bytes, along the plan. Positions, designators, keys and lists may be mixed as
 * C allows; hand-written input and the output of value_print() are read the same way.
 */
#include "btfdump/value/parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "btfdump/value/scan.h"
#include "lib/words.h"

enum { SHOWN_MAX = 12 };

int parse_refuse(struct parser *ps, const char *fmt, ...)
{
	char why[300];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(why, sizeof(why), fmt, ap);
	va_end(ap);
	return err_usage(ps->err, "%s: %s", ps->path, why);
}

int parse_refuse_here(struct parser *ps, const char *needed)
{
	if (!*ps->at)
		return parse_refuse(ps, "%s at the end of the text", needed);
	return parse_refuse(ps, "%s at '%.*s'", needed, SHOWN_MAX, ps->at);
}

static void push_name(struct parser *ps, const char *name)
{
	size_t len = strlen(ps->path);

	snprintf(ps->path + len, sizeof(ps->path) - len, ".%s", name);
}

static void push_index(struct parser *ps, uint64_t index)
{
	size_t len = strlen(ps->path);

	snprintf(ps->path + len, sizeof(ps->path) - len, "[%llu]", (unsigned long long)index);
}

/* After an element: a comma, or the end of the list next. */
static int parse_comma(struct parser *ps, char close)
{
	char needed[] = "expected ',' or ' '";

	if (scan_is(&ps->at, ',') || scan_peek(&ps->at, close))
		return 0;
	needed[17] = close;
	return parse_refuse_here(ps, needed);
}

/* --- Keys --- */

/* The key or designator of an object's member, if any. */
enum key { KEY_NONE, KEY_NAME, KEY_JSON, KEY_DOT };

static int scan_key(struct parser *ps, struct buf *ret_name, enum key *ret_key)
{
	const char *mark = ps->at, *start, *why;
	size_t len;

	*ret_key = KEY_NONE;
	if (scan_peek(&ps->at, '"')) {
		why = scan_string(&ps->at, ret_name);
		if (why)
			return parse_refuse_here(ps, why);
		if (scan_is(&ps->at, ':'))
			*ret_key = KEY_JSON;
		else
			ps->at = mark;
		return 0;
	}
	if (scan_is(&ps->at, '.')) {
		*ret_key = KEY_DOT;
		len = scan_identifier(&ps->at, &start);
		buf_add(ret_name, start, len);
		return len ? 0 : parse_refuse_here(ps, "expected a member name");
	}
	len = scan_identifier(&ps->at, &start);
	if (len && (scan_is(&ps->at, ':') || scan_is(&ps->at, '='))) {
		*ret_key = KEY_NAME;
		buf_add(ret_name, start, len);
	} else {
		ps->at = mark;
	}
	return 0;
}

/* The child of that name, looked for from @from on and then from the start; 0: none. */
static uint32_t child_find(const struct value_plan *p, uint32_t i, const char *name, uint32_t from)
{
	uint32_t last = p->steps[i].end - 1;

	for (uint32_t c = from; c < last; c = step_next(p, c))
		if (!strcmp(p->steps[c].name, name))
			return c;
	for (uint32_t c = i + 1; c < last && c < from; c = step_next(p, c))
		if (!strcmp(p->steps[c].name, name))
			return c;
	return 0;
}

static int refuse_unknown(struct parser *ps, uint32_t i, const char *name)
{
	const struct value_plan *p = ps->p;

	push_name(ps, name);
	parse_refuse(ps, "no such member");
	for (uint32_t c = i + 1; c < p->steps[i].end - 1; c = step_next(p, c))
		if (words_are_close(name, p->steps[c].name)) {
			err_hint(ps->err, "did you mean '%s'?", p->steps[c].name);
			break;
		}
	return -1;
}

/* The name of a pointer's target, printed beside it: the address alone counts. */
static bool is_symbol_key(const struct value_plan *p, uint32_t i, const char *name)
{
	for (uint32_t c = i + 1; c < p->steps[i].end - 1; c = step_next(p, c)) {
		size_t len = strlen(p->steps[c].name);

		if (p->steps[c].op == VALUE_POINTER && !strncmp(p->steps[c].name, name, len) &&
		    !strcmp(name + len, ".symbol"))
			return true;
	}
	return false;
}

static int skip_symbol(struct parser *ps)
{
	auto_buf text = {0};
	const char *why = scan_peek(&ps->at, '"') ? scan_string(&ps->at, &text) : "expected a string";

	return why ? parse_refuse_here(ps, why) : 0;
}

/* --- Objects --- */

/* An object that is being filled. */
struct filling {
	uint32_t step, stamp, next;
	uint8_t *base;
};

static int child_claim(struct parser *ps, struct filling *f, uint32_t c)
{
	if (ps->seen[c] == f->stamp)
		return parse_refuse(ps, "given twice");
	ps->seen[c] = f->stamp;
	f->next = step_next(ps->p, c);
	return 0;
}

static bool scan_index(struct parser *ps, uint64_t *ret_index)
{
	struct scan_number n;
	const char *start;
	size_t len;

	if (!scan_is(&ps->at, '['))
		return false;
	len = scan_expression(&ps->at, &start);
	if (!scan_is(&ps->at, ']') || scan_number(start, len, &n) != SCAN_OK || n.is_negative)
		return false;
	*ret_index = n.magnitude > UINT64_MAX ? UINT64_MAX : (uint64_t)n.magnitude;
	return true;
}

/* The rest of ".a.b[3] =". */
static int parse_designator(struct parser *ps, uint32_t *step, uint8_t **base)
{
	while (!scan_is(&ps->at, '=')) {
		const struct value_step *s = &ps->p->steps[*step];
		auto_buf name = {0};
		uint64_t index = 0;
		enum key key;

		if (s->op == VALUE_LIST && scan_index(ps, &index)) {
			push_index(ps, index);
			if (index >= s->count)
				return parse_refuse(ps, "index is out of range (%llu elements)",
						    (unsigned long long)s->count);
			*base += s->offset + index * s->stride;
			++*step;
			continue;
		}
		if (s->op != VALUE_OBJECT || !scan_peek(&ps->at, '.'))
			return parse_refuse_here(ps, "expected '='");
		if (scan_key(ps, &name, &key))
			return -1;
		index = child_find(ps->p, *step, buf_str(&name), *step + 1);
		if (!index)
			return refuse_unknown(ps, *step, buf_str(&name));
		push_name(ps, buf_str(&name));
		*step = (uint32_t)index;
	}
	return 0;
}

static int parse_named(struct parser *ps, struct filling *f, const char *name, bool is_dotted)
{
	uint32_t c = child_find(ps->p, f->step, name, f->next);
	uint8_t *base = f->base;

	if (!c)
		return is_symbol_key(ps->p, f->step, name) ? skip_symbol(ps)
							   : refuse_unknown(ps, f->step, name);
	push_name(ps, name);
	if (is_dotted && !scan_peek(&ps->at, '=')) {
		f->next = step_next(ps->p, c);
		return parse_designator(ps, &c, &base) ? -1 : parse_step(ps, c, base);
	}
	if (is_dotted)
		scan_is(&ps->at, '=');
	return child_claim(ps, f, c) ? -1 : parse_step(ps, c, base);
}

static int parse_positional(struct parser *ps, struct filling *f)
{
	const struct value_plan *p = ps->p;
	uint32_t last = p->steps[f->step].end - 1, c = f->next;

	while (c < last && p->steps[c].is_alternative)
		c = step_next(p, c);
	if (c >= last)
		return parse_refuse(ps, "more values than members");
	push_name(ps, p->steps[c].name);
	return child_claim(ps, f, c) ? -1 : parse_step(ps, c, f->base);
}

static int parse_object(struct parser *ps, uint32_t i, uint8_t *base)
{
	struct filling f = {.step = i, .stamp = ++ps->objects, .next = i + 1, .base = base};
	const bool was_json = ps->is_json;
	size_t len = strlen(ps->path);

	if (!scan_is(&ps->at, '{'))
		return parse_refuse_here(ps, "expected '{', since the value has members");
	while (!scan_is(&ps->at, '}')) {
		auto_buf name = {0};
		enum key key;

		if (scan_key(ps, &name, &key))
			return -1;
		ps->is_json = was_json || key == KEY_JSON;
		if (key == KEY_NONE ? parse_positional(ps, &f)
				    : parse_named(ps, &f, buf_str(&name), key == KEY_DOT))
			return -1;
		ps->is_json = was_json;
		ps->path[len] = '\0';
		if (parse_comma(ps, '}'))
			return -1;
	}
	return 0;
}

/* --- Data sections --- */

/* Static variables may share a name: the first one not yet given. */
static uint32_t variable_find(struct parser *ps, struct filling *f, const char *name, bool *ret_is_known)
{
	const struct value_plan *p = ps->p;
	uint32_t last = p->steps[f->step].end - 1;

	*ret_is_known = false;
	for (unsigned int round = 0; round < 2; round++) {
		uint32_t from = round ? f->step + 1 : f->next, to = round ? f->next : last;

		for (uint32_t c = from; c < to; c = step_next(p, c)) {
			if (p->steps[c].op != VALUE_OBJECT || strcmp(p->steps[c + 1].name, name) != 0)
				continue;
			*ret_is_known = true;
			if (ps->seen[c] != f->stamp)
				return c;
		}
	}
	return 0;
}

static int parse_variable(struct parser *ps, struct filling *f)
{
	auto_buf name = {0};
	bool is_known;
	enum key key;
	uint32_t c;

	if (scan_key(ps, &name, &key))
		return -1;
	if (key == KEY_NONE)
		return parse_refuse_here(ps, "expected a variable name");
	c = variable_find(ps, f, buf_str(&name), &is_known);
	push_name(ps, buf_str(&name));
	if (!c)
		return parse_refuse(ps, is_known ? "given twice" : "no such variable");
	if (key == KEY_DOT && !scan_is(&ps->at, '='))
		return parse_refuse_here(ps, "expected '='");
	ps->is_json |= key == KEY_JSON;
	return child_claim(ps, f, c) ? -1 : parse_step(ps, c + 1, f->base);
}

/* [{"a": 1}, {"b": 2}] as printed, or {"a": 1, "b": 2}. */
static int parse_section(struct parser *ps, uint32_t i, uint8_t *base)
{
	struct filling f = {.step = i, .stamp = ++ps->objects, .next = i + 1, .base = base};
	bool is_list = scan_is(&ps->at, '[');
	char close = is_list ? ']' : '}';
	size_t len = strlen(ps->path);

	if (!is_list && !scan_is(&ps->at, '{'))
		return parse_refuse_here(ps, "expected '[' or '{' with variables");
	while (!scan_is(&ps->at, close)) {
		const char *start;

		if (is_list && !scan_peek(&ps->at, '{')) {
			/* What is not a variable is printed as null. */
			if (scan_expression(&ps->at, &start) != 4 || memcmp(start, "null", 4) != 0)
				return parse_refuse_here(ps, "expected '{'");
		} else {
			if (is_list)
				scan_is(&ps->at, '{');
			if (parse_variable(ps, &f))
				return -1;
			ps->path[len] = '\0';
			if (is_list && !scan_is(&ps->at, '}'))
				return parse_refuse_here(ps, "expected '}'");
		}
		if (parse_comma(ps, close))
			return -1;
	}
	return 0;
}

/* Variables without the section's name around them. */
static bool is_bare_section(struct parser *ps, uint32_t i)
{
	const struct value_step *inner = &ps->p->steps[i + 1];
	const char *mark = ps->at;
	auto_buf name = {0};
	bool is_bare = inner->op == VALUE_SECTION;

	if (is_bare && scan_is(&ps->at, '{') && scan_peek(&ps->at, '"') && !scan_string(&ps->at, &name))
		is_bare = strcmp(buf_str(&name), inner->name) != 0;
	ps->at = mark;
	return is_bare;
}

/* --- Lists --- */

/* "[3] =", not a list in a list. */
static bool is_designated(struct parser *ps)
{
	const char *mark = ps->at;
	uint64_t index;
	bool is_it = scan_index(ps, &index) &&
		     (scan_peek(&ps->at, '=') || scan_peek(&ps->at, '.') || scan_peek(&ps->at, '['));

	ps->at = mark;
	return is_it;
}

/* The rest of "[3].a =", in C lists. */
static int parse_designated(struct parser *ps, uint32_t i, uint8_t *base, uint64_t index)
{
	uint32_t step = i + 1;

	base += ps->p->steps[i].offset + index * ps->p->steps[i].stride;
	return parse_designator(ps, &step, &base) ? -1 : parse_step(ps, step, base);
}

static int parse_element(struct parser *ps, uint32_t i, uint8_t *base, bool is_c, uint64_t *index)
{
	const struct value_step *s = &ps->p->steps[i];
	bool has_index = is_c && is_designated(ps);

	if (has_index)
		scan_index(ps, index);
	push_index(ps, *index);
	if (*index >= s->count)
		return parse_refuse(ps, "index is out of range (%llu elements)",
				    (unsigned long long)s->count);
	if (has_index && s->op == VALUE_LIST)
		return parse_designated(ps, i, base, *index);
	if (s->op == VALUE_TEXT) {
		struct value_step one = {.op = VALUE_CHAR, .is_signed = s->is_signed, .at = s->at};

		if (has_index && !scan_is(&ps->at, '='))
			return parse_refuse_here(ps, "expected '='");
		return parse_scalar(ps, &one, base + s->offset + *index);
	}
	return parse_step(ps, i + 1, base + s->offset + *index * s->stride);
}

static int parse_list(struct parser *ps, uint32_t i, uint8_t *base)
{
	const bool was_json = ps->is_json, is_json = scan_is(&ps->at, '[');
	char close = is_json ? ']' : '}';
	size_t len = strlen(ps->path);

	if (!is_json && !scan_is(&ps->at, '{'))
		return parse_refuse_here(ps, "expected '[' or '{', since the value has elements");
	ps->is_json |= is_json;
	for (uint64_t index = 0; !scan_is(&ps->at, close); index++) {
		if (parse_element(ps, i, base, !is_json, &index))
			return -1;
		ps->path[len] = '\0';
		if (parse_comma(ps, close))
			return -1;
	}
	ps->is_json = was_json;
	return 0;
}

static bool is_byte_list(const struct value_plan *p, uint32_t i)
{
	const struct value_step *s = &p->steps[i];

	return s->op == VALUE_TEXT || (s->op == VALUE_LIST && s->stride == 1 && s->count &&
				       (s[1].op == VALUE_INT || s[1].op == VALUE_CHAR) && s[1].at.bits == 8);
}

int parse_step(struct parser *ps, uint32_t i, uint8_t *base)
{
	const struct value_step *s = &ps->p->steps[i];

	if (is_byte_list(ps->p, i) && scan_peek(&ps->at, '"'))
		return parse_string(ps, s->count, base + s->offset);
	switch (s->op) {
	case VALUE_OBJECT:
		if (is_bare_section(ps, i))
			return parse_section(ps, i + 1, base);
		return parse_object(ps, i, base);
	case VALUE_SECTION:
		return parse_section(ps, i, base);
	case VALUE_LIST:
	case VALUE_TEXT:
		return parse_list(ps, i, base);
	default:
		return parse_scalar(ps, s, base + s->offset);
	}
}

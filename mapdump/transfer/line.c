/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Finding where values of JSON begin and end. Nesting is counted, not followed. */
#include "mapdump/transfer/line.h"

#include <string.h>

enum { SPAN_DEPTH = 1024 };

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
		at++;
	return at;
}

/* After the closing quote, NULL if there is none. */
static const char *skip_string(const char *at, const char *end)
{
	for (at++; at < end; at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
		else if (*at == '"')
			return at + 1;
	}
	return NULL;
}

static const char *skip_container(const char *at, const char *end)
{
	char stack[SPAN_DEPTH];
	unsigned int depth = 0;

	while (at && at < end) {
		if (*at == '"') {
			at = skip_string(at, end);
			continue;
		}
		if ((*at == '{' || *at == '[') && depth < SPAN_DEPTH)
			stack[depth++] = *at == '{' ? '}' : ']';
		else if (*at == '{' || *at == '[')
			return NULL;
		if ((*at == '}' || *at == ']') && stack[--depth] != *at)
			return NULL;
		at++;
		if (!depth)
			return at;
	}
	return NULL;
}

static const char *skip_word(const char *at, const char *end)
{
	const char *start = at;

	while (at < end &&
	       (strchr("+-.", *at) || (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') ||
		(*at >= 'A' && *at <= 'Z')) &&
	       *at)
		at++;
	return at > start ? at : NULL;
}

struct span span_value(const char *at, const char *end)
{
	const char *after;

	at = skip_blanks(at, end);
	if (at == end)
		return (struct span){0};
	if (*at == '"')
		after = skip_string(at, end);
	else if (*at == '{' || *at == '[')
		after = skip_container(at, end);
	else
		after = skip_word(at, end);
	return after ? (struct span){at, (size_t)(after - at)} : (struct span){0};
}

bool span_walk_start(struct span_walk *w, struct span text)
{
	if (text.len < 2 || (*text.at != '{' && *text.at != '['))
		return false;
	*w = (struct span_walk){.at = text.at + 1, .end = text.at + text.len - 1, .is_list = *text.at == '['};
	return true;
}

static bool bad(struct span_walk *w)
{
	w->is_bad = true;
	return false;
}

bool span_walk_next(struct span_walk *w, struct span *ret_key, struct span *ret_value)
{
	struct span key = {0}, value;

	w->at = skip_blanks(w->at, w->end);
	if (w->is_bad || w->at == w->end)
		return false;
	if (w->is_after_first && *w->at++ != ',')
		return bad(w);
	if (!w->is_list) {
		if (!span_string(span_value(w->at, w->end), &key))
			return bad(w);
		w->at = skip_blanks(key.at + key.len + 1, w->end);
		if (w->at == w->end || *w->at++ != ':')
			return bad(w);
	}
	value = span_value(w->at, w->end);
	if (!value.at)
		return bad(w);
	w->at = value.at + value.len;
	w->is_after_first = true;
	*ret_key = key;
	*ret_value = value;
	return true;
}

struct span span_member(struct span object, const char *key)
{
	struct span found = {0}, name, value;
	struct span_walk w;

	if (!object.at || !span_walk_start(&w, object) || w.is_list)
		return found;
	while (span_walk_next(&w, &name, &value))
		if (span_is(name, key))
			found = value;
	return w.is_bad ? (struct span){0} : found;
}

bool span_is(struct span s, const char *text)
{
	return s.at && s.len == strlen(text) && !memcmp(s.at, text, s.len);
}

bool span_string(struct span s, struct span *ret_inside)
{
	if (s.len < 2 || *s.at != '"' || memchr(s.at, '\\', s.len))
		return false;
	*ret_inside = (struct span){s.at + 1, s.len - 2};
	return true;
}

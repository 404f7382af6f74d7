/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* libbpf's messages, caught. */
#include "objfile/messages.h"

#include <stdio.h>

enum { WARNINGS_MAX = 64 << 10 };

static struct messages *current;

void messages_tell(const struct messages *s, const char *text)
{
	auto_buf line = {0};

	for (const char *end; s->listener.detail && *text; text = *end ? end + 1 : end) {
		end = strchrnul(text, '\n');
		buf_reset(&line);
		buf_add(&line, text, (size_t)(end - text));
		s->listener.say(buf_str(&line));
	}
}

/* Adds the text with the alias's meaning. */
static void add_meant(struct buf *to, const struct alias *a, const char *text)
{
	for (const char *at; a->name && (at = strstr(text, a->name)); text = at + strlen(a->name)) {
		buf_add(to, text, (size_t)(at - text));
		buf_add_str(to, a->meant);
	}
	buf_add_str(to, text);
}

__attribute__((format(printf, 2, 0))) static int hear(enum libbpf_print_level level, const char *fmt,
						      va_list ap)
{
	struct messages *s = current;
	const char *text;
	auto_buf b = {0}, meant = {0};
	va_list again;
	int n;

	/* Most are for debugging: not made where nobody hears them. */
	if (!s || (level != LIBBPF_WARN && s->listener.detail <= (enum objfile_detail)level))
		return 0;
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0 || !buf_room(&b, (size_t)n + 1))
		return 0;
	vsnprintf(b.data, (size_t)n + 1, fmt, ap);
	b.len = (size_t)n;
	add_meant(&meant, &s->alias, buf_str(&b));
	text = buf_str(&meant);
	if (s->listener.detail > (enum objfile_detail)level)
		messages_tell(s, text);
	if (!strncmp(text, "libbpf: ", 8))
		text += 8;
	if (level == LIBBPF_WARN && s->warnings.len < WARNINGS_MAX)
		buf_add_str(&s->warnings, text);
	return 0;
}

void messages_begin(struct messages *s, const struct objfile_listener *listener)
{
	*s = (struct messages){.listener = *listener, .outer = current};
	current = s;
	s->before = libbpf_set_print(hear);
}

void messages_end(struct messages *s)
{
	libbpf_set_print(s->before);
	current = s->outer;
	buf_free(&s->warnings);
}

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

__attribute__((format(printf, 2, 0))) static int hear(enum libbpf_print_level level, const char *fmt,
						      va_list ap)
{
	struct messages *s = current;
	const char *text;
	auto_buf b = {0};
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (!s || n < 0 || !buf_room(&b, (size_t)n + 1))
		return 0;
	vsnprintf(b.data, (size_t)n + 1, fmt, ap);
	b.len = (size_t)n;
	if (s->listener.detail > (enum objfile_detail)level)
		messages_tell(s, buf_str(&b));
	text = buf_str(&b);
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

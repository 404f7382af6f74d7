/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What programs write: lines of the trace pipe as they come, and streams of single programs. */
#include "kern/change.h"
#include "lib/stop.h"
#include "progshow/progshow.h"

enum { LOOK_AGAIN = 1000 }; /* ms; in case a wake-up was lost */

static const struct field trace_fields[] = {
	{.name = "lines",
	 .help = "Lines of the trace pipe, including line ends",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR,
	 .flags = FIELD_OPTIONAL},
	{0},
};
const struct record prog_trace_record = {.name = "prog_trace", .fields = trace_fields};

static void print_line(struct out *o, const char *line, size_t len)
{
	static const struct field f_text = {.label = "", .flags = FIELD_TEXT_ONLY};
	static const struct field f_json = {.flags = FIELD_JSON_ONLY};

	out_strn(o, &f_json, line, len);
	if (len && line[len - 1] == '\n')
		len--;
	out_strn(o, &f_text, line, len);
}

/* The whole lines go out, the rest stays; at the end the rest is a line too. */
static void print_lines(struct out *o, struct buf *text, bool is_end)
{
	size_t at = 0;

	while (at < text->len) {
		const char *line = text->data + at;
		const char *end = memchr(line, '\n', text->len - at);
		size_t len = end ? (size_t)(end - line) + 1 : text->len - at;

		if (!end && !is_end)
			break;
		print_line(o, line, len);
		at += len;
	}
	memmove(text->data, text->data + at, text->len - at);
	text->len -= at;
}

static int listen(struct kern *k, struct out *o, int handle, const struct stop *stop, struct err *err)
{
	enum stop_why why = STOP_TIME;
	auto_buf text = {0};
	int r = 0;

	/* A handle that can be read is a descriptor: only a live kernel gives one. */
	while (!r && why != STOP_SIGNAL && !out_is_dead(o)) {
		r = kern_read(k, handle, &text, err);
		print_lines(o, &text, r != 0);
		if (!r && out_flush(o, err))
			r = out_is_closed_pipe(o) ? KERN_NONE : -1;
		if (!r)
			why = stop_wait(stop, handle, out_descriptor(o), LOOK_AGAIN);
	}
	return r < 0 ? -1 : 0;
}

int prog_tracelog(struct kern *k, struct out *o, bool may_mount, struct err *err)
{
	auto_handle h = {.handle = -1};
	struct stop stop;
	int r;

	if (kern_open_trace_pipe(k, may_mount, &h.handle, err))
		return -1;
	h.k = k;
	if (stop_open(&stop, err))
		return -1;
	out_list(o, NULL);
	r = listen(k, o, h.handle, &stop, err);
	if (!r)
		out_end(o);
	stop_close(&stop);
	return r;
}

int prog_read_stream(struct kern *k, struct out *o, bool is_stderr, const struct ref *ref, struct err *err)
{
	auto_handle h = {.handle = -1};
	auto_buf text = {0};
	uint32_t id;

	if (ref_open(k, KIND_PROG, ref, &id, &h, err))
		return -1;
	if (kern_read_stream(k, h.handle, is_stderr ? STREAM_STDERR : STREAM_STDOUT, &text, err))
		return err_wrap(err, "prog %u", id);
	out_list(o, NULL);
	print_lines(o, &text, true);
	out_end(o);
	return 0;
}

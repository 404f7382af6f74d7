/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The only place that writes: big blocks, every result checked. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/num.h"
#include "lib/out_sink.h"

static void write_fd(struct out *o, const char *data, size_t len)
{
	/* For a descriptor in non-blocking mode. */
	struct pollfd room = {.fd = o->fd, .events = POLLOUT};
	size_t done = 0;

	while (done < len && !o->write_errno) {
		ssize_t n = write(o->fd, data + done, len - done);

		if (n > 0)
			done += (size_t)n;
		else if (n < 0 && errno == EAGAIN)
			poll(&room, 1, -1);
		else if (n < 0 && errno != EINTR)
			o->write_errno = errno;
	}
}

static void write_bytes(struct out *o, const char *data, size_t len)
{
	if (!o->write)
		write_fd(o, data, len);
	else if (!o->write_errno)
		o->write_errno = o->write(o->write_arg, data, len);
}

void out_write(struct out *o)
{
	write_bytes(o, o->w.data, o->w.len);
	if (o->w.failed && !o->write_errno)
		o->write_errno = ENOMEM;
	o->w.failed = false;
	o->w.len = 0;
}

void out_write_along(struct out *o, const char *data, size_t len)
{
	out_write(o);
	write_bytes(o, data, len);
}

bool out_is_dead(const struct out *o)
{
	return o->write_errno != 0;
}

bool out_is_closed_pipe(const struct out *o)
{
	return o->write_errno == EPIPE;
}

int out_flush(struct out *o, struct err *err)
{
	if (o->to) {
		out_catch_flush(o);
		return out_flush(o->to, err);
	}
	if (!o->is_held)
		out_write(o);
	if (!o->write_errno)
		return 0;
	return err_set(err, o->write_errno, o->write ? "writing" : "writing standard output");
}

static struct winsize terminal_of(const struct out *o)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size = {0};
	struct err ignored = {0};
	uint32_t width;

	if (o->to)
		return terminal_of(o->to);
	if (o->fd < 0 || o->write || ioctl(o->fd, TIOCGWINSZ, &size))
		return (struct winsize){0};
	if (columns && !num_parse_u32(columns, "COLUMNS", &width, &ignored) && width && width <= UINT16_MAX)
		size.ws_col = (unsigned short)width;
	return size;
}

unsigned int out_width(const struct out *o)
{
	return terminal_of(o).ws_col;
}

unsigned int out_height(const struct out *o)
{
	return terminal_of(o).ws_row;
}

void out_next_picture(struct out *o)
{
	static const char home_and_clear[] = "\033[H\033[J";

	if (o->to)
		o = o->to;
	if (o->base_sink != &sink_text)
		return;
	if (out_height(o))
		buf_add_str(&o->w, home_and_clear);
	else if (o->has_picture)
		buf_add_char(&o->w, '\n');
	o->has_picture = true;
}

int out_descriptor(const struct out *o)
{
	return o->fd;
}

/* Not with keys set from outside, not with indentation. */
struct buf *out_direct_open(struct out *o, size_t room, char *ret_before, char *ret_after)
{
	const struct frame *top = out_top(o);

	if (o->sink != &sink_json || o->pretty || o->key || o->skipping || !top->is_list ||
	    !buf_room(&o->w, OUT_BLOCK + room))
		return NULL;
	*ret_before = top->count && !top->is_stream ? ',' : '\0';
	*ret_after = top->is_stream ? '\n' : ',';
	return &o->w;
}

void out_direct_close(struct out *o, uint32_t count)
{
	out_top(o)->count += count;
	out_maybe_write(o);
}

void out_direct_write(struct out *o)
{
	out_write(o);
}

void out_direct_maybe_write(struct out *o)
{
	out_maybe_write(o);
}

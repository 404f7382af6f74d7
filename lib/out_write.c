/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The only place that writes: big blocks, every result looked at. */
#include <errno.h>
#include <unistd.h>

#include "lib/out_sink.h"

static void write_fd(struct out *o)
{
	size_t done = 0;

	while (done < o->w.len && !o->write_errno) {
		ssize_t n = write(o->fd, o->w.data + done, o->w.len - done);

		if (n > 0)
			done += (size_t)n;
		else if (n < 0 && errno != EINTR && errno != EAGAIN)
			o->write_errno = errno;
	}
}

void out_write(struct out *o)
{
	if (!o->write)
		write_fd(o);
	else if (!o->write_errno)
		o->write_errno = o->write(o->write_arg, o->w.data, o->w.len);
	if (o->w.failed && !o->write_errno)
		o->write_errno = ENOMEM;
	o->w.failed = false;
	o->w.len = 0;
	o->wrote_any = true;
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
	if (!o->is_held)
		out_write(o);
	if (!o->write_errno)
		return 0;
	return err_set(err, o->write_errno, o->write ? "writing" : "writing standard output");
}

int out_descriptor(const struct out *o)
{
	return o->fd;
}

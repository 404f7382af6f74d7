/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The only place that writes: big blocks, every result looked at. */
#include <errno.h>

#include "lib/out_ahead.h"
#include "lib/out_sink.h"

/* So much has to come before a second thread is worth its start. */
enum { AHEAD_FROM = 4 * OUT_BLOCK };

static void write_fd(struct out *o)
{
	if (o->write_errno)
		return;
	o->written += o->w.len;
	if (!o->ahead && !o->is_alone && o->written > AHEAD_FROM) {
		o->ahead = out_ahead_start(o->fd);
		o->is_alone = !o->ahead;
	}
	o->write_errno =
		o->ahead ? out_ahead_give(o->ahead, &o->w) : out_write_all(o->fd, o->w.data, o->w.len);
}

void out_write(struct out *o)
{
	bool has_failed = o->w.failed;

	if (!o->write)
		write_fd(o);
	else if (!o->write_errno)
		o->write_errno = o->write(o->write_arg, o->w.data, o->w.len);
	if (has_failed && !o->write_errno)
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
	if (o->ahead && !o->write_errno)
		o->write_errno = out_ahead_wait(o->ahead);
	if (!o->write_errno)
		return 0;
	return err_set(err, o->write_errno, o->write ? "writing" : "writing standard output");
}

int out_descriptor(const struct out *o)
{
	return o->fd;
}

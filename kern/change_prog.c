/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is done with programs, as changes. */
#include "kern/change_prog.h"

int kern_run_prog(struct kern *k, int handle, struct prog_run *run, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_RUN, .handle = handle, .run = run};

	return kern_change(k, &change, err);
}

int kern_attach(struct kern *k, int handle, int target, uint32_t attach_type, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_ATTACH,
					   .handle = handle,
					   .target = target,
					   .id = attach_type};

	return kern_change(k, &change, err);
}

int kern_detach(struct kern *k, int handle, int target, uint32_t attach_type, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_DETACH,
					   .handle = handle,
					   .target = target,
					   .id = attach_type};

	return kern_change(k, &change, err);
}

int kern_run_loader(struct kern *k, struct loader_run *run, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_RUN_LOADER, .loader = run};

	return kern_change(k, &change, err);
}

int kern_load_tracing(struct kern *k, const struct tracing_attrs *attrs, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_LOAD_TRACING,
					   .tracing = attrs,
					   .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_link_tracing(struct kern *k, int handle, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_LINK_TRACING,
					   .handle = handle,
					   .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_open_counter(struct kern *k, const struct counter_attrs *attrs, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_OPEN_COUNTER,
					   .counter = attrs,
					   .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_enable_stats(struct kern *k, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_STATS, .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_open_trace_pipe(struct kern *k, bool may_mount, int *ret_handle, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_OPEN_TRACE,
					   .flags = may_mount ? CHANGE_MAY_MOUNT : 0,
					   .ret_handle = ret_handle};

	return kern_change(k, &change, err);
}

int kern_read(struct kern *k, int handle, struct buf *ret_text, struct err *err)
{
	const struct kern_change change = {.act = CHANGE_READ, .handle = handle, .ret_value = ret_text};

	return kern_change(k, &change, err);
}

int kern_read_stream(struct kern *k, int handle, enum prog_stream stream, struct buf *ret_text,
		     struct err *err)
{
	const struct kern_change change = {.act = CHANGE_READ_STREAM,
					   .handle = handle,
					   .id = stream,
					   .ret_value = ret_text};

	return kern_change(k, &change, err);
}

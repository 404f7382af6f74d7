/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Descriptors of processes and links that are the same probe. Before Linux 6.6 a link of a perf event does
 * not report its target: the descriptor it was made from does.
 */
#include <string.h>

#include "attach/list.h"

static bool is_probe_link(const struct attachment *a)
{
	return a->is_link && (a->at.place == PLACE_RAW_TRACEPOINT || a->at.place == PLACE_PERF_EVENT ||
			      a->at.place == PLACE_TRACING);
}

static bool is_unknown(const struct attachment *a)
{
	return a->is_link && a->at.place == PLACE_PERF_EVENT && a->at.fd_type == TASK_FD_TYPES &&
	       !a->at.target;
}

/* Addresses are not shown to everyone, and probes at addresses have no name. */
static bool is_same_target(const struct kern_attachment *a, const struct kern_attachment *b)
{
	if (a->fd_type != b->fd_type)
		return false;
	if (a->addr && b->addr)
		return a->addr == b->addr;
	if (!a->target || !b->target)
		return a->target == b->target || a->fd_type == TASK_FD_RAW_TRACEPOINT;
	return !strcmp(a->target, b->target) && a->offset == b->offset;
}

bool probe_has_link(const struct attachments *list, const struct attachment *task)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct attachment *a = &list->list[i];

		if (is_probe_link(a) && a->at.prog_id == task->at.prog_id &&
		    is_same_target(&task->at, &a->at))
			return true;
	}
	return false;
}

/*
 * The one probe of the program's descriptors; NULL if there is none, or if it is not certain to be the
 * link's.
 */
static const struct attachment *only_probe(const struct attachments *list, const struct attachment *link)
{
	const struct attachment *only = NULL;

	for (size_t i = 0; i < list->count; i++) {
		const struct attachment *a = &list->list[i];

		if (a->at.prog_id != link->at.prog_id || a == link)
			continue;
		if (is_unknown(a))
			return NULL;
		if (a->at.place != PLACE_TASK || probe_has_link(list, a))
			continue;
		if (only && !is_same_target(&only->at, &a->at))
			return NULL;
		only = a;
	}
	return only;
}

void probes_learn(struct attachments *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct kern_attachment *at = &list->list[i].at;
		const struct attachment *task;

		if (!is_unknown(&list->list[i]))
			continue;
		task = only_probe(list, &list->list[i]);
		if (!task)
			continue;
		at->fd_type = task->at.fd_type;
		at->target = task->at.target;
		at->offset = task->at.offset;
		at->addr = task->at.addr;
	}
}

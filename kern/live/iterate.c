/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reading an iterator: a record may come in two parts. */
#include "kern/live/iterate.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kern/live/sys.h"

enum { ROOM = 32000 }; /* about what the kernel's own buffer holds */

/* Gives the whole records, and moves the rest to the front. False: enough. */
static bool give_records(char *room, size_t *len, size_t size, iterate_fn fn, void *arg)
{
	size_t at = 0;

	for (; *len - at >= size; at += size)
		if (!fn(arg, room + at))
			return false;
	*len -= at;
	memmove(room, room + at, *len);
	return true;
}

/*
 * The kernel may break off an empty-handed walk over very many files with EAGAIN, to be called again.
 */
int iterate_records(int link, size_t record_size, const char *what, iterate_fn fn, void *arg, struct err *err)
{
	_Alignas(8) char room[ROOM];
	auto_close iter = sys_iter_create(link);
	size_t len = 0;

	if (iter < 0)
		return err_set(err, -iter, "creating the %s iterator", what);
	for (;;) {
		ssize_t n = read(iter, room + len, sizeof(room) - len);

		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			continue;
		if (n < 0)
			return err_set(err, errno, "reading the %s iterator", what);
		if (!n)
			return 0;
		len += (size_t)n;
		if (!give_records(room, &len, record_size, fn, arg))
			return 0;
	}
}

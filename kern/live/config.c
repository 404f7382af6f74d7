/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The options that this kernel was built with: a file next to its image, or one that it holds itself. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "kern/gz.h"
#include "kern/live/machine.h"

#define MARK "#\n# Automatically generated file"

enum { PIECE = 64 << 10, MOST = 8 << 20 };

static void close_gz(struct gz *gz)
{
	gz_close(gz);
}

static int read_packed(const char *path, struct buf *text, struct err *err)
{
	__attribute__((cleanup(close_gz))) struct gz gz = {0};
	size_t len;

	buf_reset(text);
	if (gz_open(&gz, path, err))
		return err_wrap(err, "%s", path);
	do {
		char *room = buf_room(text, PIECE);

		if (!room)
			return err_no_memory(err);
		if (gz_read(&gz, room, PIECE, &len, err))
			return err_wrap(err, "%s", path);
		text->len += len;
	} while (len && text->len < MOST);
	return 0;
}

/* The second line of a file that the kernel's build wrote says so: others are not taken for one. */
static bool is_config(struct buf *text)
{
	return strncmp(buf_str(text), MARK, sizeof(MARK) - 1) == 0;
}

int live_config(struct kern *k, struct buf *ret_text, struct err *err)
{
	struct err ignored = {0};
	struct utsname names;
	char path[128];

	(void)k;
	(void)err;
	if (!uname(&names)) {
		snprintf(path, sizeof(path), "/boot/config-%s", names.release);
		if (!read_packed(path, ret_text, &ignored) && is_config(ret_text))
			return 0;
	}
	err_clear(&ignored);
	if (!read_packed("/proc/config.gz", ret_text, &ignored) && is_config(ret_text))
		return 0;
	buf_reset(ret_text);
	return KERN_NONE;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Pins that can be undone. */
#include "progshow/load/pins.h"

#include "lib/stop.h"

enum { IS_PIN = 'p', IS_FOLDER = '0' }; /* a folder: '0' plus what was made for it */

static int remember(struct pins *p, char what, const char *path, struct err *err)
{
	buf_add_char(&p->paths, what);
	buf_add(&p->paths, path, strlen(path) + 1);
	return p->paths.failed ? err_no_memory(err) : 0;
}

static void hold(struct pins *p)
{
	if (!p->is_held)
		stop_hold(&p->before);
	p->is_held = true;
}

static void release(struct pins *p)
{
	if (p->is_held)
		stop_release(&p->before);
	p->is_held = false;
}

int pins_folder(struct pins *p, const char *path, struct err *err)
{
	struct err ignored = {0};
	unsigned int made = 0;

	hold(p);
	if (kern_make_folder(p->k, path, p->may_mount, &made, err))
		return -1;
	if (!made || !remember(p, (char)(IS_FOLDER + made), path, err))
		return 0;
	kern_drop_folder(p->k, path, made, &ignored);
	return -1;
}

/* The folder of a path, as it is: "." for a bare name. */
static void folder_of(const char *path, struct buf *ret_folder)
{
	const char *slash = strrchr(path, '/');

	buf_reset(ret_folder);
	if (!slash)
		buf_add_char(ret_folder, '.');
	else
		buf_add(ret_folder, path, slash == path ? 1 : (size_t)(slash - path));
}

int pins_add(struct pins *p, enum kern_kind kind, int handle, const char *path, struct err *err)
{
	struct err ignored = {0};
	auto_buf folder = {0};

	/* The folder must exist; to be in a bpffs it may need a mount, which is undone too. */
	folder_of(path, &folder);
	if (kern_check_pin(p->k, path, p->may_mount, false, err) || pins_folder(p, buf_str(&folder), err))
		return -1;
	if (kern_pin(p->k, kind, handle, path, false, err))
		return -1;
	if (!remember(p, IS_PIN, path, err))
		return 0;
	kern_unpin(p->k, path, &ignored);
	return -1;
}

void pins_path(const char *folder, const char *name, struct buf *ret_path)
{
	buf_reset(ret_path);
	buf_add_str(ret_path, folder);
	buf_add_char(ret_path, '/');
	for (; *name; name++)
		buf_add_char(ret_path, *name == '.' || *name == '/' ? '_' : *name);
}

void pins_keep(struct pins *p)
{
	buf_reset(&p->paths);
	p->is_held = false;
}

/* From the last to the first: a folder is removed when it is empty again. */
void pins_undo(struct pins *p)
{
	struct err ignored = {0};

	while (p->paths.len) {
		const char *path = p->paths.data + p->paths.len - 1;

		while (path > p->paths.data && path[-1])
			path--;
		if (*path == IS_PIN)
			kern_unpin(p->k, path + 1, &ignored);
		else
			kern_drop_folder(p->k, path + 1, (unsigned int)(*path - IS_FOLDER), &ignored);
		p->paths.len = (size_t)(path - p->paths.data);
	}
	buf_free(&p->paths);
	release(p);
}

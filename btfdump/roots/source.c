/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A C source and its headers. A header of kernel types is not followed: it is what is to be made, and the one
 * that is there may be of another kernel.
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/roots/read.h"
#include "lib/file.h"

enum { SOURCE_MAX = 16 << 20, HEADERS_MAX = 1024, DEPTH_MAX = 64 };

struct source {
	struct names *names;
	struct read_facts *facts;
	struct file_id seen[HEADERS_MAX]; /* headers that were read */
	unsigned int count, depth;
	const char *path; /* of the file that is being read */
};

static int include(void *data, const char *path, size_t len, struct err *err);

/* True for the first time. */
static bool is_new(struct source *s, struct file_id id)
{
	for (unsigned int i = 0; i < s->count; i++)
		if (s->seen[i].device == id.device && s->seen[i].number == id.number)
			return false;
	if (s->count == HEADERS_MAX)
		return false;
	s->seen[s->count++] = id;
	return true;
}

static int read_one(struct source *s, const char *path, const struct buf *text, struct err *err)
{
	const char *outside = s->path;
	int r;

	s->path = path;
	s->depth++;
	r = names_of_text(text->data, text->len, s->names, include, s, err);
	s->depth--;
	s->path = outside;
	return r;
}

static int read_header(struct source *s, const char *path, struct err *err)
{
	auto_buf text = {0};

	if (file_read(path, SOURCE_MAX, &text, err))
		return -1;
	return text_is_kernel_header(text.data, text.len) ? 0 : read_one(s, path, &text, err);
}

/* Two sources may lack the same one. */
static void note_absent(struct source *s, const char *path, size_t len)
{
	const char *known = buf_str(&s->facts->absent);

	for (const char *at = known; (at = memmem(at, strlen(at), path, len)); at++)
		if ((at == known || at[-1] == ' ') && (at[len] == ',' || !at[len]))
			return;
	if (s->facts->absent.len)
		buf_add_str(&s->facts->absent, ", ");
	buf_add(&s->facts->absent, path, len);
}

/* Beside the file that includes it. */
static void find_path(const struct source *s, const char *path, size_t len, struct buf *ret_path)
{
	const char *slash = strrchr(s->path, '/');

	if (slash && *path != '/')
		buf_add(ret_path, s->path, (size_t)(slash + 1 - s->path));
	buf_add(ret_path, path, len);
}

static bool is_called_vmlinux(const char *path)
{
	const char *slash = strrchr(path, '/');

	return !strcmp(slash ? slash + 1 : path, "vmlinux.h");
}

static int include(void *data, const char *path, size_t len, struct err *err)
{
	struct source *s = data;
	auto_buf full = {0};
	struct file_id id;

	find_path(s, path, len, &full);
	if (full.failed)
		return err_no_memory(err);
	if (is_called_vmlinux(buf_str(&full)))
		return 0;
	if (!file_identify(buf_str(&full), &id)) {
		note_absent(s, path, len);
		return 0;
	}
	return s->depth <= DEPTH_MAX && is_new(s, id) ? read_header(s, buf_str(&full), err) : 0;
}

int names_of_source(const char *path, const struct buf *text, struct names *n, struct read_facts *facts,
		    struct err *err)
{
	struct source *s = calloc(1, sizeof(*s));
	int r;

	if (!s)
		return err_no_memory(err);
	s->names = n;
	s->facts = facts;
	facts->sources++;
	r = read_one(s, path, text, err);
	free(s);
	return r;
}

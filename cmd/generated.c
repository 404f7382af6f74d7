/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A file that a build depends on: never visible half written, and not touched if its content is unchanged.
 */
#include "cmd/generated.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/file.h"
#include "lib/out_file.h"

enum { SOURCE_MODE = 0666, FOLDER_MODE = 0777 };

int generated_folder(const char *path, struct err *err)
{
	return mkdir(path, FOLDER_MODE) && errno != EEXIST ? err_set(err, errno, "%.256s", path) : 0;
}

static int open_file(const struct generated *g, struct generated_stream *s, struct err *err)
{
	s->file = malloc(sizeof(*s->file));
	if (!s->file)
		return err_no_memory(err);
	*s->file = (struct out_file){.fd = -1};
	if (!out_file_open(s->file, g->output, SOURCE_MODE, err)) {
		s->file->can_be_made_again = true;
		s->before = g->if_changed ? file_open(g->output) : -1;
		return 0;
	}
	free(s->file);
	return -1;
}

int generated_begin(struct ctx *c, const struct generated *g, struct generated_stream *ret_stream,
		    struct err *err)
{
	struct generated_stream s = {.before = -1};

	if (g->if_changed && !g->output)
		return err_usage(err, "--if-changed requires --output FILE");
	if (!g->output || out_file_is_stdout(g->output))
		s.out = c->out;
	else if (open_file(g, &s, err))
		return -1;
	*ret_stream = s;
	return 0;
}

/* The next bytes of the file that is there: are they the same? At the end there must be none. */
static bool goes_on_with(int fd, const char *text, size_t len)
{
	char piece[4096];
	ssize_t n;

	for (; len; text += n, len -= (size_t)n) {
		n = read(fd, piece, len < sizeof(piece) ? len : sizeof(piece));
		if (n <= 0 || memcmp(piece, text, (size_t)n) != 0)
			return false;
	}
	return true;
}

static bool is_at_end(int fd)
{
	char next;

	return !read(fd, &next, 1);
}

static void forget_before(struct generated_stream *s)
{
	if (s->before >= 0)
		close(s->before);
	s->before = -1;
}

void generated_take(void *stream, struct buf *text)
{
	struct generated_stream *s = stream;

	s->has_failed |= text->failed;
	if (s->out)
		out_verbatim(s->out, buf_str(text), text->len);
	else if (!s->no && !s->has_failed)
		s->no = out_file_write(s->file, text->data, text->len);
	if (s->before >= 0 && !goes_on_with(s->before, text->data, text->len))
		forget_before(s);
	buf_reset(text);
}

int generated_end(struct generated_stream *s, int r, struct err *err)
{
	if (!r && s->has_failed)
		r = err_no_memory(err);
	if (!s->file)
		return r;
	if (!r && s->no)
		r = err_set(err, s->no, "%.256s", s->file->path);
	if (!r && (s->before < 0 || !is_at_end(s->before)))
		r = out_file_commit(s->file, NULL, err);
	forget_before(s);
	out_file_close(s->file);
	free(s->file);
	return r;
}

int generated_write(struct ctx *c, const struct generated *g, struct buf *text, struct err *err)
{
	struct generated_stream s = {0};

	if (generated_begin(c, g, &s, err))
		return -1;
	generated_take(&s, text);
	return generated_end(&s, 0, err);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A file that a build depends on: never visible half written, and not touched if its content is unchanged.
 */
#include "cmd/generated.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/file.h"
#include "lib/out_file.h"

enum { SOURCE_MODE = 0666, FOLDER_MODE = 0777 };

static bool is_same(const char *path, const struct buf *text)
{
	auto_buf before = {0};
	struct err ignored = {0};

	return !file_read(path, text->len, &before, &ignored) && before.len == text->len &&
	       !memcmp(before.data, text->data, text->len);
}

static int write_file(const char *path, const struct buf *text, struct err *err)
{
	auto_out_file f = {.fd = -1};
	int no;

	if (out_file_open(&f, path, SOURCE_MODE, err))
		return -1;
	no = out_file_write(&f, text->data, text->len);
	return no ? err_set(err, no, "%.256s", path) : out_file_commit(&f, NULL, err);
}

int generated_folder(const char *path, struct err *err)
{
	return mkdir(path, FOLDER_MODE) && errno != EEXIST ? err_set(err, errno, "%.256s", path) : 0;
}

int generated_write(struct ctx *c, const struct generated *g, struct buf *text, struct err *err)
{
	if (g->if_changed && !g->output)
		return err_usage(err, "--if-changed requires --output FILE");
	if (text->failed)
		return err_no_memory(err);
	if (!g->output || out_file_is_stdout(g->output)) {
		out_verbatim(c->out, buf_str(text), text->len);
		return 0;
	}
	return g->if_changed && is_same(g->output, text) ? 0 : write_file(g->output, text, err);
}

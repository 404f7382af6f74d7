/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Skeletons from arbitrary objects: an error or a header. The first byte chooses which. Bytes of the object
 * never reach the C unescaped: lines with foreign characters would be such.
 */
#include <stdlib.h>
#include <string.h>

#include "objfile/contents/contents.h"
#include "skelgen/fill.h"
#include "skelgen/model.h"
#include "skelgen/templates.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool is_true)
{
	if (!is_true)
		abort();
}

static void check_text(const struct buf *b)
{
	size_t len = 0;

	require(!b->failed && b->len > 0);
	for (size_t i = 0; i < b->len; i++) {
		unsigned char c = (unsigned char)b->data[i];

		require(c == '\n' || c == '\t' || (c >= ' ' && c < 127));
		len = c == '\n' ? 0 : len + 1;
	}
	require(!len && !strstr(b->data, "?@"));
}

static void make(const struct contents *c, bool has_pointers)
{
	struct err err = {0};
	auto_buf text = {0};
	struct model m;

	if (model_make(c, "fuzzed", has_pointers, &m, &err)) {
		require(err.kind != ERR_OK && err.text[0]);
		return;
	}
	m.bytes.size = 0;
	fill(&text, has_pointers ? template_subskeleton : template_skeleton, model_holes, &m, NULL);
	buf_str(&text);
	check_text(&text);
	model_free(&m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = {0};
	auto_contents c = {0};

	if (!size)
		return 0;
	if (contents_open(data + 1, size - 1, &c, &err))
		require(err.kind != ERR_OK && err.text[0]);
	else
		make(&c, data[0] & 1 && c.types);
	return 0;
}

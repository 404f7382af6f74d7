/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Any bytes as BTF, as ELF, as a compressed file: what is accepted can be listed, searched, laid out and
 * compared, quickly. Seeds are BTF.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "btfdump/inspect/inspect.h"
#include "btfdump/load/image.h"
#include "btfdump/load/load.h"
#include "btfdump/load/unpack.h"
#include "lib/out.h"
#include "tests/fuzz/mutate.h"
#include "wire/cut.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ASKED_MAX = 64 };

/* A part of what is accepted is accepted again. */
static void cut_some(const struct types *t)
{
	auto_types *part = NULL;
	struct err err = {0};
	auto_buf btf = {0};
	struct cut c;

	if (cut_open(&c, t, t->count % 2 ? CUT_SHELL : CUT_FORWARD, &err))
		return;
	for (uint32_t id = t->first_id; id < t->count; id += 3) {
		cut_want_member(&c, id, id % 5);
		cut_want_type(&c, id + 1, (enum cut_want)(id % 4));
	}
	if (cut_follow(&c, &err) || cut_write(&c, &btf, &err) ||
	    types_open(btf.data, btf.len, t->base, &part, &err))
		abort();
	cut_free(&c);
}

/* Everything that is printed of types, into nothing. */
static void print_all(const struct types *t, enum out_format format)
{
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	struct out *o = out_new(fd, format, false);
	struct err err = {0};
	bool is_different;

	cut_some(t);
	types_dump_raw(o, t, NULL, &err);
	types_print_stats(o, t, &err);
	types_print_found(o, t, "*a*", &err);
	for (uint32_t id = 1; id < t->count && id < ASKED_MAX; id++) {
		char word[16];

		snprintf(word, sizeof(word), "#%u", id);
		types_print_layout(o, t, word, &err);
		types_print_users(o, t, word, &err);
	}
	types_print_diff(o, t, t, NULL, &is_different, &err);
	out_finish(o, &err);
	out_free(o);
	close(fd);
}

static void walk_all(const struct types *t)
{
	uint64_t size;

	for (uint32_t id = 0; id < t->count; id++) {
		types_resolve(t, id);
		types_has_size(t, id, &size);
	}
}

static void open_elf(struct bytes file)
{
	static const char *const names[] = {".BTF", ".BTF.base", ".BTF.ext", ".modinfo", ""};
	struct bytes content;
	struct image image;
	struct err err;

	if (!image_open_elf(file, &image, &err))
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			image_has_section(&image, names[i], &content);
	image_has_payload(file, &content);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *exact = malloc(size ? size : 1);
	auto_types *t = NULL;
	auto_buf unpacked = {0};
	struct err err;

	memcpy(exact, data, size);
	open_elf((struct bytes){exact, size});
	if (unpack_is_packed(exact, size))
		unpack(exact, size, &(struct unpack_budget){.times = UNPACK_TIMES}, &unpacked, &err);
	types_needs_base(exact, size);
	if (!types_open(exact, size, NULL, &t, &err)) {
		walk_all(t);
		print_all(t, OUT_TEXT);
		print_all(t, OUT_JSON);
	}
	free(exact);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	return mutate_btf(data, 0, size, max_size, seed);
}

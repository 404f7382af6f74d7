/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * C headers from arbitrary BTF: an error or a header, twice the same, of bounded length. The first byte
 * chooses the options; where it asks for a base, the next two say how long that is.
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/cgen/cgen.h"
#include "tests/fuzz/mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	HAS_ASSERTS = 1,
	IS_UNSORTED = 2,
	HAS_PATTERNS = 4,
	HAS_BASE = 8,
	PREFIX = 3,
	LENGTH_TIMES = 9,
	LENGTH_LEAST = 2 << 20
};

static void require(bool is_true)
{
	if (!is_true)
		abort();
}

static void build(const struct types *t, uint8_t flags, size_t size)
{
	const char *const types[] = {"*a*", "b*"}, *const kfuncs[] = {"*"};
	struct cgen_options opt = {
		.has_asserts = flags & HAS_ASSERTS,
		.is_unsorted = flags & IS_UNSORTED,
		.types = types,
		.type_count = flags & HAS_PATTERNS ? 2 : 0,
		.kfuncs = kfuncs,
		.kfunc_count = flags & HAS_PATTERNS ? 1 : 0,
	};
	auto_buf head = {0}, body = {0}, head_again = {0}, body_again = {0};
	struct err err = {0};

	if (cgen_build(t, &opt, &head, &body, NULL, &err)) {
		require(err.kind != ERR_OK && err.text[0]);
		return;
	}
	require(head.len + body.len < size * LENGTH_TIMES + LENGTH_LEAST);
	require(!memchr(body.data, '\0', body.len));
	require(!cgen_build(t, &opt, &head_again, &body_again, NULL, &err));
	require(body.len == body_again.len && !memcmp(body.data, body_again.data, body.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	auto_types *base = NULL;
	auto_types *t = NULL;
	struct err err = {0};
	size_t base_size = 0;
	uint8_t flags;

	if (size < PREFIX)
		return 0;
	flags = data[0];
	if (flags & HAS_BASE) {
		base_size = (size_t)(data[1] | data[2] << 8) % (size - PREFIX + 1);
		if (types_open(data + PREFIX, base_size, NULL, &base, &err))
			return 0;
	}
	if (types_open(data + PREFIX + base_size, size - PREFIX - base_size, base, &t, &err))
		return 0;
	build(t, flags, size);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	return mutate_btf(data, PREFIX, size, max_size, seed);
}

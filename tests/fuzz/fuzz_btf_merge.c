/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Two BTFs as one, and what an object's relocations need: an error, or types that can be printed. The input:
 * the length of each BTF, the BTFs, and the second one's .BTF.ext.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "btfdump/cgen/cgen.h"
#include "btfdump/load/load.h"
#include "btfdump/roots/find.h"
#include "btfdump/roots/read.h"
#include "tests/fuzz/mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PREFIX = 4 };

static void require(bool is_true)
{
	if (!is_true)
		abort();
}

static int file_make(const uint8_t *data, size_t size, char ret_path[32])
{
	int fd = memfd_create("btf", MFD_CLOEXEC);

	require(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(ret_path, 32, "/proc/self/fd/%d", fd);
	return fd;
}

static void check_merge(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size)
{
	char paths[2][32];
	int fds[2] = {file_make(a, a_size, paths[0]), file_make(b, b_size, paths[1])};
	const char *const list[] = {paths[0], paths[1]};
	auto_buf head = {0}, body = {0};
	auto_types *t = NULL;
	struct err err = {0};

	if (types_load_merged(list, 2, NULL, &t, &err))
		require(err.text[0]);
	else
		cgen_build(t, &(struct cgen_options){0}, &head, &body, NULL, &err);
	close(fds[0]);
	close(fds[1]);
}

static void check_needed(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size, const uint8_t *ext,
			 size_t ext_size)
{
	auto_types *t = NULL;
	auto_types *object = NULL;
	struct names names = {0};
	struct roots needed = {0};
	struct err err = {0};
	uint32_t wanted;
	bool has_relocs;

	if (types_open(a, a_size, NULL, &t, &err) || types_open(b, b_size, NULL, &object, &err))
		return;
	object->ext = ext;
	object->ext_size = ext_size;
	if (names_of_types(object, &names, &has_relocs, &err) ||
	    find_types(t, &names, &needed, &wanted, &err) || find_reached(t, &names, &needed, &err))
		require(err.text[0]);
	for (uint32_t i = 0; i < needed.count; i++)
		require((needed.ids[i] & ~CGEN_DECLARED) < t->count && needed.ids[i] & ~CGEN_DECLARED);
	roots_free(&needed);
	names_free(&names);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t a_size, b_size, ext_size;
	uint8_t *a, *b, *ext;

	if (size < PREFIX)
		return 0;
	a_size = (size_t)(data[0] | data[1] << 8) % (size - PREFIX + 1);
	b_size = (size_t)(data[2] | data[3] << 8) % (size - PREFIX - a_size + 1);
	ext_size = size - PREFIX - a_size - b_size;
	a = malloc(a_size + 1);
	b = malloc(b_size + 1);
	ext = malloc(ext_size + 1);
	memcpy(a, data + PREFIX, a_size);
	memcpy(b, data + PREFIX + a_size, b_size);
	memcpy(ext, data + PREFIX + a_size + b_size, ext_size);
	check_merge(a, a_size, b, b_size);
	check_needed(a, a_size, b, b_size, ext, ext_size);
	free(a);
	free(b);
	free(ext);
	return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed)
{
	size_t a_size = size < 2 ? 0 : (size_t)(data[0] | data[1] << 8);

	return mutate_btf(data, PREFIX + (seed & 0x100 ? a_size : 0), size, max_size, seed);
}

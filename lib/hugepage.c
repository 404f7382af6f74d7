/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Mapped separately, starting on a large page boundary: otherwise it is a matter of luck how many fit. */
#include "lib/hugepage.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { PAGE = 2 << 20, LEAST = PAGE / 2 };

static size_t round_up(size_t size)
{
	return (size + PAGE - 1) & ~(size_t)(PAGE - 1);
}

void *hugepage_alloc(size_t size)
{
	size_t len = round_up(size), skip;
	char *map;

	if (size < LEAST)
		return calloc(1, size + !size);
	if (size > SIZE_MAX - 2 * (size_t)PAGE)
		return NULL;
	map = mmap(NULL, len + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (map == MAP_FAILED)
		return NULL;
	skip = (size_t)(-(uintptr_t)map % PAGE);
	if (skip)
		munmap(map, skip);
	munmap(map + skip + len, PAGE - skip);
	madvise(map + skip, len, MADV_HUGEPAGE);
	return map + skip;
}

void hugepage_free(void *table, size_t size)
{
	if (size < LEAST)
		free(table);
	else if (table)
		munmap(table, round_up(size));
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Whether events have a reader already. */
#include "kern/events.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OFFSET_AT = 6 };

/* The line of /proc/PID/maps: its memory, after the page with its read position. */
static bool is_data_of_ring(const char *line, uint64_t size)
{
	uint64_t start, end;
	char *p;

	if (!strstr(line, "bpf-map"))
		return false;
	start = strtoull(line, &p, 16);
	if (*p != '-')
		return false;
	end = strtoull(p + 1, &p, 16);
	/* " r--s 00001000 ..." */
	if (strnlen(p, OFFSET_AT) < OFFSET_AT || p[OFFSET_AT - 2] != 's')
		return false;
	return end - start == strtoull(p + OFFSET_AT, NULL, 16) + 2 * size && end - start > 2 * size;
}

bool kern_has_ring_mapped(struct kern *k, uint32_t pid, uint64_t size)
{
	struct err ignored = {0};
	auto_buf text = {0};
	char path[64], *rest = NULL;
	bool is_found = false;

	snprintf(path, sizeof(path), "/proc/%u/maps", pid);
	if (kern_read_file(k, path, &text, &ignored) || !text.len)
		return false;
	buf_str(&text);
	for (char *line = strtok_r(text.data, "\n", &rest); line && !is_found;
	     line = strtok_r(NULL, "\n", &rest))
		is_found = is_data_of_ring(line, size);
	return is_found;
}

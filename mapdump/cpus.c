/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Lists of CPUs as the kernel writes them: "0-3,8". */
#include "mapdump/cpus.h"

#include <stdlib.h>

#define POSSIBLE "/sys/devices/system/cpu/possible"
#define ONLINE   "/sys/devices/system/cpu/online"

enum { CPUS_MOST = 1 << 16 };

/* Removes one range from @*text; false at the end and where there is no valid range. */
static bool take_range(const char **text, unsigned long *ret_first, unsigned long *ret_last)
{
	char *end;

	*ret_first = *ret_last = strtoul(*text, &end, 10);
	if (end == *text)
		return false;
	if (*end == '-')
		*ret_last = strtoul(end + 1, &end, 10);
	*text = *end == ',' ? end + 1 : end;
	return *ret_first <= *ret_last && *ret_last < CPUS_MOST;
}

static int read_possible(const char *text, struct cpus *cpus, struct err *err)
{
	unsigned long first, last;

	while (take_range(&text, &first, &last)) {
		struct cpu *more = realloc(cpus->list, (cpus->count + last - first + 1) * sizeof(*more));

		if (!more)
			return err_no_memory(err);
		cpus->list = more;
		for (; first <= last && cpus->count < CPUS_MOST; first++)
			cpus->list[cpus->count++] = (struct cpu){(uint32_t)first, true};
	}
	return 0;
}

static void mark_online(const char *text, struct cpus *cpus)
{
	unsigned long first, last;

	while (take_range(&text, &first, &last))
		for (size_t i = 0; i < cpus->count; i++)
			if (cpus->list[i].id >= first && cpus->list[i].id <= last)
				cpus->list[i].is_offline = false;
}

int cpus_read(struct kern *k, struct cpus *ret_cpus, struct err *err)
{
	struct err ignored = {0};
	struct cpus cpus = {0};
	auto_buf text = {0};

	if (kern_read_file(k, POSSIBLE, &text, &ignored))
		return 0;
	if (read_possible(buf_str(&text), &cpus, err)) {
		cpus_free(&cpus);
		return -1;
	}
	buf_reset(&text);
	if (kern_read_file(k, ONLINE, &text, &ignored)) {
		for (size_t i = 0; i < cpus.count; i++)
			cpus.list[i].is_offline = false;
	} else {
		mark_online(buf_str(&text), &cpus);
	}
	*ret_cpus = cpus;
	return 0;
}

void cpus_free(struct cpus *cpus)
{
	free(cpus->list);
	*cpus = (struct cpus){0};
}

struct cpu cpus_at(const struct cpus *cpus, size_t i)
{
	return i < cpus->count ? cpus->list[i] : (struct cpu){(uint32_t)i, false};
}

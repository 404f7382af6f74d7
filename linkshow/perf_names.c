/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Tables of perf event names: a word's place is the kernel's number. */
#include "linkshow/perf_names.h"

#include <inttypes.h>
#include <stdio.h>

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

static const char *const types[] = {
	"hardware", "software", "tracepoint", "hw-cache", "raw", "breakpoint",
};

const struct names perf_event_types = {types, COUNT_OF(types), "perf event type", NULL, NULL, 0};

static const char *const hardware[] = {
	"cpu-cycles",
	"instructions",
	"cache-references",
	"cache-misses",
	"branch-instructions",
	"branch-misses",
	"bus-cycles",
	"stalled-cycles-frontend",
	"stalled-cycles-backend",
	"ref-cycles",
};

static const char *const software[] = {
	"cpu-clock",        "task-clock",   "page-faults",  "context-switches",
	"cpu-migrations",   "minor-faults", "major-faults", "alignment-faults",
	"emulation-faults", "dummy",        "bpf-output",   "cgroup-switches",
};

static const char *const caches[] = {"L1-dcache", "L1-icache", "LLC", "dTLB", "iTLB", "branch", "node"};
static const char *const cache_ops[] = {"load", "store", "prefetch"};
static const char *const cache_results[] = {"refs", "misses"};

/* The bytes of a cache event's config, lowest first. */
static const struct names cache_parts[] = {
	{caches, COUNT_OF(caches), "cache", NULL, NULL, 0},
	{cache_ops, COUNT_OF(cache_ops), "cache operation", NULL, NULL, 0},
	{cache_results, COUNT_OF(cache_results), "cache result", NULL, NULL, 0},
};

/* "L1-dcache-load-misses"; a part without a name is a number. */
static bool cache_text(uint64_t config, char *ret_text, size_t size)
{
	char numbers[COUNT_OF(cache_parts)][4];
	const char *words[COUNT_OF(cache_parts)];

	if (config >> (8 * COUNT_OF(cache_parts)))
		return false;
	for (unsigned int i = 0; i < COUNT_OF(cache_parts); i++) {
		uint8_t part = config >> (8 * i) & 0xff;

		snprintf(numbers[i], sizeof(numbers[i]), "%" PRIu8, part);
		words[i] = names_find(&cache_parts[i], part);
		if (!words[i])
			words[i] = numbers[i];
	}
	snprintf(ret_text, size, "%s-%s-%s", words[0], words[1], words[2]);
	return true;
}

/* By type: a table of configs, or a way to put the name together. */
static const struct {
	struct names configs;
	bool (*text)(uint64_t config, char *ret_text, size_t size);
} kinds[] = {
	{.configs = {hardware, COUNT_OF(hardware), "hardware event", NULL, NULL, 0}},
	{.configs = {software, COUNT_OF(software), "software event", NULL, NULL, 0}},
	[3] = {.text = cache_text},
};

bool perf_config_text(uint32_t type, uint64_t config, char *ret_text, size_t size)
{
	if (type >= COUNT_OF(kinds))
		return false;
	if (kinds[type].text)
		return kinds[type].text(config, ret_text, size);
	return config <= UINT32_MAX &&
	       names_text(NULL, &kinds[type].configs, (uint32_t)config, ret_text, size);
}

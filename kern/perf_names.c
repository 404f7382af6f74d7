/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names of perf events, as perf(1) has them. */
#include "kern/perf_names.h"

#include <inttypes.h>
#include <stdio.h>

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* The index of a word is the kernel's number. */
static const char *const event_types[] = {
	"hardware", "software", "tracepoint", "hw-cache", "raw", "breakpoint",
};

const struct names names_perf_events = {.words = event_types,
					.count = COUNT_OF(event_types),
					.word = "perf event type"};

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
	{.words = caches, .count = COUNT_OF(caches), .word = "cache"},
	{.words = cache_ops, .count = COUNT_OF(cache_ops), .word = "cache operation"},
	{.words = cache_results, .count = COUNT_OF(cache_results), .word = "cache result"},
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

/* By type: a table of configs, or a function that composes the name. */
static const struct {
	struct names configs;
	bool (*text)(uint64_t config, char *ret_text, size_t size);
} events[] = {
	{.configs = {.words = hardware, .count = COUNT_OF(hardware), .word = "hardware event"}},
	{.configs = {.words = software, .count = COUNT_OF(software), .word = "software event"}},
	[3] = {.text = cache_text},
};

bool perf_event_text(uint32_t type, uint64_t config, char *ret_text, size_t size)
{
	if (type >= COUNT_OF(events))
		return false;
	if (events[type].text)
		return events[type].text(config, ret_text, size);
	return config <= UINT32_MAX &&
	       names_text(NULL, &events[type].configs, (uint32_t)config, ret_text, size);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Every kind of question that a command asks fails, under every format: what comes out is a valid document
 * each time, no handle stays open, and a failure is told.
 *
 * A kind is a question after the same two questions, as each of many programs of a listing asks it again: of
 * those the first, second, fourth, eighth and so on fail, which is a twentieth of all.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cmd/dialect.h"
#include "cmd/list.h"
#include "cmd/run.h"
#include "kern/ops.h"
#include "kern/recording/recording.h"
#include "tests/unit/fault.h"

enum { QUESTIONS_MOST = 5000, WORDS_MOST = 10, BEFORE = 2 };

#ifndef RECORDING
#define RECORDING "tests/recordings/everything-6.12.bpfi"
#endif

static const char *const commands[][WORDS_MOST] = {
	{"prog", "show"},
	{"prog", "show", "id", "52"},
	{"prog", "show", "name", "*"},
	{"prog", "show", "pinned", "/sys/fs/bpf/x"},
	{"map", "show"},
	{"map", "show", "id", "1"},
	{"map", "show", "name", "*"},
	{"link", "show"},
	{"net", "show"},
	{"cgroup", "tree"},
	{"perf", "show"},
	{"attached"},
	{"orphans"},
	{"btf", "show"},
	{"btf", "dump", "prog", "52"},
	{"btf", "dump", "prog", "52", "format", "c"},
	{"btf", "dump", "prog", "52", "format", "c", "unsorted"},
	{"pin", "show"},
	{"version"},
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

/* How questions fail. Only the first way has the second, fourth and so on of a kind, the others the first. */
static const struct way {
	enum out_format format;
	int no;
	bool is_none;
	bool is_thorough;
} ways[] = {
	{OUT_JSON, EPERM, false, true},     {OUT_JSON, ENODEV, false, false}, {OUT_JSON, 0, true, false},
	{OUT_PRETTY, EMFILE, false, false}, {OUT_JSONL, EPERM, false, false}, {OUT_TEXT, EPERM, false, false},
};
enum { WAYS = sizeof(ways) / sizeof(ways[0]) };

static int failures;

static void complain(const char *const *words, enum out_format format, const struct fault *f,
		     const char *what)
{
	printf("not ok");
	for (; *words; words++)
		printf(" %s", *words);
	printf(": format %d, question %lu (%s): %s\n", (int)format, f->fail_at,
	       f->failed ? f->failed : "none", what);
	failures++;
}

static bool is_valid(const char *text, size_t len, bool is_lines)
{
	while (len) {
		const char *end = is_lines ? memchr(text, '\n', len) : text + len;
		size_t n = end ? (size_t)(end - text) + is_lines : len;
		json_t *json =
			json_loadb(text, n,
				   JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, NULL);

		if (!json)
			return false;
		json_decref(json);
		text += n;
		len -= n;
	}
	return true;
}

static bool check_output(int fd, enum out_format format)
{
	size_t len = (size_t)lseek(fd, 0, SEEK_END);
	char *text = len ? mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
	bool ok;

	if (format == OUT_TEXT)
		ok = true;
	else
		ok = format == OUT_JSONL ? is_valid(text, len, true) : len && is_valid(text, len, false);
	if (text)
		munmap(text, len);
	return ok;
}

static void run_once(struct kern inner, const char *const *words, enum out_format format, struct fault *f)
{
	struct ctx c = {.opts.bpffs = true, .dialect = &dialect_bpfi};
	struct err err = {0}, written = {0};
	char *argv[WORDS_MOST], copy[WORDS_MOST][64];
	int fd = memfd_create("out", 0), r;
	unsigned int n = 0;
	struct kern kern;

	for (; words[n]; n++) {
		snprintf(copy[n], sizeof(copy[n]), "%s", words[n]);
		argv[n] = copy[n];
	}
	fault_wrap(f, inner, &kern);
	c.kern = &kern;
	c.out = out_new(fd, format, false);
	r = run_words(&c, argv, n, &err);
	run_end(&c, r, &err);
	if (out_finish(c.out, &written))
		complain(words, format, f, "output not written");
	out_free(c.out);
	if (!check_output(fd, format))
		complain(words, format, f, "output is not valid");
	if (f->open_handles)
		complain(words, format, f, "a handle stayed open");
	if (!!r != (err.kind != ERR_OK) || (r && !*err.text))
		complain(words, format, f, "the error has no text");
	kern_free(&kern);
	close(fd);
}

/* The recording is read once: the wrappers that come and go must not free it. */
static void keep(struct kern *k)
{
	(void)k;
}

/* Questions of one kind before the Nth, which counts from 1. */
static unsigned long alike_before(const char *const *trail, unsigned long n)
{
	const size_t size = (BEFORE + 1) * sizeof(*trail);
	unsigned long count = 0;

	for (unsigned long i = BEFORE + 1; i < n; i++)
		count += !memcmp(&trail[i - 1 - BEFORE], &trail[n - 1 - BEFORE], size);
	return count;
}

static bool is_tried(const char *const *trail, unsigned long n, const struct way *w)
{
	unsigned long before = alike_before(trail, n);

	return w->is_thorough ? !(before & (before + 1)) : !before;
}

/* Returns how often the command ran. */
static unsigned long fail_each(struct kern inner, const char *const *words, const struct way *w)
{
	static const char *trail[QUESTIONS_MOST];
	struct fault f = {.trail = trail, .trail_room = QUESTIONS_MOST};
	unsigned long count, runs = 1;

	run_once(inner, words, w->format, &f);
	count = f.asked < QUESTIONS_MOST ? f.asked : QUESTIONS_MOST;
	for (unsigned long n = 1; n <= count; n++) {
		if (!is_tried(trail, n, w))
			continue;
		f = (struct fault){.fail_at = n, .no = w->no, .is_none = w->is_none};
		run_once(inner, words, w->format, &f);
		runs++;
		if (!f.failed)
			complain(words, w->format, &f, "it asks less than before");
	}
	return runs;
}

int main(void)
{
	struct kern recorded, inner;
	struct kern_ops ops;
	unsigned long runs = 0;
	struct err err = {0};

	if (kern_open_recording(&recorded, RECORDING, &err)) {
		printf("not ok %s: %s\n", RECORDING, err.text);
		return 1;
	}
	ops = *recorded.ops;
	ops.free = keep;
	inner = (struct kern){.ops = &ops, .state = recorded.state};

	for (unsigned int i = 0; i < COMMANDS; i++)
		for (const struct way *w = ways; w < ways + WAYS; w++)
			runs += fail_each(inner, commands[i], w);
	kern_free(&recorded);
	printf("%s every kind of question fails in turn (%lu runs)\n", failures ? "not ok" : "ok", runs);
	return failures != 0;
}

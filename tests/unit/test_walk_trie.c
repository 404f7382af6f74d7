/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Walks over a trie that others write to, in front of a kernel of our own: it answers as Linux does when a
 * node is put above the one that is followed, and skips the branch beside it.
 */
#include <bpf/bpf.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>

#include "kern/elements.h"
#include "kern/live/live.h"

enum { KEYS = 10, BITS = 32 };

struct prefix {
	uint32_t len;
	unsigned char data[4];
};

/* What the kernel does wrong in every first one of two calls. */
static enum { SKIPS_NOTHING, SKIPS_ONE, ENDS } fault;
static unsigned int calls, key_calls;
static bool can_batch;
static int failures;

static void check(bool ok, const char *what)
{
	if (!ok)
		printf("not ok: %s\n", what);
	failures += !ok;
}

static bool is_wrong_now(void)
{
	return calls++ % 2 == 0 && fault != SKIPS_NOTHING;
}

static void make_key(void *to, unsigned int i)
{
	const struct prefix key = {.len = BITS, .data = {(unsigned char)i}};

	memcpy(to, &key, sizeof(key));
}

int bpf_map_get_next_key(int fd, const void *key, void *next)
{
	const struct prefix *at = key;
	unsigned int i = at ? at->data[0] + 1U : 0;

	(void)fd;
	key_calls++;
	if (is_wrong_now() && i > 2)
		i = fault == ENDS ? KEYS : i + 1;
	if (i >= KEYS) {
		errno = ENOENT;
		return -1;
	}
	make_key(next, i);
	return 0;
}

int bpf_map_lookup_elem(int fd, const void *key, void *value)
{
	(void)fd;
	memcpy(value, key, sizeof(struct prefix));
	return 0;
}

int bpf_map_lookup_batch(int fd, void *in, void *out, void *keys, void *values, __u32 *count,
			 const struct bpf_map_batch_opts *opts)
{
	unsigned int made = 0, skipped = is_wrong_now() ? KEYS / 2 : KEYS;

	(void)fd;
	(void)out;
	(void)opts;
	if (in || !can_batch) {
		errno = EINVAL;
		return -1;
	}
	for (unsigned int i = 0; i < KEYS; i++) {
		if (i == skipped)
			continue;
		make_key((char *)keys + made * sizeof(struct prefix), i);
		make_key((char *)values + made * sizeof(struct prefix), i);
		made++;
	}
	*count = made;
	errno = ENOENT;
	return -1;
}

static int take(void *arg, const struct elements *batch, struct err *err)
{
	unsigned int *seen = arg;

	(void)err;
	for (uint32_t i = 0; i < batch->count; i++)
		seen[batch->keys[i * batch->key_size + sizeof(uint32_t)]]++;
	return 0;
}

static bool sees_each_once(void)
{
	const struct uapi_map_info info = {.type = BPF_MAP_TYPE_LPM_TRIE,
					   .key_size = sizeof(struct prefix),
					   .value_size = sizeof(struct prefix),
					   .max_entries = KEYS};
	unsigned int seen[KEYS] = {0}, i = 0;
	struct err err = {0};
	struct kern k;
	bool is_done;

	if (kern_open_live(&k, &err))
		return false;
	calls = key_calls = 0;
	is_done = !kern_walk(&k, 3, &info, take, seen, &err);
	kern_free(&k);
	while (i < KEYS && seen[i] == 1)
		i++;
	return is_done && i == KEYS;
}

int main(void)
{
	can_batch = true;
	check(sees_each_once() && !key_calls, "two equal batches are what is there");
	fault = SKIPS_ONE;
	check(sees_each_once() && key_calls, "a batch that lacks an element is read key by key");
	can_batch = false;
	check(sees_each_once(), "the answer that skips less counts");
	fault = ENDS;
	check(sees_each_once(), "an end counts when it is there twice");
	return failures != 0;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What printing leaves out: bits outside of all scalars, and what follows the end of a string. A mask, made
 * once, so that a check costs little more than reading the value.
 */
#include <stdlib.h>
#include <string.h>

#include "btfdump/value/plan.h"
#include "lib/buf.h"

struct hidden_text {
	uint64_t offset, size;
};

struct value_hidden {
	const struct value_plan *p;
	unsigned char *mask; /* bits that nothing shows; NULL: there are none */
	struct buf texts;    /* struct hidden_text each */
};

static void show_text(struct value_hidden *h, uint64_t at, uint64_t size)
{
	const struct hidden_text text = {at, size};

	memset(h->mask + at, 0, size);
	buf_add(&h->texts, &text, sizeof(text));
}

/* Clears what the steps [first, end) over the element at @base show. */
static void show_steps(struct value_hidden *h, uint32_t first, uint32_t end, uint64_t base)
{
	for (uint32_t i = first; i < end; i++) {
		const struct value_step *s = &h->p->steps[i];

		if (s->op == VALUE_LIST) {
			for (uint64_t n = 0; n < s->count; n++)
				show_steps(h, i + 1, s->end - 1, base + s->offset + n * s->stride);
			i = s->end - 1;
		} else if (s->op == VALUE_TEXT) {
			show_text(h, base + s->offset, s->count);
		} else if (s->at.bits) {
			bits_store(s->at, h->mask + base + s->offset, (struct wide){0});
		}
	}
}

static bool is_zero(const unsigned char *bytes, uint64_t size)
{
	return !size || (!*bytes && !memcmp(bytes, bytes + 1, size - 1));
}

int value_hidden_make(const struct value_plan *p, struct value_hidden **ret_hidden, struct err *err)
{
	struct value_hidden *h = calloc(1, sizeof(*h));

	if (!h)
		return err_no_memory(err);
	h->p = p;
	h->mask = malloc(p->size + 1);
	if (h->mask) {
		memset(h->mask, UINT8_MAX, p->size);
		show_steps(h, 0, p->count, 0);
	}
	if (!h->mask || h->texts.failed) {
		value_hidden_free(h);
		return err_no_memory(err);
	}
	if (is_zero(h->mask, p->size)) {
		free(h->mask);
		h->mask = NULL;
	}
	*ret_hidden = h;
	return 0;
}

void value_hidden_free(struct value_hidden *h)
{
	if (!h)
		return;
	free(h->mask);
	buf_free(&h->texts);
	free(h);
}

static bool has_masked(const unsigned char *data, const unsigned char *mask, uint64_t size)
{
	uint64_t at = 0, word, bits;

	for (; at + sizeof(word) <= size; at += sizeof(word)) {
		memcpy(&word, data + at, sizeof(word));
		memcpy(&bits, mask + at, sizeof(bits));
		if (word & bits)
			return true;
	}
	for (; at < size; at++)
		if (data[at] & mask[at])
			return true;
	return false;
}

/* A text that ends before its array does, with something after its end. */
static bool has_rest(const unsigned char *from, size_t size, bool is_exact)
{
	size_t len = strnlen((const char *)from, size);

	return !is_zero(from + len, size - len) && value_is_string(from, size, is_exact, &len);
}

bool value_hidden_has(const struct value_hidden *h, const void *data)
{
	const struct hidden_text *texts = (const struct hidden_text *)(const void *)h->texts.data;
	const unsigned char *bytes = data;

	if (h->mask && has_masked(bytes, h->mask, h->p->size))
		return true;
	for (size_t i = 0; i < h->texts.len / sizeof(*texts); i++)
		if (has_rest(bytes + texts[i].offset, texts[i].size, h->p->opt.is_exact))
			return true;
	return false;
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A table with open addressing: every name of a kernel's types is looked up in it. */
#include "btfdump/roots/names.h"

#include <stdlib.h>
#include <string.h>

enum { SIZE_FIRST = 1024 };

static uint32_t hash_of(const char *text, size_t len)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)text[i]) * 16777619u;
	return h ^ h >> 15;
}

static struct name *slot_of(const struct names *n, const char *text, size_t len, uint32_t hash)
{
	for (uint32_t i = hash & (n->size - 1);; i = (i + 1) & (n->size - 1)) {
		struct name *s = &n->slots[i];
		const char *known;

		if (!s->flags)
			return s;
		known = n->text.data + s->at;
		if (s->hash == hash && !strncmp(known, text, len) && !known[len])
			return s;
	}
}

static bool names_grow(struct names *n)
{
	uint32_t size = n->size ? n->size * 2 : SIZE_FIRST;
	struct name *old = n->slots, *slots = calloc(size, sizeof(*slots));

	if (!slots)
		return false;
	n->slots = slots;
	for (uint32_t i = 0; i < n->size; i++) {
		uint32_t at = old[i].hash & (size - 1);

		if (!old[i].flags)
			continue;
		while (slots[at].flags)
			at = (at + 1) & (size - 1);
		slots[at] = old[i];
	}
	free(old);
	n->size = size;
	return true;
}

void names_add(struct names *n, const char *text, size_t len, unsigned int flags)
{
	uint32_t hash = hash_of(text, len);
	unsigned char a, b;
	struct name *s;

	if (!len || n->is_failed)
		return;
	if (n->count >= n->size / 2 && !names_grow(n)) {
		n->is_failed = true;
		return;
	}
	s = slot_of(n, text, len, hash);
	if (!s->flags) {
		*s = (struct name){.hash = hash, .at = (uint32_t)n->text.len};
		buf_add(&n->text, text, len);
		buf_add_char(&n->text, '\0');
		n->is_failed |= n->text.failed || n->text.len > UINT32_MAX / 2;
		n->count++;
		a = (unsigned char)text[0];
		b = len > 1 ? (unsigned char)text[1] : 0;
		n->first[a][b / 64] |= 1ull << b % 64;
	}
	s->flags |= (uint16_t)flags;
	if (flags & NAME_NEEDED)
		s->needed |= (uint16_t)(flags & NAME_ANY);
}

struct name *names_find_slow(const struct names *n, const char *text)
{
	size_t len = strlen(text);
	struct name *s = slot_of(n, text, len, hash_of(text, len));

	return s->flags ? s : NULL;
}

void names_free(struct names *n)
{
	free(n->slots);
	buf_free(&n->text);
}

unsigned int names_flag(const struct wire_type *w)
{
	switch (type_kind(w)) {
	case BK_STRUCT:
		return NAME_STRUCT;
	case BK_UNION:
		return NAME_UNION;
	case BK_ENUM:
	case BK_ENUM64:
		return NAME_ENUM;
	case BK_TYPEDEF:
		return NAME_TYPEDEF;
	case BK_FWD:
		return type_has_flag(w) ? NAME_UNION : NAME_STRUCT;
	default:
		return 0;
	}
}

size_t names_plain_len(const char *name)
{
	size_t len = strlen(name);

	for (size_t i = len; i > 4; i--) {
		const char *at = name + i - 4;

		if (at[-1] != '_' && !memcmp(at, "___", 3) && at[3] != '_')
			return (size_t)(at - name);
	}
	return len;
}

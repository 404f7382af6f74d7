/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* C's name for an integer or floating-point type: the BTF's own where C knows it by that name and size. */
#include "btfdump/cgen/print.h"
#include "btfdump/cgen/text.h"

struct words_seen {
	unsigned int sign, chars, shorts, ints, longs, bools, wide;
};

static bool word_see(const char *word, size_t len, struct words_seen *s)
{
	const struct {
		const char *word;
		unsigned int *count;
	} words[] = {
		{"signed", &s->sign}, {"unsigned", &s->sign}, {"char", &s->chars},  {"short", &s->shorts},
		{"int", &s->ints},    {"long", &s->longs},    {"_Bool", &s->bools}, {"__int128", &s->wide},
	};

	for (unsigned int i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i].word) == len && !strncmp(words[i].word, word, len)) {
			++*words[i].count;
			return true;
		}
	}
	return false;
}

/* Bytes that the words mean; 0: they do not go together. */
static unsigned int words_size(const struct words_seen *s, unsigned int long_size)
{
	unsigned int kinds = s->chars + s->shorts + !!s->longs + s->bools + s->wide;

	if (s->sign > 1 || s->ints > 1 || kinds > 1 || s->longs > 2)
		return 0;
	if ((s->chars || s->bools || s->wide) && s->ints)
		return 0;
	if (s->bools)
		return s->sign ? 0 : 1;
	if (s->chars)
		return 1;
	if (s->shorts)
		return 2;
	if (s->wide)
		return 16;
	return s->longs == 2 ? 8 : s->longs ? long_size : 4;
}

static bool is_c_integer(const struct cgen *g, const struct wire_type *w)
{
	const char *name = types_string(g->t, w->name_off);
	struct words_seen seen = {0};

	if (!*name)
		return false;
	while (*name) {
		size_t len = strcspn(name, " ");

		if (!word_see(name, len, &seen))
			return false;
		name += len;
		name += *name == ' ' && name[1];
	}
	return words_size(&seen, g->t->ptr_size) == w->size;
}

static const char *integer_text(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	bool is_signed = type_int_encoding(w) & INT_SIGNED;

	if (g->by_id[id].flags & CG_AS_IS || is_c_integer(g, w)) {
		g->by_id[id].flags |= CG_AS_IS;
		return types_string(g->t, w->name_off);
	}
	switch (w->size) {
	case 1:
		if (type_int_encoding(w) & INT_BOOL)
			return "_Bool";
		return is_signed ? "signed char" : "unsigned char";
	case 2:
		return is_signed ? "short" : "unsigned short";
	case 8:
		return is_signed ? "long long" : "unsigned long long";
	case 16:
		return is_signed ? "__int128" : "unsigned __int128";
	default:
		return is_signed ? "int" : "unsigned int";
	}
}

const char *cgen_scalar_text(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);

	if (type_kind(w) == BK_INT)
		return integer_text(g, id, w);
	switch (w->size) {
	case 1:
		return "unsigned char";
	case 2:
		return "unsigned short";
	case 4:
		return "float";
	case 16:
		g->uses_wide_float = true;
		return "__float_16_bytes";
	default:
		return "double";
	}
}

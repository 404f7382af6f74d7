/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* C's name for an integer or floating-point type: the BTF's name where C has that name with that size. */
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

/* Size of the type that the words mean; 0: an invalid combination. */
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

static const char *text_of_size(uint32_t size, bool is_signed)
{
	switch (size) {
	case 1:
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

static const char *integer_text(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	bool is_bool = type_int_encoding(w) & INT_BOOL && w->size == 1;

	/* Not every C++ knows the keyword; the C around a part defines the word. */
	if (g->is_part && is_bool)
		return "bool";
	if (g->by_id[id].flags & CG_AS_IS || is_c_integer(g, w)) {
		g->by_id[id].flags |= CG_AS_IS;
		return types_string(g->t, w->name_off);
	}
	return is_bool ? "_Bool" : text_of_size(w->size, type_int_encoding(w) & INT_SIGNED);
}

const char *cgen_scalar_text(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);

	if (kind_is_enum(type_kind(w)))
		return text_of_size(w->size, cgen_is_signed(g, w));
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
		if (g->is_part)
			return "long double";
		g->uses_wide_float = true;
		return "__float_16_bytes";
	default:
		return "double";
	}
}

const char *cgen_narrow_text(struct cgen *g, uint32_t id)
{
	const struct wire_type *w = types_at(g->t, id);
	const char *text, *word;

	/* Compilers for 32 bits have no such integer. */
	if (type_kind(w) == BK_INT && w->size == 16)
		return "struct { unsigned long long words[2]; } __attribute__((__aligned__(16)))";
	if (type_kind(w) != BK_INT || w->size != 8)
		return NULL;
	text = integer_text(g, id, w);
	word = strstr(text, "long");
	if (!word || strstr(word + 1, "long"))
		return NULL;
	return type_int_encoding(w) & INT_SIGNED ? "long long" : "unsigned long long";
}

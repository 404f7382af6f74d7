/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names and numbers as C needs them. */
#include "btfdump/cgen/text.h"

#include "btfdump/cgen/scan.h"
#include "lib/ascii8.h"

enum { PLAIN_MAX = 64 }; /* longer names take the slow way */

void cgen_put_uint(struct buf *b, uint64_t v)
{
	char *to = cgen_room(b, ASCII8_NUMBER);

	if (to)
		b->len = (size_t)(ascii8_put_uint(to, v) - b->data);
}

void cgen_put_constant(struct buf *b, uint64_t v, bool is_signed, bool is_wide)
{
	if (is_signed && v == 1ull << 63) {
		CGEN_PUT(b, "(-9223372036854775807LL - 1)");
		return;
	}
	if (is_signed && (int64_t)v < 0) {
		cgen_put_char(b, '-');
		v = -v;
	}
	cgen_put_uint(b, v);
	if (is_wide)
		cgen_put_str(b, is_signed ? "LL" : "ULL");
}

void cgen_put_escaped(struct cgen *g, struct buf *b, const char *name, size_t len)
{
	int word = cgen_words_find(g->words, name, len);
	const struct cgen_word *w = word < 0 ? NULL : cgen_words_at((unsigned int)word);

	if (w)
		g->words_used[word / 64] |= 1ull << word % 64;
	if (!len || cgen_is_digit(name[0]))
		cgen_put_char(b, '_');
	for (size_t i = 0; i < len; i++)
		cgen_put_char(b, cgen_is_word_char(name[i]) ? name[i] : '_');
	if (w && w->class == WORD_C)
		cgen_put_char(b, '_');
}

bool cgen_is_identifier(const char *name)
{
	size_t len = 0;

	while (cgen_is_word_char(name[len]))
		len++;
	return len && !name[len] && !cgen_is_digit(name[0]);
}

/* True if the name is plain and was copied. */
static inline bool put_plain(struct cgen *g, uint32_t off)
{
	struct cgen_scan s = cgen_scan_at(g->t, off);
	const char *name = s.at;
	char *to = cgen_room(g->to, PLAIN_MAX);
	unsigned int count = 8;
	size_t len = 0;

	if (!to)
		return true;
	while (count == 8 && len < PLAIN_MAX) {
		uint64_t word = cgen_scan_load(&s), stored = htole64(word);

		count = cgen_scan_count(word);
		memcpy(to + len, &stored, sizeof(stored));
		len += count;
		s.at += count;
	}
	if (len && count < 8 && !*s.at && !cgen_is_digit(name[0]) &&
	    (!g->words->slots[cgen_words_slot(name, len)] || cgen_words_find(g->words, name, len) < 0)) {
		g->to->len += len;
		return true;
	}
	return false;
}

static void put_call(struct buf *b, const char *macro, const char *name)
{
	cgen_put_str(b, macro);
	cgen_put_str(b, name);
	cgen_put_char(b, ')');
}

void cgen_put_identifier(struct buf *to, const char *name)
{
	size_t len = strlen(name);
	int word = cgen_words_find(cgen_words(), name, len);
	const struct cgen_word *w = word < 0 ? NULL : cgen_words_at((unsigned int)word);

	if (w && (w->class == WORD_CXX || w->class == WORD_OPERATOR)) {
		put_call(to, "CGEN_CXX_NAME(", name);
	} else {
		cgen_put(to, name, len);
		if (w)
			cgen_put_char(to, '_');
	}
}

/* Members take a name from a macro where types have theirs redefined: a type may be called bool. */
static void put_special(struct cgen *g, const char *name, bool is_member)
{
	size_t len = strlen(name);
	int word = cgen_words_find(g->words, name, len);
	const struct cgen_word *w = word < 0 ? NULL : cgen_words_at((unsigned int)word);

	if (w && w->class == WORD_OPERATOR) {
		g->uses_cxx_name = true;
		put_call(g->to, "__CXX_NAME(", name);
	} else if (w && w->class == WORD_C23 && is_member) {
		g->uses_c23_name = true;
		put_call(g->to, "__C23_NAME(", name);
	} else {
		cgen_put_escaped(g, g->to, name, len);
	}
}

void cgen_put_name(struct cgen *g, uint32_t off)
{
	if (!put_plain(g, off) && g->to->len < g->limit)
		put_special(g, types_string(g->t, off), false);
}

/* In C++ a member of an unnamed member belongs to the class, and must not have the class's name. */
void cgen_put_member(struct cgen *g, uint32_t off, bool is_nested)
{
	if (g->is_part && cgen_is_identifier(types_string(g->t, off))) {
		cgen_put_identifier(g->to, types_string(g->t, off));
	} else if (is_nested && cgen_is_same_name(g, off, g->outer_name) &&
		   cgen_is_identifier(types_string(g->t, off))) {
		g->uses_cxx_name = true;
		put_call(g->to, "__CXX_NAME(", types_string(g->t, off));
	} else if (!put_plain(g, off) && g->to->len < g->limit) {
		put_special(g, types_string(g->t, off), true);
	}
}

/* Types are mentioned again and again: from the second time on a plain name is only copied. */
static inline void put_known(struct cgen *g, uint32_t id, uint32_t off)
{
	enum { FIRST = 16 };
	uint8_t *known_len = &g->by_id[id].name_len;
	struct cgen_scan s = cgen_scan_at(g->t, off);
	char *to = cgen_room(g->to, PLAIN_MAX);
	size_t before = g->to->len;

	if (*known_len && to && (uintptr_t)s.at + PLAIN_MAX <= (uintptr_t)s.safe) {
		memcpy(to, s.at, FIRST);
		if (*known_len > FIRST)
			memcpy(to + FIRST, s.at + FIRST, PLAIN_MAX - FIRST);
		g->to->len += *known_len;
	} else if (put_plain(g, off)) {
		*known_len = (uint8_t)(g->to->len - before);
	} else if (g->to->len < g->limit) {
		put_special(g, types_string(g->t, off), false);
	}
}

static void put_number(struct cgen *g, uint32_t number)
{
	if (!number)
		return;
	CGEN_PUT(g->to, "___");
	cgen_put_uint(g->to, number);
}

void cgen_put_value_name(struct cgen *g, uint32_t id, const struct wire_type *w, uint32_t index)
{
	cgen_put_name(g, type_enum_name(w, index));
	if (g->by_id[id].flags & CG_RENAMED)
		put_number(g, cgen_renamed(g, id, index));
}

void cgen_put_type_name(struct cgen *g, uint32_t id, const struct wire_type *w)
{
	if (cgen_is_anonymous(w) && kind_is_enum(type_kind(w))) {
		if (type_vlen(w))
			cgen_put_value_name(g, id, w, 0);
		else
			cgen_put_uint(g->to, id);
		CGEN_PUT(g->to, "___enum");
		return;
	}
	if (cgen_is_anonymous(w) && kind_is_composite(type_kind(w))) {
		CGEN_PUT(g->to, "anonymous___");
		cgen_put_uint(g->to, id);
		return;
	}
	put_known(g, id, w->name_off);
	if (g->by_id[id].flags & CG_RENAMED)
		put_number(g, cgen_renamed(g, id, UINT32_MAX));
	if (g->by_id[id].flags & CG_CLASHES && !g->is_part)
		CGEN_PUT(g->to, "___type");
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Names that mean something else in some dialect. C's own keywords never appear as names; what only C23 or
 * C++ reserves keeps its name in C (relocations match by name) and is redefined while C++ reads the header.
 */
#ifndef BPFI_BTFDUMP_CGEN_WORDS_H
#define BPFI_BTFDUMP_CGEN_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CGEN_WORD_SETS = 3, CGEN_WORD_SLOTS = 4096 };

enum cgen_word_class {
	WORD_C,        /* always renamed */
	WORD_C23,      /* C++ too */
	WORD_CXX,      /* may be defined as a macro */
	WORD_OPERATOR, /* of C++, cannot be defined as a macro */
	WORD_MACRO,    /* predefined by compilers in their gnu modes */
};

struct cgen_word {
	const char *name;
	enum cgen_word_class class;
};

/* Found by first letter, last letter and length. */
struct cgen_words {
	uint8_t slots[CGEN_WORD_SLOTS];
};

const struct cgen_words *cgen_words(void);
/* Number of the word, -1: not reserved. */
int cgen_words_find(const struct cgen_words *words, const char *name, size_t len);
/* NULL after the last one. */
const struct cgen_word *cgen_words_at(unsigned int number);

static inline unsigned int cgen_words_slot(const char *name, size_t len)
{
	return ((unsigned char)name[0] * 163u + (unsigned char)name[len - 1] * 19u +
		(unsigned int)len * 1031u) %
	       CGEN_WORD_SLOTS;
}

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The table of reserved names. */
#include "btfdump/cgen/words.h"

#include <string.h>

static const struct cgen_word table[] = {
	{"asm", WORD_C},
	{"auto", WORD_C},
	{"break", WORD_C},
	{"case", WORD_C},
	{"char", WORD_C},
	{"const", WORD_C},
	{"continue", WORD_C},
	{"default", WORD_C},
	{"do", WORD_C},
	{"double", WORD_C},
	{"else", WORD_C},
	{"enum", WORD_C},
	{"extern", WORD_C},
	{"float", WORD_C},
	{"for", WORD_C},
	{"goto", WORD_C},
	{"if", WORD_C},
	{"inline", WORD_C},
	{"int", WORD_C},
	{"long", WORD_C},
	{"register", WORD_C},
	{"restrict", WORD_C},
	{"return", WORD_C},
	{"short", WORD_C},
	{"signed", WORD_C},
	{"sizeof", WORD_C},
	{"static", WORD_C},
	{"static_assert", WORD_C},
	{"struct", WORD_C},
	{"switch", WORD_C},
	{"typedef", WORD_C},
	{"typeof", WORD_C},
	{"union", WORD_C},
	{"unsigned", WORD_C},
	{"void", WORD_C},
	{"volatile", WORD_C},
	{"while", WORD_C},
	{"_Alignas", WORD_C},
	{"_Alignof", WORD_C},
	{"_Atomic", WORD_C},
	{"_Bool", WORD_C},
	{"_Complex", WORD_C},
	{"_Float16", WORD_C},
	{"_Generic", WORD_C},
	{"_Noreturn", WORD_C},
	{"_Static_assert", WORD_C},
	{"_Thread_local", WORD_C},
	{"__alignof__", WORD_C},
	{"__asm__", WORD_C},
	{"__attribute__", WORD_C},
	{"__const", WORD_C},
	{"__extension__", WORD_C},
	{"__float128", WORD_C},
	{"__func__", WORD_C},
	{"__imag__", WORD_C},
	{"__inline", WORD_C},
	{"__inline__", WORD_C},
	{"__int128", WORD_C},
	{"__label__", WORD_C},
	{"__real__", WORD_C},
	{"__restrict", WORD_C},
	{"__restrict__", WORD_C},
	{"__signed__", WORD_C},
	{"__thread", WORD_C},
	{"__typeof__", WORD_C},
	{"__volatile__", WORD_C},

	{"alignas", WORD_C23},
	{"alignof", WORD_C23},
	{"bool", WORD_C23},
	{"constexpr", WORD_C23},
	{"false", WORD_C23},
	{"nullptr", WORD_C23},
	{"thread_local", WORD_C23},
	{"true", WORD_C23},
	{"typeof_unqual", WORD_C23},

	{"catch", WORD_CXX},
	{"char16_t", WORD_CXX},
	{"char32_t", WORD_CXX},
	{"char8_t", WORD_CXX},
	{"class", WORD_CXX},
	{"co_await", WORD_CXX},
	{"co_return", WORD_CXX},
	{"co_yield", WORD_CXX},
	{"concept", WORD_CXX},
	{"consteval", WORD_CXX},
	{"constinit", WORD_CXX},
	{"const_cast", WORD_CXX},
	{"decltype", WORD_CXX},
	{"delete", WORD_CXX},
	{"dynamic_cast", WORD_CXX},
	{"explicit", WORD_CXX},
	{"export", WORD_CXX},
	{"friend", WORD_CXX},
	{"mutable", WORD_CXX},
	{"namespace", WORD_CXX},
	{"new", WORD_CXX},
	{"noexcept", WORD_CXX},
	{"operator", WORD_CXX},
	{"private", WORD_CXX},
	{"protected", WORD_CXX},
	{"public", WORD_CXX},
	{"reinterpret_cast", WORD_CXX},
	{"requires", WORD_CXX},
	{"static_cast", WORD_CXX},
	{"template", WORD_CXX},
	{"this", WORD_CXX},
	{"throw", WORD_CXX},
	{"try", WORD_CXX},
	{"typeid", WORD_CXX},
	{"typename", WORD_CXX},
	{"using", WORD_CXX},
	{"virtual", WORD_CXX},
	{"wchar_t", WORD_CXX},

	{"and", WORD_OPERATOR},
	{"and_eq", WORD_OPERATOR},
	{"bitand", WORD_OPERATOR},
	{"bitor", WORD_OPERATOR},
	{"compl", WORD_OPERATOR},
	{"not", WORD_OPERATOR},
	{"not_eq", WORD_OPERATOR},
	{"or", WORD_OPERATOR},
	{"or_eq", WORD_OPERATOR},
	{"xor", WORD_OPERATOR},
	{"xor_eq", WORD_OPERATOR},

	{"PPC", WORD_MACRO},
	{"arm", WORD_MACRO},
	{"bpf", WORD_MACRO},
	{"hppa", WORD_MACRO},
	{"i386", WORD_MACRO},
	{"linux", WORD_MACRO},
	{"mips", WORD_MACRO},
	{"sparc", WORD_MACRO},
	{"sun", WORD_MACRO},
	{"unix", WORD_MACRO},
};
enum { WORDS = sizeof(table) / sizeof(table[0]) };

_Static_assert(WORDS <= CGEN_WORD_SETS * 64 && WORDS < 255, "the set of used words has room for all");

const struct cgen_words *cgen_words(void)
{
	static struct cgen_words words;
	static bool is_filled;

	for (unsigned int i = 0; !is_filled && i < WORDS; i++) {
		unsigned int slot = cgen_words_slot(table[i].name, strlen(table[i].name));

		while (words.slots[slot])
			slot = (slot + 1) % CGEN_WORD_SLOTS;
		words.slots[slot] = (uint8_t)(i + 1);
	}
	is_filled = true;
	return &words;
}

int cgen_words_find(const struct cgen_words *words, const char *name, size_t len)
{
	unsigned int slot = len ? cgen_words_slot(name, len) : 0;

	for (; len && words->slots[slot]; slot = (slot + 1) % CGEN_WORD_SLOTS) {
		const char *word = table[words->slots[slot] - 1].name;

		if (!strncmp(word, name, len) && !word[len])
			return words->slots[slot] - 1;
	}
	return -1;
}

const struct cgen_word *cgen_words_at(unsigned int number)
{
	return number < WORDS ? &table[number] : NULL;
}

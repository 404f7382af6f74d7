/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the generated program says of its values, as the compiler reads them: JSON in the form that bpfi
 * promises. Nothing of bpfi is used here.
 */
#ifndef BPFI_TESTS_PROPERTY_SHOW_H
#define BPFI_TESTS_PROPERTY_SHOW_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int needs_comma;

static inline void next(void)
{
	if (needs_comma)
		putchar(',');
	needs_comma = 1;
}

static inline void open_with(char c)
{
	next();
	putchar(c);
	needs_comma = 0;
}

static inline void close_with(char c)
{
	putchar(c);
	needs_comma = 1;
}

static inline void show_key(const char *key)
{
	next();
	printf("\"%s\":", key);
	needs_comma = 0;
}

static inline void show_signed(long long v)
{
	next();
	printf("%lld", v);
}

static inline void show_unsigned(unsigned long long v)
{
	next();
	printf("%llu", v);
}

static inline void show_wide(unsigned __int128 v, int is_negative)
{
	unsigned long long high;

	if (is_negative)
		v = -v;
	high = (unsigned long long)(v >> 64);
	next();
	printf(high ? "\"%s0x%llx" : "\"%s0x", is_negative ? "-" : "", high);
	printf(high ? "%016llx\"" : "%llx\"", (unsigned long long)v);
}

static inline void show_bool(unsigned char v)
{
	next();
	if (v > 1)
		printf("\"0x%x\"", v);
	else
		printf(v ? "true" : "false");
}

static inline void show_name(const char *name)
{
	next();
	printf("\"%s\"", name);
}

static inline void show_text(const char *text, size_t size)
{
	size_t len = 0;

	while (len < size &&
	       ((text[len] >= 0x20 && text[len] < 0x7f) || (len && (text[len] == '\n' || text[len] == '\t'))))
		len++;
	if (len < size && !text[len]) {
		next();
		putchar('"');
		for (size_t i = 0; i < len; i++)
			printf("%s", text[i] == '\n'   ? "\\n"
				     : text[i] == '\t' ? "\\t"
				     : text[i] == '"'  ? "\\\""
				     : text[i] == '\\' ? "\\\\"
						       : (char[]){text[i], '\0'});
		putchar('"');
		return;
	}
	open_with('[');
	for (size_t i = 0; i < size; i++)
		show_signed((signed char)text[i]);
	close_with(']');
}

/* Bytes as they come in maps: zeros, small numbers, texts, all ones, anything. */
static inline void fill(unsigned char *to, size_t size)
{
	static unsigned long long state = 88172645463325252ULL;

	for (size_t i = 0; i < size;) {
		size_t n;
		unsigned int how;

		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		how = state >> 33 & 7;
		n = 1 + (state >> 40 & 15);
		for (size_t k = 0; k < n && i < size; k++, i++) {
			unsigned char any = (unsigned char)(state >> (8 * (k & 7)));

			to[i] = how < 2    ? any
				: how == 2 ? 0
				: how == 3 ? 0xff
				: how == 4 ? any & 7
				: how == 5 ? any % 95 + 32
				: k        ? 0
					   : any & 15;
		}
	}
}

static inline void show_bytes(const char *what, const char *type, const void *data, size_t size)
{
	const unsigned char *p = data;

	printf("%s %s ", what, type);
	for (size_t i = 0; i < size; i++)
		printf("%02x", p[i]);
	putchar('\n');
}

#endif

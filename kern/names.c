/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Looking names up: in the tables (kern/name_tables.c), then in the running kernel's BTF. */
#include "kern/names.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/out.h"
#include "wire/scan.h"

enum { ENUM_MORE = 256 }; /* upper limit for the growth of a kernel enum */

/* An enumerator's name as a word: "BPF_MAP_TYPE_ARENA" is "arena". */
static bool word_of(const struct names *n, const char *enumerator, char *ret_text, size_t size)
{
	size_t skip = strlen(n->btf_prefix), lead = n->lead ? strlen(n->lead) : 0;
	size_t i;

	if (strncmp(enumerator, n->btf_prefix, skip) != 0 || lead + strlen(enumerator + skip) >= size)
		return false;
	if (lead)
		memcpy(ret_text, n->lead, lead);
	for (i = 0; enumerator[skip + i]; i++)
		ret_text[lead + i] = (char)tolower((unsigned char)enumerator[skip + i]);
	ret_text[lead + i] = '\0';
	return i > 0;
}

static bool enum_open(struct kern *k, const struct names *n, struct wire_scan *ret_scan)
{
	struct err ignored = {0};
	const void *data;
	size_t size;

	return k && n->btf_enum && !kern_vmlinux(k, &data, &size, &ignored) &&
	       !wire_scan_open(ret_scan, data, size, &ignored);
}

static bool enum_name(struct kern *k, const struct names *n, uint32_t value, char *ret_text, size_t size)
{
	const char *enumerator;
	struct wire_scan scan;

	if (!enum_open(k, n, &scan))
		return false;
	enumerator = wire_scan_enumerator(&scan, n->btf_enum, value);
	return enumerator && word_of(n, enumerator, ret_text, size);
}

bool names_are_without(struct kern *k, const struct names *n, uint32_t value)
{
	char text[NAMES_TEXT_SIZE];
	const char *enumerator;
	struct wire_scan scan;

	/* An enum that is not found proves nothing. */
	if (!enum_open(k, n, &scan) || !wire_scan_enumerator(&scan, n->btf_enum, 1))
		return false;
	enumerator = wire_scan_enumerator(&scan, n->btf_enum, value);
	return !enumerator || !word_of(n, enumerator, text, sizeof(text));
}

/* Values that only a newer kernel has follow the rows without a gap. */
static bool enum_value(struct kern *k, const struct names *n, const char *word, uint32_t *ret_value)
{
	char text[NAMES_TEXT_SIZE];
	const char *enumerator;
	struct wire_scan scan;

	if (!enum_open(k, n, &scan))
		return false;
	for (uint32_t value = n->count; value - n->count < ENUM_MORE; value++) {
		enumerator = wire_scan_enumerator(&scan, n->btf_enum, value);
		if (!enumerator)
			break;
		if (word_of(n, enumerator, text, sizeof(text)) && !strcmp(text, word)) {
			*ret_value = value;
			return true;
		}
	}
	return false;
}

uint32_t names_end(struct kern *k, const struct names *n)
{
	char text[NAMES_TEXT_SIZE];
	uint32_t end = n->count;

	while (end - n->count < ENUM_MORE && enum_name(k, n, end, text, sizeof(text)))
		end++;
	return end;
}

const char *names_find(const struct names *n, uint32_t value)
{
	const size_t stride = n->stride ? n->stride : sizeof(*n->words);

	if (value >= n->count)
		return NULL;
	return *(const char *const *)(const void *)((const char *)n->words + value * stride);
}

bool names_text(struct kern *k, const struct names *n, uint32_t value, char *ret_text, size_t size)
{
	const char *word = names_find(n, value);

	if (!word)
		return enum_name(k, n, value, ret_text, size);
	snprintf(ret_text, size, "%s", word);
	return true;
}

void names_print(struct kern *k, struct out *o, const struct field *f, const struct names *n, uint32_t value)
{
	const char *word = names_find(n, value);
	char text[NAMES_TEXT_SIZE];

	if (!out_shows(o, f))
		return;
	if (word)
		out_str(o, f, word);
	else if (names_text(k, n, value, text, sizeof(text)))
		out_str(o, f, text);
	else
		out_uint(o, f, value);
}

void names_guess(const struct names *n, const char *word, struct guess *ret_guess)
{
	for (uint32_t i = 0; i < n->count; i++)
		if (names_find(n, i))
			guess_offer(ret_guess, word, names_find(n, i));
}

int names_value(struct kern *k, const struct names *n, const char *word, uint32_t *ret_value, struct err *err)
{
	struct guess guess = {0};

	for (uint32_t i = 0; i < n->count; i++) {
		const char *name = names_find(n, i);

		if (name && !strcmp(name, word)) {
			*ret_value = i;
			return 0;
		}
	}
	if (enum_value(k, n, word, ret_value))
		return 0;
	names_guess(n, word, &guess);
	err_usage(err, "'%s' is not a known %s", word, n->word);
	guess_hint(&guess, err);
	return -1;
}

/* The bits without a word: as a word too, so that the list is one of strings. */
static void flags_print_rest(struct out *o, uint64_t rest)
{
	char text[24];

	snprintf(text, sizeof(text), "0x%" PRIx64, rest);
	out_str(o, NULL, text);
}

void flags_print(struct out *o, const struct field *f, const struct flag_names *n, uint64_t flags)
{
	out_list(o, f);
	for (unsigned int i = 0; i < n->count; i++) {
		if ((flags & n->rows[i].bit) != n->rows[i].bit)
			continue;
		out_str(o, NULL, n->rows[i].name);
		flags &= ~n->rows[i].bit;
	}
	if (flags)
		flags_print_rest(o, flags);
	out_end(o);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Values of a recording, and the sets of numbers that are looked up later. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/recording/write.h"

void record_note(struct recorder *rec, const struct err *why)
{
	if (!rec->stats.unreadable++)
		rec->stats.first_failure = *why;
}

bool record_has_answer(struct recorder *rec, int r, const struct err *why)
{
	if (r < 0)
		record_note(rec, why);
	return r == 0;
}

static size_t number_count(const struct number_set *set)
{
	return set->numbers.len / sizeof(uint64_t);
}

static int compare_numbers(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

void number_set_add(struct number_set *set, uint64_t number)
{
	buf_add(&set->numbers, &number, sizeof(number));
}

const uint64_t *number_set_sort(struct number_set *set, size_t *ret_count)
{
	uint64_t *numbers = (uint64_t *)(void *)set->numbers.data;
	size_t count = number_count(set), kept = 0;

	if (count)
		qsort(numbers, count, sizeof(*numbers), compare_numbers);
	for (size_t i = 0; i < count; i++)
		if (!kept || numbers[kept - 1] != numbers[i])
			numbers[kept++] = numbers[i];
	set->numbers.len = kept * sizeof(*numbers);
	*ret_count = kept;
	return numbers;
}

bool number_set_has(const struct number_set *set, uint64_t number)
{
	const uint64_t *numbers = (const uint64_t *)(const void *)set->numbers.data;

	for (size_t i = 0; i < number_count(set); i++)
		if (numbers[i] == number)
			return true;
	return false;
}

void record_uint(struct recorder *rec, const char *key, uint64_t v)
{
	out_key(rec->o, key);
	out_uint(rec->o, NULL, v);
}

/* Readers of JSON keep 53 or 63 bits of a number. */
void record_hex64(struct recorder *rec, const char *key, uint64_t v)
{
	char text[24];

	snprintf(text, sizeof(text), "0x%" PRIx64, v);
	out_key(rec->o, key);
	out_str(rec->o, NULL, text);
}

void record_bytes(struct recorder *rec, const char *key, const void *data, size_t len)
{
	out_key(rec->o, key);
	out_bytes(rec->o, NULL, data, len);
}

/* Checks with the reader's code that this text survives unchanged. */
static bool is_plain(const char *text, size_t len)
{
	json_t *json = memchr(text, '\0', len) ? NULL : json_stringn(text, len);

	json_decref(json);
	return json != NULL;
}

void record_text(struct recorder *rec, const char *key, const char *text, size_t len)
{
	out_key(rec->o, key);
	if (is_plain(text, len)) {
		out_strn(rec->o, NULL, text, len);
		return;
	}
	out_object(rec->o, NULL);
	record_bytes(rec, "hex", text, len);
	out_end(rec->o);
}

void record_str(struct recorder *rec, const char *key, const char *text)
{
	record_text(rec, key, text, strlen(text));
}

void record_list(struct recorder *rec, const char *key)
{
	out_key(rec->o, key);
	out_list(rec->o, NULL);
}

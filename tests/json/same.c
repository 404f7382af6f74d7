/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Text and JSON say the same: each number and string of the JSON is looked for in the text.
 *
 * Zeros, ones and booleans prove nothing there and are left out.
 */
#include "tests/json/check.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Not a part of a longer number; zeros and 0x may stand in front. */
static bool stands_alone(const char *text, const char *at, size_t len, bool is_hex)
{
	const char *end = at + len;

	if (is_hex ? isxdigit((unsigned char)*end) : isdigit((unsigned char)*end))
		return false;
	while (at > text && (at[-1] == '0' || (is_hex && at[-1] == 'x')))
		at--;
	return at == text || !isalnum((unsigned char)at[-1]);
}

static bool has_digits(const char *text, const char *digits, bool is_hex)
{
	size_t len = strlen(digits);

	for (const char *at = text; (at = strstr(at, digits)); at++)
		if (stands_alone(text, at, len, is_hex))
			return true;
	return false;
}

static bool has_time(const char *text, json_int_t seconds)
{
	time_t when = (time_t)seconds;
	struct tm tm;
	char buf[64];

	return localtime_r(&when, &tm) && strftime(buf, sizeof(buf), "%Y-%m-%dT%H:%M:%S", &tm) &&
	       strstr(text, buf);
}

static bool has_number(const char *text, const json_t *value)
{
	char digits[32], hex[32];
	uint64_t n;

	if (json_is_string(value)) {
		n = strtoull(json_string_value(value) + strlen(CHECK_BIG), NULL, 10);
		snprintf(digits, sizeof(digits), "%" PRIu64, n);
	} else {
		n = (uint64_t)json_integer_value(value);
		snprintf(digits, sizeof(digits), "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	}
	snprintf(hex, sizeof(hex), "%" PRIx64, n);
	return n <= 1 || has_digits(text, digits, false) || has_digits(text, hex, true) ||
	       has_time(text, (json_int_t)n);
}

/* The longest stretch that no escaping changes. */
static bool has_string(const char *text, const char *s)
{
	const char *best = s;
	size_t best_len = 0;
	char *piece;
	bool is_there;

	while (*s) {
		size_t len = 0;

		while (isprint((unsigned char)s[len]) && s[len] != '\\' && s[len] != '"')
			len++;
		if (len > best_len) {
			best = s;
			best_len = len;
		}
		s += len + (s[len] != '\0');
	}
	piece = strndup(best, best_len);
	is_there = piece && strstr(text, piece);
	free(piece);
	return is_there;
}

static void same_value(const json_t *field, const json_t *value, const char *name, const char *text)
{
	const json_t *sub = json_object_get(field, "fields"), *element;
	const char *key;
	size_t i;

	if (json_is_false(json_object_get(field, "text")))
		return;
	if (json_is_object(value)) {
		json_object_foreach((json_t *)value, key, element)
			same_value(check_find_field(sub, key), element, key, text);
	} else if (json_is_array(value)) {
		json_array_foreach(value, i, element)
		{
			if (json_is_object(element))
				same_value(field, element, name, text);
			else
				same_value(NULL, element, name, text);
		}
	} else if (json_is_integer(value) || (json_is_string(value) && check_is_uint(value))) {
		if (!has_number(text, value))
			check_wrong("%s: %" JSON_INTEGER_FORMAT " is not in the text", name,
				    json_integer_value(value));
	} else if (json_is_string(value) && !has_string(text, json_string_value(value))) {
		check_wrong("%s: \"%s\" is not in the text", name, json_string_value(value));
	}
}

void check_same(const json_t *command, const json_t *value, const char *text)
{
	json_t *all = json_pack("{s:O}", "fields", json_object_get(command, "fields"));

	same_value(all, value, "", text);
	json_decref(all);
}

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reading one document to the letter. */
#include "tests/json/check.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A number of digits only, too big for jansson but not for 64 bits. */
static bool is_big(const char *at, size_t len)
{
	char digits[24];

	if (len < 19 || len > 20)
		return false;
	memcpy(digits, at, len);
	digits[len] = '\0';
	errno = 0;
	return strtoull(digits, NULL, 10) > INT64_MAX && !errno;
}

/* The document with big numbers made strings. */
static char *mark_big(const char *data, size_t len, size_t *ret_len)
{
	bool is_string = false;
	char *copy = NULL;
	FILE *f = open_memstream(&copy, ret_len);

	if (!f)
		return NULL;
	for (size_t i = 0; i < len;) {
		size_t digits = is_string ? 0 : strspn(data + i, "0123456789");
		bool is_whole = digits && (i == 0 || !strchr("-.eE+", data[i - 1])) &&
				!strchr(".eE", data[i + digits] ? data[i + digits] : ' ');

		if (is_whole && is_big(data + i, digits))
			fprintf(f, "\"\\u0001number %.*s\"", (int)digits, data + i);
		else
			fwrite(data + i, 1, digits ? digits : 1, f);
		if (is_string && data[i] == '\\' && i + 1 < len)
			fputc(data[++i], f);
		else if (data[i] == '"')
			is_string = !is_string;
		i += digits ? digits : 1;
	}
	fclose(f);
	return copy;
}

json_t *check_parse(const char *data, size_t len)
{
	const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL;
	json_error_t error;
	json_t *value;
	char *copy;
	size_t copy_len;

	if (!len || data[len - 1] != '\n' || (len > 1 && strchr(" \t\r\n", data[len - 2])) ||
	    strchr(" \t\r\n", data[0])) {
		check_wrong("not exactly one document and one newline: \"%.60s\"", data);
		return NULL;
	}
	copy = mark_big(data, len, &copy_len);
	if (!copy)
		return NULL;
	value = json_loadb(copy, copy_len, flags, &error);
	if (!value)
		check_wrong("%s (line %d, column %d)", error.text, error.line, error.column);
	free(copy);
	return value;
}

bool check_is_uint(const json_t *value)
{
	if (json_is_integer(value))
		return json_integer_value(value) >= 0;
	return json_is_string(value) && !strncmp(json_string_value(value), CHECK_BIG, strlen(CHECK_BIG));
}

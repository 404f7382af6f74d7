/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Checks over what bpfi prints as JSON. jansson cannot hold unsigned 64-bit numbers, so check_parse() turns
 * numbers above INT64_MAX into strings that begin with CHECK_BIG; check_is_uint() knows both.
 */
#ifndef BPFI_TESTS_JSON_CHECK_H
#define BPFI_TESTS_JSON_CHECK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define CHECK_BIG "\001number "

/* Says what is wrong, on standard error; the program then fails at its end. */
__attribute__((format(printf, 1, 2))) void check_wrong(const char *fmt, ...);

/* Exactly one document and one newline; NULL, and told, if it is not. */
json_t *check_parse(const char *data, size_t len);
bool check_is_uint(const json_t *value);

/* The "commands" row that a command line means, NULL if it means none; @doc as of `bpfi __doc`. */
const json_t *check_find_command(const json_t *doc, char **argv);
/* The row of @fields called @key. */
const json_t *check_find_field(const json_t *fields, const char *key);

/* Every key is a field of the command, of the right type, and nothing is missing. */
void check_schema(const json_t *doc, const json_t *command, const json_t *value);
/* Every scalar occurs in the text, but for fields that the rows say are not shown there. */
void check_same(const json_t *command, const json_t *value, const char *text);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Internals of the value parser: where it is, and the path that its errors begin with. */
#ifndef BPFI_BTFDUMP_VALUE_PARSE_H
#define BPFI_BTFDUMP_VALUE_PARSE_H

#include "btfdump/value/plan.h"

enum { PARSE_PATH_LEN = 200 };

struct parser {
	const struct value_plan *p;
	const char *at;
	uint32_t *seen; /* by step: the object in which it was given last */
	uint32_t objects;
	/* The whole value, and its bits that were given: 1. */
	uint8_t *bytes, *given;
	bool is_json; /* inside of a JSON object or list: no number begins with 0 */
	char path[PARSE_PATH_LEN];
	struct err *err;
};

/* Usage error that begins with the path. Always -1. */
int parse_refuse(struct parser *ps, const char *fmt, ...) ERR_PRINTF(2, 3);
/* The text continues with something other than what was needed. Always -1. */
int parse_refuse_here(struct parser *ps, const char *needed);

/* The value of a step, into the element at @base; parse_scalar() where it has no parts. */
int parse_step(struct parser *ps, uint32_t i, uint8_t *base);
int parse_scalar(struct parser *ps, const struct value_step *s, uint8_t *to);
/* Refuses what contradicts a union member given earlier. */
int parse_store(struct parser *ps, struct bit_place at, uint8_t *to, struct wide v);
int parse_store_bytes(struct parser *ps, uint8_t *to, const char *from, size_t len);
/* An array of char or a list of bytes from a string. */
int parse_string(struct parser *ps, uint64_t room, uint8_t *to);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Checked steps through an untrusted JSON document: every value is checked for type and range, and an
 * error names the way to it ("progs[3].info: an odd number of hex digits").
 *
 * A node lives on the stack of the function that looks at it and knows the node it was reached from.
 */
#ifndef BPFI_KERN_RECORDING_NODE_H
#define BPFI_KERN_RECORDING_NODE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/arena.h"
#include "lib/err.h"

struct node {
	const json_t *json;
	const struct node *up; /* NULL: the document */
	const char *key;       /* NULL: element @index of a list */
	size_t index;
};

/* Bytes in an arena, with a NUL after them. */
struct blob {
	const char *data; /* NULL: not there */
	size_t len;
};

/* Reports what is wrong with the value at @n. Always -1. */
int node_fail(const struct node *n, struct err *err, const char *fmt, ...) ERR_PRINTF(3, 4);

int node_need_object(const struct node *n, struct err *err);
/* False: an object without this member, or with null for it. */
bool node_get(const struct node *of, const char *key, struct node *ret);
/* The same for a member that must be there. */
int node_need(const struct node *of, const char *key, struct node *ret, struct err *err);

int node_count(const struct node *list, size_t *ret_count, struct err *err);
struct node node_at(const struct node *list, size_t index);

/* A number, or a string of hexadecimal digits after 0x (JSON readers lose bits of large numbers). */
int node_uint(const struct node *n, uint64_t max, uint64_t *ret_value, struct err *err);
int node_int(const struct node *n, int64_t *ret_value, struct err *err);
int node_bool(const struct node *n, bool *ret_value, struct err *err);
/* A string without NUL, or {"hex": "..."} for one that is not valid UTF-8. */
int node_text(const struct node *n, struct arena *a, struct blob *ret_text, struct err *err);
int node_hex(const struct node *n, struct arena *a, struct blob *ret_bytes, struct err *err);

/* Members that must be there, in one step. */
int node_need_uint(const struct node *of, const char *key, uint64_t max, uint64_t *ret_value,
		   struct err *err);
int node_need_u32(const struct node *of, const char *key, uint32_t *ret_value, struct err *err);
/* Names and paths: a NUL would cut them. */
int node_need_text(const struct node *of, const char *key, struct arena *a, struct blob *ret_text,
		   struct err *err);
/* Members that may be missing: false, or an empty text. */
int node_get_bool(const struct node *of, const char *key, bool *ret_value, struct err *err);
int node_get_text(const struct node *of, const char *key, struct arena *a, struct blob *ret_text,
		  struct err *err);
/* A text into a fixed array: too long is an error, not a cut. */
int node_copy_text(const struct node *of, const char *key, char *ret_text, size_t size, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Taking a JSON text apart without reading its values: those are read through types, which determine what a
 * number may be.
 */
#ifndef BPFI_MAPDUMP_TRANSFER_LINE_H
#define BPFI_MAPDUMP_TRANSFER_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/buf.h"
#include "lib/err.h"

/* A piece of text; NULL: missing. */
struct span {
	const char *at;
	size_t len;
};

/* The next member of the object or list whose content starts at *@at; false at its end. */
struct span_walk {
	const char *at, *end;
	bool is_bad; /* the text is not JSON */
	bool is_list;
	bool is_after_first;
};

/* @text is one whole value: false if it is neither object nor list. */
bool span_walk_start(struct span_walk *w, struct span text);
/* @ret_key: without quotes, not unescaped; empty in a list. */
bool span_walk_next(struct span_walk *w, struct span *ret_key, struct span *ret_value);

/* One value at the start of @text; NULL if there is none. */
struct span span_value(const char *at, const char *end);
/* The value of a member, at most once. */
struct span span_member(struct span object, const char *key);
bool span_is(struct span s, const char *text);
/* The content of a plain string (without escapes). */
bool span_string(struct span s, struct span *ret_inside);

#endif

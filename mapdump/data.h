/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Keys and values as words of the command line: bytes, an address, or one value read through its type.
 *
 * As many byte words as there are bytes are bytes, whatever the type is; so what works without types works
 * with them. Everything else is one typed value.
 */
#ifndef BPFI_MAPDUMP_DATA_H
#define BPFI_MAPDUMP_DATA_H

#include "btfdump/value/value.h"
#include "lib/buf.h"
#include "lib/cmd.h"

struct value_plan;

/* The words as given; their meaning depends on the map. */
struct elem_bytes {
	char **words; /* NULL: not given */
	unsigned int count;
};

/* struct elem_bytes: takes all words up to a keyword of the commands that write. */
extern const struct arg_type arg_map_data;

/* FIELD=VALUE, FIELD+=VALUE and the like, as given. */
enum { MAP_SETS = 64 };
struct map_sets {
	const char *list[MAP_SETS];
	unsigned int count;
};
/* struct map_sets; the row's .of is the struct ref of the map. */
extern const struct arg_type arg_map_sets;

/* What the words are for. */
struct data_form {
	const char *what; /* in errors: "key" */
	size_t size;
	bool is_prefix;                /* of an LPM trie: begins with the length */
	bool is_index;                 /* without a type: of an array */
	const struct value_plan *plan; /* NULL: there is no type */
	const char *type;              /* its name, "" where it has none */
	const struct err *no_types;    /* why there is none, where there should be one */
	bool *ret_is_partial;          /* some members were not named, and are zero; NULL: not needed */
};

/* Exactly the form's size of bytes. */
int map_data_read(const struct elem_bytes *given, const struct data_form *form, struct buf *ret_bytes,
		  struct err *err);
/* One typed value from text, or bytes as a listing prints them: ["0x01","0x00"]. */
int map_data_read_text(const char *text, const struct data_form *form, struct buf *ret_bytes,
		       struct err *err);

/* Quotes a bare word that is meant as text; false where it is quoted, a list or an object already. */
bool map_data_quote(const char *word, struct buf *ret_text);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Options: anywhere on the line, bundled, with unambiguous beginnings; "--" ends them. */
#ifndef BPFI_LIB_OPT_H
#define BPFI_LIB_OPT_H

#include "lib/cmd.h"

/* OPT_LIST: repeatable; const char *[OPT_LIST_SIZE] in the order given, with NULL after the last. */
enum opt_type { OPT_BOOL, OPT_STRING, OPT_CHOICE, OPT_LIST };
enum { OPT_LIST_SIZE = 9 };

struct opt {
	char letter; /* 0: none */
	const char *name;
	const char *token; /* of its value; NULL: it has none */
	const char *help;
	uint8_t type;
	uint16_t off;
	const char *const *words; /* OPT_CHOICE */
	bool is_file;             /* completion: the value is a file's name, which ends in @suffix */
	const char *suffix;
	void (*complete)(struct complete *c, const struct opt *opt); /* of another value */
	const struct record
		*record;     /* of what is printed with it, instead of the command's; NULL: the same */
	const char *columns; /* of that record's table: in text it is one */
	const char *field;   /* of a listing: asking for this field sets the option */
	bool is_watch;       /* prints again and again: of a listing's options only --where makes sense */
};

enum { OPT_HITS = 64 };

/* Options found on the line; the values are checked against the row, not yet stored. */
struct opt_hit {
	const struct opt *opt;
	const char *value;
};

struct opt_hits {
	struct opt_hit list[OPT_HITS];
	unsigned int count;
};

/*
 * Moves the options of @argv to @ret_hits and leaves the words in @argv (count in *ret_words). Tables are
 * searched in order; the list of them ends with NULL. A negative number is a word. Of several mistakes the
 * first is reported; the options after it are still taken (the output format may be among them).
 */
int opt_split(char **argv, int argc, const struct opt *const *tables, struct opt_hits *ret_hits,
	      int *ret_words, struct err *err);

/* False for a word that would be parsed as an option. */
bool opt_is_word(const char *word);
/* The option in @word that takes the next word as its value; NULL if none. */
const struct opt *opt_awaiting(const char *word, const struct opt *const *tables);

/*
 * The table's own row for an option: commands may share a name, each with a different place for the value.
 */
const struct opt *opt_in(const struct opt *table, const struct opt *opt);
/* Stores one hit at the row's place in @dst; a usage error if it is one too many. */
int opt_store(const struct opt *opt, const struct opt_hit *hit, void *dst, struct err *err);

#endif

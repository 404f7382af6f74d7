/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which records, in what order, which of their parts: --where, --sort, --limit, --fields, --table, --csv.
 *
 * What a record is only its source knows: it finds a part by its path once, and then reads it from any number
 * of records. So elements of maps and rows of listings are asked in the same words.
 */
#ifndef BPFI_LIB_QUERY_H
#define BPFI_LIB_QUERY_H

#include "lib/err.h"
#include "lib/number.h"
#include "lib/out.h"

/* What is read of a record: a number, or text as its bytes have it. */
struct query_cell {
	bool is_text;
	struct number number;
	const char *text;
	size_t len;
};

enum query_class { QUERY_NEITHER, QUERY_NUMBER, QUERY_TEXT };

/* A part of records. */
struct query_column {
	char *path;             /* as it was given */
	enum query_class class; /* NEITHER: it has parts of its own */
	bool is_char;           /* a number of one byte: it may be meant as a character */
	bool differs_by_row;    /* where a record makes several rows */
	void *place;            /* the source's; freed with free() */
};

typedef int query_path_fn(void *arg, const char *path, struct err *err);

/* @over: what all of the records come from. */
struct query_source {
	/* Fills everything but the path. */
	int (*find)(const void *over, struct query_column *c, struct err *err);
	/* Is a word without '.' and '[' a path? Others are names of numbers. */
	bool (*has_word)(const void *over, const char *word, size_t len);
	/* The paths of all parts that have no parts of their own, in order. */
	int (*each_path)(const void *over, query_path_fn *fn, void *arg, struct err *err);
	/* An error for what records cannot be sorted by; NULL: there is no such part. */
	int (*check_sort)(const void *over, const struct query_column *c, struct err *err);

	/* How many rows a record makes; NULL: one. */
	size_t (*count_rows)(const void *rec);
	/* False for what cannot be read, or is neither number nor text. */
	bool (*read)(const struct query_column *c, const void *rec, size_t row, struct query_cell *ret_value);
	/* Prints the part; @f as for out_null(). */
	void (*print)(struct out *o, const struct field *f, const struct query_column *c, const void *rec,
		      size_t row);
	/* The number that a name stands for beside this part; NULL: there are no such names. */
	bool (*named)(const struct query_column *c, const char *name, size_t len, struct number *ret_number);
	/* The name that was meant, perhaps. */
	const char *(*near_name)(const struct query_column *c, const char *word);

	/* Copies that are sorted: how many bytes, into them, and the record that they are (at most
	 * QUERY_REC_MOST bytes). */
	size_t (*kept_size)(const void *rec);
	void (*keep)(const void *rec, void *to);
	void (*kept)(const void *over, const void *kept, void *ret_rec);
};

enum { QUERY_REC_MOST = 64 };

struct query_records {
	const struct query_source *source;
	const void *over;
};

/* As they were given; NULL: not at all. */
struct query_options {
	const char *where, *sort, *limit, *fields;
	bool is_table, is_csv;
};

struct query;
/* @show prints a whole record; with columns it only learns of each record that was shown. */
typedef void query_show_fn(void *arg, const void *rec);

/* A usage error where something is asked that these records cannot answer. */
int query_open(struct query **ret_query, struct out *o, const struct query_records *of,
	       const struct query_options *opt, query_show_fn *show, void *arg, struct err *err);
void query_close(struct query *q);

bool query_has_columns(const struct query *q);
/* True where records are lines of text, not objects. */
bool query_has_lines(const struct query *q);

enum { QUERY_ENOUGH = 1 };
/* Takes a record: prints it, or keeps it for later. QUERY_ENOUGH: no other one will be shown. */
int query_take(struct query *q, const void *rec, struct err *err);
/* Prints what was kept. */
int query_finish(struct query *q, struct err *err);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which records, in what order, which of their parts: --where, --sort, --limit, --fields, --table, --csv.
 *
 * Only the source knows the structure of a record: it finds a part by its path once, and then reads it from
 * any number of records. So elements of maps and rows of listings are queried with the same syntax.
 */
#ifndef BPFI_LIB_QUERY_QUERY_H
#define BPFI_LIB_QUERY_QUERY_H

#include "lib/buf.h"
#include "lib/err.h"
#include "lib/number.h"
#include "lib/opt.h"
#include "lib/out.h"

/* A value read from a record: a number, or text as raw bytes. */
struct query_cell {
	bool is_text;
	struct number number;
	const char *text;
	size_t len;
};

/* EITHER: some records have a number there, others a text. */
enum query_class { QUERY_NEITHER, QUERY_NUMBER, QUERY_TEXT, QUERY_EITHER };

/* What a text is that a part is compared with: an address, or what the part's format reads. */
struct query_literal {
	bool is_text;
	struct number number;
	struct buf bytes;
	uint32_t bits; /* of a network: only so many are compared; 0: all */
};

/* A part of records. */
struct query_column {
	char *path;             /* as it was given */
	enum query_class class; /* NEITHER: it has nested parts */
	bool is_char;           /* a number of one byte: possibly a character */
	bool differs_by_row;    /* if a record makes several rows */
	bool is_formatted;      /* tables print it, what is read is only compared */
	uint8_t style;          /* enum style: the color of its cells in a table */
	/* Several values: a test holds if it holds for one; they are read with their number in place of the
	 * row's */
	bool is_many;
	void *place; /* belongs to the source; freed with free() */
};

typedef int query_path_fn(void *arg, const char *path, struct err *err);

/* @over: the common source of all records. */
struct query_source {
	/* Fills everything but the path. */
	int (*find)(const void *over, struct query_column *c, struct err *err);
	/* Is a word without '.' and '[' a path? If not, it is the name of a number. */
	bool (*has_word)(const void *over, const char *word, size_t len);
	/* Other words are texts, as all that a text is compared with; nested parts are true if there are any.
	 */
	bool has_plain_words;
	bool is_flat; /* in JSON the parts are keys of the record, not of an object in it */
	/* The paths of all parts without nested parts, in order. */
	int (*each_path)(const void *over, query_path_fn *fn, void *arg, struct err *err);
	/* An error for records that cannot be sorted by this; NULL: no such part. */
	int (*check_sort)(const void *over, const struct query_column *c, struct err *err);

	/* How many rows a record makes; NULL: one. */
	size_t (*count_rows)(const void *rec);
	/* False if unreadable, or neither number nor text. */
	bool (*read)(const struct query_column *c, const void *rec, size_t row, struct query_cell *ret_value);
	/* Prints the part; @f as for out_null(). */
	void (*print)(struct out *o, const struct field *f, const struct query_column *c, const void *rec,
		      size_t row);
	/* Instead, in tables: its text for people; false if it is a number. NULL: as JSON. */
	bool (*write)(struct buf *to, const struct query_column *c, const void *rec, size_t row);
	/* The number that a name stands for when compared with this part; NULL: no such names. */
	bool (*named)(const struct query_column *c, const char *name, size_t len, struct number *ret_number);
	/* May change how the part is compared; NULL: addresses are not compared. */
	int (*literal)(struct query_column *c, const char *text, struct query_literal *ret_literal,
		       struct err *err);
	/* A suggestion for a mistyped name. */
	const char *(*near_name)(const struct query_column *c, const char *word);

	/* Copies that are sorted: how many bytes, into them, and the record that they are (at most
	 * QUERY_REC_MOST bytes). */
	size_t (*stored_size)(const void *rec);
	void (*store)(const void *rec, void *to);
	void (*restore)(const void *over, const void *stored, void *ret_rec);
};

enum { QUERY_REC_MOST = 64 };

struct query_records {
	const struct query_source *source;
	const void *over;
};

/* As given; NULL: not given. */
struct query_options {
	const char *where, *limit, *fields;
	const char *sort[OPT_LIST_SIZE];
	bool is_table, is_csv;
};

struct query;
/* @show prints a whole record; with columns it is only notified of each record shown. */
typedef void query_show_fn(void *arg, const void *rec);

/* A usage error for a query that these records cannot answer. */
int query_open(struct query **ret_query, struct out *o, const struct query_records *of,
	       const struct query_options *opt, query_show_fn *show, void *arg, struct err *err);
void query_close(struct query *q);

bool query_has_columns(const struct query *q);
/* True where records are lines of text, not objects. */
bool query_has_lines(const struct query *q);

enum { QUERY_ENOUGH = 1 };
/* Takes a record: prints it, or keeps it for later. QUERY_ENOUGH: no further record will be shown. */
int query_take(struct query *q, const void *rec, struct err *err);
/* For who prints by himself: does the filter, if there is one, let it pass? */
bool query_accepts(struct query *q, const void *rec);
/* Ends a table; another one follows. */
int query_flush(struct query *q, struct err *err);
/* Prints what was kept. ERR_NO: there is a filter, and no record passed it. */
int query_finish(struct query *q, struct err *err);

/*
 * A listing of records whose fields have rows: the command describes them as always, to another output. Those
 * that the query wants are shown, as the command would, or as columns.
 */
struct listing_rows {
	const struct field *fields;
	const char *columns; /* of tables, when none are named: paths with commas between them */
};

struct listing;
int listing_open(struct listing **ret_listing, struct out *o, const struct listing_rows *rows,
		 const struct query_options *opt, struct err *err);
struct out *listing_out(struct listing *l);
/* Does the query read this field, or a part of it? */
bool listing_asks(const struct listing *l, const char *name);
/* @r: what the command returned, with its error. ERR_NO: there is a filter, and nothing passed it. */
int listing_close(struct listing *l, int r, struct err *err);
/* Each path that can be asked for, with its row. */
typedef void listing_path_fn(void *arg, const char *path, const struct field *f);
void listing_each_path(const struct field *fields, listing_path_fn *fn, void *arg);

#endif

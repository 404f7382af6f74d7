/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Listings under a query: what its two files share. Internal to this folder. */
#ifndef BPFI_LIB_QUERY_LISTING_H
#define BPFI_LIB_QUERY_LISTING_H

#include "lib/out_catch.h"
#include "lib/query/query.h"

/* A record, and the element of one of its lists that is a row; 0: the record itself is. */
struct listing_rec {
	struct caught caught;
	uint32_t list, row;
};

/* What the query reads: names, of whatever depth. */
enum { LISTING_ASKED = 64 };
struct listing_asked {
	char *names[LISTING_ASKED];
	unsigned int count;
};

struct listing {
	const struct listing_rows *rows;
	struct out *to;       /* where it goes */
	struct out *catching; /* what the command writes to */
	struct catcher catcher;
	struct query *q;
	struct listing_asked *asked;
	bool is_text, has_columns, has_lines;
	bool has_rows;  /* elements of lists in the records are the rows */
	bool has_begun; /* the list of records */
	bool has_ended;
	bool is_filtered;
	bool is_over;          /* enough is shown */
	uint64_t limit, shown; /* of rows in records that are shown whole; 0: no limit */
	bool has_shown;        /* a record */
	struct buf heads;      /* of text, before the first record: struct listing_head */
	struct err err;        /* the first one */

	struct out *words; /* the text of a cell, and what it is written into */
	struct buf *text;
	struct buf *digits; /* of values that are bytes: the last two */
};

/* The list that a row is in, where records have several lists of them. */
#define LISTING_PLACE "place"

enum { WAY_PARTS = 8, PATH_WAYS = 12 };

/* From the record, or from a row of it, to a part. */
struct listing_way {
	const char *parts[WAY_PARTS];
	unsigned int count;
	bool is_in_row, is_place;
};

/* A path, and the other ways to go if a record has nothing on the first. */
struct listing_path {
	const struct listing *l;
	struct listing_way ways[PATH_WAYS];
	unsigned int count;
	bool is_list; /* leads through one */
	const struct field *field;
	char text[]; /* of the parts, each with its NUL */
};

/* listing_path.c: as struct query_source asks it. */
int listing_find(const void *over, struct query_column *c, struct err *err);
bool listing_has_word(const void *over, const char *word, size_t len);
bool listing_has_rows(const struct field *fields);
bool listing_has_asked(const struct listing *l, const char *name);

/* listing_parts.c */
extern const struct query_source parts_of_listing;

#endif

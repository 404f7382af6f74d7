/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Output that is caught: records are kept as cells, a cell a value with its row, until somebody decides
 * whether and how they are shown. What describes them does not notice.
 */
#ifndef BPFI_LIB_OUT_CATCH_H
#define BPFI_LIB_OUT_CATCH_H

#include "lib/out.h"

enum caught_kind {
	CAUGHT_UINT,
	CAUGHT_INT,
	CAUGHT_BOOL,
	CAUGHT_TIME,
	CAUGHT_NULL,
	CAUGHT_STR,
	CAUGHT_NUMBER, /* its digits */
	CAUGHT_BYTES,
	CAUGHT_DUMP,
	CAUGHT_TEXT,
	CAUGHT_LIST,
	CAUGHT_OBJECT,
};

struct caught_cell {
	const struct field *field; /* may be NULL in a list */
	uint32_t kind;             /* enum caught_kind */
	uint32_t next;             /* the cell after it and after all that it contains */
	uint32_t key;              /* where in the texts its own key is; 0: none, see out_key() */
	uint32_t len;              /* of a text */
	uint64_t value;            /* a number, or where in the texts it is */
};

/* One record: the first cell contains all others. */
struct caught {
	const struct caught_cell *cells;
	const char *texts;
	uint32_t count;
	uint32_t texts_len;
};

/* The key that it has in JSON; NULL: none. */
static inline const char *caught_name(const struct caught *c, uint32_t cell)
{
	const struct caught_cell *one = &c->cells[cell];

	return one->key ? c->texts + one->key : one->field ? one->field->name : NULL;
}

static inline bool caught_has_children(const struct caught *c, uint32_t cell)
{
	return c->cells[cell].kind >= CAUGHT_LIST;
}

/* Who catches. What is not in a record is passed on. */
struct catcher {
	/* Is the field of a record described? @depth: open containers inside the record, itself included. */
	bool (*shows)(void *arg, const struct field *f, unsigned int depth);
	/* The list around the records begins and ends. */
	void (*list)(void *arg, const struct field *f);
	void (*end)(void *arg);
	/* A whole record, valid only during the call. True: no more are wanted. */
	bool (*record)(void *arg, const struct caught *c);
	/* What was caught is to be seen now. */
	void (*flush)(void *arg);
	/* Out of memory: a record is lost. */
	void (*lost)(void *arg);
	void *arg;
};

/* Describes to @catcher what otherwise would go to @to. */
struct out *out_new_catching(struct out *to, const struct catcher *catcher);

/* Describes a cell and what it contains. @wants: children that are described; NULL: all. */
typedef bool caught_wants_fn(void *arg, uint32_t cell);
void out_caught(struct out *o, const struct caught *c, uint32_t cell, caught_wants_fn *wants, void *arg);
/* The same under another row, which may be of a value without children. */
void out_caught_as(struct out *o, const struct caught *c, uint32_t cell, const struct field *f);

#endif

/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Internals of the output: state and the table of functions that a sink fills. Only lib/out_*.c include
 * this.
 */
#ifndef BPFI_LIB_OUT_SINK_H
#define BPFI_LIB_OUT_SINK_H

#include "lib/buf.h"
#include "lib/out.h"

enum { OUT_DEPTH = 192 };

/* What the children of a container are, for layout and for JSON lines. */
enum frame_mode { MODE_TOP, MODE_RECORDS, MODE_RECORD, MODE_NESTED };

struct frame {
	const struct field *field;
	enum frame_mode mode;
	bool is_list;
	bool is_open;   /* text: lead and label are written (they wait for the first element) */
	bool is_stream; /* JSON lines: elements are lines, no brackets */
	bool is_tree;   /* text: this container switched to indented JSON */
	uint32_t count; /* children so far */
};

struct sink {
	void (*begin)(struct out *o, const struct field *f, bool is_list);
	void (*end)(struct out *o, const struct frame *closed);
	void (*uint)(struct out *o, const struct field *f, uint64_t v);
	void (*sint)(struct out *o, const struct field *f, int64_t v);
	void (*boolean)(struct out *o, const struct field *f, bool v);
	void (*str)(struct out *o, const struct field *f, const char *s, size_t len);
	void (*bytes)(struct out *o, const struct field *f, const uint8_t *data, size_t len);
	void (*dump)(struct out *o, const struct field *f, const uint8_t *data, size_t len);
	void (*time)(struct out *o, const struct field *f, int64_t seconds);
	void (*null)(struct out *o, const struct field *f);
	void (*number)(struct out *o, const struct field *f, const char *digits);
	void (*text_open)(struct out *o, const struct field *f);
	void (*text_add)(struct out *o, const char *data, size_t len);
	void (*text_close)(struct out *o);
	uint16_t hides;     /* rows with one of these flags are left out */
	uint8_t hides_zero; /* rows with this flag are left out when zero or null */
};

extern const struct sink sink_json, sink_text;

struct out {
	const struct sink *sink;
	const struct sink *base_sink;
	uint16_t hides; /* the sink's, unless told otherwise */
	bool pretty, lines, color;
	bool has_failed; /* an error is in the document */
	bool has_picture;
	int fd;
	out_write_fn write; /* NULL: to fd */
	void *write_arg;
	int write_errno;
	const char *key; /* of the next value, see out_key() */
	struct buf notes;

	struct buf w; /* not yet written */
	bool is_held;
	size_t held_len;
	unsigned int held_depth;
	uint32_t held_count;
	const char *held_key;

	struct frame frames[OUT_DEPTH];
	unsigned int depth;      /* frames[depth] is the innermost open one; frames[0] the document */
	unsigned int tree_depth; /* text: depth of the container of the open tree, else 0 */
	unsigned int skipping;   /* open containers that this sink omits (or that are too deep) */

	/* Caught: where it would go, and what is caught. */
	struct out *to;
	struct catching *catching;

	struct buf line[FIELD_LINES]; /* text: the lines of the record being built */
};

static inline struct frame *out_top(struct out *o)
{
	return &o->frames[o->depth];
}

/* What the children of a container begun now would be. */
enum frame_mode out_child_mode(const struct frame *parent, const struct field *f, bool is_list);

__attribute__((cold, noinline)) bool out_catch_shows(const struct out *o, const struct field *f);
void out_catch_flush(const struct out *o);
void out_catch_free(struct catching *c);

enum { OUT_BLOCK = 128 * 1024 };

void out_write(struct out *o);
/* The same, followed by data that is not copied for it; nothing is held. */
void out_write_along(struct out *o, const char *data, size_t len);

/* Writes when enough has accumulated and nothing is held. */
static inline void out_maybe_write(struct out *o)
{
	if (o->w.len >= OUT_BLOCK && !o->is_held)
		out_write(o);
}

/* One escape rule for both sinks, as out_escape_json(); only the form of the escape differs. */
void out_escape_text(struct buf *b, const char *s, size_t len);
/* Backslashes stay as they are: code has its own escapes. */
void out_escape_code(struct buf *b, const char *s, size_t len);

#endif

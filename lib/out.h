/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Output: commands describe values, the sink chosen at start decides how they look (text, JSON, JSON lines).
 *
 * Callers cannot see which sink it is. A value belongs to a field row; inside a list the row may be NULL.
 * Whatever fails, standard output holds one valid document: out_fail() closes open containers.
 */
#ifndef BPFI_LIB_OUT_H
#define BPFI_LIB_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/err.h"
#include "lib/field.h"

enum out_format { OUT_TEXT, OUT_JSON, OUT_PRETTY, OUT_JSONL };

struct out;

/* Writes to file descriptor @fd. NULL if out of memory. */
struct out *out_new(int fd, enum out_format format, bool color);
/* Hands blocks to @write (0 or an errno) instead of a descriptor: documents that go into a file. */
typedef int (*out_write_fn)(void *arg, const void *data, size_t len);
struct out *out_new_writer(out_write_fn write, void *arg, enum out_format format);
void out_free(struct out *o);

/* Text, too, shows the rows that are for those who want to know more (FIELD_VERBOSE). */
void out_set_verbose(struct out *o);

/* True unless this sink omits the row: lets the record printer skip the work for it. */
bool out_shows(const struct out *o, const struct field *f);

void out_list(struct out *o, const struct field *f);
void out_object(struct out *o, const struct field *f);
void out_end(struct out *o);

void out_uint(struct out *o, const struct field *f, uint64_t v);
void out_int(struct out *o, const struct field *f, int64_t v);
void out_bool(struct out *o, const struct field *f, bool v);
void out_str(struct out *o, const struct field *f, const char *s);
void out_strn(struct out *o, const struct field *f, const char *s, size_t len);
void out_bytes(struct out *o, const struct field *f, const void *data, size_t len); /* hex digits */
/* Memory, byte by byte: a list of "0x1f" in JSON, rows of 16 in text (below the label with LAYOUT_LINES). */
void out_dump(struct out *o, const struct field *f, const void *data, size_t len);
/* Bytes of a file: rows with offset, digits and characters in text, a list of numbers in JSON. */
void out_octets(struct out *o, const struct field *f, const void *data, size_t len);
/* A list of its lines. */
void out_lines(struct out *o, const struct field *f, const char *text);
void out_time(struct out *o, const struct field *f, int64_t seconds);
void out_null(struct out *o, const struct field *f);

/* A number already written by the caller (128-bit, floating point); must be a JSON number. */
void out_number(struct out *o, const struct field *f, const char *digits);

/*
 * Long text without changes (help, C headers): unescaped in text, one string in JSON. Pieces between open
 * and close.
 */
void out_text_open(struct out *o, const struct field *f);
void out_text_add(struct out *o, const char *data, size_t len);
void out_text_close(struct out *o);

/* Text that is the whole output, in every format: generated C. Inside a document (batch) it is a string. */
void out_verbatim(struct out *o, const char *data, size_t len);

/* The next value gets this key, overriding that of its row (batch: "output"). */
void out_key(struct out *o, const char *key);
/* True until a value has been written for it. */
bool out_has_key(const struct out *o);

/*
 * For rows by the hundred thousand, written by the caller: if the open list is compact JSON, returns its
 * buffer, which ends where the next element goes and has @room bytes left; also the separator, or 0, before
 * the first element and after each. NULL: another format, to be written value by value. Nothing else may be
 * called until it is closed with the count of elements.
 */
struct buf *out_direct_open(struct out *o, size_t room, char *ret_before, char *ret_after);
void out_direct_close(struct out *o, uint32_t count);
/* Writes the buffer: at once, or when enough has accumulated. */
void out_direct_write(struct out *o);
void out_direct_maybe_write(struct out *o);

/* A record that may be unreadable: nothing is written until out_keep(), out_drop() discards it. */
void out_hold(struct out *o);
void out_keep(struct out *o);
void out_drop(struct out *o);

/* Depth of the open containers, and closing them down to it with the error in the right place. */
unsigned int out_depth(const struct out *o);
void out_fail(struct out *o, unsigned int depth, const struct err *err);
/* True if the document contains the reason of the failure, so that no other message is needed. */
bool out_tells_failure(const struct out *o);

/*
 * Notes about the output that are not part of it ("calls have no names: ..."), for standard error after
 * everything else. Each is printed once.
 */
void out_note(struct out *o, const char *text);
/* The notes one by one, NULL after the last. */
const char *out_noted(const struct out *o, unsigned int index);

/* True if further writing is useless (disk full, closed pipe): long walks end early. */
bool out_is_dead(const struct out *o);
/* The reader of the pipe has closed it: not an error to report. */
bool out_is_closed_pipe(const struct out *o);

/*
 * Of what changes another picture begins: on a terminal in place of the last one, in other text after an
 * empty line. Records of a listing up to a flush are a picture.
 */
void out_next_picture(struct out *o);
/* Lines of the terminal it writes to; 0: it is not a terminal. */
unsigned int out_height(const struct out *o);
/* Columns of the terminal it writes to; 0: it is not a terminal. */
unsigned int out_width(const struct out *o);
/* What switches the color of a style on ("\033[0m" ends it); NULL: no color. For lines made by the caller. */
const char *out_color(const struct out *o, uint8_t style);

/* The descriptor it writes to, for waiting until its reader is gone; -1: none. */
int out_descriptor(const struct out *o);

/*
 * The text form of an arbitrary string: control bytes escaped. For messages. A backslash is doubled where
 * it could be mistaken for an escape, except in code, which has its own escapes.
 */
void out_escape(struct buf *to, const char *s);
/* The inside of a JSON string. */
void out_escape_json(struct buf *to, const char *s, size_t len);
void out_escape_source(struct buf *to, const char *s);
/* Length of a character at @s that changes the text direction and so disguises the characters after it. */
unsigned int out_bidi_len(const char *s, size_t len);

/* Writes what is buffered (interactive streams between records). */
int out_flush(struct out *o, struct err *err);
/* Closes all, ends the document, writes it. Reports the first failed write. */
int out_finish(struct out *o, struct err *err);

#endif

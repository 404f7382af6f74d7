/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A field row: one fact about one value, with all that is needed to fetch, print, document and check it.
 *
 * Rows are const. The output reads the upper half (name and layout of the value), lib/record.c the lower
 * half (where it is in the record and when it is present).
 */
#ifndef BPFI_LIB_FIELD_H
#define BPFI_LIB_FIELD_H

#include <stdint.h>

struct out;
struct field;

/* The meaning of a value, never its layout. */
enum style {
	STYLE_PLAIN,
	STYLE_ID,
	STYLE_NAME,
	STYLE_TYPE,    /* a word from a table; a number without a word is shown as "name N" in text */
	STYLE_HEX,     /* text: 0x1f, JSON: a number */
	STYLE_HEXSTR,  /* 0x1f as a string in JSON too */
	STYLE_DIGITS,  /* text: 1f, as addresses are written in kernel listings; JSON: a number */
	STYLE_POINTER, /* text, trees in it too: "0x1f" or "(nil)"; JSON: a number */
	STYLE_PATH,
	STYLE_TITLE, /* column heads and the like */
	STYLE_WARN,
	STYLE_ADDED, /* of two things compared: only in the second, only in the first, in both */
	STYLE_REMOVED,
	STYLE_CHANGED,
	STYLE_CODE, /* lines of source: their backslashes are not doubled */
	STYLE_COUNT,
};

/* How the elements of a list are laid out in text. JSON ignores it. */
enum layout {
	LAYOUT_INLINE,  /* list: "label a,b,c"; object: its fields one after the other */
	LAYOUT_LINES,   /* each element on a separate line, label in front */
	LAYOUT_SECTION, /* no layout: the content is printed as if at top level (batch) */
	LAYOUT_COLUMNS, /* the label on a line of its own, then four elements a line */
	LAYOUT_TREE,    /* shown as indented JSON in text as well (values printed through BTF) */
};

enum field_type {
	FIELD_CUSTOM, /* .emit prints it */
	FIELD_U8,
	FIELD_U32,
	FIELD_S32,
	FIELD_U64,
	FIELD_BOOL,
	FIELD_STR,   /* char array in the record, ends at NUL or at its size */
	FIELD_BYTES, /* byte array, printed as hex digits */
	FIELD_TIME,  /* int64 seconds since the epoch */
	FIELD_LIST,  /* documentation only: what .emit prints is a list of .sub objects or of .sub_type values
		      */
	FIELD_OBJECT,
};

enum field_flags {
	FIELD_TEXT_ONLY = 1 << 0,
	FIELD_JSON_ONLY = 1 << 1,
	FIELD_NONZERO = 1 << 2,      /* absent when zero or empty */
	FIELD_OPTIONAL = 1 << 3,     /* for the schema: .emit may leave it out */
	FIELD_NAMED = 1 << 5,        /* for the schema: a number if it has no name */
	FIELD_TEXT_NONZERO = 1 << 4, /* text omits a zero or a null, JSON does not */
	FIELD_STREAM = 1 << 6,       /* list, and the object around it: JSON lines show its elements alone */
	FIELD_VERBOSE = 1 << 8,      /* text shows it only if asked to, see out_set_verbose() */
	FIELD_ROWS = 1 << 7,         /* list: its elements, not the record, are what tables have lines for */
};

enum { FIELD_LINES = 12 };

struct field {
	const char *name;  /* JSON key */
	const char *help;  /* one line for the manual and the schema */
	const char *label; /* text label; NULL: the name; "": the value alone */
	const char *lead;  /* text in front, if something precedes it on the line; NULL: two blanks */
	const char *tail;  /* text after the value: a unit, a bracket */
	const char *no;    /* a bool's text when false (true is its label); NULL: nothing is printed */
	uint8_t line;      /* text line of the record */
	uint8_t width;     /* text: minimum width, for columns */
	uint8_t style;     /* enum style */
	uint8_t layout;    /* enum layout, of lists */
	uint16_t flags;    /* enum field_flags */
	uint8_t type;      /* enum field_type */
	uint8_t sub_type;  /* FIELD_LIST of plain values: their type */

	uint16_t off;  /* in the record */
	uint16_t size; /* FIELD_STR, FIELD_BYTES */
	uint16_t need; /* present if the kernel returned at least this many bytes; 0: always */
	const void *arg;
	void (*emit)(struct out *o, const struct field *f, const void *rec);
	const struct field *sub; /* fields of the objects in it, ends with name NULL */
};

#endif

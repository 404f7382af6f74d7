/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Elements and descriptions from a file, checked against their map. */
#ifndef BPFI_MAPDUMP_TRANSFER_READ_H
#define BPFI_MAPDUMP_TRANSFER_READ_H

#include "mapdump/target.h"
#include "mapdump/transfer/line.h"

enum { TRANSFER_VERSION = 1 };

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define TRANSFER_BYTE_ORDER "little"
#else
#define TRANSFER_BYTE_ORDER "big"
#endif

/* The elements of a file, one after the other: lines, or the members of one list. */
struct transfer_file {
	const void *data;
	size_t size;
	const char *at, *end;
	struct span_walk list;
	bool is_list;
	bool is_text;       /* not JSON: transfer_text.h */
	unsigned long line; /* or how many members of the list were read */
};

/* One of them, or a description: the texts of its members; those that are missing are NULL. */
struct transfer_line {
	struct span whole, version;
	struct span key, key_hex, value, value_hex, values, values_hex, formatted;
};

int transfer_open(struct transfer_file *f, const char *path, struct err *err);
/* From the beginning again. */
void transfer_rewind(struct transfer_file *f);
void transfer_close(struct transfer_file *f);
/* KERN_NONE at the end. Empty lines are skipped, and elements that a dump could not find. */
int transfer_next(struct transfer_file *f, struct transfer_line *ret_line, struct err *err);

static inline bool transfer_is_description(const struct transfer_line *line)
{
	return line->version.at;
}
int transfer_check_description(const struct write_target *t, const struct transfer_line *line,
			       struct err *err);

/* A key, and a value with those of all CPUs. */
struct transfer_element {
	struct buf key, value;
	struct buf text; /* scratch */
};
int transfer_read_element(struct write_target *t, const struct transfer_line *line,
			  struct transfer_element *e, struct err *err);
void transfer_element_free(struct transfer_element *e);

#endif

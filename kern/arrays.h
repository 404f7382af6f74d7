/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which arrays an info struct points to: pointer member, count member, element size. One table serves the
 * querying (allocate by the count, query again), the recording and the answers from a recording.
 */
#ifndef BPFI_KERN_ARRAYS_H
#define BPFI_KERN_ARRAYS_H

#include "kern/kern.h"

struct info_array {
	const char *name; /* key in recordings */
	enum kern_kind kind;
	uint32_t type;     /* links: only of this link type; 0: any */
	uint32_t sub_type; /* perf event links: only of this perf type; 0: any */
	uint16_t ptr_off;
	uint16_t count_off;
	uint16_t elem_size; /* 0: read from elem_off */
	uint16_t elem_off;
	bool is_text; /* the count is the size of a string with its NUL */
	bool is_lazy; /* large and rarely shown: recorded, but not fetched by info_full_read() */
	/* Size of the preset buffer for the first query, so that one is mostly enough; 0: none. */
	uint16_t preset;
};

/* Indexes of the rows that are asked for by name. */
enum info_row {
	INFO_MAP_IDS,
	INFO_JITED,
	INFO_XLATED,
	INFO_FUNC_INFO,
	INFO_LINE_INFO,
	INFO_JITED_LINE_INFO,
	INFO_JITED_KSYMS,
	INFO_JITED_FUNC_LENS,
	INFO_PROG_TAGS,
	INFO_MAP_HASH,
	INFO_BTF_BYTES,
	INFO_NAMED_ROWS,
};

#define INFO_ROW_BIT(row) (UINT64_C(1) << (row))

extern const struct info_array info_arrays[];
extern const unsigned int info_array_count;

enum { INFO_SIZE = 256 }; /* larger than any info struct of today's kernels */

/*
 * An info struct with its arrays (all but the lazy ones) after it. Where a pointer is not NULL, its count
 * is the number of elements; of a text it is the size with its NUL, even where the kernel counts
 * otherwise.
 */
struct info_full {
	union {
		uint64_t align;
		struct uapi_prog_info prog;
		struct uapi_map_info map;
		struct uapi_link_info link;
		struct uapi_btf_info btf;
		char bytes[INFO_SIZE];
	};
	uint32_t len;
	struct buf arrays; /* what the pointers point to */
};

/* Queries twice where there are arrays. @full is reused: its memory stays from one object to the next. */
int info_full_read(struct kern *k, enum kern_kind kind, int handle, struct info_full *full, struct err *err);
/* The same with the lazy rows in @rows (INFO_ROW_BIT(INFO_XLATED) | ...). */
int info_full_read_rows(struct kern *k, enum kern_kind kind, int handle, uint64_t rows,
			struct info_full *full, struct err *err);
void info_full_free(struct info_full *full);

/* The members that a row describes; the caller knows that the row applies. */
uint64_t info_array_ptr(const struct info_array *row, const void *info);
void info_array_set_ptr(const struct info_array *row, void *info, uint64_t ptr);
uint32_t info_array_count_of(const struct info_array *row, const void *info);
uint32_t info_array_elem_size(const struct info_array *row, const void *info);

/* True when the row belongs to this object (kind, link type, perf type). */
bool info_array_applies(const struct info_array *row, enum kern_kind kind, const void *info, uint32_t len);

#endif

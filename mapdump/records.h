/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Records of ring buffers and perf events as the struct that programs fill: --as data=STRUCT, and formats of
 * its members, --as data.saddr=ip. No map has their type: it is looked for in the programs that use the map.
 */
#ifndef BPFI_MAPDUMP_RECORDS_H
#define BPFI_MAPDUMP_RECORDS_H

#include "mapdump/formats.h"

struct records;

/* @word: the format of all of the data, or the name of a struct. */
int records_set_type(struct view *v, const char *word, struct err *err);
/* The format of a part of the data. */
int records_show_as(struct view *v, const char *path, const struct value_format *format,
		    const struct format_use *use, struct err *err);
/* In text one line of JSON. False: nothing was asked for, or the record is shorter than its type. */
bool records_print(struct out *o, const struct view *v, const struct field *text, const struct field *json,
		   const void *data, size_t size);
void records_free(struct records *records);

typedef int map_user_fn(void *arg, const struct uapi_prog_info *prog, struct err *err);
/* The loaded programs that use a map; a result other than 0 ends the walk and is returned. */
int map_users_each(struct kern *k, uint32_t map, map_user_fn *fn, void *arg, struct err *err);

#endif

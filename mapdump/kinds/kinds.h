/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What elements of some types of maps show beyond their bytes. */
#ifndef BPFI_MAPDUMP_KINDS_KINDS_H
#define BPFI_MAPDUMP_KINDS_KINDS_H

#include "mapdump/view.h"

/* A kind of map and the title of its section in the manual. */
#define MAP_KINDS(X)                          \
	X(maps, "Maps of maps")               \
	X(progs, "Program arrays")            \
	X(prefixes, "tries")                  \
	X(devices, "Device maps")             \
	X(cpus, "CPU maps")                   \
	X(sockets, "Socket maps")             \
	X(cgroup_storage, "Cgroup storage")   \
	X(task_storage, "Task storage")       \
	X(socket_storage, "Socket storage")   \
	X(cgrp_storage, "Storage of cgroups") \
	X(stacks, "Stack traces")

enum { MAP_KIND_TYPES = 3 };

struct map_kind {
	uint8_t types[MAP_KIND_TYPES]; /* of maps; 0: no more */
	const struct field *details;   /* rows of struct entry; ends with name NULL */
	bool has_other_value;          /* in text the details replace the value */
};

#define DECLARE(name, title)                      \
	extern const struct map_kind kind_##name; \
	extern const struct field kind_##name##_fields[];
MAP_KINDS(DECLARE)
#undef DECLARE

/* Of any type; most have no details. */
const struct map_kind *map_kind(uint32_t type);
/* All of the kinds' rows, for the manual. */
extern const struct field map_kind_fields[];

/* ring.c: positions and records; in a list of maps the members of the open object. */
int dump_ring(struct out *o, const struct view *v, bool is_member, struct err *err);
extern const struct field ring_fields[], ring_record_fields[];

/* stacks.c: the function at an address, with the distance from its start; without one the address. */
enum { KIND_SYMBOL_LEN = 2 * FULLNAME_LEN + 32 };
void kind_symbol_write(struct kern *k, uint64_t addr, char ret_text[KIND_SYMBOL_LEN]);

/* Where the stacks of ids are. @map: an ID, a name or a path; NULL: the only one that the same programs use.
 */
struct kind_stack;
int kind_stack_open(const struct view *v, const char *map, struct kind_stack **ret_stacks, struct err *err);
void kind_stack_close(struct kind_stack *stacks);
/* A list of its frames, innermost first; null if the map has no stack of this id. */
void kind_stack_print(struct out *o, const struct field *f, struct kind_stack *stacks, int64_t id);

/* The @i-th number of a value or key that is long enough for it. */
bool kind_u32(const unsigned char *from, size_t size, unsigned int i, uint32_t *ret_number);
/* Of the cgroup, the task or the socket that is the key. */
uint64_t kind_id(const struct entry *e);

/* For .emit: the first number of the value; the program after it, if there is one; the key as an id. */
void kind_emit_number(struct out *o, const struct field *f, const void *rec);
void kind_emit_prog(struct out *o, const struct field *f, const void *rec);
void kind_emit_id(struct out *o, const struct field *f, const void *rec);

#endif
